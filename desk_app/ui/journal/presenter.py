"""Drives the Journal: finds acts, has the chain verified and written out. Not how it looks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import DeskError, Unavailable
from desk_app.domain.journal import Entry
from desk_app.services.journal import Found, Question, Verdict
from desk_app.services.ports import Clock
from desk_app.ui.journal.asking import act_options, day_options, question_of
from desk_app.ui.journal.operations import JournalOperations
from desk_app.ui.journal.view import JournalView
from desk_app.ui.session import Session
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock as hour
from desk_app.words.dates import local
from desk_app.words.errors import Said
from desk_app.words.errors import sentence as error_said
from desk_app.words.journal import broken_at, facts_of

PAGE = 200


class Window(Protocol):
    """What the presenter asks of the window around."""

    def set_title(self, title: str, sub: str = "") -> None: ...


class JournalPresenter(QObject):
    """Owns one view; each search is a read of its own, verifying and exporting are acts."""

    def __init__(
        self,
        view: JournalView,
        operations: JournalOperations,
        *,
        session: Session,
        tasks: Tasks,
        window: Window,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do = view, operations
        self._session, self._tasks, self._window = session, tasks, window
        self._clock = clock
        self._found: Found | None = None
        self._question = Question()
        self._verdict: Verdict | None = None
        view.show_acts(act_options())
        view.shown.connect(self._on_shown)
        view.picked.connect(self.search)
        view.chosen_changed.connect(self._show_facts)
        view.verify.on_press(self.verify)
        view.export.on_press(self.export)
        view.older.on_press(self.show_older)

    @Slot()
    def search(self) -> None:
        """Find what the filters ask for."""
        self._settle()
        question = question_of(self._view.filters(), self._found.people if self._found else {})
        if question is None:
            self._view.refuse(
                Said(_("No ticket, no agent and no appointment is called this.")), level="warn"
            )
            return
        self._question = question
        self._ask(question, self._show)

    @Slot()
    def show_older(self) -> None:
        """Add the acts before the oldest in the list."""
        if self._found is not None and self._found.entries:
            oldest = self._found.entries[-1].seq
            self._ask(dataclasses.replace(self._question, before=oldest), self._add)

    @Slot()
    def verify(self) -> None:
        """Have the whole chain verified; it is a fact too."""
        self._settle()
        self._view.show_chain(_("Verifying…"), "text2")
        by = self._session.login
        self._tasks.run(partial(self._do.verify, by=by), then=self.tell, failed=self._on_failed)

    @Slot()
    def export(self) -> None:
        """Write the journal to a new file beside the desk's data."""
        self._settle()
        by = self._session.login
        self._tasks.run(
            partial(self._do.export, by), then=self._show_written, failed=self._on_failed
        )

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._view.search.setFocus()

    def _ask(self, question: Question, then: Callable[[Found], None]) -> None:
        if self._session.agent is None:
            return
        look = partial(
            self._do.look, question, PAGE, by=self._session.login, language=self._session.language
        )
        self._tasks.run(look, then=then, failed=self._on_failed)

    def _show(self, found: Found) -> None:
        self._found = found
        self._view.show_found(found, has_more=len(found.entries) == PAGE)

    def _add(self, found: Found) -> None:
        if self._found is not None:
            entries = (*self._found.entries, *found.entries)
            bodies = (self._found.bodies or {}) | (found.bodies or {})
            seen = None if found.bodies is None else bodies
            self._found = dataclasses.replace(found, entries=entries, bodies=seen)
            self._view.show_found(self._found, has_more=len(found.entries) == PAGE)

    @Slot()
    def _show_facts(self) -> None:
        entry: Entry | None = self._view.chosen()
        if entry is None or self._found is None:
            self._view.show_facts(())
        else:
            found = self._found
            self._view.show_facts(facts_of(entry, found.names, found.procedures, found.bodies))

    def tell(self, verdict: Verdict) -> None:
        """Say how the chain was found; a broken one stays said until it is found whole."""
        self._verdict = verdict
        if verdict.first_broken is None:
            self._view.settle()
            at = _("Chain verified at {hour} ✓").format(hour=hour(verdict.at))
            count = ngettext("{count} entry", "{count} entries", verdict.entries)
            self._view.show_chain(f"{at} · {count.format(count=verdict.entries)}", "ok")
        else:
            self._refuse_broken(verdict.first_broken)

    def _settle(self) -> None:
        """Take back what was said, but never that the chain is broken."""
        self._view.settle()
        if self._verdict is not None and self._verdict.first_broken is not None:
            self._refuse_broken(self._verdict.first_broken)

    def _refuse_broken(self, number: int) -> None:
        self._view.show_chain(_("Chain broken"), "danger")
        proof = Offer(text=_("Export the proof"), callback=self.export, icon="download")
        said = Said(
            broken_at(number),
            _("Somebody changed the file. Keep it, and call who looks after the desks."),
        )
        self._view.refuse(said, level="danger", offers=(proof,))

    def _show_written(self, place: str) -> None:
        said = _("Journal written, without any name: {file}").format(file=place)
        self._view.refuse(Said(said), level="ok")

    def _on_failed(self, error: DeskError) -> None:
        if self._verdict is None:
            self._view.show_chain(_("Chain not verified yet"), "text2")
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._view.refuse(error_said(error, now=local(self._clock())), level=level)

    @Slot()
    def _on_shown(self) -> None:
        self._window.set_title(_("Journal"), _("Read only: who did what, and when"))
        self._view.show_days(day_options(local(self._clock()).date()))
        self.search()
