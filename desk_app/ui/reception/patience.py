"""A ticket that takes long to be saved: the agent may go on meanwhile. It gives and stops none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.ui.widgets.cards import LONG_MS
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _
from desk_app.words.errors import Said


class PatienceView(Protocol):
    """Where it is said: under the filled button."""

    def refuse_ticket(self, said: Said, offers: Sequence[Offer], *, unavailable: bool) -> None: ...
    def withdraw_refusal(self) -> None: ...


class Patience(QObject):
    """Counts while a ticket is being given; *go_on* prepares the next visitor's meanwhile."""

    def __init__(self, view: PatienceView, *, go_on: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._go_on = view, go_on
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONG_MS)
        self._timer.timeout.connect(self._on_long)
        self._said = False

    def start(self) -> None:
        """A ticket is being given from now on."""
        self._timer.start()

    def stop(self) -> None:
        """It has been given, or refused."""
        self._timer.stop()
        if self._said:
            self._said = False
            self._view.withdraw_refusal()

    def keep(self) -> None:
        """Say that the next ticket waits for the one before, until that one is saved."""
        self._said = True
        said = Said(
            text=_("The ticket before is still being saved."),
            why=_("This one can be given as soon as it is."),
        )
        self._view.refuse_ticket(said, (), unavailable=True)

    @Slot()
    def _on_long(self) -> None:
        self._said = True
        said = Said(
            text=_("The ticket is still being saved."),
            why=_("It comes among the last tickets once it is, and its paper comes out."),
        )
        way = Offer(text=_("Go on without waiting"), callback=self._on_go_on, icon="arrow-right")
        self._view.refuse_ticket(said, (way,), unavailable=True)

    def _on_go_on(self) -> None:
        self._said = False
        self._go_on()
