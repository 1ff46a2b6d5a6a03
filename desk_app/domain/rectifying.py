"""What may be corrected of the person an appointment was given to, and what may not (AT-02).

A correction mends one writing of the same person. It is measured against the person the
appointment was created for, so that many small ones do not add up to somebody else.
"""

from __future__ import annotations

import dataclasses

from desk_app.domain.applicants import Applicant
from desk_app.domain.identity_errors import OtherPerson
from desk_app.domain.names import Likeness, distance, likeness, same_words
from desk_app.domain.partial_dates import PartialDate
from desk_app.domain.people import Document

IDENTITY = ("family_name", "given_names", "birth_date", "nationality", "document")
"""Fields that are bound; phone, e-mail and language are free."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rectification:
    """A correction that mends: *fields* differ from the original, none for no correction at all."""

    fields: tuple[str, ...]
    likeness: Likeness

    @property
    def needs_second_person(self) -> bool:
        """Every correction needs a reason and another agent's sign-in (AT-02, AT-16)."""
        return bool(self.fields)


def rectify(original: Applicant, corrected: Applicant) -> Rectification:
    """Return what *corrected* mends of *original*, the person as bound at creation.

    Allowed are another spelling, order or transliteration of the names, or a slip in one field:
    at most two letters of a name (`names.slip_limit`), two digits of the birth date or of the
    document's number, the parts a partial date lacked, or the nationality. Never two of those.
    Raises OtherPerson naming the fields.
    """
    how = {field: _likeness(field, original, corrected) for field in IDENTITY}
    if same_words(original.names, corrected.names):
        how |= {field: min(how[field], Likeness.ORDER) for field in ("family_name", "given_names")}
    changed = tuple(field for field in IDENTITY if how[field] > Likeness.SAME)
    worst = max(how.values())
    slips = [field for field in changed if how[field] >= Likeness.SLIP]
    besides = [field for field in changed if Likeness.SPELLING < how[field] < Likeness.SLIP]
    if worst is Likeness.OTHER or len(slips) > 1 or (slips and besides):
        raise OtherPerson(tuple(field for field in changed if how[field] > Likeness.SPELLING))
    return Rectification(fields=changed, likeness=worst)


def _likeness(field: str, one: Applicant, other: Applicant) -> Likeness:
    match field:
        case "family_name":
            return likeness(one.family_name, other.family_name)
        case "given_names":
            return likeness(one.given_names, other.given_names)
        case "birth_date":
            return _dates(one.birth_date, other.birth_date)
        case "document":
            return _documents(one.document, other.document)
    return Likeness.SAME if one.nationality == other.nationality else Likeness.SLIP


def _dates(one: PartialDate, other: PartialDate) -> Likeness:
    if one == other:
        return Likeness.SAME
    if one.may_be(other) and one.precision != other.precision:
        return Likeness.SLIP
    near = one.precision == other.precision and distance(one.text, other.text) <= 2
    turned = one.precision == 3 and (one.year, one.month, one.day) == (
        other.year,
        other.day,
        other.month,
    )
    return Likeness.SLIP if near or turned else Likeness.OTHER


def _documents(one: Document, other: Document) -> Likeness:
    if one == other:
        return Likeness.SAME
    same_sort = (one.kind, one.country) == (other.kind, other.country)
    near = same_sort and distance(one.number, other.number) <= 2
    return Likeness.SLIP if near else Likeness.OTHER
