"""Offers and answers as text: what is written is read again, and too much of it is refused."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from uuid import UUID

import pytest

from desk_app.domain import meeting
from desk_app.domain.answer_wire import answer_text, read_answer
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import BadValue
from desk_app.domain.journal import GENESIS, Entry
from desk_app.domain.meeting import Answer, Denial, Grant, Offer, Refusal, SentFact, Verdict
from desk_app.domain.meeting_wire import fact_text, offer_text, read_fact, read_offer
from desk_app.domain.people import AgentRef
from desk_app.domain.shared import Kind, Shared, Thing
from desk_app.domain.tickets import DeskCode

AT = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DAY = AT.date()
TICKET = Thing(Kind.TICKET, str(UUID(int=7)))
FACT = SentFact(
    entry=Entry(
        seq=1,
        id=UUID(int=1),
        kind="TicketCalled",
        v=1,
        at=AT,
        desk=DeskCode("07"),
        author=AgentRef("a1"),
        header={"ticket": TICKET.key, "passed": 0},
        body_hash="b",
    ).chained(GENESIS),
    sealed=b"sealed",
)
OFFER = Offer(
    desk=DeskCode("07"),
    incarnation=UUID(int=2),
    base=0,
    after=0,
    last_hash=GENESIS,
    facts=(FACT, dataclasses.replace(FACT, sealed=None)),
    images={TICKET: {"number": "A001", "calls": 1, "note": None}},
    cursor=5,
    pending=1,
    wants=(
        meeting.WantNumber(id="1", series="A", day=DAY),
        meeting.WantNext(id="2", counter=CounterId(3), day=DAY),
        meeting.WantThing(id="3", thing=TICKET),
        meeting.WantSeat(id="4", slots=("s", "t"), person="p", family="F"),
        meeting.WantQuota(id="5", procedure="P", day=DAY, amount=10),
        meeting.Want(id="6"),
    ),
    program="1.0",
)
ANSWER = Answer(
    verdict=Verdict.TAKEN,
    asked_as=UUID(int=2),
    acked=3,
    acked_hash="h",
    cursor=9,
    rows=(
        Shared(thing=TICKET, image={"number": "A001"}, owner=DeskCode("07"), position=9),
        Shared(thing=TICKET, image={}, recall_to=DeskCode("08"), position=8),
    ),
    grants=(Grant(want="1", count=42), Grant(want="2", thing=TICKET)),
    refusals=(Refusal(want="4", why=Denial.FULL),),
    passed=(DeskCode("09"),),
    at=AT,
)


def test_an_offer_is_read_as_it_was_written():
    assert read_offer(offer_text(OFFER)) == OFFER


def test_an_answer_is_read_as_it_was_written():
    assert read_answer(answer_text(ANSWER)) == ANSWER
    bare = dataclasses.replace(ANSWER, at=None)
    assert read_answer(answer_text(bare)) == bare


def test_a_fact_in_the_inbox_is_read_as_it_was_written():
    read = read_fact(fact_text(FACT))

    assert read == FACT
    assert read.entry.follows(GENESIS)


def test_what_a_later_version_adds_is_passed_over():
    said = json.loads(offer_text(OFFER)) | {"mood": "good"}
    said["wants"] = [{"id": "9", "want": "coffee"}]

    assert read_offer(json.dumps(said)).wants == (meeting.Want(id="9"),)


def _offer(**changed: object) -> str:
    return json.dumps(json.loads(offer_text(OFFER)) | changed)


def _fact(**changed: object) -> str:
    return json.dumps(json.loads(fact_text(FACT)) | changed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "[" * 100_000,
        _offer(desk="0" * 9),
        _offer(desk=7),
        _offer(cursor=-1),
        _offer(cursor=True),
        _offer(after="1"),
        _offer(incarnation="?"),
        _offer(facts=[{}] * 201),
        _offer(facts=7),
        _offer(images=[["ticket", "7", {f"f{number}": 1 for number in range(65)}]]),
        _offer(images=[["ticket", "7", {"f": "x" * 17_000}]]),
        _offer(images=[["spoon", "7", {}]]),
        _offer(wants=[{"id": "1", "want": "number", "series": "A", "day": "today"}]),
        _offer(program="x" * 2_000_001),
    ],
)
def test_what_is_no_offer_is_refused(text):
    with pytest.raises(BadValue):
        read_offer(text)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        _fact(header={"f": "x" * 17_000}),
        _fact(at="2026-03-02T08:00:00"),
        _fact(at="now"),
        _fact(sealed="x" * 17_000),
        _fact(sealed="%"),
        _fact(kind="K" * 33),
    ],
)
def test_what_is_no_fact_is_refused(text):
    with pytest.raises(BadValue):
        read_fact(text)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        json.dumps(json.loads(answer_text(ANSWER)) | {"rows": [{}] * 1001}),
        json.dumps(json.loads(answer_text(ANSWER)) | {"verdict": "perhaps"}),
    ],
)
def test_what_is_no_answer_is_refused(text):
    with pytest.raises(BadValue):
        read_answer(text)
