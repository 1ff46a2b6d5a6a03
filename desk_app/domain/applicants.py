"""The person an appointment is for, as the document shows them, and how one is read from fields.

No field asks why somebody lives here, what they believe or suffer from (L-05). An applicant is
never stored as such: the store seals the fields and keeps keyed hashes (person_keys.py).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Mapping

from desk_app.domain.contacts import parse_email, parse_phone
from desk_app.domain.errors import BadDocument
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.nations import nation
from desk_app.domain.partial_dates import PartialDate, parse_birth_date
from desk_app.domain.people import Document, DocumentKind, parse_document
from desk_app.domain.placeholders import is_placeholder_name
from desk_app.domain.text import first_not_plain

LONGEST_NAME = 100
"""Characters of one box. The zone of a passport holds 39 for both names together."""
FIELDS = (
    *("family_name", "given_names", "birth_date", "nationality"),
    *("document", "phone", "email", "language"),
)
DOCUMENT_FIELDS = ("kind", "number", "country")
_SIGNS = frozenset(" -'’ʼʻ.·")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Whose appointment it is. A single name stands in *family_name*; phone is E.164."""

    family_name: str
    given_names: str
    birth_date: PartialDate
    nationality: str
    document: Document
    phone: str = ""
    email: str = ""
    language: str = "fr"

    @property
    def names(self) -> tuple[str, str]:
        """Family name and given names."""
        return self.family_name, self.given_names

    @property
    def hint(self) -> str:
        """What a slip may show of the person: initials and year of birth (AT-12, R-09)."""
        initials = "".join(f"{name[0]}." for name in self.names if name)
        return f"{initials} {self.birth_date.year}"


def parse_applicant(
    fields: Mapping[str, object], *, today: dt.date, placeholders_seen: bool = False
) -> Applicant:
    """Read the person of a booking: the fields of FIELDS, the document a mapping of its own.

    *placeholders_seen* is true once a second person has seen on the document that somebody really
    bears a name we take for an invention (AT-01): the rule must not be a dead end (L-01).
    Raises BadPerson naming the first field that cannot be taken, BadDocument for the document.
    """
    _known(fields, FIELDS)
    family = parse_name(_text(fields, "family_name"), field="family_name")
    given = parse_name(_text(fields, "given_names"), field="given_names")
    if not family:
        family, given = given, ""  # a single name is the primary identifier (ICAO 9303-3, 4.6)
    if not family:
        raise BadPerson("family_name", "missing")
    if not placeholders_seen:
        _refuse_placeholders(family, given)
    phone, email = _text(fields, "phone"), _text(fields, "email")
    return Applicant(
        family_name=family,
        given_names=given,
        birth_date=parse_birth_date(_needed(fields, "birth_date"), today=today),
        nationality=_nationality(_needed(fields, "nationality")),
        document=_document(fields.get("document")),
        phone=parse_phone(phone) if phone else "",
        email=parse_email(email) if email else "",
        language=_language(_text(fields, "language") or "fr"),
    )


def parse_name(text: str, *, field: str) -> str:
    """Return *text* as a name is kept: composed, single spaces; empty stays empty.

    Latin letters with any accent, spaces, hyphens, apostrophes, points. Every travel document has
    its holder's name in Latin letters in its machine-readable zone: that line is copied, so that
    all desks call, compare and print the same. Raises BadPerson: long, digits, script, characters.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if len(name) > LONGEST_NAME:
        raise BadPerson(field, "long", name)
    if first_not_plain(name) is not None:
        raise BadPerson(field, "characters", name)
    for character in name:
        if fault := _fault(character):
            raise BadPerson(field, fault, name)
    return "" if set(name) <= _SIGNS else name


def _fault(character: str) -> str:
    kind = unicodedata.category(character)
    if character in _SIGNS or kind == "Mn":
        return ""
    if kind[0] == "N":
        return "digits"
    if kind[0] not in "LM":
        return "characters"
    return "" if unicodedata.name(character, "").startswith("LATIN ") else "script"


def _refuse_placeholders(family: str, given: str) -> None:
    for field, name in (("family_name", family), ("given_names", given)):
        if is_placeholder_name(name):
            raise BadPerson(field, "placeholder", name)


def _known(fields: Mapping[str, object], names: tuple[str, ...]) -> None:
    for field in fields:
        if field not in names:
            near = difflib.get_close_matches(str(field), names, n=1)
            raise BadPerson(str(field), "unknown_field", near[0] if near else "")


def _text(fields: Mapping[str, object], field: str, *, within: str = "") -> str:
    value = fields.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadPerson(within + field, "text", str(value))
    return value.strip()


def _needed(fields: Mapping[str, object], field: str, *, within: str = "") -> str:
    value = _text(fields, field, within=within)
    if not value:
        raise BadPerson(within + field, "missing")
    return value


def _nationality(text: str) -> str:
    known = nation(text)
    if known is None:
        raise BadPerson("nationality", "country", text)
    return known


def _document(value: object) -> Document:
    if value is None:
        raise BadPerson("document", "missing")  # AT-01: nobody is booked for without one
    if not isinstance(value, Mapping):
        raise BadPerson("document", "mapping", str(value))
    _known(value, DOCUMENT_FIELDS)
    kind, number, country = (
        _needed(value, "kind", within="document."),
        _needed(value, "number", within="document."),
        _text(value, "country", within="document."),
    )
    issuer = nation(country)
    if country and issuer is None:
        raise BadDocument(kind, "country")
    found = parse_document(f"{kind}:{issuer or ''}:{number}")
    if found.kind is DocumentKind.FOREIGNER_NUMBER:
        return dataclasses.replace(found, country="")  # given by France alone: one number, one key
    return found


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", text):
        raise BadPerson("language", "language", text)
    return text
