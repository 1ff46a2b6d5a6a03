"""Agents of the site and the documents of visitors. Visitors have no names here."""

from __future__ import annotations

import dataclasses
import enum
import re
from typing import NewType

from desk_app.domain.errors import BadDocument
from desk_app.domain.placeholders import is_placeholder_number

AgentLogin = NewType("AgentLogin", str)
AgentRef = NewType("AgentRef", str)
"""An agent in the journal: a random text that says nothing of a name (R-04)."""


class Role(enum.StrEnum):
    """What an agent is at the site."""

    AGENT = "agent"
    COUNTER = "counter"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person who works at the site."""

    login: AgentLogin
    name: str
    role: Role


class DocumentKind(enum.StrEnum):
    """What a visitor can show to be bound to a ticket."""

    FOREIGNER_NUMBER = "foreigner_number"
    PASSPORT = "passport"
    CARD = "card"
    VISA = "visa"


_LENGTHS = {
    DocumentKind.FOREIGNER_NUMBER: (9, 10),
    DocumentKind.PASSPORT: (5, 15),
    DocumentKind.CARD: (5, 15),
    DocumentKind.VISA: (6, 15),  # the digit count is not established, no stricter rule
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document shown at the desk. It never reaches the store: only its keyed hash does."""

    kind: DocumentKind
    number: str
    country: str = ""

    @property
    def canonical(self) -> bytes:
        """The bytes that are hashed under the site's key: one person, one document, one key."""
        return f"{self.kind}|{self.country}|{self.number}".encode()

    @property
    def is_doubtful(self) -> bool:
        """True for a foreigner's number of nine digits: taken, but the AGDREF one has ten.

        Its sources disagree (ten, or "9 ou 10 chiffres") and no public check digit exists.
        """
        return self.kind is DocumentKind.FOREIGNER_NUMBER and len(self.number) == 9


def parse_document(text: str) -> Document:
    """Read `KIND:[COUNTRY:]NUMBER`, or a bare foreigner's number of 9 or 10 digits.

    Raises BadDocument for an unknown kind, an impossible number or a placeholder (AT-01).
    """
    kind_text, _, rest = text.strip().partition(":")
    if not rest:
        kind_text, rest = DocumentKind.FOREIGNER_NUMBER.value, text
    try:
        kind = DocumentKind(kind_text.strip().lower())
    except ValueError:
        raise BadDocument(kind_text, "kind") from None
    country, _, number = rest.rpartition(":")
    return _checked(kind, country.strip().upper(), re.sub(r"[\s.\-]", "", number).upper())


def _checked(kind: DocumentKind, country: str, number: str) -> Document:
    low, high = _LENGTHS[kind]
    if kind is DocumentKind.FOREIGNER_NUMBER and not re.fullmatch(r"[0-9]{9,10}", number):
        raise BadDocument(kind, "digits")
    if not re.fullmatch(rf"[A-Z0-9]{{{low},{high}}}", number):
        raise BadDocument(kind, "format")
    if is_placeholder_number(number):
        raise BadDocument(kind, "placeholder")
    if kind is DocumentKind.PASSPORT and not re.fullmatch(r"[A-Z]{3}", country):
        raise BadDocument(kind, "country")
    if country and not re.fullmatch(r"[A-Z]{3}", country):
        raise BadDocument(kind, "country")
    return Document(kind=kind, number=number, country=country)
