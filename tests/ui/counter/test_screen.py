"""Guichet as it is seen: each state's words, names, room for words."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import CounterClosed, QueueEmpty, StoreUnavailable, UnknownTicket
from desk_app.ui.theme import Theme, apply
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import ShortLabel, Tag
from tests.ui.counter.day import SERVING
from tests.ui.counter.fakes import Services
from tests.ui.counter.robot import ENTER, Robot
from tests.ui.counter.screens import (
    CALLED,
    CLOSED,
    CLOSING,
    FREE,
    LAST_CALL,
    LONG,
    NOBODY,
    PAUSED,
    STATES,
)


@pytest.fixture
def sit(themed, qtbot):
    """Sit down at a counter in a given state."""

    def sit_down(screen, **more) -> Robot:
        return Robot(themed, qtbot, Services(screen=screen, **more))

    return sit_down


def tags(robot: Robot) -> list[str]:
    """Return the words of the tags in sight."""
    return [each.accessibleName() for each in robot.widgets(Tag)]


def test_the_number_is_the_largest_thing(robot):
    sizes = {each.text(): each.fontInfo().pixelSize() for each in robot.widgets(QLabel)}

    assert sizes["C 042"] == max(sizes.values()) == 88


def test_the_visitor_is_told_by_what_the_paper_can_be_checked_with(robot):
    seen = robot.sees()

    assert tags(robot) == ["Au guichet", "Carte CMI"]
    for words in ("Remise d’un titre de séjour", "العربية", "a attendu 4\u00a0min", "N. B., 1988"):
        assert words in seen


def test_the_reason_of_the_call_is_a_sentence(robot):
    wanted = "Appelé avant 34 autres\u00a0: carte CMI, priorité légale (art. L. 241-3)."

    assert wanted in robot.sees()


def test_the_timer_is_held_against_the_expected_time(robot):
    seen = robot.sees()

    assert "03:12" in seen
    assert "sur 8\u00a0min prévues" in seen


def test_the_timer_has_a_word_after_twice_the_expected_time(sit):
    robot = sit(LONG)

    seen = robot.sees()
    assert "17:05" in seen
    assert "plus long que les 8\u00a0min prévues" in seen


def test_the_timer_runs_with_the_clock(robot):
    robot.clock.now = robot.clock.now.replace(minute=43)
    robot.screen.presenter.tick()

    assert "04:12" in robot.sees()


def test_a_call_says_which_it_is_and_when_it_may_be_repeated(sit):
    robot = sit(CALLED)

    assert tags(robot)[0] == "Appelé"
    assert "2e appel, rappel possible dans 35\u00a0s" in robot.sees()


def test_the_last_call_says_that_it_is_the_last(sit):
    assert "3e appel, le dernier" in sit(LAST_CALL).sees()


@pytest.mark.parametrize(
    ("screen", "words"),
    [
        (FREE, "Appeler le suivant"),
        (CALLED, "La personne est là, commencer"),
        (SERVING, "Terminer et appeler le suivant"),
        (CLOSING, "Terminer"),
        (PAUSED, "Reprendre"),
        (CLOSED, "Choisir un autre guichet"),
    ],
    ids=["free", "called", "serving", "closing", "paused", "closed"],
)
def test_the_filled_button_says_what_happens_now(sit, screen, words):
    assert sit(screen).find("counter.primary").words() == words


def test_a_free_counter_says_who_is_next(sit):
    assert "Prochain\u00a0: B 030, Dépôt de pièces, attend depuis 31\u00a0min." in sit(FREE).sees()


def test_an_empty_queue_says_who_waits_elsewhere(sit):
    seen = sit(NOBODY).sees()

    assert "Personne n’attend pour ce guichet." in seen
    assert "20 personnes attendent ailleurs." in seen
    assert "Aider\u00a0: Récépissé, 14 personnes" in seen


def test_a_pause_says_since_when(sit):
    assert "En pause depuis 10:40" in sit(PAUSED).sees()


def test_a_closed_counter_says_so(sit):
    assert "Guichet fermé depuis 10:40" in sit(CLOSED).sees()


def test_a_counter_closed_meanwhile_finishes_with_the_visitor(sit):
    robot = sit(CLOSING)
    said = robot.sees()
    robot.types(ENTER)

    assert "Le guichet est fermé\u00a0: personne ne sera appelé ensuite." in said
    assert robot.services.asked == ["complete: C042"]


def test_the_queue_gives_each_its_rank_wait_and_reason(robot):
    rows = robot.rows("counter.queue")

    assert rows[0] == [
        "1", "B 030", "Dépôt de pièces", "31\u00a0min", "Arrivé à 10:11 · prochain",
    ]  # fmt: skip
    assert rows[1][4] == "Rendez-vous de 10:45"
    assert rows[4][4] == "Transféré, garde son rang"


def test_the_queue_counts_those_it_does_not_show(robot):
    seen = robot.sees()

    assert "35 personnes · la plus longue attente\u00a0: 31\u00a0min" in seen
    assert "et 23 autres" in seen


def test_those_aside_and_absent_are_named_by_number(robot):
    seen = robot.sees()

    assert "B 025 · photocopies, depuis 10:28" in seen
    assert "C 031 (3 appels, peut revenir jusqu’à 10:52)" in seen


def test_the_last_acts_are_sentences(robot):
    assert robot.rows("counter.acts") == [
        ["10:39", "C 042 a commencé"],
        ["10:38", "C 042 appelé au guichet 3"],
        ["10:38", "B 029 terminé"],
        ["10:27", "B 027 transféré vers Remise de titre"],
    ]


def test_nobody_waiting_any_more_is_said_under_the_button(sit):
    robot = sit(FREE)
    robot.services.refusal = QueueEmpty(3, 20)
    robot.types(ENTER)

    assert "Personne n’attend" in robot.refused()


def test_a_counter_closed_at_the_same_instant_is_said(sit):
    robot = sit(FREE)
    robot.services.refusal = CounterClosed(3, "closed")
    robot.types(ENTER)

    assert "Le guichet 3 est fermé." in robot.refused()


def test_a_store_out_of_reach_leaves_the_keys_alive(robot):
    robot.services.refusal = StoreUnavailable("locked")
    robot.types("t")
    refused = robot.refused()
    robot.services.refusal = None
    robot.types("t")

    assert refused
    assert robot.services.asked == ["complete: C042"]
    assert robot.refused() == ""


def test_an_unknown_number_is_refused_in_its_sheet(sit):
    robot = sit(FREE)
    robot.services.refusal = UnknownTicket("Z999")
    robot.types("nz999" + ENTER)

    assert "Z 999" in robot.refused()
    assert robot.written("counter.number.field") == "z999"


def test_what_cannot_be_done_says_why(robot):
    assert robot.find("counter.recall").toolTip() == "La personne est là."
    assert not robot.find("counter.recall").isEnabled()


def test_a_bare_sentence_is_taken_back_by_the_next_act(robot):
    robot.types("a")
    said = robot.refused()
    robot.types("t")

    assert said == "La personne est là."
    assert robot.refused() == ""


def test_the_chosen_row_stays_chosen_when_the_queue_moves(robot):
    table = robot.find("counter.queue")
    table.choose(table.model().index(3, 0))
    moved = dataclasses.replace(SERVING, queue=SERVING.queue[1:])
    robot.services.screen = moved
    robot.signals.changed.emit(changes("call_next", Topic.TICKETS))
    robot.settle()

    assert table.chosen().line.number == "D021"


def test_every_state_is_read_without_a_mistake(sit):
    for screen in STATES.values():
        robot = sit(screen)
        assert robot.bugs == []


def test_everything_that_takes_the_focus_has_a_name(robot):
    nameless = [
        each
        for each in robot.widgets(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
    ]

    assert nameless == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("state", sorted(STATES))
def test_no_word_is_cut_at_any_size(themed, qtbot, scale, state):
    apply(themed, Theme(scale=scale))
    robot = Robot(themed, qtbot, Services(screen=STATES[state]))
    qtbot.waitUntil(lambda: not cut(robot), timeout=2000)

    assert [each.text() for each in cut(robot)] == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("key", ["f", "c", "x"])
def test_no_word_of_a_sheet_is_cut(themed, qtbot, scale, key):
    apply(themed, Theme(scale=scale))
    robot = Robot(themed, qtbot, Services())
    robot.types(key)
    qtbot.waitUntil(lambda: not cut(robot), timeout=2000)

    assert [each.text() for each in cut(robot)] == []


def test_the_screen_is_mirrored_for_a_language_from_right_to_left(themed, qtbot):
    themed.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        robot = Robot(themed, qtbot, Services())
        queue, primary = robot.find("counter.queue"), robot.find("counter.primary")
        left_of_queue = queue.mapTo(robot.shell, queue.rect().topLeft()).x()

        assert left_of_queue < primary.mapTo(robot.shell, primary.rect().topLeft()).x()
    finally:
        themed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def cut(robot: Robot) -> list[QLabel | Button]:
    """Return the labels and buttons whose words have no room; lists scroll, short labels elide."""
    wide = []
    for label in robot.widgets(QLabel):
        if isinstance(label, ShortLabel) or not label.text():
            continue
        metrics = QFontMetrics(label.font())
        flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextSingleLine
        room = label.contentsRect()
        needed = metrics.boundingRect(0, 0, room.width(), 10_000, int(flags), label.text())
        is_number = label.objectName() == "counter.number"  # its line is cut to its digits
        too_high = needed.height() > room.height() + 1 and not is_number
        if needed.width() > room.width() + 1 or too_high:
            wide.append(label)
    narrow = [each for each in robot.widgets(Button) if each.width() < each.sizeHint().width()]
    return [*wide, *narrow]
