"""A desk that gives appointments: what agents do, one line each, with the clock the test moves."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial
from zoneinfo import ZoneInfo

from desk_app.domain.applicants import Applicant, parse_applicant
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.codes import Paper, Payload
from desk_app.security.codes import new_code, new_id
from desk_app.security.convocations import CodeKeys, new_code_key, read, signed
from desk_app.security.draw_signing import draw_signature
from desk_app.security.keys import keyed_hash
from desk_app.services import appointments, arrivals, booking, offering, rebooking
from desk_app.services.booking_people import Booking
from desk_app.services.free_days import FreeDays
from desk_app.services.handing import Printer
from tests.services.desk import SYLVIE, Desk

DAY = dt.date(2026, 3, 2)
PARIS = ZoneInfo("Europe/Paris")
DEPOSIT, HANDOVER = "RNV_DEPOT", "REM_TITRE"
HASHED = partial(keyed_hash, b"k" * 32)


def under(*secrets: bytes):
    """The hashes of a site that has had these keys, the one in force last."""
    return lambda canonical: tuple(keyed_hash(each * 32, canonical) for each in secrets)


HASHES = under(b"k")


class MemoryCodes:
    """The signed codes of a site whose key is in memory."""

    def __init__(self) -> None:
        self._keys = CodeKeys(keys=(new_code_key(DAY),))

    def sign(self, payload):
        return signed(payload, self._keys.current)

    def sign_draw(self, body):
        key = self._keys.current
        return draw_signature(body, public=key.public, seed=key.seed)

    def read(self, text, *, site, today, paper=None):
        return read(text, self._keys, site=site, today=today, paper=paper)


CODES = MemoryCodes()


def code_of(appointment, *, copy=None, on=None, site="93008") -> str:
    """The code on the paper of *appointment*."""
    day = appointment.starts_at.astimezone(PARIS).date()
    return CODES.sign(
        Payload(
            site=site,
            paper=Paper.CONVOCATION,
            reference=appointment.reference,
            on=on or day,
            copy=copy or appointment.copy_no,
        )
    )


NADIA = "9304218765"
"""The number of the person most tests are about."""


def born_as(number: str) -> str:
    """The birth date of who has *number*: another number is another person (AT-01)."""
    if number == NADIA or not number.isdigit():
        return "1988-04-17"
    return str(dt.date(1950, 1, 1) + dt.timedelta(days=int(number) % 16_000))


def applicant(number=NADIA, **fields) -> Applicant:
    """Somebody with a foreigner's number."""
    known = {
        "family_name": "Benali",
        "given_names": "Nadia",
        "birth_date": born_as(number),
        "nationality": "DZA",
        "document": {"kind": "foreigner_number", "number": number},
    }
    return parse_applicant(known | fields, today=DAY)


@dataclasses.dataclass
class BookingDesk(Desk):
    """The services of appointments over a store; two hours of cooling unless said."""

    cooling: dt.timedelta = dt.timedelta(hours=5)
    free_days: FreeDays = dataclasses.field(default_factory=FreeDays)
    codes: object = CODES

    @staticmethod
    def printer() -> Printer:
        """Where papers go."""
        return Printer(address="file:///dev/null", profile="epson-tm-t20iii")

    @property
    def laid_out(self) -> dict:
        """The ports of the calendar."""
        return {"free_days": self.free_days, "holidays": lambda _: frozenset()}

    def offers(self, procedure=DEPOSIT, *, by=SYLVIE):
        """The places offered."""
        return offering.offer(procedure, by=by, **self.ports, **self.laid_out)

    def books(
        self, who=None, procedure=DEPOSIT, *, slot="", by=SYLVIE, agreement=None, seen=(),
        hashes=HASHES, **fields,
    ):  # fmt: skip
        """An appointment on the earliest place, or on *slot*."""
        wanted = Booking(
            procedure=procedure,
            slot=slot or self.offers(procedure)[0].place.slots[0],
            applicant=who or applicant(),
            obstacle=OnlineObstacle.NO_DEVICE,
            **fields,
        )
        return booking.book(
            wanted, by=by, new_id=new_id, new_code=new_code, hashes=hashes,
            agreement=agreement, seen=seen, codes=self.codes, printer=self.printer, **self.writing,
            **self.laid_out,
        ).appointment  # fmt: skip

    def takes_back(self, appointment, *, by=SYLVIE):
        """The agent takes back what was just booked."""
        return rebooking.take_back(
            appointment.reference, by=by, cool=lambda: self.cooling, **self.writing
        ).appointment

    def cancels_appointment(self, appointment, *, by=SYLVIE):
        """The holder gives it up."""
        return appointments.cancel(
            appointment.reference, by=by, cool=lambda: self.cooling, hashes=HASHES, **self.writing
        ).appointment

    def moves_appointment(self, appointment, slot="", *, by=SYLVIE, agreement=None):
        """To the earliest place of another hour, or to *slot*."""
        wanted = slot or self._other_hour(appointment)
        return appointments.move(
            appointment.reference, wanted, by=by, cool=lambda: self.cooling,
            agreement=agreement, codes=CODES, new_id=new_id, printer=self.printer, hashes=HASHES,
            **self.writing, **self.laid_out,
        ).appointment  # fmt: skip

    def _other_hour(self, appointment) -> str:
        places = (each.place for each in self.offers(appointment.procedure))
        return next(e.slots[0] for e in places if e.starts_at != appointment.starts_at)

    def lets_in(self, code, last4="8765", *, by=SYLVIE, agreement=None, hashes=HASHES, **how):
        """The holder comes."""
        return arrivals.check_in(
            arrivals.Shown(code=code, last4=last4, **how), by=by, new_id=new_id,
            new_code=new_code, codes=CODES, hashes=hashes, agreement=agreement,
            printer=self.printer, **self.writing,
        )  # fmt: skip
