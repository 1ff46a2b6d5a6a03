"""The agenda of a week as a file, wired to one open desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk_app.app.desk import Desk
from desk_app.cli.files import replace_text
from desk_app.domain.agenda import Wanted
from desk_app.domain.people import AgentLogin
from desk_app.domain.spreadsheet import ENCODING
from desk_app.services import agenda_export
from desk_app.ui.calendar.choosing import agenda_file
from desk_app.ui.calendar.exporting import ICS, AgendaOperations
from desk_app.words.agenda import agenda_calendar, agenda_table


def agenda_operations(desk: Desk, view: QWidget) -> AgendaOperations:
    """Return what writing an agenda may call; it asks for the file over *view*."""
    return AgendaOperations(pick=partial(agenda_file, view), write=partial(write, desk))


def write(desk: Desk, wanted: Wanted, file: Path, *, by: AgentLogin) -> int:
    """Write the agenda to *file* and return how many appointments it has; it is journaled.

    Raises what `agenda_export.export` does, DiskFull or StoreReadOnly.
    """
    agenda = agenda_export.export(wanted, by=by, begin=desk.begin, clock=desk.clock)
    if wanted.form == ICS:
        replace_text(file, agenda_calendar(agenda))
    else:
        replace_text(file, agenda_table(agenda), encoding=ENCODING)
    return len(agenda.lines)
