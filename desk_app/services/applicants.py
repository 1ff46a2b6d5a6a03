"""Who an appointment is for: as text to be sealed, and as keyed hashes. It stores nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from desk_app.domain.applicants import Applicant, parse_applicant
from desk_app.domain.person_keys import PersonKey, canonical_person, contact_bytes
from desk_app.services.ports import KeyedHash


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hashed:
    """What is kept of an applicant beside the sealed text; *is_provisional* may be merged."""

    person: PersonKey
    contacts: tuple[str, ...]
    is_provisional: bool


def hashed(applicant: Applicant, keyed_hash: KeyedHash) -> Hashed:
    """Return the keyed hashes of *applicant* (AT-01, AT-05)."""
    canonical = canonical_person(applicant)
    return Hashed(
        person=PersonKey(keyed_hash(canonical.canonical)),
        contacts=tuple(keyed_hash(each) for each in contact_bytes(applicant)),
        is_provisional=canonical.is_provisional,
    )


def written(applicant: Applicant) -> str:
    """Return *applicant* as the text that is sealed: the fields as they were typed, in JSON."""
    document = applicant.document
    fields = {
        "family_name": applicant.family_name,
        "given_names": applicant.given_names,
        "birth_date": applicant.birth_date.text,
        "nationality": applicant.nationality,
        "document": {
            "kind": document.kind.value,
            "number": document.number,
            "country": document.country,
        },
        "phone": applicant.phone,
        "email": applicant.email,
        "language": applicant.language,
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def read_back(text: str, today: dt.date) -> Applicant:
    """Return the applicant that `written` gave."""
    return parse_applicant(json.loads(text), today=today, placeholders_seen=True)


def last_four(applicant: Applicant) -> str:
    """Return the end of the document's number, which the holder shows at the door (AT-10)."""
    return applicant.document.number[-4:]
