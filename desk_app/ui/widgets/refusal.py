"""Why not, under the control concerned, and what can be done instead; never a dialog."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.messages import announce
from desk_app.ui.theme import px, set_state
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import Icon, Label

Level = Literal["danger", "warn", "ok"]
_ICONS: dict[Level, str] = {"danger": "circle-x", "warn": "triangle-alert", "ok": "circle-check"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can still be done: the words of its button, its key, its act."""

    text: str
    callback: Callable[[], object]
    shortcut: str = ""
    icon: str = ""


class RefusalBox(QFrame):
    """A refusal (danger) or what is out of reach (warn), with one to three ways on.

    It is hidden until something is said; the focus stays where it was.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "danger")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(13), px(9), px(13), px(9))
        row.setSpacing(px(10))
        self._icon = Icon("circle-x", tone="danger", size=18, parent=self)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        self._title = Label(weight=600, tone="danger", wrap=True, parent=self)
        self._why = Label(style="body", wrap=True, parent=self)
        self._place = QWidget(self)
        self._offers = QHBoxLayout(self._place)
        self._offers.setContentsMargins(0, px(6), 0, px(2))
        self._offers.setSpacing(px(8))
        words.addWidget(self._title)
        words.addWidget(self._why)
        words.addWidget(self._place)
        row.addLayout(words, 1)
        self._buttons: list[Button] = []
        self.hide()

    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[Offer] = (), level: Level = "danger"
    ) -> None:
        """Say *text* and *why*, offer at most three acts, and have it read aloud."""
        set_state(self, "surface", level)
        self._icon.show_icon(_ICONS[level], level)
        self._title.set_tone(level)
        self._title.setText(text)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._show_offers(offers[:3])
        self.setAccessibleName(" ".join(part for part in (text, why) if part))
        self.show()
        announce(self, self.accessibleName(), at_once=level == "danger")

    def withdraw(self) -> None:
        """Take back what was said."""
        self.hide()
        self._show_offers(())

    def buttons(self) -> tuple[Button, ...]:
        """Return the offered acts, in order."""
        return tuple(self._buttons)

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        while self._offers.count():
            self._offers.takeAt(0)
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for offer in offers:
            button = Button(offer.text, icon=offer.icon, shortcut=offer.shortcut, parent=self)
            button.on_press(offer.callback)
            self._buttons.append(button)
            self._offers.addWidget(button)
        if offers:
            self._offers.addStretch(1)
        self._place.setVisible(bool(offers))
