"""Why a ticket has its place; what was done; what became of a paper."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.counters import CounterState
from desk_app.domain.people import Role
from desk_app.domain.prints import PrintState
from desk_app.domain.queue import Reason, Why
from desk_app.domain.tickets import Move, Priority, TicketStatus
from desk_app.words import moves, prints
from desk_app.words.catalogue import language, set_language
from desk_app.words.dates import show_times_in
from desk_app.words.reasons import priority, reason, reason_of_call

PARIS = ZoneInfo("Europe/Paris")
AT = dt.datetime(2026, 3, 3, 10, 11, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    before = language()
    set_language("fr")
    show_times_in(PARIS)
    yield
    set_language(before)
    show_times_in(dt.UTC)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Reason(why=Why.ARRIVED, at=AT), "Arrivé à 10:11"),
        (Reason(why=Why.APPOINTMENT, at=AT.replace(minute=45)), "Rendez-vous de 10:45"),
        (Reason(why=Why.TRANSFERRED, at=AT), "Transféré, garde son rang"),
        (Reason(why=Why.LEGAL, at=AT, priority=Priority.CMI), "Carte CMI"),
        (Reason(why=Why.LEGAL, at=AT, priority=Priority.FAMILY), "Carte famille"),
        (Reason(why=Why.OVERTAKEN, at=AT, passed=5), "Arrivé à 10:11, dépassé 5 fois"),
    ],
)
def test_a_row_of_the_queue_says_why_it_stands_there(why: Reason, said: str) -> None:
    assert reason(why) == said


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            Reason(why=Why.LEGAL, at=AT, priority=Priority.CMI, passed=34),
            "Appelé avant 34 autres\u00a0: carte CMI, priorité légale (art. L. 241-3).",
        ),
        (
            Reason(why=Why.LEGAL, at=AT, priority=Priority.FAMILY, passed=1),
            "Appelé avant 1 autre\u00a0: carte famille, priorité légale (art. R. 215-3).",
        ),
        (Reason(why=Why.ARRIVED, at=AT), "Appelé à son tour\u00a0: arrivé à 10:11."),
        (
            Reason(why=Why.WAITED_TOO_LONG, at=AT),
            "Attend depuis 10:11\u00a0: personne ne passe plus avant.",
        ),
        (
            Reason(why=Why.CHOSEN, at=AT, passed=3),
            "Appelé avant 3 autres\u00a0: choisi par l’agent.",
        ),
        (Reason(why=Why.CHOSEN, at=AT), "Choisi par l’agent, et c’était son tour."),
    ],
)
def test_a_call_says_who_was_passed_and_by_which_rule(why: Reason, said: str) -> None:
    assert reason_of_call(why) == said


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_both_sentences_and_no_empty_field(why: Why) -> None:
    full = Reason(why=why, at=AT, passed=2, priority=Priority.LOCAL)

    assert reason(full)
    assert reason_of_call(full).endswith(".")
    assert "{" not in reason(full) + reason_of_call(full)


def test_every_priority_has_a_name() -> None:
    assert [priority(kind) for kind in (None, *Priority)] == [
        "Aucune",
        "Carte CMI",
        "Carte famille",
        "Priorité locale",
    ]


@dataclasses.dataclass(frozen=True)
class ActOnPaper:
    """An act as a list shows it."""

    kind: str
    operation: str
    number: str
    procedure: str = ""
    counter: int | None = None


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (ActOnPaper("TicketIssued", "", "B041"), "B 041 remis"),
        (ActOnPaper("TicketCalled", "", "C042", counter=3), "C 042 appelé au guichet 3"),
        (ActOnPaper("TicketCalled", "recall", "C042", counter=3), "C 042 rappelé"),
        (ActOnPaper("TicketMoved", "start", "C042"), "C 042 a commencé"),
        (
            ActOnPaper("TicketMoved", "transfer", "B027", "Remise de titre"),
            "B 027 transféré vers Remise de titre",
        ),
        (ActOnPaper("TicketMoved", "transfer", "B027"), "B 027 transféré"),
        (ActOnPaper("WrongHolder", "", "C042"), "C 042 présenté par une autre personne"),
    ],
)
def test_an_act_is_a_sentence(act: ActOnPaper, said: str) -> None:
    assert moves.act_line(act) == said


@pytest.mark.parametrize("operation", ["issue", "call_next", "recall", "undo", "confirm", *Move])
def test_every_operation_can_be_said(operation: str) -> None:
    said = moves.done(operation, "C042", counter=3, procedure="Remise")

    assert said.startswith("C 042")
    assert len(said) > len("C 042")
    assert "{" not in said


def test_every_status_move_counter_role_and_print_state_has_its_word() -> None:
    said = [
        *map(moves.status_name, TicketStatus),
        *map(moves.move_name, Move),
        *map(moves.counter_state, [*CounterState, None]),
        *map(moves.role_name, Role),
        *map(prints.print_state, PrintState),
    ]

    assert all(said)


def test_a_paper_is_named_for_people() -> None:
    assert prints.print_what("ticket C042") == "Ticket C 042"
    assert prints.print_what("test") == "test"
    assert prints.print_state("UNCERTAIN") == "À vérifier"
    assert prints.doubt() == "Le papier est-il sorti\u202f?"
