"""Writes the agenda of the week in sight to a file; no free place is in it (AT-22)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desk_app.domain.agenda import Wanted, week_of
from desk_app.domain.errors import DeskError
from desk_app.domain.people import AgentLogin
from desk_app.services.ports import Clock
from desk_app.services.week import Week
from desk_app.ui.session import Session
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _, ngettext
from desk_app.words.errors import sentence

CSV, ICS = "csv", "ics"


class Write(Protocol):
    """`services.agenda_export.export`, written to a file; says how many appointments it has."""

    def __call__(self, wanted: Wanted, file: Path, /, *, by: AgentLogin) -> int: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgendaOperations:
    """Asks where the file goes, None where the person leaves; and writes it."""

    pick: Callable[[str], Path | None]
    write: Write


class Window(Protocol):
    """The shell, as this needs it."""

    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[Offer] = (), level: Level = "danger"
    ) -> None: ...


class Exporting(QObject):
    """Without names: who needs them gives a coded reason on the command line."""

    def __init__(
        self,
        operations: AgendaOperations,
        *,
        session: Session,
        tasks: Tasks,
        window: Window,
        clock: Clock,
        week: Callable[[], Week | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._do, self._session, self._tasks = operations, session, tasks
        self._window, self._clock, self._week = window, clock, week

    @Slot()
    def export(self) -> None:
        """Ask for a file and write the week to it; a name in `.ics` makes it a calendar."""
        week = self._week()
        if week is None or self._session.agent is None:
            return
        first, last = week_of(week.monday)
        file = self._do.pick(f"{_('agenda')}-{first}-{last}.{CSV}")
        if file is not None:
            form = ICS if file.suffix.lower() == f".{ICS}" else CSV
            wanted = Wanted(first=first, last=last, form=form)
            work = partial(self._do.write, wanted, file, by=self._session.login)
            self._tasks.run(work, then=partial(self._on_written, file), failed=self._fail)

    def _on_written(self, file: Path, count: int) -> None:
        said = ngettext(
            "The agenda is written: {count} appointment, without names.",
            "The agenda is written: {count} appointments, without names.",
            count,
        )
        self._window.refuse(said.format(count=count), why=str(file), level="ok")

    def _fail(self, error: DeskError) -> None:
        said = sentence(error, now=self._clock())
        self._window.refuse(said.text, why=said.why)
