"""What Accueil says of each procedure, from what was read; it builds no widget."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Sequence

from desk_app.domain.errors import (
    CannotIssue,
    LastTicketPassed,
    NotWalkIn,
    ProcedureClosed,
    QuotaReached,
    SiteClosed,
)
from desk_app.domain.prints import PrintState
from desk_app.domain.procedures import Binding
from desk_app.domain.tickets import TicketStatus
from desk_app.services.reception import Gate, LastTicket, ProcedureLine
from desk_app.ui.theme import Tone
from desk_app.ui.widgets.lines import Cell
from desk_app.ui.widgets.tiles import TileFace
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import RANGE, short_day, wait_range
from desk_app.words.errors import Said, sentence
from desk_app.words.prints import print_state

NOTHING = "—"


class Paper(enum.Enum):
    """Whether the paper of the ticket just given comes out."""

    COMING = enum.auto()
    IN_TROUBLE = enum.auto()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFace:
    """The procedure chosen: its letter, name, where and after whom, and what stands in the way.

    *blocked* is None where a ticket can be had; *wait* is the sentence on the range printed.
    """

    letter: str
    name: str
    place: str
    binding: Binding
    blocked: Said | None
    wait: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GivenFace:
    """The ticket just given: its number, what it is for, and whether its paper is in trouble."""

    number: str
    name: str
    wait: str
    paper: Paper


def tile_face(line: ProcedureLine, now: dt.datetime) -> TileFace:
    """Return what the tile of *line* says; a blocked one says why and until when."""
    return TileFace(
        name=line.name,
        count=str(line.waiting),
        count_label=pgettext("tile", "waiting"),
        estimate=wait_range(line.wait),
        blocked="" if line.gate is Gate.OPEN else state_cell(line, now).text,
    )


def choice_face(line: ProcedureLine, now: dt.datetime) -> ChoiceFace:
    """Return what the card says once *line* is chosen."""
    error = refusal_of(line)
    return ChoiceFace(
        letter=line.series,
        name=line.name,
        place=_place(line),
        binding=line.binding,
        blocked=sentence(error, now=now) if error else None,
        wait=announced(line.wait),
    )


def announced(wait: tuple[int, int]) -> str:
    """Return the range told to the visitor, as a sentence."""
    low, high = wait
    if low == high:
        return _("Wait announced: {minutes} min").format(minutes=high)
    return _("Wait announced: {low} to {high} min").format(low=low, high=high)


def refusal_of(line: ProcedureLine) -> CannotIssue | None:
    """Return the refusal that asking for a ticket would now meet, None if a ticket can be had."""
    code, again, by_appointment = line.code, line.reopens_at, line.by_appointment
    match line.gate:
        case Gate.OPEN:
            return None
        case Gate.QUOTA:
            return QuotaReached(code, again, by_appointment, line.quota or 0)
        case Gate.CLOSED:
            return SiteClosed(code, again, by_appointment)
        case Gate.LAST_TICKET:
            return LastTicketPassed(code, again, by_appointment, line.closes_at)
        case Gate.CLOSED_TODAY:
            return ProcedureClosed(code, again, by_appointment)
        case _:
            return NotWalkIn(line.code, None, line.gate is Gate.APPOINTMENT)


def state_cell(line: ProcedureLine, now: dt.datetime) -> Cell:
    """Return how *line* is received today: `Sur convocation`, `18 sur 40 remis`."""
    again = short_day(line.reopens_at, now) if line.reopens_at else ""
    match line.gate:
        case Gate.OPEN:
            cell = _quiet("check", _issued(line)) if line.issued or line.quota else Cell()
        case Gate.QUOTA:
            cell = _stopped(_issued(line), again)
        case Gate.CLOSED:
            cell = _stopped(_("Closed"), again)
        case Gate.LAST_TICKET:
            cell = _stopped(_("No more tickets"), again)
        case Gate.CLOSED_TODAY:
            cell = _stopped(_("Closed for today"), again)
        case Gate.CONVOCATION:
            cell = _quiet("scan-line", _("By convocation"))
        case Gate.APPOINTMENT:
            cell = _quiet("calendar", _("By appointment"))
        case _:
            cell = _quiet("monitor", _("At the digital help desk"))
    return cell


def waiting_cell(line: ProcedureLine) -> Cell:
    """Return how many wait for *line*, or a dash."""
    return Cell(str(line.waiting), weight=600) if line.waiting else Cell(NOTHING, "text2")


def wait_cell(line: ProcedureLine) -> Cell:
    """Return the estimate for *line*, or a dash where no ticket can be had and nobody waits."""
    shown = line.waiting or line.gate is Gate.OPEN
    return Cell(wait_range(line.wait)) if shown else Cell(NOTHING, "text2")


def print_cell(ticket: LastTicket) -> Cell:
    """Return what became of the paper of *ticket*: an icon and a word, bold where somebody acts."""
    if ticket.status is TicketStatus.CANCELLED:
        return Cell(print_state(PrintState.CANCELLED), "warn", "caption", 600, "x")
    if ticket.print_state is None:
        return Cell(NOTHING, "text2", style="caption")
    icon, tone = _PRINTS[ticket.print_state]
    weight = 400 if tone == "text2" else 600
    return Cell(_print_word(ticket.print_state), tone, "caption", weight, icon)


def is_doubtful(ticket: LastTicket) -> bool:
    """Return whether somebody must say if the paper of *ticket* came out."""
    return ticket.print_state is PrintState.UNCERTAIN


def paper_of(number: str, last: Sequence[LastTicket]) -> Paper:
    """Return whether the paper of *number* is in trouble."""
    state = next((ticket.print_state for ticket in last if ticket.number == number), None)
    kept = any(ticket.print_state is PrintState.WAIT_PRINTER for ticket in last)
    behind = kept and state in _AHEAD  # the paper of another visitor waits before this one
    return Paper.IN_TROUBLE if behind or state in _TROUBLES else Paper.COMING


def _print_word(state: PrintState) -> str:
    """Return one or two words where the whole name of *state* has no room."""
    match state:
        case PrintState.WAIT_PRINTER:
            return pgettext("print in a row", "Waiting")
        case PrintState.SENDING | PrintState.AWAIT_ACK:
            return pgettext("print in a row", "Printing")
        case PrintState.TORN:
            return pgettext("print in a row", "Incomplete")
        case PrintState.UNCERTAIN:
            return pgettext("print in a row", "To check")
        case PrintState.REROUTED:
            return pgettext("print in a row", "Sent elsewhere")
        case _:
            return print_state(state)


def _place(line: ProcedureLine) -> str:
    before = ngettext("{count} person before", "{count} people before", line.before)
    said = before.format(count=line.before) if line.before else _("nobody before")
    return f"{_counters(line.counters)} · {said}" if line.counters else said


def _counters(numbers: Sequence[int]) -> str:
    """Return where the visitor will be called: `Guichets 3 et 5`, `Guichets 1–4`."""
    listed = [str(number) for number in numbers]
    if len(listed) == 1:
        return _("Counter {number}").format(number=listed[0])
    if len(listed) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return _("Counters {numbers}").format(numbers=f"{listed[0]}{RANGE}{listed[-1]}")
    joined = _("{first} and {last}").format(first=", ".join(listed[:-1]), last=listed[-1])
    return _("Counters {numbers}").format(numbers=joined)


def _issued(line: ProcedureLine) -> str:
    if line.quota is not None:
        said = (
            _("{count} of {quota} handed out (+{spare})")
            if line.spare
            else _("{count} of {quota} handed out")
        )
        return said.format(count=line.issued, quota=line.quota, spare=line.spare)
    said = ngettext("{count} handed out", "{count} handed out", line.issued)
    return said.format(count=line.issued)


def _quiet(icon: str, text: str) -> Cell:
    return Cell(text, "text2", "caption", icon=icon)


def _stopped(text: str, again: str) -> Cell:
    said = f"{text} · {again}" if again else text
    return Cell(said, "warn", "caption", 600, "circle-slash")


_P = PrintState
_TROUBLES = frozenset({_P.WAIT_PRINTER, _P.UNCERTAIN, _P.TORN})
_AHEAD = frozenset({_P.RENDERED, _P.QUEUED})
_PRINTS: dict[PrintState, tuple[str, Tone]] = {
    _P.RENDERED: ("printer", "text2"),
    _P.QUEUED: ("printer", "text2"),
    _P.WAIT_PRINTER: ("printer-x", "warn"),
    _P.SENDING: ("printer", "text2"),
    _P.AWAIT_ACK: ("printer", "text2"),
    _P.PRINTED: ("check", "text2"),
    _P.PRINTED_SPLIT: ("check", "text2"),
    _P.TORN: ("triangle-alert", "warn"),
    _P.UNCERTAIN: ("triangle-alert", "warn"),
    _P.CANCELLED: ("x", "text2"),
    _P.REROUTED: ("printer-check", "text2"),
}
