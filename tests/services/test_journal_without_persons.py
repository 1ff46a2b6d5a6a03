"""The journal written out says nothing of a person whom the store knows (R-04).

A whole simulated day of the demonstration site, on each database, sealed as on a desk: who came,
what they showed, what was noted of them, and everybody who works there.
"""

from __future__ import annotations

import dataclasses
import json
import random
import re
from functools import partial

import pytest

from desk_app.cli.nouns.report import as_csv
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import Refused
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.people import parse_document
from desk_app.domain.simulation import reception_day
from desk_app.security.codes import new_id
from desk_app.security.keys import keyed_hash
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services import accounts, alarms, direction, moves, tickets
from desk_app.services.issuing import Order, issue
from desk_app.services.journal import PAGE
from desk_app.services.journal_export import written_out
from desk_app.services.overrides import Wish, ask
from desk_app.services.people import erased, shown
from desk_app.services.reports import day_report
from tests.account_fakes import PlainHasher
from tests.acts import issuing_ports
from tests.conftest import MONDAY
from tests.services.desk import CHIEF, KARIM, SYLVIE, Desk
from tests.store.sealed_stores import sealing

VISITORS = 180
FIRST = ("Amina", "Youssef", "Ngọc", "Oleksandr", "Fatoumata", "José", "Svetlana", "Bilal")
LAST = ("Benali", "N’Diaye", "Nguyễn", "Kovalenko", "Traoré", "Pereira", "Özdemir", "Haddad")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Written:
    """What left the desk, and what the store knew of people when it was written."""

    journal: str
    table: str
    head: str
    documents: frozenset[str]
    hints: frozenset[str]
    said: frozenset[str]
    people: tuple[tuple[str, str], ...]
    refs: frozenset[str]

    @property
    def texts(self) -> tuple[str, str]:
        return self.journal, self.table


@pytest.fixture
def day(site):
    return reception_day(site, random.Random(3), VISITORS, MONDAY.date())


@pytest.fixture(params=["sqlite", "postgres"])
def written(request, clock, day, site, tmp_path) -> Written:
    """The day, played through the services, and what it left."""
    with sealing(request.getfixturevalue(f"{request.param}_copy")) as store:
        desk = Desk(store, clock)
        _everybody_signs_in(desk, site)
        for place, visit in enumerate(day):
            clock.now = max(clock.now, visit.arrives_at)
            _comes(desk, visit)
            if random.Random(visit.hint).random() < 0.8:
                _serves(desk, 1 + len(visit.hint) % 4, noted_of(place))
        _all_else_happens(desk, day)
        said = _said(store)
        with store.read() as work:
            people = tuple((each.login, each.name) for each in work.accounts.all())
            refs = frozenset(work.accounts.of_ref())
        signer = DeskSigner(signing_file(tmp_path / "desk.sqlite"))
        lines = written_out(by=CHIEF, read=store.read, signer=signer, **desk.writing)
        journal = "\n".join(lines)
        report = day_report(MONDAY.date(), read=store.read)
    return Written(
        journal=journal,
        table=as_csv(report),
        head=report.head,
        documents=frozenset(parse_document(v.document).number for v in day if v.document),
        hints=frozenset(visit.hint for visit in day if visit.hint),
        said=said,
        people=people,
        refs=refs,
    )


def test_a_whole_day_is_in_it(written, day):
    journal = written.journal

    assert journal.count('"TicketIssued"') > VISITORS * 0.7
    assert journal.count('"TicketCalled"') > VISITORS * 0.4
    kinds = {json.loads(line)["kind"] for line in journal.splitlines()}
    assert kinds >= {
        "SignedIn", "SignInFailed", "TicketMoved", "WrongHolder", "PersonShown", "PersonErased",
        "OverrideAsked", "AlarmRaised", "ActDenied",
    }  # fmt: skip
    assert len(written.documents) > 20
    assert len([text for text in written.said if "@" in text]) > 10


def test_nothing_that_the_store_knows_of_a_visitor_is_in_it(written):
    for text in written.texts:
        assert [each for each in written.documents if each in text] == []
        assert [each for each in written.hints if each in text] == []
        assert [each for each in written.said if each in text] == []
        words = set(re.findall(r"[\w’]+", text.casefold()))
        assert [name for name in (*FIRST, *LAST) if name.casefold() in words] == []
        packed = re.sub(r"[\W_]+", "", text.casefold())  # nor as what a number is made of
        assert [one for one in FIRST for two in LAST if f"{one}{two}".casefold() in packed] == []


def test_no_name_and_no_login_of_an_agent_is_in_it(written):
    for text in written.texts:
        words = set(re.findall(r"[\w.-]+", text.casefold()))
        assert [login for login, _ in written.people if login in words] == []
        assert [name for _, name in written.people if name.casefold() in text.casefold()] == []
        families = [name.split()[-1].casefold() for _, name in written.people]
        assert [name for name in families if name in words] == []
    assert len(written.people) > 5


def test_nothing_in_it_looks_like_an_address_or_a_telephone(written):
    is_ref = re.compile("|".join(written.refs))  # random, and digits alone now and then
    for text in (is_ref.sub("", text) for text in written.texts):
        assert re.findall(r"[^\s\";]+@[^\s\";]+\.\w+", text) == []
        assert re.findall(r"(?:\+33|\b0)[ .]?[1-9](?:[ .]?\d\d){4}\b", text) == []


def test_the_table_of_the_day_ends_with_the_journal_s_head(written):
    assert written.table.splitlines()[-1].endswith(f";{written.head}")
    assert written.head in written.journal


def noted_of(place: int) -> str:
    """What an agent notes, against every rule, of the visitor of this *place*."""
    first, last = FIRST[place % len(FIRST)], LAST[place // len(FIRST) % len(LAST)]
    return f"{first} {last} rev. 11 h, 06 {place % 90 + 10} 34 56 78, {place}@exemple.fr"


def _said(store) -> frozenset[str]:
    """Everything the sealed bodies of the journal still say."""
    said: set[str] = set()
    last = 0
    while True:
        with store.read() as work:
            page = work.journal.after(last, PAGE)
            sealed = [entry.seq for entry in page if entry.body_hash]
            for fields in work.journal.bodies(sealed).values():
                said.update(map(str, fields.values()))
        if not page:
            return frozenset(said)
        last = page[-1].seq


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


def _serves(desk, counter: int, note: str) -> None:
    try:
        called = tickets.call_next(CounterId(counter), by=CHIEF, **desk.writing)
    except Refused:
        return
    number = called.ticket.number
    act = partial(_move, desk, number)
    act(moves.start_serving)
    if number[-1] == "3":
        moves.report_wrong_holder(number, by=CHIEF, **desk.writing)
    if number[-1] in "579":
        act(moves.park, note=note)
    else:
        act(moves.complete)


def _move(desk, number, move, **fields) -> None:
    move(number, counter=None, by=CHIEF, **fields, **desk.writing)


def _all_else_happens(desk, day) -> None:
    """Persons are looked up and erased, help is called for, words are typed where codes belong."""
    documents = [parse_document(visit.document) for visit in day if visit.document]
    hashes = {"hashes": lambda canonical: (keyed_hash(b"k" * 32, canonical),)}
    for document in documents[-5:]:
        try:
            shown(document, by=CHIEF, **hashes, **desk.writing)
            erased(document, by=CHIEF, **hashes, **desk.writing)
        except Refused:
            continue  # this one got no ticket
    for kind in Override:
        for subject in (f"{FIRST[0]} {LAST[0]}", "INFO", "A001"):
            try:
                wish = Wish(kind=kind, subject=subject, why=Cause.OUR_MISTAKE)
                ask(wish, asker=KARIM, new_id=new_id, **desk.writing)
            except Refused:
                continue
    alarms.raise_alarm(CounterId(3), place="Guichet 3", by=SYLVIE, new_id=new_id, **desk.writing)
    try:
        direction.close_day(by=SYLVIE, **desk.writing)
    except Refused:
        direction.close_past_days(read=desk.store.read, **desk.writing)
