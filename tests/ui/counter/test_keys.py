"""Guichet by the keyboard: each act is one key, and each key one act."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.counter.day import ABSENT, PARKED, waiting
from tests.ui.counter.fakes import Services, Slow
from tests.ui.counter.robot import ENTER, ESCAPE, Robot
from tests.ui.counter.screens import CALLED, FREE, LAST_CALL, NOBODY, PAUSED


@pytest.fixture
def sit(themed, qtbot):
    """Sit down at a counter in a given state."""

    def sit_down(screen, **more) -> Robot:
        return Robot(themed, qtbot, Services(screen=screen, **more))

    return sit_down


@pytest.mark.parametrize(
    ("screen", "asked"),
    [
        (FREE, "call_next at 3: B030"),
        (CALLED, "start: C042"),
        (PAUSED, "set_counter 3 open"),
    ],
    ids=["free", "called", "paused"],
)
def test_enter_does_what_the_filled_button_says(sit, screen, asked):
    robot = sit(screen)
    robot.types(ENTER)

    assert robot.services.asked == [asked]
    assert robot.keys == 1


def test_enter_finishes_and_calls_while_serving(robot):
    robot.types(ENTER)

    assert robot.services.asked == ["finish_and_call_next at 3: B030"]


def test_t_finishes_and_calls_nobody(robot):
    robot.types("t")

    assert robot.services.asked == ["complete: C042"]


def test_z_takes_the_last_act_back(robot):
    robot.types("z")

    assert robot.services.asked == ["undo: C042"]


def test_ctrl_z_takes_back_what_the_bar_names(robot):
    robot.types("t")
    named = robot.sees()
    robot.presses(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)

    assert "C 042 terminé" in named
    assert robot.services.asked[-1] == "undo: C042"


def test_an_absence_before_the_third_call_calls_the_next_one(sit):
    robot = sit(CALLED)
    robot.types("a")

    assert robot.services.asked == ["absent_and_call_next: C042"]


def test_an_absence_at_the_third_call_is_recorded_and_enter_calls(sit):
    robot = sit(LAST_CALL)
    robot.types("a")
    robot.services.screen = FREE
    robot.screen.presenter.reread()
    robot.settle()
    robot.types(ENTER)

    assert robot.services.asked == ["no_show: C042", "call_next at 3: B030"]


def test_a_call_is_repeated_once_its_time_has_come(sit):
    robot = sit(CALLED)
    robot.types("r")
    too_soon = robot.refused()
    robot.clock.now = CALLED.current.recallable_at
    robot.screen.presenter.tick()
    robot.types("r")

    assert too_soon == "Rappel possible dans 35\u00a0s."
    assert robot.services.asked == ["recall: C042"]


def test_a_refusal_that_told_when_goes_when_it_is_time(sit):
    robot = sit(CALLED)
    robot.types("r")
    before = robot.refused()
    robot.clock.now = CALLED.current.recallable_at
    robot.screen.presenter.tick()

    assert (before != "", robot.refused()) == (True, "")


def test_a_transfer_takes_three_keys_and_keeps_the_rank(robot):
    robot.types("f4" + ENTER)

    assert robot.services.asked == ["transfer to RECEP_RNV: C042"]
    assert robot.keys == 3


def test_a_transfer_can_be_found_by_letters(robot):
    robot.types("fadr" + ENTER)

    assert robot.services.asked == ["transfer to CHG_ADR: C042"]


def test_plus_asks_for_the_visitor_back(robot):
    robot.types("f4+" + ENTER)

    assert robot.services.asked == ["transfer to RECEP_RNV and back: C042"]


def test_the_present_procedure_is_no_place_to_go(robot):
    robot.types("f")

    assert "Remise de titre" not in [row[1] for row in robot.rows("counter.transfer.list")]


def test_escape_leaves_a_sheet_without_its_act(robot):
    robot.types("f4" + ESCAPE + "c" + ESCAPE + "x" + ESCAPE)

    assert robot.services.asked == []


def test_putting_aside_takes_a_key_and_enter(robot):
    robot.types("c" + ENTER)

    assert robot.services.asked == ["park “”: C042"]


def test_a_digit_writes_a_usual_note(robot):
    robot.types("c1" + ENTER)

    assert robot.services.asked == ["park “photocopies”: C042"]


def test_the_only_one_aside_is_taken_up_with_one_key(sit):
    robot = sit(FREE)
    robot.types("e")

    assert robot.services.asked == ["unpark: B025"]


def test_with_several_aside_a_digit_says_who(sit):
    other = dataclasses.replace(PARKED, number="D011", note="")
    robot = sit(dataclasses.replace(FREE, parked=(PARKED, other)))
    robot.types("e2" + ENTER)

    assert robot.services.asked == ["unpark: D011"]


def test_nobody_is_taken_up_while_somebody_is_here(robot):
    robot.types("e")

    assert robot.services.asked == []
    assert robot.refused() == "Terminez d’abord avec la personne au guichet."


def test_the_only_absent_goes_back_in_the_queue(robot):
    robot.clicks_words("Remettre dans la file")

    assert robot.services.asked == ["return: C031"]


def test_with_several_absent_it_is_asked_who_came_back(sit):
    other = dataclasses.replace(ABSENT, number="A007")
    robot = sit(dataclasses.replace(FREE, absent=(ABSENT, other)))
    robot.clicks_words("Remettre dans la file")
    robot.types("2" + ENTER)

    assert robot.services.asked == ["return: A007"]


def test_x_asks_before_a_wrong_holder_is_recorded(robot):
    robot.types("x")
    asked = robot.sees()
    robot.types(ENTER)

    assert "C 042 a été remis à N. B., 1988" in asked
    assert robot.services.asked == ["wrong_holder: C042"]


def test_v_goes_on_to_an_appointment_for_who_is_at_the_counter(robot):
    wanted = []
    robot.screen.presenter.booking_wanted.connect(wanted.append)
    robot.types("v")

    assert wanted == ["REM_TITRE"]
    assert robot.services.asked == []


def test_p_pauses_the_counter(sit):
    robot = sit(FREE)
    robot.types("p")

    assert robot.services.asked == ["set_counter 3 paused"]


def test_n_serves_a_given_number(sit):
    robot = sit(FREE)
    robot.types("nb38" + ENTER)

    assert robot.services.asked == ["call_number at 3: b38"]


def test_slash_searches_the_queue_and_enter_serves_what_was_found(sit):
    robot = sit(FREE)
    robot.types("/d02")
    found = [row[1] for row in robot.rows("counter.queue")]
    robot.types(ENTER + ENTER)

    assert found == ["D 021", "D 024", "D 029"]
    assert robot.services.asked == ["call_number at 3: D 021"]


def test_a_search_goes_over_those_who_are_not_shown_too(sit):
    late = waiting("D099", "Récépissé", 1)
    robot = sit(FREE, elsewhere=(*FREE.queue, late))
    robot.types("/d09")

    assert [row[:2] for row in robot.rows("counter.queue")] == [["13", "D 099"]]


def test_escape_closes_the_search_and_shows_everybody(robot):
    robot.types("/d02" + ESCAPE + ESCAPE)

    assert len(robot.rows("counter.queue")) == 12
    assert robot.focus().objectName() == "counter.primary"


def test_helping_elsewhere_calls_the_first_who_waits_there(sit):
    line = waiting("D050", "Récépissé", 20)
    robot = sit(NOBODY, elsewhere=(waiting("A001", "Renseignement", 30), line))
    robot.clicks_words("Aider\u00a0: Récépissé, 14 personnes")

    assert robot.services.asked == ["call_number at 3: D050"]


def test_a_counter_is_chosen_with_its_digit(themed, qtbot):
    robot = Robot(themed, qtbot, Services(), counter=None)
    robot.types("6" + ENTER)

    assert robot.services.asked == ["sit_down 6 kbelhadj"]
    assert robot.session.counter == 6
    assert robot.find("counter.primary").isVisible()


def test_the_first_free_counter_is_marked_beforehand(themed, qtbot):
    robot = Robot(themed, qtbot, Services(), counter=None)
    robot.types(ENTER)

    assert robot.session.counter == 2


def test_leaving_a_free_counter_closes_it(sit):
    robot = sit(FREE)
    robot.screen.presenter.seating.leave()
    robot.settle()

    assert robot.services.asked == ["set_counter 3 closed"]
    assert "Quel guichet\u202f?" in robot.sees()


def test_a_counter_with_a_visitor_is_not_left(robot):
    robot.screen.presenter.seating.leave()

    assert robot.services.asked == []
    assert robot.session.counter == 3


def test_a_click_leaves_enter_to_the_filled_button(robot):
    robot.clicks("counter.finish")
    robot.types(ENTER)

    assert robot.services.asked == ["complete: C042", "finish_and_call_next at 3: B030"]


def test_keys_are_deaf_until_what_they_did_is_on_the_screen(themed, qtbot):
    slow = Slow()
    robot = Robot(themed, qtbot, Services(), database=slow)
    slow.keeps = True
    robot.types("tt" + ENTER)
    slow.catch_up()
    robot.settle()

    assert robot.services.asked == ["complete: C042"]


def test_no_key_has_two_meanings_and_the_systems_are_left_alone(robot):
    shortcuts = [each.shortcut for each in robot.screen.commands if each.shortcut]

    assert len(shortcuts) == len(set(shortcuts))
    assert not {"F10", "Alt+F4"} & set(shortcuts)
    assert not any("Ctrl+Alt" in shortcut for shortcut in shortcuts)


def finds(robot: Robot, typed: str) -> list[tuple[str, str]]:
    return [(each.command.id, each.why) for each in robot.shell.commands.matching(typed)]


def test_ctrl_k_tells_what_cannot_be_done_at_the_counter_now(sit):
    robot = sit(FREE)

    assert finds(robot, "terminer")[-1] == ("counter.finish", "Personne n’est au guichet.")


def test_ctrl_k_wants_a_counter_first(themed, qtbot):
    robot = Robot(themed, qtbot, Services(), counter=None)

    assert finds(robot, "transferer") == [("counter.transfer", "Choisissez d’abord un guichet.")]


def test_ctrl_k_from_elsewhere_goes_to_the_counter_and_opens_the_sheet(robot):
    robot.shell.add_place("other", "gauge", "Supervision", "F7", QWidget())
    robot.shell.show_place("other")
    robot.presses(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier)
    robot.types("mettre de" + ENTER)

    assert robot.shell.place() == "counter"
    assert robot.find("counter.park.field").isVisible()
    assert robot.services.asked == []
