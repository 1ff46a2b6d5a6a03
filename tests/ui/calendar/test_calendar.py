"""The calendar by keys: a week, closing, opening, and another time for whoever lost theirs."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.domain.calendar_errors import NobodyToCall
from desk_app.domain.changes import Changes, Topic
from desk_app.domain.conflicts import Conflict, Contradiction
from desk_app.domain.errors import BadValue, StoreUnavailable
from desk_app.domain.overrides import Override
from desk_app.domain.people import Role
from desk_app.domain.series import ClosureReason, SeriesId, Use
from desk_app.services.week import week
from desk_app.ui.calendar.commands import calendar_commands
from desk_app.ui.calendar.model import (
    HourCell,
    grid_of,
    typed_counters,
    typed_day,
    typed_hour,
)
from desk_app.ui.widgets.buttons import LinkButton, PrimaryButton
from tests.services.booking_desk import DAY, applicant
from tests.services.calendar_desk import SATURDAY, TUESDAY, CalendarDesk, closing
from tests.services.desk import CHIEF
from tests.ui.calendar.robot import GARNIER, Robot

THURSDAY = DAY + dt.timedelta(days=3)
REASONS = "calendar.close.reasons"


@pytest.fixture
def desk(memory, clock) -> CalendarDesk:
    """A desk in memory, on a Monday at nine."""
    return CalendarDesk(memory, clock)


@pytest.fixture
def sit(qapp, qtbot, desk, leaves_later):
    """Sit a supervisor at the calendar."""
    return lambda: leaves_later(Robot(qapp, qtbot, desk))


def _facts(desk, kind) -> list:
    with desk.store.read() as work:
        return [one.header for one in work.journal.after(0, 1000) if one.kind == kind]


def _closures(desk):
    with desk.store.read() as work:
        return work.calendar.closures()


def _looks(robot):
    robot.signals.changed.emit(Changes("look", frozenset({Topic.CALENDAR})))
    robot.settle()


def _closes(robot, digit="3"):
    """F, the reason by its digit, the impact, the confirmation."""
    robot.types("f")
    robot.focuses(REASONS)
    robot.types(digit)
    robot.types("\n")


# --- the week -----------------------------------------------------------------------------------


def test_it_opens_on_this_hour_of_today_with_the_cursor_in_the_grid(sit):
    robot = sit()

    assert robot.focus().objectName() == "calendar.grid"
    assert robot.says().startswith("lundi 2 mars, 9:00, places prises\u00a0: 0 sur 20")
    assert "Semaine 10 · du 2 mars au 8 mars" in robot.sees()


def test_arrows_walk_and_tell_each_hour(sit, desk):
    desk.books_on(TUESDAY, 2)
    robot = sit()
    robot.walks("Right")
    tuesday = robot.says()
    robot.walks("Down", "Down", "Down")
    noon = robot.says()
    robot.walks("End")

    assert "places prises\u00a0: 2 sur 20" in tuesday
    assert "réserve" in tuesday or "urgences" in tuesday
    assert noon == "mardi 3 mars, 12:00, pas d’heures sur rendez-vous"
    assert robot.says().startswith("dimanche 8 mars")


def test_over_the_edge_is_the_next_week_and_back(sit):
    robot = sit()
    robot.walks("End", "Right")
    after = robot.says()
    robot.walks("Left")

    assert after.startswith("lundi 9 mars")
    assert robot.says().startswith("dimanche 8 mars")


@pytest.mark.parametrize(
    ("keys", "title"), [("s", "Semaine 11"), ("p", "Semaine 9"), ("ssp", "Semaine 11")]
)
def test_letters_turn_the_weeks(sit, keys, title):
    robot = sit()
    robot.types(keys)

    assert robot.find("calendar.title").text().startswith(title)


def test_pages_turn_the_weeks_and_t_comes_back(sit):
    robot = sit()
    robot.presses(Qt.Key.Key_PageDown)
    robot.presses(Qt.Key.Key_PageDown)
    far = robot.find("calendar.title").text()
    robot.types("t")

    assert far.startswith("Semaine 12")
    assert robot.says().startswith("lundi 2 mars")


def test_buttons_turn_the_weeks_too(sit):
    robot = sit()
    robot.clicks_words("Suivante")
    after = robot.find("calendar.title").text()
    robot.clicks_words("Précédente")

    assert after.startswith("Semaine 11")
    assert robot.find("calendar.title").text().startswith("Semaine 10")


def test_the_mouse_chooses_an_hour(sit):
    robot = sit()
    grid = robot.view.grid
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid._rect(1, 3).center())
    robot.settle()
    thursday = robot.says()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    robot.settle()

    assert thursday == robot.says()
    assert thursday.startswith("jeudi 5 mars, 10:00")


def test_a_holiday_has_its_name_and_no_hours(sit, desk):
    desk.holidays = frozenset({dt.date(2026, 4, 6)})
    desk.clock.now = dt.datetime(2026, 4, 7, 7, tzinfo=dt.UTC)
    found = week(None, by=CHIEF, **desk.ports, **desk.laid_out)

    monday = grid_of(found).days[0]
    assert (monday.is_holiday, monday.slots) == (True, ())
    sit()


def test_one_series_is_shown_alone(sit):
    robot = sit()
    robot.view.series.choose("ASILE")
    robot.view.series.picked.emit("ASILE")
    robot.settle()
    alone = robot.says()
    robot.view.series.picked.emit("*")
    robot.settle()

    assert "places prises\u00a0: 0 sur 1" in alone or "pas d’heures" in alone
    assert {one.slot.series for row in robot.view.grid._grid.cells for c in row for one in c.slots}


def test_enter_shows_the_slots_of_the_hour_and_who_has_one_without_a_name(sit, desk):
    desk.books_on(TUESDAY)
    robot = sit()
    robot.walks("Right")
    robot.types("\n")

    said = robot.find("calendar.slot.slots").accessibleName()
    assert "9:00–9:15 · DEPOT_MATIN\nplaces prises\u00a0: 1 sur 2" in said
    assert "9:00 · …8700 · RNV_DEPOT · réservé" in robot.find("calendar.slot.holders").text()
    assert "Benali" not in robot.sees()


def test_a_supervisor_asks_for_the_history_of_a_slot_by_its_button(sit):  # AT-25
    robot, asked = sit(), []
    robot.view.slot_sheet.history_requested.connect(asked.append)
    robot.types("\n")
    (link, *_others) = robot.view.slot_sheet.findChildren(LinkButton, "calendar.slot.history")
    link.setFocus()

    robot.types(" ")

    assert link.accessibleName() == "Historique du créneau 9:00–9:15 · DEPOT_MATIN"
    assert asked == ["DEPOT_MATIN/2026-03-02T0900"]


def test_who_may_not_watch_has_no_way_to_a_history(sit):
    robot = sit()
    robot.session.sign_in(dataclasses.replace(GARNIER, role=Role.AGENT))
    cell = robot.view.grid.chosen()

    robot.presenter._on_agenda(cell, ())

    assert robot.view.slot_sheet.findChildren(LinkButton, "calendar.slot.history") == []


@pytest.mark.parametrize(
    ("chosen", "series", "procedures"),
    [
        ("series:DEPOT_MATIN", {"DEPOT_MATIN"}, set()),
        ("procedure:RNV_DEPOT", set(), {"RNV_DEPOT"}),
    ],
)
def test_one_series_or_one_procedure_is_closed_alone(sit, desk, chosen, series, procedures):
    robot = sit()
    robot.walks("Right")
    robot.types("f")
    robot.view.close_sheet.only.choose(chosen)
    robot.focuses(REASONS)
    robot.types("3")
    robot.types("\n")
    robot.types("\n")

    (closed,) = _closures(desk)
    assert (closed.series, closed.procedures) == (series, procedures)


def test_another_scope_is_looked_at_anew(sit):
    robot = sit()
    _closes(robot)

    robot.view.close_sheet.only.choose("series:DEPOT_MATIN")

    assert robot.find("calendar.close.do").words() == "Voir qui est touché"


def test_an_hour_without_slots_says_so(sit):
    robot = sit()
    robot.walks("End")
    robot.types("\n")

    assert "Pas d’heures sur rendez-vous." in robot.sees()
    assert not robot.find("calendar.slot.slots").isVisible()
    assert robot.find("calendar.slot.holders").text() == "Personne."


def test_a_double_click_looks_into_the_hour(sit):
    robot = sit()
    grid = robot.view.grid
    QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=grid._rect(0, 1).center())
    robot.settle()

    assert robot.view.slot_sheet.isVisible()


# --- closing ------------------------------------------------------------------------------------


def test_whom_a_closure_touches_is_shown_before_it_is_done(sit, desk):
    desk.books_on(TUESDAY, 3)
    robot = sit()
    robot.walks("Right")
    _closes(robot)
    impact = robot.find("calendar.close.impact").text()
    nothing_yet = _closures(desk)
    words = robot.find("calendar.close.do").words()
    robot.types("\n")

    assert "3 personnes sont à replacer." in impact
    assert nothing_yet == ()
    assert words == "Fermer\u00a0: 3 personnes à replacer"
    (closure,) = _closures(desk)
    assert (closure.first_on, closure.reason) == (TUESDAY, ClosureReason.WORKS)
    assert (
        robot.says().endswith("fermé\u00a0: travaux, 2 à replacer") or "à replacer" in robot.says()
    )
    assert len(robot.rows("calendar.waiting")) == 3
    assert robot.rows("calendar.decisions") == [["mardi 3 mars · travaux"]]


def test_ctrl_z_takes_a_closure_back(sit, desk):
    robot = sit()
    robot.walks("Right")
    _closes(robot)
    robot.types("\n")
    robot.undoes()

    assert _closures(desk) == ()
    assert [one["kind"] for one in _facts(desk, "CalendarChanged")] == ["close", "reopen"]


def test_another_word_typed_asks_again(sit, desk):
    desk.books_on(TUESDAY)
    robot = sit()
    robot.walks("Right")
    _closes(robot)
    robot.writes("calendar.close.starts", "14")

    assert robot.find("calendar.close.do").words() == "Voir qui est touché"
    assert not robot.find("calendar.close.impact").isVisible()


def test_hours_and_counters_are_typed(sit, desk):
    robot = sit()
    robot.walks("Right")
    robot.types("f")
    robot.writes("calendar.close.last", "5/3")
    robot.writes("calendar.close.starts", "9h")
    robot.writes("calendar.close.ends", "10:30")
    robot.writes("calendar.close.counters", "5, 6")
    robot.focuses(REASONS)
    robot.types("2\n\n")

    (closure,) = _closures(desk)
    assert (closure.last_on, closure.starts, closure.ends) == (
        THURSDAY,
        dt.time(9),
        dt.time(10, 30),
    )
    assert closure.counters == {5, 6}
    assert "guichets 5, 6" in robot.rows("calendar.decisions")[0][0]


def test_the_list_that_changed_meanwhile_is_refused_and_shown_again(sit, desk):
    desk.books_on(TUESDAY)
    robot = sit()
    robot.walks("Right")
    _closes(robot)
    desk.books_on(TUESDAY, first="9304218750")
    robot.types("\n")
    refused = robot.refused()

    assert "ont changé" in refused
    assert _closures(desk) == ()


def test_more_than_a_dozen_are_counted(sit, desk):
    desk.books_on(TUESDAY, 14)
    robot = sit()
    robot.walks("Right")
    _closes(robot)

    assert robot.view.close_sheet.people.text().endswith("et 2 autres")


def test_what_is_closed_already_is_told_before(sit, desk):
    desk.closes(closing(hours="09:00-10:00"))
    robot = sit()
    robot.walks("Right")
    _closes(robot)

    assert (
        "Déjà fermé\u00a0: mardi 3 mars · de 9:00 à 10:00" in robot.view.close_sheet.people.text()
    )


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("first", "40/3", "40/3"),
        ("first", "1/3/2026", "Le jour est passé"),
        ("last", "2/3/2026", "avant le premier"),
        ("starts", "25", "25"),
        ("counters", "x", "x"),
        ("first", "8/3", "Personne n’est reçu"),
    ],
)
def test_bad_input_is_refused_in_the_sheet(sit, field, typed, said):
    robot = sit()
    robot.walks("Right")
    robot.types("f")
    robot.writes(f"calendar.close.{field}", typed)
    robot.focuses(REASONS)
    robot.types("1\n")

    assert said in robot.refused()


def test_without_a_reason_nothing_can_be_pressed(sit):
    robot = sit()
    robot.types("f")

    assert not robot.find("calendar.close.do").isEnabled()


# --- opening and taking back ----------------------------------------------------------------------


def test_hours_are_opened_on_a_saturday(sit, desk):
    robot = sit()
    robot.types("o")
    robot.writes("calendar.open.day", "7/3")
    robot.writes("calendar.open.starts", "9")
    robot.writes("calendar.open.ends", "11")
    robot.types("\n")
    (case,) = robot.cases
    case.left()
    is_back = robot.view.open_sheet.isVisible()
    robot.types("\n")
    robot.cases[1].then(desk.agreed(Override.MANUAL_SLOT, case.subject, asker=CHIEF))
    robot.settle()

    assert (case.subject, is_back) == ("DEPOT_MATIN/2026-03-07T0900", True)
    with desk.store.read() as work:
        (extra,) = work.calendar.extras()
    assert (extra.on, extra.plan.ends) == (SATURDAY, dt.time(11))
    assert robot.rows("calendar.decisions") == [["samedi 7 mars · de 9:00 à 11:00, ouvert"]]


@pytest.mark.parametrize(("day", "said"), [("3/3", "un guichet est déjà pris"), ("x", "jour/mois")])
def test_what_cannot_be_opened_is_refused_in_the_sheet(sit, day, said):
    robot = sit()
    robot.types("o")
    robot.writes("calendar.open.day", day)
    robot.types("\n")

    assert said in robot.refused()


def test_a_decision_is_taken_back_from_the_list(sit, desk):
    desk.books_on(TUESDAY)
    desk.closes(closing())
    robot = sit()
    robot.chooses("calendar.decisions", 0)
    robot.types("\n")
    said = robot.find("calendar.end.what").text()
    robot.types("\n")

    assert said == "mardi 3 mars · travaux"
    assert _closures(desk) == ()
    assert desk.waiting() == ()


def test_an_opening_with_people_is_taken_back_once_they_were_seen(sit, desk):
    desk.opens()
    desk.books_on(SATURDAY)
    robot = sit()
    robot.chooses("calendar.decisions", 0)
    robot.types("\n")
    told = robot.view.end_sheet.touched.text()
    desk.books_on(SATURDAY, first="9304218750")
    robot.types("\n")
    refused = robot.refused()

    assert told == "1 personne est à replacer."
    assert "ont changé" in refused


def test_a_decision_that_is_gone_says_so_in_the_window(sit, desk):
    done = desk.closes(closing())
    robot = sit()
    desk.takes_back(done.change)
    robot.chooses("calendar.decisions", 0)
    robot.types("\n")

    assert "n’est en vigueur" in robot.refused()


# --- placing anew ---------------------------------------------------------------------------------


def test_ctrl_enter_places_everybody_a_few_at_a_time(sit, desk):
    desk.books_on(TUESDAY, 7)
    desk.closes(closing())
    robot = sit()
    words = robot.find("calendar.replace").words()
    robot.acts()
    for _turn in range(4):
        robot.settle()

    assert words == "Replacer 7 personnes"
    assert desk.waiting() == ()
    assert "7 personnes replacées." in robot.sees()
    assert len(_facts(desk, "AppointmentMoved")) == 7


def test_whom_nothing_fits_stays_in_sight(sit, desk):
    desk.books_on(TUESDAY)
    desk.closes(closing(DAY, DAY + dt.timedelta(days=90)))
    robot = sit()

    assert robot.rows("calendar.waiting")[0][2] == "aucune date possible"
    assert not robot.find("calendar.replace").isEnabled()
    robot.chooses("calendar.waiting", 0)
    robot.types("\n")
    assert "Aucune date des semaines à venir" in robot.refused()


def test_a_run_tells_who_is_left(sit, desk):
    desk.books_on(TUESDAY, 2)
    desk.closes(closing())
    robot = sit()
    desk.closes(closing(DAY, DAY + dt.timedelta(days=90)))  # elsewhere, just before the key
    robot.acts()

    assert "2 restent sans date" in robot.sees()


def test_one_person_chooses_by_a_digit(sit, desk):
    (booked,) = desk.books_on(TUESDAY)
    desk.closes(closing())
    robot = sit()
    robot.chooses("calendar.waiting", 0)
    robot.types("\n")
    robot.types("2\n")

    with desk.store.read() as work:
        kept = work.appointments.get(booked.reference)
    assert (kept.changes, kept.was_at) == (0, booked.starts_at)
    assert booked.reference in robot.sees()


def test_a_person_placed_meanwhile_is_refused_in_the_sheet(sit, desk):
    (booked,) = desk.books_on(TUESDAY)
    desk.closes(closing())
    robot = sit()
    robot.chooses("calendar.waiting", 0)
    robot.types("\n")
    desk.replaces(booked)
    robot.types("1\n")

    assert "garde son heure" in robot.refused()


def test_the_list_of_calls_goes_to_the_printer(sit, desk):
    desk.books_on(TUESDAY)
    desk.closes(closing())
    robot = sit()
    robot.types("l")

    assert "Liste de 1 personne à appeler" in robot.sees()
    assert _facts(desk, "CallListMade") == [{"people": 1, "is_printed": True}]


def test_nobody_to_call_is_said_in_the_window(sit):
    robot = sit()
    robot.types("l")

    assert "Personne n’attend" in robot.refused()


def test_without_anybody_to_place_ctrl_enter_does_nothing(sit, desk):
    robot = sit()
    robot.acts()

    assert _facts(desk, "AppointmentMoved") == []


def test_a_store_that_is_gone_stops_the_run_and_says_so(sit, desk):
    desk.books_on(TUESDAY)
    desk.closes(closing())
    robot = sit()

    def gone(**_asked):
        raise StoreUnavailable("locked")

    object.__setattr__(robot.presenter.placing._do, "replace_all", gone)
    robot.acts()

    assert robot.refused()
    assert robot.presenter.placing.can_place()


# --- as it looks ----------------------------------------------------------------------------------


def test_hours_that_contradict_themselves_are_told_and_marked(sit):
    robot = sit()
    found = robot.presenter._week
    clash = Conflict(
        kind=Contradiction.OVERLAP, series=SeriesId("ASILE"), other=SeriesId("AES"), day=DAY,
        counters=(6,), starts=dt.time(13, 30), ends=dt.time(16),
    )  # fmt: skip
    robot.view.show_week(dataclasses.replace(found, clashes=(clash,)))
    robot.view.grab()
    robot.walks("Down", "Down", "Down", "Down")

    assert "ASILE" in robot.find("calendar.clash").accessibleName()
    assert robot.says().endswith("conflit")


def test_another_agent_begins_at_the_week_of_today(sit):
    robot = sit()
    robot.types("ss")
    robot.session.sign_out()
    robot.session.sign_in(GARNIER)
    _looks(robot)

    assert robot.find("calendar.title").text().startswith("Semaine 10")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_never_scrolls_sideways_and_cuts_no_words(sit, desk, themed, qtbot, scale):
    desk.books_on(TUESDAY, 2)
    desk.closes(closing())
    themed(scale)
    robot = sit()

    def nothing_is_cut() -> None:
        labels = [each for each in robot.view.findChildren(QLabel) if each.isVisible()]
        narrow = [
            each.text()
            for each in labels
            if not each.wordWrap() and each.sizeHint().width() > each.width()
        ]
        assert narrow == []

    assert robot.view.minimumSizeHint().width() <= robot.view.width()
    qtbot.waitUntil(nothing_is_cut)
    assert robot.view.grab().width() == robot.view.width()


def test_everything_that_takes_the_focus_has_a_name(sit):
    robot = sit()

    nameless = [
        type(each).__name__
        for each in robot.shell.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.accessibleName()
    ]
    assert nameless == []


def test_it_has_one_filled_button_at_most_and_no_key_twice(sit):
    robot = sit()
    keys = [each.shortcut for each in calendar_commands(robot.presenter)]

    assert len(keys) == len(set(keys))
    assert len(robot.view.findChildren(PrimaryButton)) == 1


def test_right_to_left_the_first_day_stands_at_the_right(sit, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    robot = sit()
    right = robot.view.grid.chosen_rect().center().x()
    robot.walks("Left")
    said = robot.says()
    robot.view.grid.grab()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    assert right > robot.view.grid.width() / 2
    assert said.startswith("mardi 3 mars")


# --- what is typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9/3", "2026-03-09"),
        ("09.03.2026", "2026-03-09"),
        ("1-3", "2027-03-01"),
        (" 2 3 ", "2026-03-02"),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert typed_day(text, DAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("text", ["", "31/2", "x", "9/3/26", "29/2"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadValue):
        typed_day(text, DAY)


@pytest.mark.parametrize(
    ("text", "hour"), [("", None), ("9", "09:00"), ("9h30", "09:30"), ("14:05", "14:05")]
)
def test_an_hour_is_read_as_people_write_it(text, hour):
    assert typed_hour(text) == (dt.time.fromisoformat(hour) if hour else None)


def test_counters_are_read_with_commas_or_without():
    assert typed_counters("5, 6 7") == (5, 6, 7)
    assert typed_counters("") == ()


def test_a_week_without_hours_still_has_a_grid(desk):
    desk.holidays = frozenset(DAY + dt.timedelta(days=ahead) for ahead in range(7))
    found = week(None, by=CHIEF, **desk.ports, **desk.laid_out)

    grid = grid_of(found)

    assert (grid.hours[0], grid.hours[-1]) == (8, 17)
    assert all(cell.places == 0 for row in grid.cells for cell in row)


def test_a_cooling_place_is_said_in_the_panel(sit, desk):
    gone = desk.books_on(TUESDAY)[0]
    desk.cancels_appointment(gone)
    desk.books(applicant("9304218799"))
    robot = sit()
    robot.walks("Right")
    robot.types("\n")

    assert (
        "rendues, pas encore proposées\u00a0: 1"
        in robot.find("calendar.slot.slots").accessibleName()
    )
    assert HourCell(day=TUESDAY, hour=9).free(Use.WALK_IN) == 0


# --- who knows the new time (A-09) ---------------------------------------------------------------


def test_who_was_placed_anew_is_called_and_noted_one_after_the_other(sit, desk):
    first, second = desk.books_on(TUESDAY, 2)
    desk.closes(closing(TUESDAY))
    desk.replaces_all()
    robot = sit()
    robot.types("v")
    rows = robot.rows("calendar.tell.list")

    robot.types("\n")
    left = robot.rows("calendar.tell.list")
    robot.types("\n")

    assert (len(rows), len(left)) == (2, 1)
    assert "Benali" in rows[0][0]
    assert {one["appointment"] for one in _facts(desk, "HolderTold")} == {
        first.reference, second.reference,
    }  # fmt: skip
    assert robot.find("calendar.tell.said").text() == "Chacun connaît son nouvel horaire."
    assert len(_facts(desk, "CallListMade")) == 1


def test_who_has_no_new_time_yet_is_not_noted(sit, desk):
    desk.books_on(TUESDAY)
    desk.closes(closing(TUESDAY))
    robot = sit()

    robot.types("v")

    assert not robot.find("calendar.tell.do").isEnabled()
    assert robot.find("calendar.tell.do").toolTip().startswith("Donnez d’abord un autre horaire.")


def test_with_nobody_to_call_it_is_said_and_names_do_not_stay_for_the_next_agent(sit, desk):
    desk.books_on(TUESDAY)
    desk.closes(closing(TUESDAY))
    desk.replaces_all()
    robot = sit()
    robot.types("v")

    robot.session.sign_in(GARNIER)
    robot.settle()

    assert "Benali" not in robot.sees()
    robot.presenter.telling._on_not_read(NobodyToCall())
    assert robot.find("calendar.tell.said").text() == "Chacun connaît son nouvel horaire."


def test_what_cannot_be_noted_is_said_in_the_sheet(sit, desk):
    (booked,) = desk.books_on(TUESDAY, 1)
    desk.closes(closing(TUESDAY))
    desk.replaces_all()
    robot = sit()
    robot.types("v")
    desk.tells(booked)

    robot.types("\n")

    assert booked.reference in robot.sees()
