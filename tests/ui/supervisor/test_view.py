"""What a supervisor sees and does by keys on the real page."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import StoreUnavailable, UnknownCounter
from desk_app.services.supervision import Supervision
from desk_app.ui.supervisor.grid import CELL
from desk_app.ui.widgets.labels import ShortLabel
from tests.ui.supervisor.fixed_day import (
    QUIET_DAY,
    QUIET_PLAN,
    SIXTY_DAY,
    THE_DAY,
    THIN_PLAN,
)

HARD, THIN = "\u00a0", "\u202f"


def a_quota_of(quota: int, *, site: int | None) -> Supervision:
    """Return the fixed day with a supervisor's quota on its first procedure."""
    first, *others = THE_DAY.lines
    changed = dataclasses.replace(first, quota=quota, site_quota=site, is_quota_set=True)
    return dataclasses.replace(THE_DAY, lines=(changed, *others))


def plain(text: str) -> str:
    """Return *text* without its invisible signs."""
    return "".join(sign for sign in text if sign not in "\u2066\u2068\u2069")


def test_the_five_figures_say_the_day(robot) -> None:
    said = [plain(figure.accessibleName()) for figure in robot.view.figures.figures]

    assert said == [
        "53 en attente 61 personnes en tout, 5 aux guichets",
        f"31{HARD}min plus longue attente B 030, Dépôt de pièces",
        f"74{THIN}% appelés en moins de 20{HARD}min objectif local 80{THIN}%",
        "212 reçus aujourd’hui 9 absents, 6 de côté",
        "5 guichets ouverts il en faut 6 jusqu’à 11:00",
    ]


def test_the_table_has_most_awaited_first(robot) -> None:
    rows = robot.reads_table("supervisor.procedures")

    assert rows[0] == [
        "D", "Renouvellement de récépissé", "14", f"27{HARD}min", f"25–40{HARD}min", "40",
        "54 / 90", "3, 4",
    ]  # fmt: skip
    assert [row[0] for row in rows] == list("DBCAGKEH")


def test_each_counter_says_who_what_which_and_since(robot) -> None:
    rows = [[plain(cell) for cell in row] for row in robot.reads_table("supervisor.counters")]

    assert rows[0] == ["1", "M. Diarra", "Au guichet", "A 112", f"2{HARD}min"]
    assert rows[3] == ["4", "J. Moreau", "Appel en cours", "D 020", f"40{HARD}s"]
    assert rows[5] == ["6", "—", "Fermé à 9:55", "", ""]


def test_the_estimates_error_is_said_in_plain_words(robot) -> None:
    assert robot.view.procedures.estimate.text() == (
        f"Fourchettes tenues{HARD}: 81{THIN}% sur 241 attentes. "
        f"Erreur moyenne de l’estimation{HARD}: 4{HARD}min."
    )


def test_one_key_opens_the_counter_that_is_missing_and_one_takes_it_back(robot) -> None:
    robot.types("1")
    robot.undoes()

    assert robot.operations.asked == [
        ("counter", 6, "open", "hgarnier"),
        ("counter", 6, "closed", "hgarnier"),
    ]


def test_one_key_ends_a_forgotten_visit_and_one_takes_it_back(robot) -> None:
    robot.types("2")
    robot.undoes()

    assert robot.operations.asked == [("complete", "B019", 5, "hgarnier"), ("undo", "hgarnier")]


def test_a_suggestion_about_a_ticket_shows_it(robot) -> None:
    robot.types("3")

    assert robot.operations.asked == [("ticket", "B030")]
    assert robot.view.facts.isVisible()
    assert plain(robot.view.facts.accessibleName()) == "Ticket B 030"


def test_a_suggestion_about_a_quota_asks_for_it(robot) -> None:
    robot.types("4")

    assert robot.view.quota.isVisible()
    assert robot.reads("supervisor.quota.field") == "12"


def test_a_key_without_a_suggestion_does_nothing(robot) -> None:
    robot.types("9")

    assert robot.operations.asked == []


def test_o_closes_the_chosen_procedure_and_undo_opens_it(robot) -> None:
    robot.chooses_procedure(0)
    words = robot.reads("supervisor.procedure.toggle")

    robot.types("O")
    robot.undoes()

    assert words == "Fermer"
    assert robot.operations.asked == [
        ("procedure", "D", False, None, "hgarnier"),
        ("procedure", "D", True, None, "hgarnier"),
    ]


def test_o_opens_the_chosen_counter_where_it_is_closed(robot) -> None:
    robot.chooses_counter(5)

    robot.types("O")

    assert robot.operations.asked == [("counter", 6, "open", "hgarnier")]


def test_p_pauses_the_chosen_counter(robot) -> None:
    robot.chooses_counter(1)

    robot.types("P")

    assert robot.operations.asked == [("counter", 2, "paused", "hgarnier")]


def test_p_ends_a_pause(sit) -> None:
    robot = sit(day=QUIET_DAY, plan=QUIET_PLAN)
    robot.chooses_counter(4)

    robot.types("P")

    assert robot.operations.asked == [("counter", 5, "open", "hgarnier")]


def test_p_does_nothing_to_a_closed_counter(robot) -> None:
    robot.chooses_counter(5)

    robot.types("P")

    assert robot.operations.asked == []


def test_choosing_a_counter_lets_the_procedure_go(robot) -> None:
    robot.chooses_procedure(0)
    robot.chooses_counter(0)

    robot.types("OQ")

    assert robot.operations.asked == [("counter", 1, "closed", "hgarnier")]
    assert not robot.view.quota.isVisible()


def test_q_digits_and_enter_set_a_quota(robot) -> None:
    robot.chooses_procedure(0)

    robot.types("Q60↵")

    assert robot.operations.asked == [("procedure", "D", None, 60, "hgarnier")]
    assert not robot.view.quota.isVisible()


def test_ctrl_z_gives_the_site_its_quota_back(robot) -> None:
    robot.chooses_procedure(0)

    robot.types("Q60↵")
    robot.undoes()

    assert robot.operations.asked[-1] == ("procedure", "D", None, "site", "hgarnier")


def test_an_emptied_field_goes_back_to_the_sites_quota_and_ctrl_z_takes_that_back(sit) -> None:
    robot = sit(day=a_quota_of(30, site=90))
    robot.chooses_procedure(0)
    robot.types("Q")
    said = robot.view.quota.site_said.text()
    robot.types("⌫")
    button = robot.reads("supervisor.quota.set")

    robot.types("↵")
    robot.undoes()

    assert said.endswith("90 tickets par jour. Videz le champ pour y revenir.")
    assert button == f"Revenir au quota du site{HARD}: 90"
    assert robot.operations.asked == [
        ("procedure", "D", None, "site", "hgarnier"),
        ("procedure", "D", None, 30, "hgarnier"),
    ]


def test_a_quota_that_the_site_does_not_have_is_lifted(sit) -> None:
    robot = sit(day=a_quota_of(30, site=None))
    robot.chooses_procedure(0)

    robot.types("Q⌫")

    assert robot.view.quota.site_said.text().startswith("Le fichier du site ne prévoit pas")
    assert robot.reads("supervisor.quota.set") == "Revenir sans quota"


def test_an_empty_quota_cannot_be_set(robot) -> None:
    robot.chooses_procedure(1)  # has none

    robot.types("Q↵")

    assert robot.operations.asked == []
    assert not robot.finds("supervisor.quota.set").isEnabled()


def test_escape_leaves_the_quota_as_it_was(robot) -> None:
    robot.chooses_procedure(0)

    robot.types("Q7⎋⎋")

    assert robot.operations.asked == []
    assert not robot.view.quota.isVisible()


def test_closing_the_day_says_its_numbers_and_asks(robot) -> None:
    robot.presses("supervisor.close")
    said = robot.view.close_day.what.words()
    before = list(robot.operations.asked)

    robot.types("↵")

    assert "53 tickets en attente" in said
    assert "6 tickets mis de côté" in said
    assert "5 personnes sont aux guichets" in said
    assert "5 guichets ouverts ferment" in said
    assert before == []
    assert robot.operations.asked == [("close_day", "hgarnier")]


def test_j_asks_before_it_closes_the_day(robot) -> None:
    robot.types("J")
    asked, before = robot.view.close_day.isVisible(), list(robot.operations.asked)

    robot.types("↵")

    assert (asked, before) == (True, [])
    assert robot.operations.asked == [("close_day", "hgarnier")]


def test_escape_does_not_close_the_day(robot) -> None:
    robot.presses("supervisor.close")

    robot.types("⎋")

    assert robot.operations.asked == []


def test_a_refusal_stands_beside_what_was_asked(robot) -> None:
    robot.chooses_counter(1)
    robot.operations.refusal = UnknownCounter(2)

    robot.types("P")

    assert robot.view.counters.refusal.isVisible()
    assert robot.reads_refusal() != ""


def test_a_store_out_of_reach_is_a_warning_and_goes_with_the_next_act(robot) -> None:
    robot.chooses_counter(1)
    robot.operations.refusal = StoreUnavailable("locked")
    robot.types("P")
    said = robot.reads_refusal()
    robot.operations.refusal = None

    robot.types("P")

    assert said != ""
    assert robot.reads_refusal() == ""


def test_a_good_day_has_nothing_to_do(sit) -> None:
    robot = sit(day=QUIET_DAY, plan=QUIET_PLAN)

    assert robot.view.todo.rows == ()
    assert f"Rien à faire{HARD}: l’objectif est tenu." in [
        label.text() for label in robot.view.todo.findChildren(QLabel) if label.isVisible()
    ]


def test_a_thin_plan_says_so(sit) -> None:
    robot = sit(plan=THIN_PLAN)

    assert robot.view.chart.note.text() == "Estimation de départ, 3 jours observés"


def test_the_chart_reads_as_a_sentence(robot) -> None:
    said = robot.view.chart.bars.accessibleName()

    assert f"8:30{HARD}: 3 nécessaires, 5 ouverts" in said
    assert f"16:00{HARD}: 2 nécessaires." in said


def test_sixty_counters_are_a_grid_of_cells_with_the_forgotten_first(sit) -> None:
    robot = sit(day=SIXTY_DAY)

    cells = robot.view.counters.grid.cells

    assert len(cells) == 60
    assert {cell.line.number for cell in cells[:2]} == {12, 31}
    assert {(cell.width(), cell.height()) for cell in cells} == {(CELL.width(), CELL.height())}


def test_a_cell_of_the_grid_is_acted_on_like_a_row(sit) -> None:
    robot = sit(day=SIXTY_DAY)
    robot.chooses_cell(6)  # open

    robot.types("O")

    assert robot.operations.asked == [("counter", 6, "closed", "hgarnier")]


def test_a_new_read_keeps_what_is_chosen(robot) -> None:
    robot.chooses_procedure(2)
    robot.operations.day = dataclasses.replace(
        robot.operations.day, lines=robot.operations.day.lines[::-1]
    )

    robot.signals.changed.emit(changes("issue", Topic.TICKETS))

    assert robot.view.selection().procedure == "C"


def test_rows_keep_their_places_while_the_table_is_in_hand(robot) -> None:
    robot.chooses_procedure(2)
    first, *others = robot.operations.day.lines
    emptied = dataclasses.replace(first, waiting=0, longest=None)
    robot.operations.day = dataclasses.replace(robot.operations.day, lines=(emptied, *others))

    robot.signals.changed.emit(changes("call_next", Topic.TICKETS))

    assert [row[0] for row in robot.reads_table("supervisor.procedures")] == list("DBCAGKEH")


def test_rows_are_ordered_anew_while_nobody_uses_them(robot) -> None:
    first, *others = robot.operations.day.lines
    emptied = dataclasses.replace(first, waiting=0, longest=None)
    robot.operations.day = dataclasses.replace(robot.operations.day, lines=(emptied, *others))

    robot.signals.changed.emit(changes("call_next", Topic.TICKETS))

    assert [row[0] for row in robot.reads_table("supervisor.procedures")] == list("BCAGKEDH")


def test_everything_that_takes_the_focus_has_a_name(robot) -> None:
    nameless = [
        widget
        for widget in robot.view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]

    assert nameless == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_label_is_cut_at_any_scale(sit, themed, qtbot, scale) -> None:
    themed(scale)
    robot = sit()

    def nothing_is_cut() -> None:
        labels = [label for label in robot.view.findChildren(QLabel) if label.isVisible()]
        whole = [label for label in labels if not isinstance(label, ShortLabel)]
        assert [label.text() for label in whole if not _fits(label)] == []

    qtbot.waitUntil(nothing_is_cut)


def test_the_page_never_scrolls_sideways_at_200_percent(sit, themed) -> None:
    themed(2.0)

    robot = sit()

    assert robot.view.minimumSizeHint().width() <= robot.view.width()


def test_in_arabic_direction_numbers_stay_as_they_are(sit, qapp) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    robot = sit()

    figures = [figure.value.text() for figure in robot.view.figures.figures]
    second = robot.view.counters.mapTo(robot.view, robot.view.counters.rect().topLeft()).x()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    assert figures[0] == "53"
    assert second < robot.view.width() / 2


def _fits(label: QLabel) -> bool:
    """True if the words have room, lines counted where they wrap."""
    metrics = QFontMetrics(label.font())
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextSingleLine
    room = label.contentsRect()
    needed = metrics.boundingRect(0, 0, room.width(), 10_000, int(flags), label.text())
    return needed.width() <= room.width() + 1 and needed.height() <= room.height() + 1
