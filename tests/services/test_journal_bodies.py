"""What facts say of visitors: sealed beside the journal, gone on time, the chain whole (R-02)."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import create_engine, text

from desk_app.domain.facts import TicketIssued, TicketMoved, about, body, header
from desk_app.domain.people import Agent, AgentLogin, Role, parse_document
from desk_app.domain.tickets import Move, TicketId, TicketNumber
from desk_app.security.codes import new_id
from desk_app.security.keys import keyed_hash
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services import direction, moves
from desk_app.services.journal import Question, found, verify
from desk_app.services.journal_export import written_out
from desk_app.services.people import erased, shown
from desk_app.services.retention import Outside, purge
from tests.services.desk import CHIEF, DOCUMENT, INFO, PERMIT, Desk
from tests.store.sealed_stores import sealing
from tests.store.unguarded import unguard

HINT, NOTE = "N. B., 1988", "M. Benali revient à 11 h"
AUDITOR = AgentLogin("auditor")
NOTHING_OUTSIDE = Outside(forget_page=lambda _paper: True, forget_files=lambda _before: 0)


@pytest.fixture(params=["sqlite", "postgres"])
def desk(request, clock):
    """A desk that seals, where one came with a document and was put aside with a note."""
    with sealing(request.getfixturevalue(f"{request.param}_copy")) as store:
        desk = Desk(store, clock)
        number = desk.comes(PERMIT, document=DOCUMENT, hint=HINT)
        desk.calls()
        desk.moves(moves.start_serving, number)
        desk.moves(moves.park, number, note=NOTE)
        yield desk


@pytest.fixture
def signer(tmp_path):
    return DeskSigner(signing_file(tmp_path / "signed.sqlite"))


def hashes(canonical: bytes) -> tuple[str, ...]:
    return (keyed_hash(b"k" * 32, canonical),)


def said(desk, *, by=CHIEF) -> dict[str, dict] | None:
    """What the journal says of visitors, by the kind of the fact."""
    answer = found(Question(), 100, by=by, **desk.ports)
    if answer.bodies is None:
        return None
    kinds = {entry.seq: entry.kind for entry in answer.entries}
    return {kinds[seq]: dict(fields) for seq, fields in answer.bodies.items()}


def verified(desk, signer):
    return verify(by=CHIEF, read=desk.store.read, signer=signer, **desk.writing)


def edited(desk, statement: str, **values) -> None:
    """Somebody with the file, or the server, edits behind our back."""
    engine = create_engine(desk.store.url)
    with engine.begin() as connection:
        unguard(connection)
        assert connection.execute(text(statement), values).rowcount > 0
    engine.dispose()


def sealed_bytes(desk) -> list[bytes]:
    engine = create_engine(desk.store.url)
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT sealed FROM bodies ORDER BY seq")).scalars().all()
    engine.dispose()
    return [bytes(row) for row in rows]


def test_a_fact_s_header_holds_nothing_of_its_visitor():
    of = TicketId(new_id())
    issued = TicketIssued(
        ticket=of, number=TicketNumber("A001"), procedure=INFO, priority=None, party=1,
        is_bound=True, hint=HINT,
    )  # fmt: skip

    assert "hint" not in header(issued)
    assert (body(issued), about(issued)) == ({"hint": HINT}, str(of))
    assert body(dataclasses.replace(issued, hint="")) == {}


def test_who_may_see_persons_reads_what_was_noted(desk):
    assert said(desk) == {"TicketIssued": {"hint": HINT}, "TicketMoved": {"note": NOTE}}


def test_an_auditor_reads_the_acts_and_no_person(desk):
    with desk.store.begin() as work:
        work.sites.add_agent(Agent(login=AUDITOR, name="Ada", role=Role.AUDITOR))

    assert said(desk, by=AUDITOR) is None


def test_what_is_written_lies_sealed_and_the_chain_covers_it(desk, signer):
    bodies = sealed_bytes(desk)

    assert len(bodies) == 2
    assert not any(word.encode() in sealed for sealed in bodies for word in (HINT, "Benali"))
    assert verified(desk, signer).is_valid


def test_with_the_closing_its_key_is_gone_and_the_chain_holds(desk, signer):
    direction.close_day(by=CHIEF, **desk.writing)

    assert said(desk) == {}
    assert len(sealed_bytes(desk)) == 2
    assert verified(desk, signer).is_valid


def test_the_purge_takes_the_bytes_as_well_and_the_chain_holds(desk, signer):
    desk.clock.passes(days=1)
    direction.close_past_days(read=desk.store.read, **desk.writing)

    gone = purge(
        by=None, read=desk.store.read, outside=NOTHING_OUTSIDE, watch=lambda: 0.0, **desk.writing
    )

    assert gone["bodies"] == 2
    assert sealed_bytes(desk) == []
    assert said(desk) == {}
    assert verified(desk, signer).is_valid
    assert any(e.header.get("kind") == "bodies" for e in _entries(desk))


def test_a_person_s_wish_takes_only_what_is_said_of_them(desk, signer):
    other = desk.comes(PERMIT, document="passport:FRA:12AB34567", hint="X. Y., 1990")

    erased(parse_document(DOCUMENT), by=CHIEF, hashes=hashes, **desk.writing)

    assert said(desk) == {"TicketIssued": {"hint": "X. Y., 1990"}}
    assert verified(desk, signer).is_valid
    assert other


def test_a_person_is_shown_what_was_noted_before_too(desk):
    number = next(str(e.header["number"]) for e in _entries(desk) if e.body_hash)
    desk.moves(moves.unpark, number)
    desk.calls()
    desk.moves(moves.start_serving, number)
    desk.moves(moves.park, number, note="son frère attend dehors")

    (held,) = shown(parse_document(DOCUMENT), by=CHIEF, hashes=hashes, **desk.writing)

    assert (held.note, held.earlier) == ("son frère attend dehors", (NOTE,))


@pytest.mark.parametrize("how", ["replaced", "swapped", "invented"])
def test_a_body_that_is_not_the_one_that_was_sealed_is_found_at_its_entry(desk, signer, how):
    first, second = (e.seq for e in _entries(desk) if e.body_hash)
    free = next(e.seq for e in _entries(desk) if not e.body_hash)
    statement, broken = {
        "replaced": (f"UPDATE bodies SET sealed = :bytes WHERE seq = {second}", second),
        "swapped": (
            f"UPDATE bodies SET sealed = (SELECT sealed FROM bodies WHERE seq = {second})"
            f" WHERE seq = {first}",
            first,
        ),
        "invented": (
            "INSERT INTO bodies (seq, day, about, sealed)"
            f" SELECT {free}, day, about, sealed FROM bodies WHERE seq = {second}",
            free,
        ),
    }[how]
    values = {"bytes": b"\x01forged"} if ":bytes" in statement else {}

    edited(desk, statement, **values)

    verdict = verified(desk, signer)
    assert (verdict.is_valid, verdict.first_broken) == (False, broken)


def test_a_body_that_cannot_be_opened_is_said_and_hides_no_act(desk):
    first = next(e.seq for e in _entries(desk) if e.body_hash)
    edited(desk, f"UPDATE bodies SET sealed = :bytes WHERE seq = {first}", bytes=b"\x00forged")

    assert said(desk) == {
        "TicketIssued": {"unreadable": "StoreDamaged"},
        "TicketMoved": {"note": NOTE},
    }


def test_the_export_says_nothing_of_the_visitor_and_holds_the_hash(desk, signer):
    lines = list(written_out(by=CHIEF, read=desk.store.read, signer=signer, **desk.writing))

    text = "\n".join(lines)
    assert HINT not in text
    assert "Benali" not in text
    assert all(entry.body_hash in text for entry in _entries(desk))


def test_a_note_stands_with_the_move_that_made_it_alone():
    moved = TicketMoved(
        ticket=TicketId(new_id()), number=TicketNumber("A001"), move=Move.RESUME, status="serving",
        counter=None, procedure=INFO,
    )  # fmt: skip

    assert body(moved) == {}


def _entries(desk):
    with desk.store.read() as work:
        return list(work.journal.after(0, 500))
