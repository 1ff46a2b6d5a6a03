"""The Journal's page over a real store: sentences, filters, fields, the chain (screens 6.10)."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from desk_app.domain.account_facts import JournalRead
from desk_app.ui.journal.asking import EVER
from desk_app.ui.journal.presenter import PAGE
from desk_app.words.dates import show_times_in
from desk_app.words.texts import spaced
from tests.services.desk import CHIEF, KARIM, Desk
from tests.store.unguarded import unguard
from tests.ui.journal.robot import CLERK, Robot


@pytest.fixture
def desk(sqlite_store, clock, site) -> Desk:
    """A desk where two came and one was called."""
    show_times_in(site.time_zone)
    desk = Desk(sqlite_store, clock)
    desk.comes()
    desk.comes("PIECES")
    desk.calls(by=KARIM)
    return desk


@pytest.fixture
def sit(qapp, qtbot, desk, clock, tmp_path, leaves_later):
    """Sit somebody in front of the page."""
    return lambda **given: leaves_later(Robot(qapp, qtbot, desk.store, clock, tmp_path, **given))


@pytest.fixture
def robot(sit) -> Robot:
    """A supervisor in front of the page."""
    return sit()


def test_the_day_s_acts_stand_in_sentences_the_latest_first(robot):
    said = robot.sentences()

    assert said[0] == f"{spaced('A001')} appelé au guichet 1"
    assert f"{spaced('A001')} remis" in said
    assert said[-1].startswith("Fichier du site chargé")


def test_the_chosen_act_shows_its_fields(robot):
    assert "Guichet" in robot.reads()
    assert "Karim Belhadj" in robot.reads()
    assert "Empreinte" in robot.reads()


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("a1", ["TicketCalled", "TicketIssued"]),
        ("smarchand", ["TicketIssued", "TicketIssued"]),
        ("belhadj", ["TicketCalled", "CounterChanged"]),
    ],
)
def test_a_search_finds_a_ticket_s_or_an_agent_s_acts(robot, typed, kinds):
    robot.searches(typed)

    entries = [entry.kind for entry in robot.view.table.model().rows()]
    assert entries == kinds


def test_what_nobody_is_called_is_said_and_the_list_stays(robot):
    before = robot.sentences()
    robot.searches("personne-ici")

    assert "Ni ticket ni agent" in robot.refused()
    assert robot.sentences() == before


def test_a_ticket_that_is_not_there_is_said(robot):
    robot.searches("Z99")

    assert spaced("Z099") in robot.refused()


def test_acts_are_filtered_by_kind_and_day(robot, clock, desk):
    robot.picks(act="TicketIssued")
    issued = robot.sentences()
    robot.picks(day=EVER)
    ever = robot.sentences()
    robot.picks(day="2026-03-01")

    assert len(issued) == len(ever) == 2
    assert robot.sentences() == []
    assert "Rien ici" in robot.reads()


def test_v_verifies_the_chain_and_says_when(robot, desk):
    robot.types("v")

    assert "Chaîne vérifiée à 9:00" in robot.view.chain.text()
    assert desk.journal()[-1].kind == "JournalRead"


def test_a_broken_chain_names_its_first_line_and_offers_the_proof(robot, desk):
    engine = create_engine(desk.store.url)
    with engine.begin() as connection:
        unguard(connection)
        connection.execute(text("UPDATE journal SET header = 'x' WHERE seq = 2"))
    engine.dispose()

    robot.types("v")
    said = robot.refused()
    (proof,) = robot.view.refusal.buttons()
    proof.click()

    assert "ligne 2" in said
    assert "Chaîne rompue" in robot.view.chain.text()
    assert robot.exported == [CHIEF]


def test_an_edited_act_is_still_shown(robot, desk):
    engine = create_engine(desk.store.url)
    with engine.begin() as connection:
        unguard(connection)
        connection.execute(text("UPDATE journal SET header = 'x' WHERE seq = 2"))
    engine.dispose()

    robot.presenter.search()

    assert "TicketIssued" in robot.sentences()


def test_e_writes_the_journal_and_says_where(robot):
    robot.types("e")

    assert "/desk/journal.jsonl" in robot.refused()
    assert robot.exported == [CHIEF]


def test_an_agent_without_the_right_sees_nothing(sit):
    robot = sit(agent=CLERK)

    assert robot.sentences() == []
    assert "ne le permet pas" in robot.refused()


def test_older_acts_come_below(sit, desk):
    with desk.store.begin() as work:
        for _ in range(PAGE):
            work.record(JournalRead(what="verify", entries=1), by=CHIEF, at=desk.clock())
    robot = sit()
    before = len(robot.sentences())
    robot.types("a")

    assert before == PAGE
    assert len(robot.sentences()) == desk.journal()[-1].seq


def test_the_cursor_goes_to_the_search(robot):
    robot.types("/")

    assert robot.view.search.hasFocus()
