"""The sheet of an opening, wired to one open desk: one for every place that hands tickets out."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desk_app.app.desk import Desk
from desk_app.app.operations import hurried
from desk_app.security.codes import new_code, new_draw_secret, new_id
from desk_app.services import opening_draws
from desk_app.services.opening_page import opening_page
from desk_app.ui.opening.operations import OpeningOperations
from desk_app.ui.opening.presenter import OpeningDraw
from desk_app.ui.opening.sheet import OpeningSheet
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks


def opening_operations(desk: Desk) -> OpeningOperations:
    """Return what the sheet may call; its tickets leave at once."""
    begin = hurried(desk)
    return OpeningOperations(
        look=partial(opening_page, read=desk.read, clock=desk.clock, holidays=desk.holidays),
        hand_card=partial(
            opening_draws.hand_card,
            begin=begin,
            clock=desk.clock,
            keyed_hash=desk.keyed_hash,
            holidays=desk.holidays,
            new_secret=new_draw_secret,
        ),
        open_doors=partial(
            opening_draws.open_doors,
            begin=begin,
            clock=desk.clock,
            new_id=new_id,
            new_code=new_code,
            holidays=desk.holidays,
            printer=desk.printer,
        ),
    )


def add_opening(
    desk: Desk,
    *,
    shell: Shell,
    overlay: QWidget,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
) -> OpeningDraw:
    """Put the sheet over the window; its command is put where tickets are handed out."""
    return OpeningDraw(
        OpeningSheet(overlay),
        opening_operations(desk),
        session=session,
        tasks=tasks,
        signals=signals,
        clock=desk.clock,
        parent=shell,
    )
