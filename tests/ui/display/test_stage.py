"""Every call gets its time in the big place, and nothing on the display flashes too fast."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk_app.services.board import LINES
from desk_app.ui.display.stage import STAY, Scene, Stage
from tests.ui.display.conftest import START, board_of, line

SECOND = dt.timedelta(seconds=1)


def started(*lines, blinks: bool = True) -> Stage:
    """Return a stage that has shown a board with *lines* at START."""
    stage = Stage(blinks=blinks)
    stage.show(board_of(*lines), START)
    return stage


def first(stage: Stage, now: dt.datetime) -> str:
    """Return the number in the big place."""
    shown = stage.scene(now).first
    return shown.number if shown is not None else ""


def test_a_call_takes_the_big_place_at_once():
    stage = started()
    now = START + SECOND

    stage.show(board_of(line("C042", 3, at=now)), now)

    assert stage.advance(now)
    assert first(stage, now) == "C042"


def test_what_is_on_the_first_board_is_not_announced():
    stage = started(line("A001"), line("A002", at=START - SECOND))

    announced = stage.advance(START)

    assert not announced
    assert first(stage, START) == "A001"
    assert not any(stage.scene(START + SECOND * n / 4).flashes for n in range(12))


def test_a_call_on_a_display_just_opened_is_announced_at_once():
    stage = started(line("A001"))

    stage.show(board_of(line("A001"), line("A002", at=START + SECOND)), START + SECOND)

    assert stage.advance(START + SECOND)


def test_the_newest_stays_first_for_fifteen_seconds():
    stage = started()
    calls = [line("A001", at=START)]
    stage.show(board_of(*calls), START)
    stage.advance(START)
    calls.append(line("A002", 2, at=START + SECOND))
    stage.show(board_of(*calls), START + SECOND)

    early = stage.advance(START + STAY - SECOND / 100)
    late = stage.advance(START + STAY)

    assert (early, late) == (False, True)
    assert first(stage, START + STAY) == "A002"


def test_a_waiting_call_stands_among_the_live_ones_meanwhile():
    stage = started()
    calls = [line("A001", at=START), line("A002", 2, at=START + SECOND)]
    stage.show(board_of(calls[0]), START)
    stage.advance(START)

    stage.show(board_of(*calls), START + SECOND)

    assert [each.number for each in stage.scene(START + SECOND).others] == ["A002"]


def test_more_than_three_live_calls_have_the_rest_among_the_recent_ones():
    stage = started()
    calls = [line(f"A00{n}", n, at=START + SECOND * n) for n in range(1, 6)]
    stage.show(board_of(*calls), START + SECOND * 5)
    stage.advance(START + SECOND * 5)

    scene = stage.scene(START + SECOND * 5)

    assert scene.first == calls[0]
    assert [each.number for each in scene.live(2)] == ["A002", "A003"]
    assert [each.number for each in scene.recent(5, live_places=2)] == ["A005", "A004"]


def test_a_recall_is_announced_again_and_blinks_again():
    stage = started()
    stage.show(board_of(line("A001")), START)
    stage.advance(START)
    later = START + dt.timedelta(seconds=61)

    stage.show(board_of(line("A001", at=later, calls=2)), later)

    assert stage.advance(later)
    assert stage.scene(later + SECOND * 0.75).flashes


def test_a_call_taken_back_leaves_at_once():
    stage = started()
    stage.show(board_of(line("A001")), START)
    stage.advance(START)

    stage.show(board_of(), START + SECOND * 3)

    assert stage.scene(START + SECOND * 3) == Scene()


def test_the_call_before_comes_back_quietly_when_the_newest_is_taken_back():
    old = line("A001", at=START - SECOND * 60)
    stage = started(old)
    stage.show(board_of(old, line("A002")), START)
    stage.advance(START)
    stage.show(board_of(old), START + SECOND * 3)

    announced = stage.advance(START + SECOND * 3)

    assert not announced
    assert first(stage, START + SECOND * 3) == "A001"
    assert not stage.scene(START + SECOND * 3.75).flashes


def test_who_has_come_while_waiting_needs_no_announcement():
    stage = started()
    calls = [line("A001"), line("A002", at=START + SECOND)]
    stage.show(board_of(*calls), START + SECOND)
    stage.advance(START + SECOND)
    came = line("A002", at=START + SECOND, is_live=False)
    stage.show(board_of(calls[0], came), START + SECOND * 5)

    announced = stage.advance(START + SECOND * 60)

    assert not announced
    assert stage.scene(START + SECOND * 60).past == (came,)


def test_it_blinks_twice_at_one_hertz_and_then_stays_yellow():
    stage = started()
    stage.show(board_of(line("A001")), START)
    stage.advance(START)

    halves = [stage.scene(START + SECOND * (n / 2 + 0.25)).flashes for n in range(8)]

    assert halves == [False, True, False, True, False, False, False, False]


def test_with_reduced_motion_it_does_not_blink():
    stage = started(blinks=False)
    stage.show(board_of(line("A001")), START)
    stage.advance(START)

    assert not any(stage.scene(START + SECOND * n / 10).flashes for n in range(40))


def test_a_call_older_than_the_board_reaches_keeps_its_turn():
    stage = started()
    calls = [line(f"B{n:03}", n, at=START + SECOND * n / 10) for n in range(LINES + 2)]
    stage.show(board_of(*calls[:LINES]), START + SECOND)
    stage.advance(START + SECOND)

    stage.show(board_of(*calls[2:]), START + SECOND * 2)
    stage.advance(START + SECOND + STAY)

    assert first(stage, START + SECOND + STAY) == "B001"


def test_a_clock_set_back_holds_no_call_for_longer():
    stage = started()
    stage.show(board_of(line("A001")), START)
    stage.advance(START)
    back = START - dt.timedelta(hours=1)
    stage.show(board_of(line("A001"), line("A002", at=back)), back)

    assert stage.advance(back + STAY)


def test_after_an_emergency_the_present_call_is_announced_again():
    stage = started(line("A001"))

    assert stage.restart(START + SECOND * 90)
    assert stage.scene(START + SECOND * 90.75).flashes


moves = st.lists(
    st.tuples(
        st.sampled_from(["call", "recall", "arrive", "take_back", "wait"]),
        st.integers(0, 5),
        st.floats(0.05, 20),
    ),
    max_size=40,
)


class Room:
    """Calls as counters make them; it looks at the stage every 50 ms."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.now = START
        self.calls: dict[str, object] = {}
        self.seen: list[tuple[dt.datetime, str, str]] = []
        self.announced: list[tuple[str, dt.datetime]] = []
        self.expected: dict[str, dt.datetime] = {}
        self.taken_back: list[tuple[str, dt.datetime]] = []
        self.stage.show(board_of(), self.now)

    def do(self, move: str, counter: int, seconds: float) -> None:
        """Do one thing at a counter, then let time pass."""
        number = f"A{counter:03}"
        if move == "call" or (move == "recall" and number in self.expected):
            self._call(number, counter)
        elif move == "arrive" and number in self.calls:
            old = self.calls[number]
            self.calls[number] = line(number, counter, at=old.called_at, is_live=False)
            self.expected.pop(number, None)
        elif move == "take_back":
            self.taken_back.append((number, self.now))
            self.calls.pop(number, None)
            self.expected.pop(number, None)
        self.stage.show(board_of(*self.calls.values()), self.now)
        self.look(seconds)

    def look(self, seconds: float) -> None:
        """Look at the stage for a while, as the display does."""
        end = self.now + dt.timedelta(seconds=seconds)
        while self.now < end:
            if self.stage.advance(self.now):
                self.announced.append((self.stage.scene(self.now).first.number, self.now))
            scene = self.stage.scene(self.now)
            ground = "dark" if scene.first is None else "white" if scene.flashes else "yellow"
            number = scene.first.number if scene.first is not None else ""
            self.seen.append((self.now, number, ground))
            self.now += dt.timedelta(milliseconds=50)

    def _call(self, number: str, counter: int) -> None:
        self.calls[number] = line(number, counter, at=self.now)
        self.expected.setdefault(number, self.now)


@settings(max_examples=80, deadline=None)
@given(moves)
def test_every_call_still_waited_for_is_announced_in_time(moves_made):
    room = Room()
    for move in moves_made:
        room.do(*move)

    room.look(6 * STAY.total_seconds() + 5)

    for number, since in room.expected.items():
        times = [at for announced, at in room.announced if announced == number]
        assert times
        assert max(times) >= since


@settings(max_examples=80, deadline=None)
@given(moves)
@example([("call", 0, 1.0), ("call", 1, 1.0), ("call", 0, 14.0), ("take_back", 1, 1.0)])
def test_an_announced_call_stays_fifteen_seconds_unless_it_is_taken_back(moves_made):
    room = Room()

    for move in moves_made:
        room.do(*move)

    for (number, at), (_next, after) in zip(room.announced, room.announced[1:], strict=False):
        gone = any(back == number and at <= when <= after for back, when in room.taken_back)
        assert gone or after - at >= STAY


@settings(max_examples=80, deadline=None)
@given(moves)
def test_the_ground_never_flashes_faster_than_three_hertz(moves_made):
    room = Room()

    for move in moves_made:
        room.do(*move)

    changes = [
        now
        for (_, _, before), (now, _, after) in zip(room.seen, room.seen[1:], strict=False)
        if before != after
    ]
    for start in changes:
        within = [at for at in changes if start <= at < start + SECOND]
        assert len(within) <= 6  # a flash is two changes: X-08 allows three in a second


@settings(max_examples=60, deadline=None)
@given(moves)
def test_it_wakes_for_every_change(moves_made):
    room = Room()
    for move in moves_made:
        room.do(*move)
    now, before = room.now, room.stage.scene(room.now)

    due = room.stage.next_change(now)

    horizon = due if due is not None else now + SECOND * 60
    between = [now + (horizon - now) * share / 10 for share in range(10)]
    assert all(room.stage.scene(at) == before for at in between if at < horizon)


def test_calls_in_a_burst_come_in_the_order_of_the_calls():
    room = Room()
    for counter in range(6):
        room.do("call", counter, 0.2)

    room.look(100)

    assert [number for number, _at in room.announced] == [f"A{n:03}" for n in range(6)]
    gaps = [b - a for (_, a), (_, b) in zip(room.announced, room.announced[1:], strict=False)]
    assert all(STAY <= gap <= STAY + SECOND / 10 for gap in gaps)
