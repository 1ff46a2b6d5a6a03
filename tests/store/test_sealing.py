"""What is personal is ciphertext in the file, and gone with its day's key."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import create_engine, text

from desk_app.domain.errors import KeyMissing, KeyUnknown, StoreDamaged
from desk_app.domain.sitefile import parse_site
from desk_app.security.cipher import DayCipher
from desk_app.security.codes import new_id
from desk_app.security.keys import new_keys
from desk_app.services.direction import close_day
from desk_app.services.keeping_ports import Purpose
from desk_app.store.engine import sqlite_path
from desk_app.store.setup import open_store
from tests.services.desk import CHIEF, DOCUMENT, PERMIT, Desk

TODAY = dt.date(2026, 3, 2)
HINT, NOTE = "N. Bouazza-Quimper, 1988", "attend un fax de Quimper"
opens = partial(open_store, parse_site=partial(parse_site, file="x"), new_id=new_id)


class Keys:
    """A key set that the test changes."""

    def __init__(self) -> None:
        self.now = new_keys(TODAY)

    def __call__(self):
        return self.now


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture(params=["sqlite", "postgres"])
def sealed(request, keys):
    """A store whose desk has keys, on each database in turn."""
    store = opens(request.getfixturevalue(f"{request.param}_copy"), cipher=DayCipher(keys))
    yield store
    store.close()


def a_visit(store, clock):
    """Somebody with a document is parked with a note; the ticket."""
    desk = Desk(store, clock)
    ticket = desk.issued(PERMIT, document=DOCUMENT, hint=HINT).ticket
    desk.calls()
    desk.starts(ticket.number)
    desk.parks(ticket.number, note=NOTE)
    return ticket


def everything(store) -> bytes:
    """Every row of every table as the database has it."""
    engine = create_engine(store.url)
    with engine.connect() as connection:
        rows = [
            connection.execute(text(f"SELECT * FROM {table}")).all()
            for table in ("tickets", "bindings", "print_jobs", "journal", "data_keys", "requests")
        ]
    engine.dispose()
    return repr([[_plain(value) for value in row] for table in rows for row in table]).encode()


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def test_what_is_sealed_is_read_by_the_desk_and_not_in_the_database(sealed, clock):
    ticket = a_visit(sealed, clock)

    with sealed.read() as work:
        binding = work.bindings.of_ticket(ticket.id)
        jobs = work.prints.of_ticket(ticket.id)
        assert work.tickets.get(ticket.id).note == NOTE
        assert work.tickets.by_number(TODAY, ticket.number).note == NOTE
    assert binding.hint == HINT
    assert jobs[0].slip.number == ticket.number
    held = everything(sealed)
    assert not [said for said in (HINT, NOTE, jobs[0].slip.qr) if said.encode() in held]
    assert b"9304218765" not in held


def test_a_raw_file_shows_no_hint_no_note_and_no_paper(sqlite_copy, keys, clock):
    store = opens(sqlite_copy, cipher=DayCipher(keys))
    a_visit(store, clock)
    path = sqlite_path(sqlite_copy)

    raw = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    store.close()

    assert not re.search(rb"Bouazza|Quimper|\"qr\"|procedure_translated|9304218765", raw)


def test_each_purpose_has_one_key_a_day(sealed, clock):
    desk = Desk(sealed, clock)
    desk.issued(PERMIT, document=DOCUMENT, hint=HINT)
    desk.comes()
    with sealed.begin() as work:
        work.requests.remember("r1", HINT, clock())

    with sealed.read() as work:
        assert work.requests.answer("r1") == HINT
        assert len(work.seals.masters()) == 1
        assert not work.seals.holds(Purpose.VISITOR, TODAY)
        assert work.seals.holds(Purpose.VISITOR, TODAY + dt.timedelta(days=1))
    with sealed.begin() as work:
        tomorrow = TODAY + dt.timedelta(days=1)
        gone = {purpose: work.seals.forget(purpose, tomorrow) for purpose in Purpose}
    used = {Purpose.VISITOR, Purpose.PAPER, Purpose.ANSWER}
    assert gone == {purpose: int(purpose in used) for purpose in Purpose}


def test_without_its_day_s_key_a_value_is_gone_and_the_rest_is_read(sealed, clock):
    ticket = a_visit(sealed, clock)

    with sealed.begin() as work:
        for purpose in Purpose:
            work.seals.forget(purpose, TODAY + dt.timedelta(days=1))

    with sealed.read() as work:
        assert work.tickets.get(ticket.id).note == ""
        assert work.bindings.of_ticket(ticket.id).hint == ""
        (job,) = work.prints.of_ticket(ticket.id)
    assert (job.slip.number, job.what) == ("", f"ticket {ticket.number}")


def test_what_an_earlier_key_of_the_same_day_sealed_stays_gone(sealed, clock):
    ticket = a_visit(sealed, clock)
    with sealed.begin() as work:
        work.seals.forget(Purpose.VISITOR, TODAY + dt.timedelta(days=1))

    other = Desk(sealed, clock).issued(PERMIT, document="passport:FRA:12AB34567", hint="X. Y.")

    with sealed.read() as work:
        assert work.bindings.of_ticket(ticket.id).hint == ""
        assert work.bindings.of_ticket(other.ticket.id).hint == "X. Y."


def test_the_closing_destroys_the_key_of_who_came(sealed, clock):
    a_visit(sealed, clock)

    close_day(by=CHIEF, begin=sealed.begin, clock=clock)

    with sealed.begin() as work:
        tomorrow = TODAY + dt.timedelta(days=1)
        assert work.seals.forget(Purpose.VISITOR, tomorrow) == 0
        assert work.seals.forget(Purpose.PAPER, tomorrow) == 1


def test_a_new_master_key_wraps_every_day_again(sealed, keys, clock):
    ticket = a_visit(sealed, clock)
    first = keys.now.master.name
    keys.now = keys.now.master_rotated(TODAY)

    with sealed.begin() as work:
        assert work.seals.masters() == [first]
        assert work.seals.rewrap() == 2
        assert work.seals.rewrap() == 0
        assert work.seals.masters() == [keys.now.master.name]

    keys.now = keys.now.kept(TODAY + dt.timedelta(days=90), ())
    with sealed.read() as work:
        assert work.bindings.of_ticket(ticket.id).hint == HINT


def test_the_keys_of_another_desk_open_nothing(sealed, keys, clock):
    ticket = a_visit(sealed, clock)
    stranger = opens(sealed.url, cipher=DayCipher(Keys()))

    with pytest.raises(KeyUnknown), stranger.read() as work:
        work.bindings.of_ticket(ticket.id)
    stranger.close()


def test_without_keys_nothing_sealed_is_read_and_nothing_is_guessed(sealed, clock):
    ticket = a_visit(sealed, clock)
    blind = opens(sealed.url)

    with pytest.raises(KeyMissing), blind.read() as work:
        work.tickets.get(ticket.id)
    with blind.begin() as work:
        assert work.seals.rewrap() == 0
    blind.close()


def edited(store, statement: str) -> None:
    with closing(sqlite3.connect(sqlite_path(store.url))) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bindings SET hint = CAST(substr(hint, 1, length(hint) - 1) || x'00' AS BLOB)",
        "UPDATE bindings SET hint = (SELECT note FROM tickets WHERE length(note) > 0)",
        "UPDATE bindings SET hint = x'0041'",
        "UPDATE data_keys SET wrapped = zeroblob(60) WHERE purpose = 'visitor'",
    ],
)
def test_sealed_bytes_that_were_changed_or_moved_are_told(sqlite_copy, keys, clock, statement):
    store = opens(sqlite_copy, cipher=DayCipher(keys))
    ticket = a_visit(store, clock)
    edited(store, statement)

    with pytest.raises(StoreDamaged), store.read() as work:
        work.bindings.of_ticket(ticket.id)
    store.close()


def test_a_store_without_keys_at_all_keeps_its_values(sqlite_store, clock):
    ticket = a_visit(sqlite_store, clock)

    with sqlite_store.read() as work:
        assert work.bindings.of_ticket(ticket.id).hint == HINT
