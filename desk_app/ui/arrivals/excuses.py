"""Taking a lateness away: by a reason alone, or with a second person where it is great."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.appointments import Presence
from desk_app.domain.overrides import Cause, Override
from desk_app.services.questions import Agreement
from desk_app.ui.arrivals.excuse_sheet import ExcuseSheet
from desk_app.ui.arrivals.model import Verdict, Visit
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _


class Excuses(QObject):
    """Asks for the reason of one visit; the presenter knows whether it is still at the door."""

    excused = Signal(object, object)  # the visit as it was, and as it is now

    def __init__(
        self,
        sheet: ExcuseSheet,
        visit: Callable[[], Visit | None],
        *,
        ask_second: Ask,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._visit, self._ask_second = sheet, visit, ask_second
        self._asked: Visit | None = None
        sheet.excused.connect(self._on_reason)

    def offers(self, verdict: Verdict) -> tuple[Offer, ...]:
        """Return the act that is offered beside *verdict*."""
        offer = Offer(text=_("Excuse"), callback=self.ask, shortcut="Alt+U", icon="user-check")
        return (offer,) if verdict.can_excuse else ()

    def can_ask(self) -> bool:
        """Return whether somebody late stands at the door."""
        visit = self._visit()
        return visit is not None and visit.can_excuse

    def ask(self) -> None:
        """Ask why; over half an hour a colleague or the supervisor agrees too (AT-16)."""
        visit = self._visit()
        if visit is None or not visit.can_excuse:
            return
        if visit.found.presence is Presence.LATE:
            self._asked = visit
            self._sheet.ask()
            return
        self._ask_second(
            Case(
                kind=Override.LATE_ACCEPTANCE,
                subject=visit.found.appointment.reference,
                act=_("Excuse the lateness"),
                icon="user-check",
                then=partial(self._on_agreed, visit),
            )
        )

    @Slot(object)
    def _on_reason(self, why: Cause) -> None:
        asked = self._asked
        if asked is not None:
            self.excused.emit(asked, dataclasses.replace(asked, excuse=why))

    def _on_agreed(self, asked: Visit, agreement: Agreement) -> None:
        agreed = dataclasses.replace(asked, excuse=agreement.why, agreement=agreement)
        self.excused.emit(asked, agreed)
