"""Which character of a machine-readable zone was read wrongly, as far as arithmetic tells.

It mends nothing: the agent looks at the document.
"""

from __future__ import annotations

import datetime as dt
import re

from desk_app.domain.identity_errors import ScanDoubtful
from desk_app.domain.mrz_dates import birth_date, expiry_date
from desk_app.domain.mrz_layouts import Layout, ZoneField
from desk_app.domain.nations import nation

_ALIKE = ("0OD", "1IL", "2Z", "5S", "6G", "8B")
"""Characters readers take for one another in OCR-B."""
_EVERY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
_DIGITS = "0123456789"
_DATES = ("birth_date", "expiry_date")


def first_doubt(zone: str, layout: Layout, *, today: dt.date) -> ScanDoubtful | None:
    """Return what cannot be right in *zone*, which has the size of *layout*; None if all holds."""
    fields = layout.fields(zone)
    for field in fields:
        place = _wrong_kind(zone, field)
        if place is not None:
            return _doubt(field, place)
    for field in fields:
        if not field.holds(zone):
            return _doubt(field, _only_place(zone, layout, field, today))
    for field in fields:
        if field.name in _DATES and not _is_date(zone, field, today):
            return _doubt(field, None)
    return _letters_doubt(zone, layout)


def _wrong_kind(zone: str, field: ZoneField) -> int | None:
    """A place of *field* where a letter stands that cannot be there."""
    dated = field.places if field.name in _DATES else ()
    return next((place for place in (*dated, field.check) if zone[place].isalpha()), None)


def _only_place(zone: str, layout: Layout, field: ZoneField, today: dt.date) -> int | None:
    """The one place of *field* where another character would make everything hold.

    Characters readers take for one another are tried first: one such place is the likeliest.
    """
    own = [(*one.places, one.check) for one in layout.fields(zone) if one.name != "whole"]
    elsewhere = {place for places in own for place in places} if field.name == "whole" else set()
    places = [place for place in (*field.places, field.check) if place not in elsewhere]
    for is_tried in (_is_alike, _is_any):
        found = [
            place
            for place in places
            if any(
                _holds(zone[:place] + other + zone[place + 1 :], layout, today)
                for other in (_DIGITS if _is_digit(place, field) else _EVERY)
                if is_tried(zone[place], other)
            )
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _holds(zone: str, layout: Layout, today: dt.date) -> bool:
    fields = layout.fields(zone)
    return all(field.holds(zone) for field in fields) and all(
        _is_date(zone, field, today) for field in fields if field.name in _DATES
    )


def _is_date(zone: str, field: ZoneField, today: dt.date) -> bool:
    text = zone[field.places[0] : field.places[-1] + 1]
    read = birth_date if field.name == "birth_date" else expiry_date
    try:
        read(text, today=today)
    except ValueError:
        return False
    return True


def _is_digit(place: int, field: ZoneField) -> bool:
    return field.name in _DATES or place == field.check


def _is_alike(one: str, other: str) -> bool:
    return one != other and any(one in group and other in group for group in _ALIKE)


def _is_any(one: str, other: str) -> bool:
    return one != other


def _letters_doubt(zone: str, layout: Layout) -> ScanDoubtful | None:
    """What no check digit covers: letters only, and countries that exist."""
    for name, part in (("issuer", slice(2, 5)), ("nationality", layout.nationality)):
        text = zone[part]
        if found := re.search("[0-9]", text):
            return ScanDoubtful(name, found.start() + 1)
        if nation(text) is None:
            return ScanDoubtful(name)
    found = re.search("[0-9]", zone[layout.names])
    return ScanDoubtful("names", found.start() + 1) if found else None


def _doubt(field: ZoneField, place: int | None) -> ScanDoubtful:
    if place is None or place == field.check:  # people see no check digit in the number
        return ScanDoubtful(field.name)
    return ScanDoubtful(field.name, field.places.index(place) + 1)
