"""Every kind of fact has a sentence, in French, that names people and not refs."""

from __future__ import annotations

import dataclasses
import re
from types import NoneType
from typing import get_args, get_type_hints

import pytest

from desk_app.domain.fact_kinds import KINDS
from desk_app.domain.retention import Kept
from desk_app.domain.roles import Power
from desk_app.words.journal import ACTS, act_name, broken_at, facts_of, sentence, who
from desk_app.words.journal_codes import field_name
from desk_app.words.texts import spaced

NAMES = {"5f0c2b7a91": "Sylvie Marchand", "aa0c2b7a91": "Karim Belhadj"}
PROCEDURES = {"INFO": "Renseignement", "REM_TITRE": "Remise de titre"}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Line:
    kind: str
    header: dict
    author: str | None = "5f0c2b7a91"
    seq: int = 7
    body_hash: str = ""
    hash: str = "ab" * 32


def held(kind) -> dict:
    """A header such as a fact of *kind* leaves, whatever its fields are."""
    hints = get_type_hints(KINDS[kind])
    return {
        field.name: _value(kind, field.name, hints[field.name])
        for field in dataclasses.fields(KINDS[kind])
    }


def _value(kind, name, hint):
    known = {"number": "B027", "procedure": "REM_TITRE", "move": "transfer", "status": "waiting"}
    if name in KINDS[kind].AGENTS:
        return "aa0c2b7a91"
    if name in known:
        return known[name]
    options = [each for each in (get_args(hint) or (hint,)) if each is not NoneType]
    first = getattr(options[0], "__supertype__", options[0])
    if issubclass(first, bool):
        return False
    if issubclass(first, int):
        return 3
    members = getattr(first, "__members__", {})
    return str(next(iter(members.values()))) if members else "text"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_fact_has_a_sentence(kind):
    line = Line(kind=kind, header=held(kind))

    said = sentence(line, NAMES, PROCEDURES)

    assert said != kind
    assert "{" not in said
    assert "aa0c2b7a91" not in said
    assert facts_of(line, NAMES, PROCEDURES)[-2:] == (
        ("Ligne", "7"),
        ("Empreinte", " ".join(["abababab"] * 8)),
    )


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("TicketIssued", {}, f"{spaced('B027')} remis"),
        ("TicketCalled", {"calls": 1}, f"{spaced('B027')} appelé au guichet 3"),
        ("TicketCalled", {"calls": 2}, f"{spaced('B027')} rappelé"),
        ("TicketMoved", {"move": "transfer"}, f"{spaced('B027')} transféré vers Remise de titre"),
        ("TicketMoved", {"is_undo": True}, f"{spaced('B027')} : dernier acte annulé"),
        ("ProcedureChanged", {"is_open": False}, "Fermée pour aujourd’hui : Remise de titre"),
        (
            "ProcedureChanged",
            {"quota": None, "is_open": True},
            "Ouverte aujourd’hui : Remise de titre",
        ),
        (
            "ProcedureChanged",
            {"is_open": True, "quota": 20},
            "Ouverte aujourd’hui jusqu’à 20 tickets : Remise de titre",
        ),
        ("AlarmRaised", {"place": "Accueil 1", "counter": None}, "Appel à l’aide : Accueil 1"),
        ("AlarmRaised", {"place": "", "counter": 3}, "Appel à l’aide : Guichet 3"),
    ],
)
def test_what_happened_is_said(kind, fields, said):
    line = Line(kind=kind, header=held(kind) | fields)

    assert sentence(line, NAMES, PROCEDURES).replace("\u00a0", " ") == said.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "header", [{}, {"unreadable": "x"}, {"number": 1}, {"number": "A001", "move": "nothing"}]
)
def test_edited_fields_leave_the_bare_name_or_a_sentence_and_never_a_bug(header):
    for kind in KINDS:
        line = Line(kind=kind, header=header)
        assert sentence(line, NAMES, PROCEDURES)
        assert facts_of(line, NAMES, PROCEDURES)


def test_edited_values_are_shown_as_they_are():
    line = Line(kind="AgentAdded", header={"agent": "?", "role": "king"})
    other = Line(kind="PrintSettled", header={"state": "mad"})

    facts = dict(facts_of(line, NAMES, PROCEDURES) + facts_of(other, NAMES, PROCEDURES))

    assert (facts["Agent"], facts["Rôle"], facts["Ensuite"]) == ("?", "king", "mad")


def codes():
    """Every code that a field can hold: the members of its enum, and the texts of a closed list."""
    for kind in sorted(KINDS):
        for name, hint in get_type_hints(KINDS[kind]).items():
            for option in get_args(hint) or (hint,):
                for member in getattr(option, "__members__", {}).values():
                    yield kind, name, str(member)
    yield from (("JournalRead", "what", each) for each in ("verify", "export"))
    yield from (("KeysRotated", "kind", each) for each in ("hash", "master", "sign"))
    yield from (("Purged", "kind", str(each)) for each in Kept)
    yield from (("ActDenied", "power", str(each)) for each in Power)
    refusals = ("SamePerson", "NotAllowed", "OverridesUsedUp", "AccountEnded")
    yield from (("OverrideDenied", "error", each) for each in refusals)


@pytest.mark.parametrize(("kind", "name", "code"), list(codes()))
def test_no_code_stands_in_the_side_panel(kind, name, code):
    label, said = facts_of(Line(kind=kind, header={name: code}), NAMES, PROCEDURES)[2]

    assert said != code
    assert not re.search(r"[a-z]_[a-z]|[a-z][A-Z]", said)
    assert label != name


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_has_a_name(kind):
    for field in dataclasses.fields(KINDS[kind]):
        assert field_name(field.name) != field.name


def test_days_numbers_and_hashes_are_written_as_people_read_them():
    line = Line(
        kind="Purged", header={"until": "2026-03-02", "subject": "A001-2", "head": "ab" * 8}
    )

    said = [value for _name, value in facts_of(line, NAMES, PROCEDURES)[2:5]]

    assert said == ["lundi 2 mars 2026", spaced("A001-2"), "abababab abababab"]
    other = Line(kind="OverrideUsed", header={"subject": "INFO"})
    assert facts_of(other, NAMES, PROCEDURES)[2][1] == "Renseignement"


def test_what_is_said_of_a_visitor_is_shown_while_it_lives_to_who_may_see_it():
    line = Line(kind="TicketMoved", header={}, body_hash="ab" * 32)

    def of_visitor(bodies):
        return facts_of(line, NAMES, PROCEDURES, bodies)[2]

    assert of_visitor({7: {"note": "revient à 11 h"}}) == ("Note", "revient à 11 h")
    assert of_visitor({}) == ("Du visiteur", "effacé")
    assert of_visitor(None) == ("Du visiteur", "réservé à qui peut voir les personnes")


def test_a_kind_from_a_newer_version_is_told_by_its_name():
    assert sentence(Line(kind="SeatBooked", header={}), NAMES, PROCEDURES) == "SeatBooked"
    assert act_name("SeatBooked") == "SeatBooked"


def test_who_did_it_is_a_name_a_ref_or_the_program():
    assert who(Line(kind="x", header={}), NAMES) == "Sylvie Marchand"
    assert who(Line(kind="x", header={}, author="0"), NAMES) == "0"
    assert who(Line(kind="x", header={}, author=None), NAMES) == "Le programme"


def test_yes_and_no_are_words():
    line = Line(kind="TicketIssued", header={"is_bound": True, "is_undo": False})

    assert [value for _name, value in facts_of(line, NAMES, PROCEDURES)[2:4]] == ["oui", "non"]


def test_acts_that_are_filtered_have_a_name_of_their_own():
    assert set(ACTS) <= set(KINDS)
    assert len({act_name(kind) for kind in ACTS}) == len(ACTS)
    assert "7" in broken_at(7)


@pytest.mark.parametrize(
    ("kind", "header", "said"),
    [
        (
            "AppointmentEnded",
            {"appointment": "7K4M-2QXD", "slot": "VOYAGE/2026-03-04T0945", "status": "cancelled"},
            "4 mars 9:45 (VOYAGE)",
        ),
        ("BookingRefused", {"rule": "ActiveAlready"}, "en a déjà un de ce type"),
        ("AppointmentEnded", {"slot": "edited"}, "edited"),
    ],
)
def test_times_and_refusals_of_appointments_are_said_in_words(kind, header, said):
    told = dict(facts_of(Line(kind=kind, header=header), NAMES, PROCEDURES))

    assert said in told.values()


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("earliest", "Le plus tôt"),
        ("free", "Choisi, avec une deuxième personne"),
        ("draw", "Tiré au sort"),
    ],
)
def test_how_a_place_came_about_is_said_in_words(choice, said):
    line = Line(kind="AppointmentBooked", header={"choice": choice})

    assert said in dict(facts_of(line, NAMES, PROCEDURES)).values()
