"""What is said when a rule or the world says no: what cannot be, why, and what is possible.

The only place where an error becomes words; an error without an entry here fails a test.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping

from desk_app.domain import errors as e
from desk_app.domain.text import clean
from desk_app.words import said_elsewhere
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock, in_words, when
from desk_app.words.faults import lines
from desk_app.words.moves import counter_state, move_name
from desk_app.words.printers import cause
from desk_app.words.prints import standing
from desk_app.words.refused_tickets import no_more_tickets, still_possible
from desk_app.words.stores import cause as store_cause
from desk_app.words.stores import place
from desk_app.words.texts import spaced
from desk_app.words.usage import option_names

Sentences = Callable[[], tuple[str, str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """*text*: what cannot be. *why*: the reason, or what is possible instead; may be empty."""

    text: str
    why: str = ""

    @property
    def whole(self) -> str:
        """Both together, for a command or a log.

        What follows a path, or is a list of mistakes, starts on its own line.
        """
        breaks = "\n" in self.why or not self.text.endswith((".", "?", "…"))
        return ("\n" if breaks else " ").join(part for part in (self.text, self.why) if part)


def sentence(error: e.DeskError, *, now: dt.datetime | None = None) -> Said:
    """Return what to say about *error*; *now* turns a day into `demain` or `lundi`."""
    fields = _fields(error)
    text, why = said_elsewhere.template(error) or _template(error)
    special = _why(error, now)
    return Said(text.format(**fields), special or why.format(**fields))


def has_sentence(kind: type[e.DeskError]) -> bool:
    """True if errors of *kind* have an entry of their own."""
    return kind in _SAID


def _template(error: e.DeskError) -> tuple[str, str]:
    if isinstance(error, e.AlreadyHasTicket):
        text = ngettext(
            "This person already has ticket {number}, {before} person before.",
            "This person already has ticket {number}, {before} people before.",
            error.before,
        )
        return text if error.before else _SAID[e.AlreadyHasTicket]()[0], ""
    if isinstance(error, e.LastTicketPassed):
        return no_more_tickets(error), ""
    if isinstance(error, e.BadValue) and not error.expected:
        return _SAID[e.BadValue]()[0], ""
    return next(_SAID[kind] for kind in type(error).__mro__ if kind in _SAID)()


def _fields(error: e.DeskError) -> dict[str, object]:
    """The error's own fields as people read them."""
    return {name: _shown(name, value) for name, value in vars(error).items()}


def _shown(name: str, value: object) -> object:
    if isinstance(value, str):
        value = clean(value, at_most=300)  # what was typed comes back on a screen or a terminal
    if name in {"number", "ticket"}:
        return spaced(str(value))
    if name == "starts_at" and isinstance(value, dt.datetime):
        return when(value)
    if isinstance(value, dt.date | dt.time):
        return in_words(value)
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    form = _FORMS.get(name)
    return form(str(value)) if form and value is not None else value


def _field(value: str) -> str:
    known = {
        "party": _("number of people"),
        "quota": _("quota"),
        "place": _("place"),
        "counter": _("counter"),
        "clock": _("clock"),
        "login": _("login"),
        "job": _("print job"),
        "day": _("day"),
        **option_names(),
    }
    return known.get(value, value)


def _cause(value: str) -> str:
    """Of a printer or of a store: their codes differ."""
    return store_cause(cause(value))


_FORMS: Mapping[str, Callable[[str], str]] = {
    "status": standing,
    "move": move_name,
    "state": counter_state,
    "cause": _cause,
    "path": place,
    "field": _field,
    **said_elsewhere.FORMS,
}


def _why(error: e.DeskError, now: dt.datetime | None) -> str:
    """The second sentence where it depends on what the error holds; else empty."""
    said = ""
    match error:
        case e.CannotIssue():
            said = still_possible(error, now)
        case e.UnknownProcedure(nearest=str(nearest)):
            said = _("Did you mean {nearest}?").format(nearest=nearest)
        case e.BadDocument(fault=fault) if fault in _DOCUMENT_FAULTS:
            said = _DOCUMENT_FAULTS[fault]()
        case e.ImpossibleMove(possible=possible):
            said = _possible(possible)
        case e.QueueEmpty(elsewhere=elsewhere) if elsewhere:
            said = ngettext(
                "{count} person waits for other counters.",
                "{count} people wait for other counters.",
                elsewhere,
            ).format(count=elsewhere)
        case e.ReturnTooLate(until=dt.datetime() as until):
            said = _("It was possible until {time}.").format(time=clock(until))
        case e.NothingToUndo(why="since"):
            said = _("Something has happened since.")
        case e.SiteFileFaults(faults=faults) | e.ProfileFaults(faults=faults):
            said = lines(faults)
        case e.DeskTaken(process=int(process)):
            said = _("It is process {process}.").format(process=process)
    return said


def _possible(moves: tuple[str, ...]) -> str:
    names = dict.fromkeys(move_name(move) for move in moves if move not in _NOT_ASKED)
    return _("Possible: {moves}.").format(moves=", ".join(names)) if names else ""


_NOT_ASKED = frozenset({"reinstate", "untransfer", "unstart", "reopen", "expire", "next_step"})
"""Moves that take something back or happen by themselves: nobody asks for them by name."""

_DOCUMENT_FAULTS: Mapping[str, Callable[[], str]] = {
    "kind": lambda: _("Known: foreigner_number, passport, card, visa."),
    "digits": lambda: _("A foreigner’s number has 9 or 10 digits."),
    "format": lambda: _("Its length or its characters are not those of such a document."),
    "placeholder": lambda: _("It looks invented. Copy it from the document."),
    "country": lambda: _("Say the country in three letters: passport:BGD:BX0472915."),
}

_SAID: Mapping[type[e.DeskError], Sentences] = {
    e.Refused: lambda: (_("A rule does not allow it."), ""),
    e.Unavailable: lambda: (_("It is not possible for the moment."), _("Try again.")),
    # asking for what does not exist
    e.UnknownProcedure: lambda: (_("There is no procedure {procedure} here."), ""),
    e.UnknownCounter: lambda: (_("There is no counter {counter} here."), ""),
    e.UnknownAgent: lambda: (_("No agent is called {login} here."), ""),
    e.UnknownTicket: lambda: (_("There is no ticket {number} today."), ""),
    e.UnknownJob: lambda: (_("There is no print job {job}."), ""),
    e.UnknownLanguage: lambda: (
        _("No ticket is printed in the language {language} here."),
        _("Possible: {offered}."),
    ),
    e.BadValue: lambda: (
        _("“{value}” is not possible here ({field})."),
        _("Expected: {expected}."),
    ),
    # issuing
    e.CannotIssue: lambda: (_("No ticket for this procedure now."), ""),
    e.NotWalkIn: lambda: (_("This procedure is not received without being expected."), ""),
    e.SiteClosed: lambda: (_("The site is closed."), ""),
    e.LastTicketPassed: lambda: (no_more_tickets(), ""),
    e.ProcedureClosed: lambda: (_("This procedure has been closed for today."), ""),
    e.QuotaReached: lambda: (_("{quota} out of {quota} handed out today."), ""),
    e.DocumentNeeded: lambda: (
        _("This procedure needs a document."),
        _("The ticket is given to one person: type or scan the number of the document."),
    ),
    e.BadDocument: lambda: (_("This number cannot be that of a document."), ""),
    e.AlreadyHasTicket: lambda: (_("This person already has ticket {number}."), ""),
    # moves
    e.ImpossibleMove: lambda: (_("{number} is {status}: not possible to {move}."), ""),
    e.QueueEmpty: lambda: (_("Nobody waits for this counter."), ""),
    e.CounterClosed: lambda: (
        _("Counter {counter} is {state}."),
        _("Open it before calling somebody."),
    ),
    e.CounterBusy: lambda: (
        _("{number} is being served at counter {counter}."),
        _("Finish, or put it aside."),
    ),
    e.OtherCounter: lambda: (_("{number} is at counter {counter}, not {asked}."), ""),
    e.RecallTooSoon: lambda: (
        _("{number} has just been called."),
        _("It can be called again at {again_at}."),
    ),
    e.CallsUsedUp: lambda: (
        _("{number} has been called {calls} times."),
        _("Mark the visitor absent: a late return is still possible."),
    ),
    e.TooFewCalls: lambda: (
        _("{number} is absent only after {needed} calls; calls made: {calls}."),
        _("Call again, or call the next: {number} will be called again."),
    ),
    e.ReturnTooLate: lambda: (
        _("{number} can no longer take back its place."),
        _("A late return is possible once. Give a new ticket."),
    ),
    e.SameProcedure: lambda: (_("{number} is already here for this procedure."), ""),
    e.StepTwice: lambda: (_("The same procedure twice in a row: {procedure}."), ""),
    e.NotServedAnywhere: lambda: (_("No counter serves this procedure."), ""),
    e.NothingToUndo: lambda: (_("There is nothing to take back."), ""),
    e.RightNotHeld: lambda: (
        _("This desk may not do it alone."),
        _("It needs the site’s answer: {right}."),
    ),
    # site files and stores
    e.SiteFileFaults: lambda: (_("The site file {file} has mistakes."), ""),
    e.ProfileFaults: lambda: (_("The printer profile {file} has mistakes."), ""),
    e.BadPrinterAddress: lambda: (
        _("“{address}” is not the address of a printer."),
        _("Expected: {expected}."),
    ),
    e.StoreExists: lambda: (
        _("There is already something at this place: {path}"),
        _("Nothing was overwritten. Choose another place."),
    ),
    e.NoStore: lambda: (
        _("There is no desk yet at this place: {path}"),
        _("Make one: desk-app store create"),
    ),
    e.NotOurStore: lambda: (
        _("This file is not one of Desk App: {path}"),
        _("Nothing was changed in it. Choose the right file."),
    ),
    e.FolderNotStore: lambda: (
        _("This is a folder, not the file of a desk: {path}"),
        _("Choose the file itself: it is called poste.sqlite."),
    ),
    e.StoreDamaged: lambda: (
        _("The data of this desk are damaged: {path}"),
        _("Keep this file, put the last backup in its place and open again."),
    ),
    e.StoreTooNew: lambda: (
        _("This desk was written by a newer version (revision {revision}): {path}"),
        _("Install the newer version on this computer too."),
    ),
    e.StoreNeedsUpgrade: lambda: (
        _("This desk was written by an older version (revision {revision}): {path}"),
        _("Upgrade it, a copy is kept: desk-app store upgrade"),
    ),
    e.OnlyRehearsal: lambda: (
        _("Only a rehearsal desk (EXERCICE) allows it: {what}."),
        _("This desk is a real one."),
    ),
    e.AgentNeeded: lambda: (
        _("Who acts must be said."),
        _("Add --agent and the agent’s login."),
    ),
    e.DeskTaken: lambda: (_("Desk App already runs for this desk: {desk}."), ""),
    # the world
    e.StoreUnavailable: lambda: (
        _("The desk’s data cannot be read or written for the moment."),
        _("Nothing is lost. Try again. ({cause})"),
    ),
    e.StoreReadOnly: lambda: (
        _("Nothing can be written here: {path}"),
        _("Allow writing in this folder, or choose another."),
    ),
    e.DiskFull: lambda: (
        _("There is no space left on the disk: {path}"),
        _("Make room, then try again. Nothing is lost."),
    ),
    e.PrinterUnavailable: lambda: (
        _("The printer does not print for the moment."),
        _("The ticket is kept and will come out. {cause}"),
    ),
    **said_elsewhere.SAID,
}
