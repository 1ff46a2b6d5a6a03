"""Where things stand in machine-readable zones, as ICAO 9303 parts 4 to 7 lay them out.

Part 4 has passports (TD3), 5 and 6 cards (TD1, TD2), 7 visas (MRV-A, MRV-B). Places
are counted in the lines joined. It reads no names and judges no document.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

WEIGHTS = (7, 3, 1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ZoneField:
    """A field, the places of its characters and that of its check digit."""

    name: str
    places: tuple[int, ...]
    check: int

    def holds(self, zone: str) -> bool:
        """True if the check digit is the one of the field; a field of fillers may have none."""
        text = "".join(zone[place] for place in self.places)
        if zone[self.check] == "<":
            return not text.strip("<")
        return zone[self.check] == check_digit(text)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One size of zone."""

    name: str
    names: slice
    number: tuple[int, int]
    birth: tuple[int, int]
    expiry: tuple[int, int]
    nationality: slice
    optional: tuple[slice, ...]
    personal: tuple[int, int] | None = None
    covered: tuple[tuple[int, int], ...] = ()
    """What the composite check digit covers; none on visas."""
    composite: int = 0
    has_long_numbers: bool = False

    def fields(self, zone: str) -> tuple[ZoneField, ...]:
        """The fields of *zone* that have a check digit, the composite last."""
        return tuple(self._fields(zone))

    def number_field(self, zone: str) -> ZoneField:
        """The document's number; what has no room goes on in the optional data (parts 5, 6).

        The filler in the place of the check digit says so; the check digit then comes last.
        """
        start, end = self.number
        rest = zone[self.optional[0]].partition("<")[0]
        if self.has_long_numbers and zone[end] == "<" and rest:
            first = self.optional[0].start
            places = (*range(start, end), *range(first, first + len(rest) - 1))
            return ZoneField(name="number", places=places, check=first + len(rest) - 1)
        return _field("number", self.number)

    def _fields(self, zone: str) -> Iterator[ZoneField]:
        yield self.number_field(zone)
        yield _field("birth_date", self.birth)
        yield _field("expiry_date", self.expiry)
        if self.personal:
            yield _field("personal_number", self.personal)
        if self.covered:
            places = tuple(place for start, end in self.covered for place in range(start, end))
            yield ZoneField(name="whole", places=places, check=self.composite)


TD3 = Layout(
    name="TD3", names=slice(5, 44), number=(44, 53), nationality=slice(54, 57),
    birth=(57, 63), expiry=(65, 71), personal=(72, 86), optional=(slice(72, 86),),
    covered=((44, 54), (57, 64), (65, 87)), composite=87,
)  # fmt: skip
TD2 = Layout(
    name="TD2", names=slice(5, 36), number=(36, 45), nationality=slice(46, 49),
    birth=(49, 55), expiry=(57, 63), optional=(slice(64, 71),),
    covered=((36, 46), (49, 56), (57, 71)), composite=71, has_long_numbers=True,
)  # fmt: skip
TD1 = Layout(
    name="TD1", names=slice(60, 90), number=(5, 14), nationality=slice(45, 48),
    birth=(30, 36), expiry=(38, 44), optional=(slice(15, 30), slice(48, 59)),
    covered=((5, 37), (38, 45), (48, 59)), composite=59, has_long_numbers=True,
)  # fmt: skip
MRV_A = Layout(
    name="MRV-A", names=slice(5, 44), number=(44, 53), nationality=slice(54, 57),
    birth=(57, 63), expiry=(65, 71), optional=(slice(72, 88),),
)  # fmt: skip
MRV_B = Layout(
    name="MRV-B", names=slice(5, 36), number=(36, 45), nationality=slice(46, 49),
    birth=(49, 55), expiry=(57, 63), optional=(slice(64, 72),),
)  # fmt: skip


def layout_of(zone: str) -> Layout | None:
    """Return the layout of a whole zone, told by its size and first letter; None for no zone."""
    is_visa = zone.startswith("V")
    match len(zone):
        case 88 if is_visa:
            return MRV_A
        case 88 if zone.startswith("P"):
            return TD3
        case 72 if is_visa:
            return MRV_B
        case 72 if zone[0] not in "P<":
            return TD2
        case 90 if zone[0] not in "VP<":
            return TD1
    return None


def check_digit(text: str) -> str:
    """Return the check digit of *text*: values by weights 7, 3, 1, modulo 10 (9303 part 3, 4.9).

    Characters ten apart (0, A, K, U and the filler; 1, B, L, V; …) have the same weight in it: it
    cannot tell them apart.
    """
    total = sum(value(one) * WEIGHTS[i % 3] for i, one in enumerate(text))
    return str(total % 10)


def value(character: str) -> int:
    """Return what a character counts: digits themselves, A 10 to Z 35, the filler nothing."""
    return 0 if character == "<" else int(character, 36)


def _field(name: str, ends: tuple[int, int]) -> ZoneField:
    return ZoneField(name=name, places=tuple(range(*ends)), check=ends[1])
