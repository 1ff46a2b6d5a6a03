"""The F1 page: every key of this place, and the look; made from the commands themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.ui.commands import Command, Commands
from desk_app.ui.theme import Wish, px
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.choices import ChoiceStrip, Option
from desk_app.ui.widgets.columns import TwoColumns
from desk_app.ui.widgets.labels import KeyCap, Label
from desk_app.words.catalogue import _


class KeysPage(QWidget):
    """Keys of the screen the agent comes from, keys that work anywhere, and the theme."""

    theme_picked = Signal(str)  # a Wish: "system", "light", "dark", "high_contrast"

    place = "keys"

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._here = Card(gap=8, parent=self)
        self._anywhere = Card(gap=8)
        look = self._build_look()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(look)
        column.addWidget(self._anywhere)
        column.addStretch(1)
        start = QWidget()
        first = QVBoxLayout(start)
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self._here)
        first.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(TwoColumns(start, side, parent=self))
        self.setFocusProxy(self._strip)

    def show_keys(self, name: str, here: Sequence[Command]) -> None:
        """List the keys of *here*, the place called *name*, and those of everywhere."""
        self._fill(self._here, _("Keys of {place}").format(place=name), here)
        self._fill(self._anywhere, _("Keys everywhere"), self._commands.everywhere())

    def show_theme(self, wish: Wish) -> None:
        """Mark the theme that is wished."""
        self._strip.choose(wish)

    def _build_look(self) -> Card:
        card = Card(gap=8)
        card.body.addWidget(Label(_("Look of the windows"), weight=600, parent=card))
        self._strip = ChoiceStrip(_("Look of the windows"), card)
        self._strip.set_options(
            (
                Option("system", _("As the system")),
                Option("light", _("Light")),
                Option("dark", _("Dark")),
                Option("high_contrast", _("High contrast")),
            )
        )
        self._strip.picked.connect(self.theme_picked)
        card.body.addWidget(self._strip)
        return card

    def _fill(self, card: Card, title: str, commands: Sequence[Command]) -> None:
        while card.body.count():
            item = card.body.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        card.body.addWidget(Label(title, weight=600, parent=card))
        grid = QWidget(card)
        rows = QGridLayout(grid)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(px(16))
        rows.setVerticalSpacing(px(6))
        rows.setColumnStretch(1, 1)
        keyed = [command for command in commands if command.shortcut]
        for place, command in enumerate(keyed):
            key = KeyCap(self._commands.key_of(command), grid)
            rows.addWidget(key, place, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(Label(command.text, wrap=True, parent=grid), place, 1)
        if not keyed:
            rows.addWidget(Label(_("No key of its own."), tone="text2", parent=grid), 0, 1)
        card.body.addWidget(grid)
