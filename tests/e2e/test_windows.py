"""The whole program by its keyboard: windows, services, store, paper and a second process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QStyleOptionViewItem, QTableView

from desk_app.app.guard import only_copy
from desk_app.domain.errors import DeskTaken
from desk_app.domain.tickets import TicketStatus
from desk_app.ui.shell.crash import CrashPage
from desk_app.ui.widgets.labels import ShortLabel
from tests.e2e.house import living

PLACES = ("F2", "F3", "F6", "F7", "F8", "F9", "F1")


def test_a_frequent_ticket_is_two_keys_and_its_paper_reaches_the_printer(house):
    house.sits("Marchand")

    house.robot.press("1", "Return")

    assert [ticket.number for ticket in house.tickets()] == ["A001"]
    house.robot.wait_until(lambda: house.printer.exists() and house.printer.stat().st_size > 1000)


def test_the_same_in_arabic_is_three_keys(house):
    house.sits("Marchand")

    house.robot.press("1", "+", "Return")

    [ticket] = house.tickets()
    assert (ticket.number, ticket.language) == ("A001", "ar")


def test_a_legal_priority_is_three_keys(house):
    house.sits("Marchand")

    house.robot.press("1", "*", "Return")

    assert [ticket.priority for ticket in house.tickets()] == ["CMI"]


def test_after_a_ticket_nothing_of_the_visitor_is_left(house):
    house.sits("Marchand")
    house.robot.press("3", "+", "*")
    house.robot.type("9304218765")
    house.robot.press("Return", "Return")

    house.robot.press("1", "Return")

    _, second = sorted(house.tickets(), key=lambda ticket: ticket.sequence)
    assert (second.language, second.priority, second.party) == ("fr", None, 1)


def test_a_ticket_just_given_is_taken_back_after_a_search_too(house):
    house.sits("Marchand")
    house.robot.type("regr")
    house.robot.press("Return", "Return")

    house.robot.press("Ctrl+Z")

    assert [ticket.status for ticket in house.tickets()] == [TicketStatus.CANCELLED]
    assert "Reg" not in house.program.shell.focusWidget().text()


def test_a_document_gets_one_ticket_and_the_refusal_offers_the_copy(house):
    house.sits("Marchand")
    for _ in range(2):
        house.robot.press("3")
        house.robot.type("9304218765")
        house.robot.press("Return", "Return")

    assert len(house.tickets()) == 1
    assert "C 001" in house.reads()


def test_a_call_is_one_key_and_the_waiting_room_sees_it(house):
    house.sits("Marchand")
    house.robot.press("1", "Return", "F9", "Return")
    _sit_at_one(house)

    house.robot.press("Return")

    assert house.board() == ["A001"]
    assert house.tickets()[0].status is TicketStatus.CALLED


def test_a_wrong_call_is_taken_back_by_one_key_and_leaves_the_display(house):
    house.sits("Marchand")
    house.robot.press("1", "Return", "F9", "Return")
    _sit_at_one(house)
    house.robot.press("Return")

    house.robot.press("Z")

    assert house.board() == []
    assert house.tickets()[0].status is TicketStatus.WAITING


def test_one_key_ends_a_visit_and_calls_the_next(house):
    house.sits("Marchand")
    house.robot.press("1", "Return", "1", "Return")
    _sit_at_one(house)

    house.robot.press("Return", "Return", "Return")

    statuses = [ticket.status for ticket in house.tickets()]
    assert statuses.count(TicketStatus.COMPLETED) == 1
    assert statuses.count(TicketStatus.CALLED) == 1


def test_a_procedure_s_name_is_whole_in_the_counter_s_queue(house):
    house.another_process(
        "ticket", "issue", "--procedure", "CHG_ADR", "--document", "9304218765", "--no-wait"
    )
    house.sits("Lemaire")
    house.robot.press("F3")
    house.robot.type("3")
    house.robot.press("Return")
    table = house.program.shell.findChild(QTableView, "counter.queue")

    cell = table.model().index(0, 2)
    wanted = table.itemDelegate().sizeHint(QStyleOptionViewItem(), cell).width()

    assert cell.data() == "Changement d’adresse"
    assert table.columnWidth(2) >= wanted


def test_a_transfer_is_three_keys_and_keeps_the_number(house):
    house.sits("Marchand")
    house.robot.press("1", "Return")
    _sit_at_one(house)
    house.robot.press("Return", "Return")

    house.robot.press("F")
    house.robot.press("3", "Return")

    [ticket] = house.tickets()
    assert (ticket.number, ticket.procedure) == ("A001", "REM_TITRE")


def test_a_second_counter_is_chosen_with_an_empty_field(house):
    _sit_at_one(house)
    house.program.session.sit_at(None)
    house.robot.settle()

    house.robot.type("2")
    house.robot.press("Return")

    assert house.program.session.counter == 2


def test_from_nothing_to_an_open_reception_by_keys(qapp, tmp_path):
    with living(tmp_path / "new", makes=False) as house:
        house.robot.press("Return")
        house.robot.wait_until(lambda: house.program.office is not None)
        house.sits("Marchand")

        house.robot.press("1", "Return")

        assert [ticket.number for ticket in house.tickets()] == ["A001"]


def test_the_first_start_fits_its_screen_at_twice_the_text(qapp, tmp_path):
    with living(tmp_path / "new", percent=200, makes=False) as house:
        house.robot.press("Return")
        house.robot.wait_until(lambda: house.program.office is not None)
        house.sits("Marchand")

        assert house.program.shell.width() == 1366


def test_a_file_that_is_no_desk_is_said_with_its_mend_and_left_alone(qapp, tmp_path):
    file = tmp_path / "poste.sqlite"
    file.write_text("somebody's notes", encoding="utf-8")

    with living(tmp_path, makes=False, breaks=True) as house:
        said = house.reads()

    assert "n’est pas un fichier de Desk App" in said
    assert "Choisissez le bon fichier." in said
    assert file.read_text(encoding="utf-8") == "somebody's notes"


def test_a_bug_in_a_slot_reaches_the_crash_page_and_enter_resumes(house, qtbot):
    house.sits("Marchand")
    house.robot.press("1", "Return")
    house.robot.expects_crash = True

    house.program.tasks.post(_mistake)
    house.robot.settle()

    assert house.program.shell.place() == CrashPage.place
    assert "A 001" in house.reads()
    house.robot.press("Return")
    assert house.program.shell.place() == "reception"
    house.robot.press("1", "Return")
    assert len(house.tickets()) == 2


def test_two_copies_on_one_desk_are_refused(house):
    with pytest.raises(DeskTaken), only_copy(house.folder / "poste.sqlite"):
        pass


def test_a_ticket_of_another_process_appears_in_the_open_windows(house):
    house.sits("Marchand")
    house.robot.press("F9", "Return", "F2")

    issued = house.another_process("ticket", "issue", "--procedure", "INFO", "--no-wait")

    assert issued.returncode == 0, issued.stderr
    house.robot.wait_until(lambda: "A 001" in house.column("reception.last"))
    called = house.another_process("queue", "call-next", "--counter", "4")
    assert called.returncode == 0, called.stderr
    house.robot.wait_until(lambda: house.board() == ["A001"])


def test_everything_that_takes_the_focus_has_a_name(house):
    nameless, seen = set(), set()
    for step in _everywhere(house):
        for widget in house.focusable():
            seen.add(id(widget))
            if not _name(widget):
                nameless.add(f"{step}: {type(widget).__name__} {widget.objectName()}")

    assert nameless == set()
    assert len(seen) > 60


def test_a_cut_word_would_be_found(house):
    house.sits("Marchand")
    label = next(each for each in house.program.shell.findChildren(QLabel) if each.isVisible())
    label.setFixedWidth(3)

    assert len(_cut(house)) == 1


@pytest.mark.parametrize("key", PLACES)
def test_no_word_is_cut_at_twice_the_text(qapp, qtbot, tmp_path, key):
    with living(tmp_path, percent=200) as house:
        house.sits("Marchand")
        house.robot.press("1", "Return", "1")
        if key == "F3":
            _sit_at_one(house)
        if key in {"F7", "F8"}:
            house.sits("Garnier")
        house.robot.press(key)

        qtbot.waitUntil(lambda: _cut(house) == [])
        assert house.program.shell.width() == 1366


def test_the_sign_in_page_is_not_cut_at_twice_the_text(qapp, qtbot, tmp_path):
    with living(tmp_path, percent=200) as house:
        qtbot.waitUntil(lambda: _cut(house) == [])


def test_everything_turns_round_where_people_read_from_the_right(qapp, tmp_path):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        with living(tmp_path) as house:
            house.sits("Garnier")
            for key in PLACES:
                house.robot.press(key)
                picture = house.robot.picture().toImage()
                assert len(_colours(picture)) > 5, key
            rail = house.program.shell.rail
            assert rail.isVisible()
            assert rail.geometry().right() > house.program.shell.width() - 10
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _sit_at_one(house) -> None:
    house.sits("Belhadj")
    house.robot.press("F3")
    house.robot.type("1")
    house.robot.press("Return")


def _everywhere(house) -> Iterator[str]:
    """Go through every screen and sheet, and say where one is."""
    yield "sign-in"
    house.sits("Marchand")
    for keys in (("1",), ("Return",), ("3",), ("*", "*", "*"), ("Escape",), ("Ctrl+K",)):
        house.robot.press(*keys)
        yield f"reception {keys}"
    house.robot.press("Escape")
    _sit_at_one(house)
    for key in ("Return", "Return", "F", "Escape", "C", "Escape", "X", "Escape", "F9", "U",
                "Escape", "F1"):  # fmt: skip
        house.robot.press(key)
        yield f"counter and beyond, {key}"
    house.program.session.sit_at(None)
    house.sits("Garnier")
    for key in ("F7", "Q", "Escape", "U", "Escape", "Alt+O", "Escape", "F6", "D", "Escape"):
        house.robot.press(key)
        yield f"supervision, {key}"


def _mistake() -> None:
    raise RuntimeError("made by a test")


def _name(widget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def _cut(house) -> list[str]:
    """Return every word in sight that has less room than it needs."""
    shown = [
        widget
        for kind in (QLabel, QAbstractButton)
        for widget in house.program.shell.findChildren(kind)
        if widget.isVisible() and widget.text() and not isinstance(widget, ShortLabel)
    ]
    return [f"{type(each).__name__}: {each.text()}" for each in shown if _is_cut(each)]


def _is_cut(widget) -> bool:
    if widget.hasHeightForWidth():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    needed = widget.sizeHint()
    return needed.width() > widget.width() + 1 or needed.height() > widget.height() + 1


def _colours(image) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)
    }
