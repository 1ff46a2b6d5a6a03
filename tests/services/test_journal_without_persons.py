"""The journal written out says nothing of a person whom the store knows (R-04).

A whole simulated day of the demonstration site: who came, what they showed, what was noted, and
everybody who works there.
"""

from __future__ import annotations

import dataclasses
import random
import re

import pytest

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import Refused
from desk_app.domain.people import parse_document
from desk_app.domain.simulation import reception_day
from desk_app.security.codes import new_id
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services import accounts, moves, tickets
from desk_app.services.issuing import Order, issue
from desk_app.services.journal import written_out
from tests.account_fakes import PlainHasher
from tests.acts import issuing_ports
from tests.conftest import MONDAY
from tests.services.desk import CHIEF, SYLVIE, Desk

VISITORS = 180
NOTE = "M. Benali revient à 11 h, 06 12 34 56 78"


@pytest.fixture
def day(site):
    return reception_day(site, random.Random(3), VISITORS, MONDAY.date())


@pytest.fixture
def exported(sqlite_store, clock, day, site, tmp_path) -> str:
    """The day, played through the services, and the journal it left."""
    desk = Desk(sqlite_store, clock)
    _everybody_signs_in(desk, site)
    for visit in day:
        clock.now = max(clock.now, visit.arrives_at)
        _comes(desk, visit)
        if random.Random(visit.hint).random() < 0.8:
            _serves(desk, 1 + len(visit.hint) % 4)
    signer = DeskSigner(signing_file(tmp_path / "desk.sqlite"))
    lines = written_out(by=CHIEF, read=sqlite_store.read, signer=signer, **desk.writing)
    return "\n".join(lines)


def test_a_whole_day_is_in_it(exported, day):
    assert exported.count('"TicketIssued"') > VISITORS * 0.7
    assert exported.count('"TicketCalled"') > VISITORS * 0.4
    for kind in ("SignedIn", "SignInFailed", "TicketMoved"):
        assert f'"{kind}"' in exported
    assert sum(visit.document is not None for visit in day) > 20


def test_no_document_and_no_hint_of_a_visitor_is_in_it(exported, day):
    shown = [parse_document(visit.document) for visit in day if visit.document]

    assert [each.number for each in shown if each.number in exported] == []
    assert [visit.hint for visit in day if visit.hint and visit.hint in exported] == []


def test_no_note_is_in_it(exported):
    assert "Benali" not in exported
    assert "06 12" not in exported


def test_no_name_and_no_login_of_an_agent_is_in_it(exported, sqlite_store):
    with sqlite_store.read() as work:
        people = work.accounts.all()
    words = set(re.findall(r"[\w.-]+", exported.lower()))

    assert len(people) > 5
    assert [each.login for each in people if each.login in words] == []
    assert [each.name for each in people if each.name.lower() in exported.lower()] == []
    families = [each.name.split()[-1].lower() for each in people]
    assert [name for name in families if name in words] == []


def test_nothing_in_it_looks_like_an_address_or_a_telephone(exported):
    assert re.findall(r"[^\s\"]+@[^\s\"]+\.\w+", exported) == []
    assert re.findall(r"\b0[1-9](?:[ .]\d\d){4}\b", exported) == []


def _everybody_signs_in(desk, site) -> None:
    hasher = PlainHasher()
    with desk.store.begin() as work:
        account = work.accounts.get(SYLVIE)
        work.accounts.put(dataclasses.replace(account, password=hasher.encode("Matin-clair-42")))
    for login in site.agents:
        for password in ("", "wrong"):
            try:
                accounts.sign_in(
                    login, password, place="Guichet 1", read=desk.store.read, hasher=hasher,
                    new_id=new_id, **desk.writing,
                )  # fmt: skip
            except Refused:
                continue


def _comes(desk, visit) -> None:
    document = parse_document(visit.document) if visit.document else None
    order = Order(
        procedure=visit.procedure,
        language=visit.language,
        party=visit.party,
        document=document,
        hint=visit.hint if document else "",
    )
    try:
        issue(order, by=SYLVIE, **issuing_ports(desk.store, desk.clock))
    except Refused:
        return  # a quota is used up, or the hour is past


def _serves(desk, counter: int) -> None:
    try:
        called = tickets.call_next(CounterId(counter), by=CHIEF, **desk.writing)
    except Refused:
        return
    number = called.ticket.number
    moves.start_serving(number, counter=None, by=CHIEF, **desk.writing)
    if number.endswith("5"):
        moves.park(number, counter=None, by=CHIEF, note=NOTE, **desk.writing)
    else:
        moves.complete(number, counter=None, by=CHIEF, **desk.writing)
