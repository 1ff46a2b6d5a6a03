"""What became of a paper, for people. Why one waits is words/printers', what it says paper's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from desk_app.domain.prints import PrintState
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import day_and_month
from desk_app.words.moves import status_name
from desk_app.words.texts import spaced


def print_state(state: PrintState | str) -> str:
    """Return where a paper is: `Imprimé`, `À vérifier`."""
    return _STATES[PrintState(state)]()


def standing(state: str) -> str:
    """Return where a ticket is, or its paper, in the middle of a sentence: `terminé`, `imprimé`."""
    return print_state(state).lower() if state in _STATES else status_name(state)


def print_what(what: str) -> str:
    """Return what comes out, for people: `ticket C042` is `Ticket C 042`."""
    if what == "code":
        return _("One-time code")
    kind, _space, number = what.partition(" ")
    say = _PAPERS.get(kind)
    return what if say is None or not number else say(number)


def doubt() -> str:
    """Return the question asked about a doubtful print."""
    return _("Did the paper come out?")


def no_paper_yet() -> str:
    """Return what to do when a ticket is issued and its paper does not come."""
    return _("Say or write this number. The paper will come out when the printer is ready.")


_STATES: Mapping[PrintState, Callable[[], str]] = {
    PrintState.RENDERED: lambda: pgettext("print", "To be printed"),
    PrintState.QUEUED: lambda: pgettext("print", "To be printed"),
    PrintState.WAIT_PRINTER: lambda: pgettext("print", "Waiting for the printer"),
    PrintState.SENDING: lambda: pgettext("print", "Printing"),
    PrintState.AWAIT_ACK: lambda: pgettext("print", "Printing"),
    PrintState.PRINTED: lambda: pgettext("print", "Printed"),
    PrintState.PRINTED_SPLIT: lambda: pgettext("print", "Printed in two pieces"),
    PrintState.TORN: lambda: pgettext("print", "Incomplete paper"),
    PrintState.UNCERTAIN: lambda: pgettext("print", "To be checked"),
    PrintState.CANCELLED: lambda: pgettext("print", "Cancelled"),
    PrintState.REROUTED: lambda: pgettext("print", "Sent to another printer"),
}
_PAPERS: Mapping[str, Callable[[str], str]] = {
    "ticket": lambda number: _("Ticket {number}").format(number=spaced(number)),
    "convocation": lambda number: _("Convocation {reference}").format(reference=number),
    "request": lambda number: _("Request {reference} in the register").format(reference=number),
    "unmet": lambda number: _("Proof of request {reference}").format(reference=number),
    "calls": lambda day: _("List of calls of {day}").format(day=_day(day)),
    "reminders": lambda day: _("List of holders to call of {day}").format(day=_day(day)),
}


def _day(written: str) -> str:
    return day_and_month(dt.date.fromisoformat(written))
