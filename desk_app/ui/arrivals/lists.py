"""Taking in a platform's list at Arrivées: the file, what it would do, then the act."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desk_app.domain.daylist_report import Report
from desk_app.domain.errors import DeskError
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power, may
from desk_app.services.exchange import Imported
from desk_app.ui.arrivals.view import ArrivalsView
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _, ngettext
from desk_app.words.errors import Said, sentence
from desk_app.words.exchange import counts, junk, report_lines


class Look(Protocol):
    """What the list in a file would do, by the mapping at a path. Raises what reading it does."""

    def __call__(self, file: Path, mapping: Path, /, *, by: AgentLogin) -> Report: ...


class Take(Protocol):
    """The list in a file taken in, by the mapping at a path."""

    def __call__(self, file: Path, mapping: Path, /, *, by: AgentLogin) -> Imported: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListOperations:
    """Everything the sheet may call: the mappings of this desk, where they go, a file chosen."""

    mappings: Callable[[], Sequence[Path]]
    folder: Path
    pick: Callable[[], Path | None]
    look: Look
    take: Take


class Window(Protocol):
    """The shell, as this needs it."""

    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[Offer] = (), level: Level = "danger"
    ) -> None: ...


class DayLists(QObject):
    """What is shown is what is taken in: another file or platform is looked at anew."""

    def __init__(
        self,
        view: ArrivalsView,
        operations: ListOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
    ) -> None:
        super().__init__(view)
        sheet = view.lists
        self._view, self._sheet, self._do, self._window = view, sheet, operations, window
        self._session, self._tasks, self._signals = session, tasks, signals
        self._mappings: dict[str, Path] = {}
        self._file: Path | None = None
        self._turn = 0
        sheet.file_wanted.connect(self._on_file_wanted)
        sheet.mapping_picked.connect(self._on_mapping)
        sheet.taken.connect(self._on_taken)
        view.take_in.clicked.connect(self.open)
        session.changed.connect(self._on_session)
        self._on_session()

    def can_take_in(self) -> bool:
        """Return whether who sits here may take lists in."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.PLAN)

    @Slot()
    def open(self) -> None:
        """Ask for the list."""
        if not self.can_take_in():
            return
        self._mappings = {each.name: each for each in self._do.mappings()}
        self._file = None
        options = [Option(each.name, each.stem) for each in self._mappings.values()]
        self._sheet.ask(options, none=None if options else self._no_mapping())

    def look(self, file: Path) -> None:
        """Say what the list in *file* would do."""
        self._file, mapping = file, self._mapping()
        if mapping is None:
            return
        self._turn += 1
        self._sheet.show_file(file.name)
        self._tasks.run(
            partial(self._do.look, file, mapping, by=self._session.login),
            then=partial(self._on_looked, self._turn),
            failed=partial(self._on_refused, self._turn),
        )

    def _mapping(self) -> Path | None:
        chosen = self._sheet.mappings.chosen()
        return self._mappings.get(chosen) or next(iter(self._mappings.values()), None)

    def _no_mapping(self) -> Said:
        return Said(
            _("This desk knows no online platform yet."),
            _("Put its mapping into {folder}: the guide says how to write one.").format(
                folder=self._do.folder
            ),
        )

    @Slot()
    def _on_session(self) -> None:
        """Another agent may not take in what was looked at before."""
        self._view.take_in.setVisible(self.can_take_in())
        if self._sheet.isVisible():
            self._sheet.leave()

    @Slot()
    def _on_file_wanted(self) -> None:
        file = self._do.pick()
        if file is not None:
            self.look(file)

    @Slot(str)
    def _on_mapping(self, _name: str) -> None:
        if self._file is not None:
            self.look(self._file)

    @Slot()
    def _on_taken(self) -> None:
        file, mapping = self._file, self._mapping()
        if file is None or mapping is None:
            return
        self._turn += 1
        self._tasks.run(
            partial(self._do.take, file, mapping, by=self._session.login),
            then=self._on_done,
            failed=partial(self._on_refused, self._turn),
        )

    def _on_looked(self, turn: int, report: Report) -> None:
        if turn != self._turn:
            return
        self._sheet.show_report(report_lines(report), act=_act(report))
        if report.is_junk:
            self._sheet.refuse(Said(junk(), _("Check the platform, the file and its mapping.")))

    def _on_refused(self, turn: int, error: DeskError) -> None:
        if turn == self._turn:
            self._sheet.refuse(sentence(error))

    def _on_done(self, imported: Imported) -> None:
        self._sheet.close_sheet()
        why = " · ".join(counts(imported.report))
        self._window.refuse(_("List taken in."), why=why, level="ok")
        if self._view.card.is_waiting():
            self._view.wait_for_code()
        self._signals.changed.emit(imported.changes)


def _act(report: Report) -> str:
    """Return what the button says; empty where there is nothing to write."""
    count = report.added + report.updated + report.cancelled
    if not count or report.is_junk:
        return ""
    said = ngettext("Take in {count} appointment", "Take in {count} appointments", count)
    return said.format(count=count)
