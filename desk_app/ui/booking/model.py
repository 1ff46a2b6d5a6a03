"""What the page holds: the draft as it was typed, and what its blocks show. It asks nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum

from desk_app.domain.applicants import Applicant, parse_applicant, parse_name
from desk_app.domain.assistance import OnlineObstacle, Relation, Representative
from desk_app.domain.booking_errors import (
    DrawnByLot,
    NotByAppointment,
    SlotNotOffered,
    SlotTaken,
    UnknownSlot,
)
from desk_app.domain.contacts import parse_email, parse_phone
from desk_app.domain.errors import BadDocument, DeskError
from desk_app.domain.identity_errors import (
    ActiveAlready,
    BadPerson,
    HelperCapReached,
    HelperUnknown,
    TwoActive,
)
from desk_app.domain.mrz import Scan
from desk_app.domain.nations import nation
from desk_app.domain.offers import Offer
from desk_app.domain.partial_dates import parse_birth_date
from desk_app.domain.people import Document, DocumentKind, parse_document
from desk_app.domain.placeholders import is_placeholder_name
from desk_app.services.booking_people import Booking
from desk_app.ui.documents import read_document
from desk_app.words.appointments import rule_name
from desk_app.words.catalogue import ngettext, pgettext
from desk_app.words.dates import clock, day_and_month, local

SEEN = "seen"
"""What is chosen of a mandate that was seen."""
FOREIGNER = DocumentKind.FOREIGNER_NUMBER.value


class Spot(enum.Enum):
    """Where the page says why not: under the controls concerned."""

    PROCEDURE = enum.auto()
    DOCUMENT = enum.auto()
    NAMES = enum.auto()
    ORIGIN = enum.auto()
    CONTACT = enum.auto()
    HELP = enum.auto()
    SLOT = enum.auto()
    ACT = enum.auto()


SPOTS = {
    **dict.fromkeys(("kind", "country", "number"), Spot.DOCUMENT),
    **dict.fromkeys(("family_name", "given_names"), Spot.NAMES),
    **dict.fromkeys(("birth_date", "nationality", "language"), Spot.ORIGIN),
    **dict.fromkeys(("phone", "email"), Spot.CONTACT),
    **dict.fromkeys(("obstacle", "helper", "helper_document", "mandate"), Spot.HELP),
}
"""Under which controls a field's fault is told; also the fields' order on the page."""
_SLOT_ERRORS = (SlotTaken, SlotNotOffered, UnknownSlot)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The page as it was typed; empty is not filled in."""

    procedure: str = ""
    kind: str = FOREIGNER
    country: str = ""
    number: str = ""
    family_name: str = ""
    given_names: str = ""
    birth_date: str = ""
    nationality: str = ""
    language: str = "fr"
    phone: str = ""
    email: str = ""
    obstacle: str = ""
    helper: str = ""
    helper_document: str = ""
    mandate: bool = False

    def typed(self) -> dict[str, str]:
        """Return the fields of the person, as the block of the person takes them."""
        fields = dataclasses.asdict(self)
        mandate = SEEN if fields.pop("mandate") else ""
        del fields["procedure"]
        return {name: str(value) for name, value in fields.items()} | {"mandate": mandate}

    def document(self) -> Document:
        """Return the document typed. Raises BadDocument, BadPerson where there is none."""
        if not self.number.strip():
            raise BadPerson("document.number", "missing")
        if self.kind == FOREIGNER:
            return parse_document(f"{self.kind}:{self.number}")
        country = nation(self.country)
        if self.country.strip() and country is None:
            raise BadDocument(self.kind, "country")
        return parse_document(f"{self.kind}:{country or ''}:{self.number}")

    def applicant(self, *, today: dt.date, is_name_seen: bool = False) -> Applicant:
        """Return the person typed; *is_name_seen* lets a name in that looks invented.

        Raises BadPerson or BadDocument for the first fault.
        """
        self.document()
        return parse_applicant(
            {
                "family_name": self.family_name,
                "given_names": self.given_names,
                "birth_date": self.birth_date,
                "nationality": self.nationality,
                "document": {
                    "kind": self.kind,
                    "number": self.number,
                    "country": "" if self.kind == FOREIGNER else self.country,
                },
                "phone": self.phone,
                "email": self.email,
                "language": self.language,
            },
            today=today,
            placeholders_seen=is_name_seen,
        )

    def representative(self) -> Representative | None:
        """Return who speaks for the person, None for nobody. Raises BadDocument."""
        if not self.helper:
            return None
        typed = self.helper_document.strip()
        return Representative(
            relation=Relation(self.helper),
            document=read_document(typed) if typed else None,
            mandate_seen=self.mandate,
        )

    def booking(
        self,
        slot: str,
        *,
        today: dt.date,
        again: str = "",
        is_name_seen: bool = False,
        is_urgent: bool = False,
    ) -> Booking:
        """Return what is asked for at *slot*; an obstacle is chosen by then.

        *again* is the reference of what was taken back in this visit.
        """
        return Booking(
            procedure=self.procedure,
            slot=slot,
            applicant=self.applicant(today=today, is_name_seen=is_name_seen),
            obstacle=OnlineObstacle(self.obstacle),
            helper=self.representative(),
            again=again,
            is_urgent=is_urgent,
        )

    def checked(self, field: str, *, today: dt.date) -> None:
        """Look at one field alone, where something stands in it. Raises BadPerson, BadDocument."""
        text = str(getattr(self, field)).strip()
        if not text:
            return
        match field:
            case "number":
                self.document()
            case "family_name" | "given_names":
                if is_placeholder_name(parse_name(text, field=field)):
                    raise BadPerson(field, "placeholder", text)
            case "birth_date":
                parse_birth_date(text, today=today)
            case "nationality":
                if nation(text) is None:
                    raise BadPerson(field, "country", text)
            case "phone":
                parse_phone(text)
            case "email":
                parse_email(text)
            case "helper_document":
                read_document(text)


def scanned(scan: Scan) -> dict[str, str]:
    """Return the fields of a draft that *scan* fills; a permit gives its holder's own number."""
    own = scan.document
    return {
        "kind": FOREIGNER if scan.foreigner_number else own.kind.value,
        "country": "" if scan.foreigner_number else own.country,
        "number": scan.foreigner_number or own.number,
        "family_name": scan.family_name,
        "given_names": scan.given_names,
        "birth_date": _french(scan.birth_date.text) if scan.birth_date else "",
        "nationality": scan.nationality,
    }


def age_said(typed: str, *, today: dt.date) -> str:
    """Return the age of who was born at *typed*, "" where it is no full date."""
    try:
        born = parse_birth_date(typed, today=today)
    except BadPerson:
        return ""
    if not born.day:
        return ""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return ngettext("{count} year old", "{count} years old", years).format(count=years)


def spot_of(error: DeskError) -> Spot:
    """Return under which controls *error* is told."""
    match error:
        case BadPerson(field=field):
            return SPOTS.get(field.removeprefix("document."), Spot.DOCUMENT)
        case BadDocument() | ActiveAlready() | TwoActive():
            return Spot.DOCUMENT
        case HelperUnknown() | HelperCapReached():
            return Spot.HELP
        case NotByAppointment() | DrawnByLot():
            return Spot.PROCEDURE
        case SlotTaken() | SlotNotOffered() | UnknownSlot():
            return Spot.SLOT
    return Spot.ACT


def has_gone(error: DeskError) -> bool:
    """True if the chosen time is no longer offered: others are asked for."""
    return isinstance(error, _SLOT_ERRORS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SlotFace:
    """One offered time in words; *slot* is its first slot, "" for none."""

    slot: str = ""
    rule: str = ""
    day: str = ""
    hour: str = ""
    ahead: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(part for part in (self.rule, self.day, self.hour, self.ahead) if part)


def slot_face(offer: Offer, *, today: dt.date) -> SlotFace:
    """Return how *offer* is shown on *today*."""
    at = local(offer.place.starts_at)
    days = (at.date() - today).days
    ahead = ngettext("in {count} day", "in {count} days", days).format(count=days)
    return SlotFace(
        slot=offer.place.slots[0],
        rule=rule_name(offer.rule),
        day=day_and_month(at.date()),
        hour=clock(offer.place.starts_at),
        ahead=ahead if days else pgettext("booking", "today"),
    )


def _french(date: str) -> str:
    return "/".join(reversed(date.split("-")))
