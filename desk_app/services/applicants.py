"""Who an appointment is for: as text to be sealed, and as keyed hashes. It stores nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hmac
import json
import unicodedata

from desk_app.domain.applicants import Applicant, parse_applicant
from desk_app.domain.booking_errors import LastFourNeeded
from desk_app.domain.person_keys import (
    KeyStrength,
    PersonKey,
    alike,
    canonical_persons,
    contact_bytes,
    every_key,
)
from desk_app.services.ports import Hashes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hashed:
    """What is kept of an applicant beside the sealed text, under the key of hashes in force.

    *provisional* is the key without any number, the same as *person* where that is no surer;
    *document* is the hash of what was shown. *looser*, *within* and *born* are domain's `Alike`.
    *earlier* pairs what each was under a key of past years with what it is now (R-05), *every* is
    all that the person, the document and the contacts are known by, under any key.
    """

    person: PersonKey
    strength: KeyStrength
    provisional: PersonKey
    document: PersonKey
    looser: tuple[PersonKey, ...]
    within: tuple[PersonKey, ...]
    born: PersonKey
    contacts: tuple[str, ...]
    earlier: tuple[tuple[str, str], ...]
    every: frozenset[str]


def hashed(applicant: Applicant, hashes: Hashes) -> Hashed:
    """Return the keyed hashes of *applicant* (AT-01, AT-05)."""
    dated = alike(applicant)
    known = {each: tuple(hashes(each)) for each in every_key(applicant)}
    whole = known | {each: tuple(hashes(each)) for each in dated.every}
    persons = canonical_persons(applicant)
    return Hashed(
        person=PersonKey(known[persons[0].canonical][-1]),
        strength=persons[0].strength,
        provisional=PersonKey(known[persons[-1].canonical][-1]),
        document=PersonKey(known[applicant.document.canonical][-1]),
        looser=tuple(PersonKey(whole[each][-1]) for each in dated.looser),
        within=tuple(PersonKey(whole[each][-1]) for each in dated.within),
        born=PersonKey(whole[dated.own][-1]),
        contacts=tuple(known[each][-1] for each in contact_bytes(applicant)),
        earlier=tuple((old, each[-1]) for each in whole.values() for old in each[:-1]),
        every=frozenset(key for each in known.values() for key in each),
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


def is_same_end(typed: str, known: str) -> bool:
    """True if *typed* is the *known* end of a document's number (AT-10). Raises LastFourNeeded."""
    shown, own = _bare(typed), _bare(known)
    if len(shown) != len(own):
        raise LastFourNeeded
    return hmac.compare_digest(shown, own)


def _bare(text: str) -> bytes:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper().encode()
