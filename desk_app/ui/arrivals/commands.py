"""The acts of Arrivées by their words and keys; what they do is the presenter's."""

from __future__ import annotations

from desk_app.ui.arrivals.calls import Calls
from desk_app.ui.arrivals.excuses import OTHER_KEY
from desk_app.ui.arrivals.lists import DayLists
from desk_app.ui.arrivals.past import Past
from desk_app.ui.arrivals.presenter import ArrivalsPresenter
from desk_app.ui.arrivals.view import CALLS_KEY, LIST_KEY, PAST_KEY
from desk_app.ui.commands import Command
from desk_app.words.catalogue import _

PLACE = "arrivals"


def arrivals_commands(
    presenter: ArrivalsPresenter, calls: Calls, lists: DayLists, past: Past
) -> tuple[Command, ...]:
    """Return what can be done at the door, in the order the help shows it."""
    excuses, corrections = presenter.excuses, presenter.corrections
    return (
        Command(
            id="arrivals.let_in", text=_("Let the holder in"), shortcut="Return",
            callback=presenter.let_in, where=PLACE,
        ),
        Command(
            id="arrivals.excuse", text=_("Excuse the lateness, with a reason"), shortcut="Alt+U",
            callback=excuses.ask, where=PLACE, is_enabled=excuses.can_ask,
        ),
        Command(
            id="arrivals.correct", text=_("Correct the holder’s identity…"), shortcut="Alt+I",
            callback=corrections.ask, where=PLACE, is_enabled=corrections.can_ask,
        ),
        Command(
            id="arrivals.other", text=_("Ask for the supervisor: another document"),
            shortcut=OTHER_KEY, callback=excuses.ask_other, where=PLACE,
            is_enabled=excuses.can_ask_other,
        ),
        Command(
            id="arrivals.next", text=_("Next person"), shortcut="Escape",
            callback=presenter.start_again, where=PLACE,
        ),
        Command(
            id="arrivals.calls", text=_("Holders to call before the day"), shortcut=CALLS_KEY,
            callback=calls.open, where=PLACE,
        ),
        *_beside(presenter, lists, past),
    )  # fmt: skip


def _beside(presenter: ArrivalsPresenter, lists: DayLists, past: Past) -> tuple[Command, ...]:
    """Return what is done beside the door."""
    return (
        Command(
            id="arrivals.reprint", text=_("Print an arrival’s ticket again"),
            shortcut="Ctrl+P", callback=presenter.afterwards.reprint, where=PLACE,
        ),
        Command(
            id="arrivals.list", text=_("Take in an online platform’s list"), shortcut=LIST_KEY,
            callback=lists.open, where=PLACE, is_enabled=lists.can_take_in,
        ),
        Command(
            id="arrivals.past", text=_("History of the slot"), shortcut=PAST_KEY,
            callback=past.ask, where=PLACE, is_enabled=past.can_ask,
        ),
    )  # fmt: skip
