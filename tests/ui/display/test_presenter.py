"""The picture is true, whatever the store, the clock and the counters do."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import StoreUnavailable
from desk_app.ui.display.picture import State
from desk_app.ui.display.presenter import DisplayPresenter
from desk_app.ui.signals import AppSignals
from tests.ui.display.conftest import START, board_of, line


class Desk:
    """A presenter over a board the test writes, and what came of it."""

    def __init__(self, tasks, hand, **fields) -> None:
        self.hand, self.signals = hand, AppSignals()
        self.board = board_of()
        self.error: Exception | None = None
        self.reads = 0
        self.pictures, self.chimes = [], []
        self.presenter = DisplayPresenter(
            board=self.read, tasks=tasks, signals=self.signals, clock=hand, **fields
        )
        self.presenter.pictured.connect(self.pictures.append)
        self.presenter.called.connect(lambda: self.chimes.append(hand.now))

    def read(self):
        """Answer as the store would."""
        self.reads += 1
        if self.error is not None:
            raise self.error
        return self.board

    def happens(self, *calls, **fields) -> None:
        """Have the board changed by an operation."""
        self.board = board_of(*calls, **fields)
        self.signals.changed.emit(changes("call_next", Topic.TICKETS))

    def after(self, seconds: float) -> None:
        """Let time pass and wake."""
        self.hand.pass_(seconds)
        self.presenter.refresh()

    @property
    def picture(self):
        """What is shown."""
        return self.presenter.picture()


@pytest.fixture
def desk(tasks, hand):
    """A display that has read an empty board."""
    made = Desk(tasks, hand)
    made.presenter.start()
    yield made
    made.presenter.stop()


def test_before_the_first_call_it_welcomes_in_the_languages_in_turn(desk):
    seen = set()
    for _step in range(6):
        seen.add(tuple(words.language for words in desk.picture.notice))
        desk.after(8)

    assert desk.picture.state is State.WELCOME
    assert seen == {("fr", "en"), ("fr", "ar")}


def test_a_change_brings_the_call_and_the_chime_at_once(desk):
    desk.happens(line("C042", 3))

    assert desk.picture.state is State.CALLS
    assert desk.picture.scene.first.number == "C042"
    assert desk.chimes == [START]


def test_a_recall_chimes_again(desk):
    desk.happens(line("C042", 3))
    later = desk.hand.pass_(60)

    desk.happens(line("C042", 3, at=later, calls=2))

    assert len(desk.chimes) == 2


def test_a_change_of_what_is_not_shown_is_not_read(desk):
    before = desk.reads

    desk.signals.changed.emit(changes("print", Topic.PRINTS))

    assert desk.reads == before


def test_a_waiting_call_chimes_when_its_turn_comes(desk):
    desk.happens(line("A001"), line("A002", at=START + dt.timedelta(milliseconds=1)))

    first = list(desk.chimes)
    desk.after(15)

    assert len(first) == 1
    assert desk.chimes[1] - desk.chimes[0] == dt.timedelta(seconds=15)


def test_with_the_store_lost_calls_stay_the_clock_goes_on_and_it_says_from_when(desk):
    desk.happens(line("C042", 3))
    desk.error = StoreUnavailable("disk I/O error")
    desk.hand.pass_(180)
    desk.presenter.read_board()

    assert desk.picture.scene.first.number == "C042"
    assert desk.picture.time == "10:45"
    assert desk.picture.stale == "Image de 10:42"


def test_the_store_coming_back_takes_the_line_away(desk):
    desk.error = StoreUnavailable("disk I/O error")
    desk.presenter.read_board()
    desk.error = None

    desk.presenter.read_board()

    assert desk.picture.stale == ""


def test_a_store_that_never_answers_is_told_as_well(desk):
    desk.after(76)

    assert desk.picture.stale == "Image de 10:42"


def test_a_closed_site_says_when_it_opens(desk):
    desk.happens(is_open=False, opens_at=START.replace(day=4, hour=8, minute=30))

    assert desk.picture.state is State.CLOSED
    assert [words.text for words in desk.picture.notice] == ["Fermé", "Ouverture demain"]
    assert desk.picture.hour == "8:30"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (3, "Ouverture aujourd’hui"),
        (9, "Ouverture lundi 9 mars"),
        (1, "Ouverture mercredi 1er avril"),
    ],
)
def test_the_next_opening_is_said_as_people_say_it(desk, day, said):
    month = 4 if day == 1 else 3
    opens = START.replace(month=month, day=day, hour=23, minute=30)

    desk.happens(is_open=False, opens_at=opens)

    assert desk.picture.notice[1].text == said


@pytest.mark.parametrize(
    ("cards", "tickets", "said"),
    [
        (7, 4, "4 tickets, tirés au sort à l’ouverture"),
        (3, 4, "4 tickets\N{NO-BREAK SPACE}: un pour chaque personne présente"),
        (3, None, "Une carte par personne\N{NO-BREAK SPACE}: tickets à l’ouverture"),
    ],
)
def test_before_an_opening_the_tickets_there_are_are_announced(desk, cards, tickets, said):  # AT-13
    opens = START.replace(hour=23, minute=30)

    desk.happens(is_open=False, opens_at=opens, cards=cards, tickets=tickets)

    assert [words.text for words in desk.picture.notice] == [said, "Ouverture aujourd’hui"]


def test_a_site_closed_for_good_says_no_hour(desk):
    desk.happens(is_open=False, opens_at=None)

    assert [words.text for words in desk.picture.notice] == ["Fermé"]
    assert desk.picture.hour == ""


def test_after_closing_time_those_still_called_are_shown(desk):
    desk.happens(line("C042", 3), is_open=False)

    assert desk.picture.state is State.CALLS


def test_an_emergency_covers_everything_and_keeps_calls_for_later(desk):
    desk.presenter.show_emergency("  Évacuez le bâtiment. ")
    desk.happens(line("C042", 3))
    during = (desk.picture.state, desk.picture.emergency, list(desk.chimes))

    desk.presenter.end_emergency()

    assert during == (State.EMERGENCY, "Évacuez le bâtiment.", [])
    assert desk.picture.state is State.CALLS
    assert len(desk.chimes) == 1


def test_a_call_hidden_by_an_emergency_is_announced_again(desk):
    desk.happens(line("C042", 3))
    desk.presenter.show_emergency("Évacuez le bâtiment.")
    desk.after(60)

    desk.presenter.end_emergency()

    assert len(desk.chimes) == 2


def test_new_messages_are_shown_from_then_on(desk, site):
    desk.happens(messages=site.messages, languages=site.languages)

    assert desk.picture.page.words[0].text == site.messages[0].text["fr"]


def test_a_picture_like_the_last_is_not_sent_again(desk):
    before = len(desk.pictures)

    desk.presenter.refresh()

    assert len(desk.pictures) == before


def test_it_wakes_by_itself_for_the_blink(qtbot, desk):
    desk.happens(line("C042", 3))
    desk.hand.pass_(0.5)  # the hand of the clock is where the timer will wake

    qtbot.waitUntil(lambda: desk.picture.scene.flashes, timeout=2000)


def test_a_rehearsal_is_marked(desk):
    desk.happens(rehearsal=True)

    assert desk.picture.is_rehearsal


def test_the_picture_has_no_field_for_a_name_a_reason_or_a_procedure(desk):
    desk.happens(line("C042", 3))

    told = set(type(desk.picture.scene.first).__dataclass_fields__)

    assert told == {"number", "counter", "called_at", "calls", "is_live"}
