"""The acts of Arrivées by their words and keys; what they do is the presenter's."""

from __future__ import annotations

from desk_app.ui.arrivals.calls import Calls
from desk_app.ui.arrivals.excuses import OTHER_KEY
from desk_app.ui.arrivals.presenter import ArrivalsPresenter
from desk_app.ui.arrivals.view import CALLS_KEY
from desk_app.ui.commands import Command
from desk_app.words.catalogue import _

PLACE = "arrivals"


def arrivals_commands(presenter: ArrivalsPresenter, calls: Calls) -> tuple[Command, ...]:
    """Return what can be done at the door, in the order the help shows it."""
    return (
        Command(
            id="arrivals.let_in", text=_("Let the holder in"), shortcut="Return",
            callback=presenter.let_in, where=PLACE,
        ),
        Command(
            id="arrivals.excuse", text=_("Excuse the lateness, with a reason"), shortcut="Alt+U",
            callback=presenter.excuse, where=PLACE, is_enabled=presenter.can_excuse,
        ),
        Command(
            id="arrivals.other", text=_("Ask for the supervisor: another document"),
            shortcut=OTHER_KEY, callback=presenter.excuses.ask_other, where=PLACE,
            is_enabled=presenter.excuses.can_ask_other,
        ),
        Command(
            id="arrivals.next", text=_("Next person"), shortcut="Escape",
            callback=presenter.start_again, where=PLACE,
        ),
        Command(
            id="arrivals.calls", text=_("Holders to call before the day"), shortcut=CALLS_KEY,
            callback=calls.open, where=PLACE,
        ),
        Command(
            id="arrivals.reprint", text=_("Print an arrival’s ticket again"),
            shortcut="Ctrl+P", callback=presenter.afterwards.reprint, where=PLACE,
        ),
    )  # fmt: skip
