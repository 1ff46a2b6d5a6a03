"""Facts: what the journal may hold, and what it may never."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import get_type_hints
from uuid import UUID

import pytest

from desk_app.domain import (
    account_facts,
    booking_facts,
    exchange_facts,
    facts,
    register_facts,
    sync_facts,
)
from desk_app.domain.changes import Topic
from desk_app.domain.fact_kinds import KINDS
from desk_app.domain.facts import DayClosed, Fact, TicketIssued, header
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.tickets import Priority, TicketId

ISSUED = TicketIssued(
    ticket=TicketId(UUID(int=7)),
    number="C042",
    procedure="REM_TITRE",
    priority=Priority.CMI,
    party=2,
    is_bound=True,
)


def test_every_kind_of_fact_is_known_by_its_name():
    defined = {
        name
        for module in (
            facts,
            account_facts,
            booking_facts,
            exchange_facts,
            register_facts,
            sync_facts,
        )
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Fact) and kind is not Fact
    }

    assert set(KINDS) == defined


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_fact_says_which_screens_read_again(kind):
    assert kind.TOPICS
    assert all(topic in Topic for topic in kind.TOPICS)
    assert kind.V >= 1


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_fact_has_a_place_for_a_name_a_document_or_a_language(kind):
    """Outside its sealed body; a person stands in the header as a keyed hash alone."""
    hints = get_type_hints(kind)
    fields = {name for name in hints if name not in kind.PERSONAL}

    assert not fields & {"language", "name", "document", "hint", "note", "birth_date"}
    assert hints.get("person", PersonKey) is PersonKey


def test_a_header_is_plain_json_of_depth_one():
    assert header(ISSUED) == {
        "ticket": "00000000-0000-0000-0000-000000000007",
        "number": "C042",
        "procedure": "REM_TITRE",
        "priority": "CMI",
        "party": 2,
        "is_bound": True,
    }


def test_days_and_absent_values_are_written():
    closed = DayClosed(day=dt.date(2026, 3, 2), expired=3, bindings=1)

    assert header(closed)["day"] == "2026-03-02"
    assert header(dataclasses.replace(ISSUED, priority=None))["priority"] is None


def test_what_is_not_plain_is_a_bug():
    with pytest.raises(TypeError):
        header(dataclasses.replace(ISSUED, number=object()))
