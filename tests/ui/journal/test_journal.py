"""The Journal's page over a real store: sentences, filters, fields, the chain (screens 6.10)."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import create_engine, text

from desk_app.domain.account_facts import JournalRead
from desk_app.domain.facts import Fact
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.services.journal import Verdict
from desk_app.ui.journal.asking import EVER
from desk_app.ui.journal.presenter import PAGE
from desk_app.words.dates import show_times_in
from desk_app.words.texts import spaced
from tests.services.desk import CHIEF, DOCUMENT, KARIM, PERMIT, Desk
from tests.store.unguarded import unguard
from tests.ui.journal.robot import CLERK, Robot


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SlotTaken(Fact):
    """What a fact about an appointment will look like to the filter: there is none yet."""

    appointment: str


def verdict_of(desk, clock) -> Verdict:
    head = desk.journal()[-1]
    return Verdict(
        entries=head.seq,
        first_broken=None,
        head=head.hash,
        has_head=True,
        verified_from=1,
        at=clock(),
    )


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

    assert "Ni ticket, ni agent" in robot.refused()
    assert robot.sentences() == before


def test_a_reference_finds_what_carries_it(robot, desk):
    with desk.store.begin() as work:
        work.record(SlotTaken(appointment="7K3F-9QX2"), by=CHIEF, at=desk.clock())
        work.record(SlotTaken(appointment="7K3F-9QX3"), by=CHIEF, at=desk.clock())
    robot.searches("7K3F-9QX2")
    found = [dict(entry.header) for entry in robot.view.table.model().rows()]
    robot.searches("7K3F-0000")

    assert found == [{"appointment": "7K3F-9QX2"}]
    assert robot.sentences() == []


def test_what_was_noted_of_a_visitor_stands_beside_until_it_is_erased(robot, desk):
    number = desk.comes(PERMIT, document=DOCUMENT, hint="N. B., 1988")
    robot.searches(number)
    noted = robot.reads()
    with desk.store.begin() as work:
        ticket = work.tickets.by_number(desk.clock().date(), number)
        work.journal.forget_bodies([str(ticket.id)])
    robot.searches(number)

    assert "Repère du visiteur" in noted
    assert "N. B., 1988" in noted
    assert "effacé" in robot.reads()
    assert "N. B., 1988" not in robot.reads()


def test_an_auditor_reads_acts_and_no_person(sit, desk):
    desk.comes(PERMIT, document=DOCUMENT, hint="N. B., 1988")
    auditor = Agent(login=AgentLogin("auditrice"), name="Ada Pons", role=Role.AUDITOR)
    with desk.store.begin() as work:
        work.sites.add_agent(auditor)
    robot = sit(agent=auditor)
    robot.searches("smarchand")

    assert "réservé à qui peut voir les personnes" in robot.reads()
    assert "N. B., 1988" not in robot.reads()


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


def test_a_broken_chain_stays_said_until_it_is_found_whole(robot, desk, clock):
    whole = verdict_of(desk, clock)
    robot.presenter.tell(dataclasses.replace(whole, first_broken=2))
    robot.searches("a1")
    still = robot.refused()
    robot.types("e")
    after_export = robot.view.chain.text()
    robot.presenter.tell(whole)

    assert "ligne 2" in still
    assert "Chaîne rompue" in after_export
    assert robot.refused() == ""
    assert "Chaîne vérifiée" in robot.view.chain.text()


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
