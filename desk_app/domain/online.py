"""An appointment given by an online platform, awaited here on its day. Pure: no clock, no file.

It takes no seat of ours and cannot be moved here: the platform's list says what became of it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import re
import unicodedata
from typing import NewType
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from desk_app.domain.appointments import AppointmentMove, AppointmentStatus, Reference
from desk_app.domain.booking_errors import AlreadyArrived, ImpossibleAppointmentMove
from desk_app.domain.crockford import as_meant
from desk_app.domain.names import Likeness, likeness
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketId, TicketNumber

OnlineId = NewType("OnlineId", UUID)
SHORTEST, LONGEST = 3, 64
"""Letters and figures of a platform's reference."""
_ALNUM = re.compile(r"[^0-9A-Z]+")
_S, _M = AppointmentStatus, AppointmentMove
ONLINE_MOVES: dict[AppointmentStatus, dict[AppointmentMove, AppointmentStatus]] = {
    _S.BOOKED: {_M.ARRIVE: _S.ARRIVED, _M.CANCEL: _S.CANCELLED, _M.MOVE: _S.BOOKED},
    _S.ARRIVED: {_M.UNARRIVE: _S.BOOKED},
    _S.CANCELLED: {_M.MOVE: _S.BOOKED},
}
"""The only place that decides moves. MOVE is a newer list: another hour, or awaited again."""


class Check(enum.StrEnum):
    """How it was seen who came (AT-10)."""

    LAST4 = "last4"  # the end of the document is the one of the list
    SEEN = "seen"  # the list has none: the agent looked at a document


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OnlineAppointment:
    """A line of a platform's list, as it is awaited here.

    *reference* is ours, for the journal and the screen; *key* is the keyed hash of the platform's
    own, by which the line is found again.
    """

    id: OnlineId
    reference: Reference
    platform: str
    key: str
    procedure: ProcedureCode
    starts_at: dt.datetime
    people: int = 1
    status: AppointmentStatus = AppointmentStatus.BOOKED
    ticket: TicketId | None = None
    number: TicketNumber | None = None
    arrived_at: dt.datetime | None = None

    @property
    def language(self) -> str:
        """The paper's: a list says none."""
        return "fr"

    def relisted(
        self, *, procedure: ProcedureCode, starts_at: dt.datetime, people: int
    ) -> OnlineAppointment:
        """Be as a newer list says; one that was cancelled is awaited again."""
        return self._moved(_M.MOVE, procedure=procedure, starts_at=starts_at, people=people)

    def cancel(self) -> OnlineAppointment:
        """The platform says that it was given up."""
        return self._moved(_M.CANCEL)

    def arrive(
        self, ticket: TicketId, number: TicketNumber, *, now: dt.datetime
    ) -> OnlineAppointment:
        """The holder is let in with *ticket*. Raises AlreadyArrived where that was done."""
        self.require_awaited()
        return self._moved(_M.ARRIVE, ticket=ticket, number=number, arrived_at=now)

    def unarrive(self) -> OnlineAppointment:
        """Take back an arrival: somebody else's reference was typed."""
        return self._moved(_M.UNARRIVE, ticket=None, number=None, arrived_at=None)

    def require_awaited(self) -> None:
        """Refuse what is not awaited. Raises AlreadyArrived or ImpossibleAppointmentMove."""
        if self.status is _S.ARRIVED and self.arrived_at is not None:
            raise AlreadyArrived(self.reference, self.number or "", self.arrived_at)
        if _M.ARRIVE not in ONLINE_MOVES[self.status]:
            raise self._impossible(_M.ARRIVE)

    def _moved(self, move: AppointmentMove, **fields: object) -> OnlineAppointment:
        after = ONLINE_MOVES[self.status].get(move)
        if after is None:
            raise self._impossible(move)
        return dataclasses.replace(
            self,
            status=after,
            **fields,  # type: ignore[arg-type]  # the callers above name its own fields
        )

    def _impossible(self, move: AppointmentMove) -> ImpossibleAppointmentMove:
        return ImpossibleAppointmentMove(self.reference, move.value, self.status.value)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OnlineHolder:
    """What the list says of who comes: sealed, gone with the day. Either may be empty."""

    reference: str
    last_name: str = ""
    last4: str = ""

    @property
    def hint(self) -> str:
        """What the counter compares with the document (AT-12): `D. …8765`."""
        initial = f"{self.last_name[:1].upper()}." if self.last_name else ""
        return " ".join(filter(None, (initial, f"…{self.last4}" if self.last4 else "")))

    def is_other(self, newer: OnlineHolder) -> bool:
        """True where *newer* is another person, or could be anybody (AT-02).

        The same name may be written otherwise, or be left out beside the same document; the end
        of a document may be added, and never changed or left out.
        """
        if self.last4 and newer.last4 != self.last4:
            return True
        if not newer.last_name and self.last4:
            return False
        is_named = bool(self.last_name)
        return is_named and likeness(self.last_name, newer.last_name) is Likeness.OTHER


def bare_reference(text: str) -> str:
    """Return the letters and figures of a platform's reference, by which it is compared.

    Empty for a text that can be none: shorter than SHORTEST, longer than LONGEST.
    """
    bare = _ALNUM.sub("", unicodedata.normalize("NFKC", text).upper())
    return bare if SHORTEST <= len(bare) <= LONGEST else ""


def canonical_reference(bare: str) -> bytes:
    """Return the bytes that are hashed under the site's key: no document hashes like one."""
    return f"online|{bare}".encode()


def scanned_references(text: str) -> tuple[str, ...]:
    """Return what a typed or scanned text may be a reference by, the likeliest first.

    The text itself, as a French keyboard meant it, and of an address its last part and values.
    """
    text = text.strip()[:500]
    parts = [text, as_meant(text)]
    if "://" in text:
        address = urlsplit(text.partition("://")[2])
        parts += [value for _name, value in parse_qsl(address.query)]
        parts.append(address.path.rstrip("/").rpartition("/")[2])
    return tuple(dict.fromkeys(bare for part in parts if (bare := bare_reference(part))))[:8]
