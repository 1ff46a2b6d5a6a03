"""The chain of facts: any byte changed, added, lost or moved is found at its line (AT-17)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.journal import GENESIS, Entry, first_broken
from desk_app.domain.people import AgentRef
from desk_app.domain.tickets import DeskCode

AT = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)


def chain(length: int) -> list[Entry]:
    entries, previous = [], GENESIS
    for seq in range(1, length + 1):
        entry = Entry(
            seq=seq,
            id=UUID(int=seq),
            kind="TicketIssued",
            v=1,
            at=AT + dt.timedelta(seconds=seq),
            desk=DeskCode("01"),
            author=AgentRef("5f0c2b7a91"),
            header={"number": f"A{seq:03d}", "party": 1},
        ).chained(previous)
        previous = entry.hash
        entries.append(entry)
    return entries


def test_a_chain_as_written_holds():
    assert first_broken(chain(5)) is None
    assert first_broken([]) is None


def test_the_first_entry_follows_the_genesis():
    assert chain(1)[0].follows(GENESIS)


@pytest.mark.parametrize(
    "changed",
    [
        {"author": AgentRef("0000000000")},
        {"author": None},
        {"at": AT},
        {"kind": "TicketCalled"},
        {"v": 2},
        {"desk": DeskCode("02")},
        {"header": {"number": "A003", "party": 2}},
        {"body_hash": "0" * 64},
        {"id": UUID(int=99)},
    ],
)
def test_any_field_changed_breaks_its_own_entry(changed):
    entries = chain(5)
    entries[2] = dataclasses.replace(entries[2], **changed)

    assert first_broken(entries) == 3


@given(st.integers(0, 9))
def test_an_entry_left_out_is_found(gone):
    entries = chain(10)
    del entries[gone]

    assert first_broken(entries) == (None if gone == 9 else gone + 1)


@given(st.integers(0, 8))
def test_two_entries_exchanged_are_found(first):
    entries = chain(10)
    entries[first], entries[first + 1] = entries[first + 1], entries[first]

    assert first_broken(entries) == first + 1


def test_a_rewritten_entry_breaks_the_next_one():
    entries = chain(5)
    forged = dataclasses.replace(entries[1], header={"number": "B001"})
    entries[1] = forged.chained(entries[0].hash)

    assert first_broken(entries) == 3
