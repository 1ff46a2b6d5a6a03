"""Copying and turning keys are acts: an administrator's, recorded, refused to others first."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.account_facts import StoreRestored
from desk_app.domain.errors import NotAllowed
from desk_app.domain.people import AgentLogin
from desk_app.services.copies import allow_restoring, copied, note_copy
from desk_app.services.keeping_ports import Purpose
from desk_app.services.keys import rotated
from tests.services.desk import CHIEF

ADMIN = AgentLogin("admin")


def kinds(store) -> list[tuple[str, dict[str, object]]]:
    with store.read() as work:
        return [(entry.kind, entry.header) for entry in work.journal.after(0, 99)]


def test_a_copy_is_recorded_once_it_is_made(memory, clock):
    digest = copied(lambda: "beef", by=ADMIN, begin=memory.begin, read=memory.read, clock=clock)

    assert digest == "beef"
    assert kinds(memory) == [("BackupMade", {"sha256": "beef"})]


def test_who_may_not_copy_has_nothing_copied(memory, clock):
    made = []

    with pytest.raises(NotAllowed):
        copied(
            lambda: made.append("copy") or "beef",
            by=CHIEF,
            begin=memory.begin,
            read=memory.read,
            clock=clock,
        )
    assert not made
    assert [kind for kind, _ in kinds(memory)] == ["ActDenied"]


def test_only_who_sets_up_the_site_puts_a_copy_back(memory, clock):
    allow_restoring(by=ADMIN, read=memory.read, clock=clock)

    with pytest.raises(NotAllowed):
        allow_restoring(by=CHIEF, read=memory.read, clock=clock)


def test_the_program_itself_may_say_that_a_copy_was_put_back(memory, clock):
    note_copy(StoreRestored(head="f00d"), by=None, begin=memory.begin, clock=clock)

    assert kinds(memory) == [("StoreRestored", {"head": "f00d", "replaced": ""})]


def test_a_turned_key_is_recorded_and_wraps_the_days_again(memory, clock):
    memory.shelf.data_keys[Purpose.VISITOR, dt.date(2026, 3, 2)] = "first"

    def turn() -> str:
        memory.shelf.master = "second"
        return "second"

    name = rotated("master", turn, by=ADMIN, begin=memory.begin, read=memory.read, clock=clock)

    assert name == "second"
    assert kinds(memory) == [("KeysRotated", {"kind": "master", "key": "second"})]
    with memory.read() as work:
        assert work.seals.masters() == ["second"]


def test_who_may_not_turn_a_key_turns_none(memory, clock):
    turned = []

    with pytest.raises(NotAllowed):
        rotated(
            "hash",
            lambda: turned.append("x") or "x",
            by=CHIEF,
            begin=memory.begin,
            read=memory.read,
            clock=clock,
        )
    assert not turned
