"""Drives the sheet of where a request goes on: what was typed, then its paper (L-01)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import BadDocument, BadValue, DeskError, Refused
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.procedures import Procedure
from desk_app.domain.text import clean
from desk_app.domain.unmet import Impossibility, Tried, UnmetReason
from desk_app.services.unmet import Demand, Recorded
from desk_app.ui.booking.guide_sheet import GuideSheet, Typed
from desk_app.ui.booking.model import Spot
from desk_app.ui.booking.operations import BookingOperations
from desk_app.ui.booking.person_check import PersonCheck
from desk_app.ui.booking.view import BookingView
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.appointments import earlier_said, unmet_reason
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence

_DAY = re.compile(r"(\d{1,2})[/. ](\d{1,2})(?:[/. ](\d{4}))?")
_FORM = "JJ/MM/AAAA"


class Guiding(QObject):
    """Every request ends in a paper: nobody is sent away to come back some day."""

    def __init__(
        self,
        view: BookingView,
        sheet: GuideSheet,
        operations: BookingOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        procedure: Callable[[], Procedure | None],
        check: PersonCheck,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._sheet, self._do = view, sheet, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._procedure, self._check = procedure, check
        view.slots.guide.on_press(self.open)
        sheet.wanted.connect(self._on_wanted)

    @Slot()
    def open(self) -> None:
        """Ask where the request goes on."""
        procedure = self._procedure()
        if procedure is None:
            said = Said(_("Choose the procedure first."))
            self._view.refuse(Spot.PROCEDURE, said, level="warn")
            self._view.procedure.choice.setFocus()
            return
        name = procedure.named(self._session.language)
        self._sheet.ask(name, procedure.bring, self._earlier())

    def _earlier(self) -> str:
        return earlier_said([line.day for line in self._check.earlier])

    @Slot(object)
    def _on_wanted(self, typed: Typed) -> None:
        try:
            demand = self._demand(typed)
        except Refused as error:
            self._sheet.refuse(sentence(error))
            return
        prove = partial(self._do.prove, demand, by=self._session.login)
        self._tasks.run(prove, then=partial(self._on_printed, typed.reason), failed=self._fail)

    def _demand(self, typed: Typed) -> Demand:
        """Return what is asked for. Raises BadValue for days and numbers that are none."""
        draft = self._view.draft()
        try:
            document = draft.document()
        except (BadPerson, BadDocument):
            document = None  # a paper asks for none
        return Demand(
            procedure=draft.procedure,
            reason=typed.reason,
            document=document,
            language=draft.language or "fr",
            missing=numbers_of(typed.missing),
            tried=self._tried(typed) if typed.reason is UnmetReason.SUBSTITUTE else None,
        )

    def _tried(self, typed: Typed) -> Tried | None:
        if not typed.impossibility:
            return None
        return Tried(
            impossibility=Impossibility(typed.impossibility),
            hotline_on=day_of(typed.hotline, today=self._check.today),
            help_desk_on=day_of(typed.help_desk, today=self._check.today),
        )

    def _fail(self, error: DeskError) -> None:
        self._sheet.refuse(sentence(error))

    def _on_printed(self, reason: UnmetReason, printed: Recorded) -> None:
        self._sheet.close_sheet()
        text = _("{way}: the paper {reference} is printed.").format(
            way=unmet_reason(reason), reference=printed.line.reference
        )
        why = _("It is dated and free, and counts at the next visit.")
        self._view.refuse(Spot.ACT, Said(text, why), level="ok")
        self._signals.changed.emit(printed.changes)


def day_of(typed: str, *, today: dt.date) -> dt.date | None:
    """Return the day typed, the latest one where no year is; None for nothing. Raises BadValue."""
    text = typed.strip()
    if not text:
        return None
    read = _DAY.fullmatch(text)
    if read is None:
        raise BadValue("day", clean(text, at_most=20), _FORM)
    try:
        found = dt.date(int(read[3] or today.year), int(read[2]), int(read[1]))
        return found if read[3] or found <= today else found.replace(year=today.year - 1)
    except ValueError:
        raise BadValue("day", clean(text, at_most=20), _FORM) from None


def numbers_of(typed: str) -> tuple[int, ...]:
    """Return the numbers typed, a digit each unless they are parted: `13`, `1, 3`, `1 12`."""
    parts = re.findall(r"\d+", typed) if re.search(r"\d\D+\d", typed) else re.findall(r"\d", typed)
    return tuple(int(part) for part in parts)
