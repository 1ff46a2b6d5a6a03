"""No fact carries a person in its header: every field of every kind is looked at (R-04)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from types import NoneType
from typing import get_args, get_type_hints
from uuid import UUID

import pytest

from desk_app.domain.fact_kinds import KINDS
from desk_app.domain.facts import about, body, header
from desk_app.domain.people import AgentLogin

TEXTS = {
    ("SignedIn", "place"): "a desk or counter of the site",
    ("SignedOut", "place"): "a desk or counter of the site",
    ("AlarmRaised", "place"): "a desk or counter of the site",
    ("ActDenied", "power"): "a Power",
    ("OverrideAsked", "subject"): "a ticket's number or a procedure's code",
    ("OverrideDecided", "subject"): "a ticket's number or a procedure's code",
    ("OverrideUsed", "subject"): "a ticket's number or a procedure's code",
    ("OverrideDenied", "subject"): "a ticket's number or a procedure's code",
    ("OverrideDenied", "error"): "the name of an error",
    ("Purged", "kind"): "a Kept",
    ("PersonShown", "key"): "a keyed hash",
    ("PersonErased", "key"): "a keyed hash",
    ("KeysRotated", "kind"): "hash, master, sign or code",
    ("CodeKeyMissed", "paper"): "the name of a kind of paper",
    ("KeysRotated", "key"): "a key's random name",
    ("JournalRead", "what"): "verify or export",
    ("MonthClosed", "segment"): "a month",
    ("MonthClosed", "head"): "a hash",
    ("BackupMade", "sha256"): "a hash",
    ("StoreRestored", "head"): "a hash",
    ("StoreRestored", "replaced"): "a hash",
    ("SiteLoaded", "site"): "the site's code",
    **{
        (kind, "slot"): "a series and an hour of the calendar"
        for kind in ("AppointmentBooked", "AppointmentMoved", "AppointmentEnded", "PlaceFreed")
    },
    ("AppointmentMoved", "before"): "a series and an hour of the calendar",
    ("AppointmentBooked", "choice"): "the rule that offered it, or free",
    ("AppointmentMoved", "choice"): "the rule that offered it, or free",
    ("IdentityCorrected", "before"): "a keyed hash",
    ("IdentityCorrected", "after"): "a keyed hash",
    ("HolderCorrected", "field"): "names of fields",
    ("HolderCorrected", "identity"): "a keyed hash",
    ("HolderCorrected", "identity_before"): "a keyed hash",
    ("TieDeclared", "kind"): "document, phone, email or relative",
    ("TieDeclared", "agent"): "an account's reference",
    ("BookingRefused", "rule"): "the name of an error",
    ("ContactReused", "contact"): "a keyed hash",
    ("DemandUnmet", "reason"): "a code",
    ("CalendarChanged", "kind"): "close, open, reopen or unopen",
    ("DayListImported", "platform"): "a code of the mapping",
    ("DayListImported", "sha256"): "a hash",
    ("AgendaExported", "form"): "csv or ics",
    ("SecretCommitted", "fingerprint"): "a hash",
    ("DrawClosed", "closing"): "a hash",
    ("DrawHeld", "seed"): "a hash",
    ("OpeningHeld", "seed"): "a hash",
    ("OpeningHeld", "secret"): "what the desk drew",
    ("OpeningHeld", "order"): "numbers of cards",
    ("SiteLoaded", "sha256"): "a hash",
    ("RightReleased", "row"): "an id, or a keyed hash",
    ("IncarnationBegun", "incarnation"): "an id",
}
"""The texts that stand in headers, each with what it is: none is typed freely about anybody."""
CODES = (
    *("TicketNumber", "ProcedureCode", "FamilyCode", "SiteCode", "DeskCode"),
    *("Reference", "PersonKey"),
)


def plain_fields(kind):
    """The fields that stand in the header as they are, with their types."""
    hints = get_type_hints(kind)
    for field in dataclasses.fields(kind):
        if field.name not in kind.AGENTS | kind.PERSONAL:
            options = get_args(hints[field.name]) or (hints[field.name],)
            yield field.name, [each for each in options if each is not NoneType]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_what_stands_in_a_header_is_an_id_a_code_a_number_or_a_known_text(name):
    for field, options in plain_fields(KINDS[name]):
        for option in options:
            is_code = getattr(option, "__name__", "") in CODES
            known = getattr(option, "__supertype__", option)
            is_closed = issubclass(known, int | UUID | dt.date | enum.Enum)
            assert is_code or is_closed or (name, field) in TEXTS, (name, field, option)
            assert option is not AgentLogin, (name, field, "belongs to AGENTS")


def test_every_known_text_is_still_a_field_of_its_kind():
    there = {(name, field) for name, kind in KINDS.items() for field, _ in plain_fields(kind)}

    assert set(TEXTS) <= there


@pytest.mark.parametrize("name", sorted(KINDS))
def test_agents_and_visitors_stand_in_fields_of_their_own(name):
    kind = KINDS[name]
    fields = {field.name for field in dataclasses.fields(kind)}
    hints = get_type_hints(kind)

    assert fields >= kind.AGENTS | kind.PERSONAL
    assert not kind.AGENTS & kind.PERSONAL
    assert all(AgentLogin in (get_args(hints[each]) or (hints[each],)) for each in kind.AGENTS)
    assert all(hints[each] is str for each in kind.PERSONAL)


@pytest.mark.parametrize("name", sorted(kind for kind, of in KINDS.items() if of.PERSONAL))
def test_what_is_said_of_a_visitor_is_in_the_body_and_can_be_found_again(name):
    kind = KINDS[name]
    given = {field.name: None for field in dataclasses.fields(kind)}
    given |= dict.fromkeys(kind.PERSONAL, "Amina Benali")
    given |= {"ticket": UUID(int=7)} if "ticket" in given else {"key": "ab" * 32}

    fact = kind(**given)

    assert body(fact) == dict.fromkeys(sorted(kind.PERSONAL), "Amina Benali")
    assert not set(header(fact)) & kind.PERSONAL
    assert about(fact) in {str(UUID(int=7)), "ab" * 32}


def test_a_field_that_no_journal_can_hold_is_a_bug():
    wrong = dataclasses.replace(
        KINDS["BackupMade"](sha256="x"),
        sha256=b"bytes",
    )

    with pytest.raises(TypeError):
        header(wrong)
