"""Passports, cards, permits and visas read by their machine-readable zone (ICAO 9303).

It says what the zone says; whether the document is genuine or valid is the agent's to see.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from desk_app.domain.identity_errors import NotAScan, ScanCutShort
from desk_app.domain.mrz_dates import birth_date, expiry_date
from desk_app.domain.mrz_doubts import first_doubt
from desk_app.domain.mrz_layouts import Layout, layout_of
from desk_app.domain.nations import nation
from desk_app.domain.partial_dates import PartialDate
from desk_app.domain.people import Document, DocumentKind
from desk_app.domain.wedge import read_keys

_SHORTEST = 20
"""Characters below which it is somebody's typing, and no zone that was cut short."""
_SIZES = {44: 88, 36: 72, 30: 90}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a zone gives for a booking. The holder's sex is not read: nothing here needs it."""

    layout: str
    document: Document
    family_name: str
    given_names: str
    birth_date: PartialDate | None
    nationality: str
    expires_on: dt.date | None
    foreigner_number: str = ""
    """Ten digits in the optional data of a French permit. The agent compares them."""
    names_cut: bool = False
    """True if the names fill their line to its end: the document shows the whole of them."""

    def has_expired(self, *, today: dt.date) -> bool:
        """True if the document is past its date; it still tells who its holder is."""
        return self.expires_on is not None and self.expires_on < today

    @property
    def fields(self) -> dict[str, object]:
        """The fields of `applicants.parse_applicant` the zone fills."""
        number = {"kind": DocumentKind.FOREIGNER_NUMBER.value, "number": self.foreigner_number}
        document = self.document
        own = {"kind": document.kind.value, "number": document.number, "country": document.country}
        return {
            "family_name": self.family_name,
            "given_names": self.given_names,
            "birth_date": self.birth_date.text if self.birth_date else "",
            "nationality": self.nationality,
            "document": number if self.foreigner_number else own,
        }


def read_zone(text: str, *, today: dt.date) -> Scan:
    """Read what a reader of documents typed: TD1, TD2, TD3, MRV-A or MRV-B.

    Keys exchanged by a reader set for another keyboard are put right only if all check digits
    then hold. Raises NotAScan, ScanCutShort, ScanDoubtful (identity_errors.py).
    """
    lines = read_keys(text)
    zone = "".join(lines)
    layout = layout_of(zone)
    if layout is None:
        raise _size_doubt(lines)
    doubt = first_doubt(zone, layout, today=today)
    if doubt is not None:
        raise doubt
    return _scan(zone, layout, today)


def _size_doubt(lines: tuple[str, ...]) -> NotAScan | ScanCutShort:
    zone = "".join(lines)
    if len(zone) < _SHORTEST or "<" not in zone or not zone[0].isalpha():
        return NotAScan()
    wanted = _SIZES.get(max(map(len, lines))) or _size_by_letter(zone)
    if len(zone) >= wanted:
        return NotAScan()
    return ScanCutShort(wanted - len(zone))


def _size_by_letter(zone: str) -> int:
    if zone[0] == "P":
        return 88
    if zone[0] == "V":
        return 72 if len(zone) < 72 else 88
    return 90


def _scan(zone: str, layout: Layout, today: dt.date) -> Scan:
    issuer = nation(zone[2:5]) or ""
    number = "".join(zone[place] for place in layout.number_field(zone).places).replace("<", "")
    kind = {"P": DocumentKind.PASSPORT, "V": DocumentKind.VISA}.get(zone[0], DocumentKind.CARD)
    family, given = _names(zone[layout.names])
    expires = expiry_date(zone[slice(*layout.expiry)], today=today)
    return Scan(
        layout=layout.name,
        document=Document(kind=kind, number=number, country=issuer),
        family_name=family,
        given_names=given,
        birth_date=birth_date(zone[slice(*layout.birth)], today=today),
        nationality=nation(zone[layout.nationality]) or "",
        expires_on=expires.latest if expires else None,
        foreigner_number=_foreigner_number(zone, layout) if issuer == "FRA" else "",
        names_cut=not zone[layout.names].endswith("<"),
    )


def _names(text: str) -> tuple[str, str]:
    """Family name and given names; a single name is the family name whichever side it stands."""
    primary, _, secondary = text.partition("<<")
    family, given = (" ".join(part.replace("<", " ").split()) for part in (primary, secondary))
    return (family, given) if family else (given, "")


def _foreigner_number(zone: str, layout: Layout) -> str:
    """The ten digits of a permit's optional data: no public text says in which line they stand."""
    if layout.name not in {"TD1", "TD2"}:
        return ""
    taken = {*layout.number_field(zone).places, layout.number_field(zone).check}
    for part in layout.optional:
        text = "".join(zone[i] for i in range(part.start, part.stop) if i not in taken)
        if re.fullmatch(r"[0-9]{10}", text.strip("<")):
            return text.strip("<")
    return ""
