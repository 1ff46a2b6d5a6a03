"""The comparison of acts, wired to one open desk; a page of Supervision, not of the rail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desk_app.app.desk import Desk
from desk_app.services.anomalies import anomalies
from desk_app.services.demand import demand
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.tasks import Tasks
from desk_app.ui.watching.commands import PLACE, watching_commands
from desk_app.ui.watching.operations import WatchingOperations
from desk_app.ui.watching.presenter import WatchingPresenter
from desk_app.ui.watching.view import WatchingView


def watching_operations(desk: Desk) -> WatchingOperations:
    """Return what the page may call."""
    return WatchingOperations(
        compare=partial(
            anomalies,
            None,
            begin=desk.begin,
            read=desk.read,
            clock=desk.clock,
            holidays=desk.holidays,
        ),
        demand=partial(demand, read=desk.read, clock=desk.clock),
    )


def add_watching(
    desk: Desk,
    *,
    shell: Shell,
    session: Session,
    tasks: Tasks,
    supervision: str,
    open_history: Callable[[str], None],
) -> WatchingPresenter:
    """Add the page, which leads back to the place *supervision*, and return who drives it.

    *open_history* shows the history of a slot.
    """
    view = WatchingView()
    view.history_requested.connect(open_history)
    presenter = WatchingPresenter(
        view,
        watching_operations(desk),
        session=session,
        tasks=tasks,
        window=shell,
        clock=desk.clock,
        leave=partial(shell.show_place, supervision),
        parent=view,
    )
    shell.add_page(PLACE, view)
    shell.set_commands(PLACE, watching_commands(presenter))
    return presenter
