"""What Arrivées says of a code, of a row and of a paper, from what was read; it asks nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from desk_app.domain import booking_errors as e
from desk_app.domain.appointments import AppointmentStatus, Presence
from desk_app.domain.errors import DeskError
from desk_app.domain.online import Check, OnlineAppointment
from desk_app.domain.overrides import Cause
from desk_app.domain.prints import PrintState
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.arrivals import Arrived, Found, Shown
from desk_app.services.door import Expected
from desk_app.services.questions import Agreement
from desk_app.ui.widgets.lines import Cell
from desk_app.ui.widgets.refusal import Level
from desk_app.words.booking_errors import appointment_status
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import clock, minutes
from desk_app.words.errors import Said, sentence
from desk_app.words.overrides import cause_name
from desk_app.words.texts import spaced

SOON = dt.timedelta(minutes=30)
_S = AppointmentStatus


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who stands at the door with a good paper; *excuse* is why lateness counts for nothing.

    *agreement* is a second person's to the excuse, *other_document* a supervisor's to a document
    that is not the one the appointment was given to (AT-10).
    """

    code: str
    found: Found
    excuse: Cause | None = None
    agreement: Agreement | None = None
    other_document: Agreement | None = None

    @property
    def is_excused(self) -> bool:
        """True once somebody has taken the lateness away."""
        return self.excuse is not None

    @property
    def is_to_see(self) -> bool:
        """True where the agent's own eyes compare: the list has no end of a document."""
        return self.found.check is Check.SEEN

    def shown(self, last4: str) -> Shown:
        """Return what the holder shows, with the end of the document as it was typed."""
        return Shown(
            code=self.code,
            last4=last4,
            is_seen=self.is_to_see,
            excused=self.is_excused,
            why=self.excuse,
            other_document=self.other_document,
        )

    @property
    def can_excuse(self) -> bool:
        """True while lateness can be taken away."""
        return self.found.presence is not Presence.ON_TIME and not self.is_excused


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An icon (by *level*), a word and what to do; *can_excuse* offers the one act for lateness."""

    level: Level
    word: str
    text: str
    can_excuse: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many are awaited today in all, came, come within half an hour, and are late."""

    all: int
    arrived: int
    soon: int
    late: int


def verdict_of(visit: Visit, names: Mapping[ProcedureCode, str], now: dt.datetime) -> Verdict:
    """Return what is said of a paper that is good now."""
    appointment = visit.found.appointment
    procedure = names.get(appointment.procedure, appointment.procedure)
    what = _("Appointment at {time}, {procedure}.").format(
        time=clock(appointment.starts_at), procedure=procedure
    )
    if isinstance(appointment, OnlineAppointment):
        what = f"{what} {_booked_online(visit.found)}"
    if visit.found.presence is Presence.ON_TIME:
        return Verdict(level="ok", word=pgettext("verdict", "Valid"), text=what)
    word = pgettext("verdict", "Late by {minutes}").format(
        minutes=minutes(now - appointment.starts_at)
    )
    if visit.excuse is not None:
        excused = _("Excused: {reason}. Goes in behind those who were on time.")
        said = excused.format(reason=cause_name(visit.excuse).lower())
        return Verdict(level="ok", word=word, text=f"{what} {said}")
    said = _("Goes in after those who are here.")
    return Verdict(level="warn", word=word, text=f"{what} {said}", can_excuse=True)


def _booked_online(found: Found) -> str:
    """The name is told before the document only where there is nothing else to compare (AT-10)."""
    if found.check is Check.LAST4:
        return _("Booked online.")
    if not found.name:
        return _("Booked online; the list says no number and no name: look at the document.")
    said = _("Booked online; the list says no number: compare the name {name} with the document.")
    return said.format(name=found.name)


def refusal_of(error: DeskError, now: dt.datetime) -> Verdict:
    """Return what is said of a paper, or of a document, that lets nobody in."""
    said = sentence(error, now=now)
    match error:
        case e.TooEarly():
            return Verdict(level="warn", word=pgettext("verdict", "Too early"), text=said.why)
        case e.AlreadyArrived():
            word = pgettext("verdict", "Already used at {time}").format(time=clock(error.at))
            return Verdict(level="danger", word=word, text=f"{said.why} {_compare()}")
        case e.ImpossibleAppointmentMove():
            status = appointment_status(error.stands)
            another = _("Its holder may book another, or have a ticket where tickets are given.")
            return Verdict(level="danger", word=status[:1].upper() + status[1:], text=another)
        case e.CodeRefused():
            word, text = _CODES.get(error.reason, _CODES["altered"])()
            return Verdict(level="danger", word=word, text=text)
        case _:
            word, level = _WORDS.get(type(error), _refused)()
            return Verdict(level=level, word=word, text=said.whole)


def ends_the_visit(error: DeskError) -> bool:
    """True for what is said of the paper or the person: the next code is awaited."""
    return isinstance(error, e.CodeRefused | e.ImpossibleAppointmentMove) or type(error) in _WORDS


def counts_of(lines: Sequence[Expected], now: dt.datetime) -> Counts:
    """Return the figures over the list."""
    awaited = [each.appointment for each in lines if each.appointment.status is _S.BOOKED]
    return Counts(
        all=len(lines),
        arrived=sum(each.appointment.arrived_at is not None for each in lines),
        soon=sum(now <= each.starts_at <= now + SOON for each in awaited),
        late=sum(each.starts_at < now for each in awaited),
    )


def counts_said(counts: Counts) -> str:
    """Return the figures in one line: `64 · arrivés 31 · attendus 30 min : 6 · en retard 4`."""
    form = _("{all} · arrived {arrived} · expected within 30 min: {soon} · late {late}")
    return form.format(**dataclasses.asdict(counts))


def status_cell(line: Expected, now: dt.datetime) -> Cell:
    """Return where an appointment stands: `attendu`, `en retard 12 min`, `arrivé 10:40, R 014`."""
    appointment = line.appointment
    number = spaced(appointment.number or "")
    if appointment.status is _S.BOOKED:
        if appointment.starts_at >= now:
            return Cell(pgettext("arrival", "expected"), "text2")
        late = pgettext("arrival", "late {minutes}")
        said = late.format(minutes=minutes(now - appointment.starts_at))
        return Cell(said, "warn", weight=600, icon="clock-alert")
    if appointment.arrived_at is not None and appointment.status is not _S.MISSED:
        said = pgettext("arrival", "arrived {time}, {number}")
        text = said.format(time=clock(appointment.arrived_at), number=number)
        return Cell(text, "text", icon="check")
    return Cell(appointment_status(appointment.status), "text2", icon="x")


def paper_in_trouble(number: str, papers: Mapping[str, PrintState]) -> bool:
    """Return whether the paper of *number* may not come: the number is then said or written."""
    state = papers.get(number)
    kept = PrintState.WAIT_PRINTER in papers.values()
    return state in _TROUBLES or (kept and state in _BEHIND)


def document_cell(line: Expected) -> Cell:
    """Return the end of the document, and where it was booked: `…2187`, `…8765 · en ligne`."""
    last4 = f"…{line.last4}" if line.last4 else ""
    online = pgettext("arrival", "online") if line.is_online else ""
    return Cell(" · ".join(filter(None, (last4, online))) or "—", "text2")


def last_four_of(typed: str) -> str:
    """Return the end of what was typed or scanned of a document."""
    bare = unicodedata.normalize("NFKC", typed)
    return "".join(bare.split()).replace("-", "")[-4:]


def let_in_said(arrived: Arrived, *, is_excused: bool) -> str:
    """Return in which turn a holder who was let in waits, and how long."""
    said = _("By appointment, on time.")
    if arrived.presence is not Presence.ON_TIME:
        said = _("Late: waits after those who are here.")
        if is_excused:
            said = _("Lateness excused: waits behind those who were on time.")
    low, high = arrived.wait
    told = _("Wait announced: {low} to {high} min")
    if low == high:
        told = _("Wait announced: {minutes} min")
    return f"{said} {told.format(minutes=high, low=low, high=high)}"


def corrected_said(reference: str, *, has_paper: bool) -> Said:
    """Return what is said of a holder whose identity was mended."""
    said = _("The holder of {reference} is corrected.").format(reference=reference)
    why = _("A new convocation is printed; the code of the one before is dead.")
    return Said(said, why if has_paper else "")


def taken_back(number: str) -> Said:
    """Return what is said of an arrival that was taken back."""
    said = _("Arrival taken back: {number} is cancelled.").format(number=spaced(number))
    return Said(said, _("Take its paper back: the number is not given again."))


def _compare() -> str:
    return _("Compare the document before anything else.")


def _refused() -> tuple[str, Level]:
    return pgettext("verdict", "No entry"), "danger"


_WORDS: dict[type[DeskError], Callable[[], tuple[str, Level]]] = {
    e.TooEarly: lambda: (pgettext("verdict", "Too early"), "warn"),
    e.AlreadyArrived: lambda: (pgettext("verdict", "Already used"), "danger"),
    e.OtherDay: lambda: (pgettext("verdict", "Another day"), "warn"),
    e.OldCopy: lambda: (pgettext("verdict", "Old copy"), "danger"),
    e.UnknownAppointment: lambda: (pgettext("verdict", "Unknown"), "danger"),
    e.DocumentMismatch: lambda: (pgettext("verdict", "Another document"), "danger"),
}
_CODES: dict[str, Callable[[], tuple[str, str]]] = {
    "altered": lambda: (
        pgettext("verdict", "Unreadable code"),
        _("Scan it again, or type the reference printed under it."),
    ),
    "other_site": lambda: (
        pgettext("verdict", "Another site"),
        _("This convocation is for another site: its address is on the paper."),
    ),
    "unknown_key": lambda: (
        pgettext("verdict", "Not one of our codes"),
        _("Type the reference printed under it, and compare the document."),
    ),
    "wrong_kind": lambda: (
        pgettext("verdict", "Another paper"),
        _("This is no convocation. Ask for the convocation, or its reference."),
    ),
}
_TROUBLES = frozenset({PrintState.WAIT_PRINTER, PrintState.UNCERTAIN, PrintState.TORN})
_BEHIND = frozenset({PrintState.RENDERED, PrintState.QUEUED})
