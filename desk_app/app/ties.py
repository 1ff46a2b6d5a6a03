"""Declaring ties, wired to one open desk: one sheet for every window (AT-15)."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from desk_app.app.desk import Desk
from desk_app.services import ties
from desk_app.ui.commands import EVERYWHERE
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.ties.operations import TieOperations
from desk_app.ui.ties.presenter import Ties
from desk_app.ui.ties.sheet import TieSheet


def tie_operations(desk: Desk) -> TieOperations:
    """Return what the sheet may call."""
    return TieOperations(
        look=partial(ties.declared, read=desk.read, clock=desk.clock),
        declare=partial(ties.declare, begin=desk.begin, clock=desk.clock, hashes=desk.hashes),
        today=partial(_today, desk),
    )


def ties_of(
    desk: Desk,
    *,
    shell: Shell,
    overlay: QWidget,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
) -> Ties:
    """Return what declares ties; its act is found in every window."""
    declares = Ties(
        TieSheet(overlay),
        tie_operations(desk),
        session=session,
        tasks=tasks,
        signals=signals,
        parent=shell,
    )
    shell.set_commands(EVERYWHERE, declares.commands())
    return declares


def _today(desk: Desk) -> dt.date:
    return desk.clock().astimezone(desk.zone).date()
