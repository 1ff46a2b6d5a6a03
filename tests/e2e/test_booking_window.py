"""Rendez-vous in the whole program: booked by keys on the real store, moved, refused twice."""

from __future__ import annotations

import pytest

from desk_app.ui.booking.view import BookingView
from tests.e2e.house import living
from tests.ui.booking.zones import passport


@pytest.fixture
def desk(house):
    """An agent of the reception at the page, the deposit of a permit chosen."""
    house.sits("Marchand")
    house.robot.press("F4")
    _choose(house, "RNV_DEPOT")
    return house


def test_a_visitor_with_a_passport_is_booked_by_keys_and_known_the_second_time(desk):
    _scan(desk)
    desk.robot.type("0612449031")
    desk.robot.press("Return", "Return", "Down", "Alt+2", "Ctrl+Return")
    page = _page(desk)
    reference, shown = page.paper.reference(), desk.reads()
    _scan(desk)

    with desk.program.office.desk.read() as work:
        kept = work.appointments.get(reference)
        holder = work.appointments.holder(kept)
    assert "RAHMAN" in holder
    assert (kept.procedure, kept.copy_no) == ("RNV_DEPOT", 1)
    desk.robot.wait_until(lambda: desk.printer.exists() and desk.printer.stat().st_size > 0)
    assert reference in shown
    assert "Rendez-vous actif" in desk.refused()
    assert reference in desk.refused()


def test_it_takes_fewer_keys_than_a_minute_has_seconds(desk):
    """A key a second is a slow hand: a page that needs fewer is done within the minute."""
    keys = ("Return", "Return", "Down", "Ctrl+Return")
    _scan(desk)
    desk.robot.type("0612449031")
    desk.robot.press(*keys)

    assert _page(desk).paper.reference()
    assert len("0612449031") + len(keys) < 60


def test_another_desk_finds_the_same_person_has_one(desk):
    _scan(desk)
    desk.robot.press("Return", "Return", "Down", "Ctrl+Return")
    reference = _page(desk).paper.reference()

    told = desk.another_process("--agent", "smarchand", "appointment", "show", reference)

    assert told.returncode == 0
    assert reference in told.stdout


def test_without_the_key_of_the_papers_no_form_is_shown(house):
    house.sits("Marchand")
    (house.folder / "poste.sqlite.codes").unlink()
    house.robot.press("F4")

    assert "La clé qui signe les convocations" in house.refused()
    assert not _page(house).procedure.isVisible()


def test_a_refusal_at_accueil_leads_here_with_its_procedure(house):
    house.sits("Marchand")
    house.robot.type("Renouvellement de titre")
    house.robot.press("Return")
    offers = [
        button
        for box in house.program.shell.findChildren(type(_page(house).closed))
        if box.isVisible()
        for button in box.buttons()
    ]
    (book,) = [each for each in offers if each.words() == "Prendre rendez-vous"]
    book.click()
    house.robot.settle()

    assert house.program.shell.place() == "booking"
    assert _page(house).draft().procedure


def test_v_at_a_counter_leads_here(house):
    house.sits("Belhadj")
    house.robot.press("F3", "Return", "V")

    assert house.program.shell.place() == "booking"


def test_the_cursor_is_in_sight_at_twice_the_text(qapp, tmp_path):
    with living(tmp_path, percent=200) as house:
        house.sits("Marchand")
        house.robot.press("F4")
        _choose(house, "RNV_DEPOT")
        _scan(house)
        page = _page(house)
        phone = page.person.controls["phone"]

        assert house.program.shell.width() == 1366
        assert not phone.visibleRegion().isEmpty()


def _page(house) -> BookingView:
    return house.program.shell.findChild(BookingView)


def _choose(house, code: str) -> None:
    choice = _page(house).procedure.choice
    for _each in range(choice.count()):
        if choice.chosen() == code:
            break
        house.robot.press("Down")
    house.robot.settle()


def _scan(house) -> None:
    house.robot.rest(700)  # what a person takes between typing and passing a document
    for line in passport():
        house.robot.type(line)
        house.robot.press("Return")
