"""The history of a slot, wired to one open desk: pages are given its `open_for`."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desk_app.app.desk import Desk
from desk_app.services.slot_history import slot_history
from desk_app.ui.history.presenter import HistoryPresenter
from desk_app.ui.history.sheet import HistorySheet
from desk_app.ui.session import Session
from desk_app.ui.tasks import Tasks


def history_of(desk: Desk, *, overlay: QWidget, session: Session, tasks: Tasks) -> HistoryPresenter:
    """Return who opens the sheet, which lies over *overlay*."""
    sheet = HistorySheet(overlay)
    look = partial(slot_history, read=desk.read, clock=desk.clock, holidays=desk.holidays)
    return HistoryPresenter(
        sheet, look, session=session, tasks=tasks, clock=desk.clock, parent=sheet
    )
