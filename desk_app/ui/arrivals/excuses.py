"""What is let pass at the door: a lateness by its reason, another document by the supervisor."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.appointments import Presence
from desk_app.domain.errors import DeskError
from desk_app.domain.overrides import Cause, Override
from desk_app.services.questions import Agreement
from desk_app.ui.arrivals.model import Verdict, Visit, refusal_of
from desk_app.ui.arrivals.view import ArrivalsView
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _

OTHER_KEY = "Alt+S"


class Excuses(QObject):
    """Asks for the reason of one visit; the presenter knows whether it is still at the door."""

    excused = Signal(object, object)  # the visit as it was, and as it is now

    def __init__(
        self,
        view: ArrivalsView,
        visit: Callable[[], Visit | None],
        *,
        ask_second: Ask,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._sheet, self._visit = view, view.sheet, visit
        self._ask_second = ask_second
        self._asked: Visit | None = None
        self.mismatched: Visit | None = None  # whose document was another
        self._sheet.excused.connect(self._on_reason)

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

    def refuse_document(
        self, visit: Visit, error: DeskError, now: dt.datetime, *, on: Callable[[], object]
    ) -> None:
        """Another document was shown: typed again, agreed to by the supervisor, or no entry."""
        self.mismatched = visit
        ask = Offer(
            text=_("Ask for the supervisor"), callback=self.ask_other, shortcut=OTHER_KEY,
            icon="user-check",
        )  # fmt: skip
        next_one = Offer(text=_("Next person"), callback=on, shortcut="Escape")
        card = self._view.card
        card.show_verdict(refusal_of(error, now), (ask, next_one), asks_document=True)
        self._view.wait_for_document()

    def can_ask_other(self) -> bool:
        """Return whether somebody stands at the door with another document."""
        return self.mismatched is not None and self._view.card.last4.isVisible()

    def ask_other(self) -> None:
        """Have the supervisor compare the document with who came (AT-10)."""
        visit = self.mismatched
        if visit is not None:
            self._ask_second(
                Case(
                    kind=Override.OTHER_DOCUMENT,
                    subject=visit.found.appointment.reference,
                    act=_("Let in with this document"),
                    icon="user-check",
                    then=partial(self._on_other_agreed, visit),
                )
            )

    def _on_other_agreed(self, asked: Visit, agreement: Agreement) -> None:
        self.excused.emit(asked, dataclasses.replace(asked, other_document=agreement))

    @Slot(object)
    def _on_reason(self, why: Cause) -> None:
        asked = self._asked
        if asked is not None:
            self.excused.emit(asked, dataclasses.replace(asked, excuse=why))

    def _on_agreed(self, asked: Visit, agreement: Agreement) -> None:
        agreed = dataclasses.replace(asked, excuse=agreement.why, agreement=agreement)
        self.excused.emit(asked, agreed)
