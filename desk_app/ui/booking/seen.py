"""What two people have seen of the person typed: an unusual name, a homonym, the same person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from desk_app.domain.identity_errors import BadPerson, PerhapsKnown
from desk_app.domain.overrides import Override
from desk_app.services.joining import Joined
from desk_app.services.questions import Agreement
from desk_app.ui.booking.model import Spot
from desk_app.ui.booking.operations import BookingOperations
from desk_app.ui.booking.view import BookingView
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import sentence

_ACTS = {
    Override.REAL_NAME: lambda: _("Take the name as printed"),
    Override.HOMONYM: lambda: _("Go on as another person"),
}


class Seen(QObject):
    """Keeps agreements for the person typed now, and forgets them with the person.

    Once there is nothing more in the way, what was refused goes on; `ready` is told where nothing
    was.
    """

    ready = Signal()
    refused = Signal(object)  # DeskError

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        ask_second: Ask,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._ask_second = view, operations, ask_second
        self._session, self._tasks, self._signals = session, tasks, signals
        self._agreed: dict[Override, Agreement] = {}
        self._about = ""
        self._refused: Callable[[], object] | None = None
        self.today = dt.date.min

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """What was agreed to of the person typed."""
        return tuple(self._agreed.values())

    @property
    def is_name_seen(self) -> bool:
        """True once two people have seen an unusual name on the document."""
        return Override.REAL_NAME in self._agreed

    def forget(self) -> None:
        """Somebody else is typed, or another procedure."""
        self._agreed.clear()
        self._refused = None

    def begin(self, act: Callable[[], object]) -> None:
        """From now on *act* is what goes on once nothing is in its way."""
        self._refused = act

    def name_offers(self, error: DeskError) -> tuple[Offer, ...]:
        """Return the way on from a name that looks invented, nothing for another fault."""
        is_name = isinstance(error, BadPerson) and error.field in {"family_name", "given_names"}
        if not is_name or getattr(error, "fault", "") != "placeholder":
            return ()
        ask = partial(self._ask, Override.REAL_NAME)
        return (Offer(text=_("It is printed so"), callback=ask, icon="user-check"),)

    def refuse_perhaps(self, error: PerhapsKnown) -> None:
        """Say that it may be a person who is known, and offer both ways on."""
        join = partial(self._join, error.references[0])
        same = Offer(text=_("It is this person"), callback=join, icon="link")
        apart = partial(self._ask, Override.HOMONYM)
        other = Offer(text=pgettext("booking", "Another person"), callback=apart, icon="user-check")
        self._view.refuse(
            Spot.DOCUMENT, sentence(error), level="warn", offers=(same, other), field="number"
        )

    def _ask(self, kind: Override) -> None:
        procedure = self._view.draft().procedure
        if procedure:
            self._about = procedure
            case = Case(
                kind=kind, subject=procedure, act=_ACTS[kind](), then=self._on_agreed,
                icon="user-check",
            )  # fmt: skip
            self._ask_second(case)

    def _on_agreed(self, agreement: Agreement) -> None:
        if self._view.draft().procedure == self._about:
            self._agreed[agreement.kind] = agreement
            self._view.withdraw(Spot.DOCUMENT, Spot.NAMES)
            self._go_on()

    def _join(self, reference: str) -> None:
        applicant = self._view.draft().applicant(today=self.today, is_name_seen=self.is_name_seen)
        join = partial(self._do.join, reference, applicant, by=self._session.login)
        self._tasks.run(join, then=self._on_joined, failed=self.refused.emit)

    def _on_joined(self, joined: Joined) -> None:
        self._view.withdraw(Spot.DOCUMENT)
        self._signals.changed.emit(joined.changes)
        self._go_on()

    def _go_on(self) -> None:
        if self._refused is not None:
            self._refused()
        else:
            self.ready.emit()
