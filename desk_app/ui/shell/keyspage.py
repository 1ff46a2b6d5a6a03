"""The F1 page: every key of this place, and the look; made from the commands themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.commands import Command, Commands
from desk_app.ui.shell.keyrows import KeyGroup, KeyRow, key_groups
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
        key_of = self._commands.key_of
        taken = frozenset(command.shortcut for command in here)
        everywhere = key_groups(self._commands.everywhere(), key_of=key_of, taken=taken)
        self._fill(
            self._here, _("Keys of {place}").format(place=name), key_groups(here, key_of=key_of)
        )
        self._fill(self._anywhere, _("Keys everywhere"), (*everywhere, _moves()))

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

    def _fill(self, card: Card, title: str, groups: Sequence[KeyGroup]) -> None:
        while card.body.count():
            item = card.body.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        card.body.addWidget(Label(title, style="lead", weight=600, parent=card))
        grid = QWidget(card)
        rows = QGridLayout(grid)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(px(16))
        rows.setVerticalSpacing(px(6))
        rows.setColumnStretch(1, 1)
        for group in groups:
            _add_group(group, rows, grid)
        if not groups:
            rows.addWidget(Label(_("No key of its own."), tone="text2", parent=grid), 0, 1)
        card.body.addWidget(grid)


def _add_group(group: KeyGroup, rows: QGridLayout, grid: QWidget) -> None:
    if group.name:
        name = Label(group.name, style="caption", weight=600, tone="text2", parent=grid)
        name.setContentsMargins(0, px(6) if rows.rowCount() > 1 else 0, 0, 0)
        rows.addWidget(name, rows.rowCount(), 0, 1, 2)
    for row in group.rows:
        place = rows.rowCount()
        caps = QHBoxLayout()
        caps.setSpacing(px(4))
        for key in row.keys:
            caps.addWidget(KeyCap(key, grid))
        caps.addStretch(1)
        rows.addLayout(caps, place, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(Label(row.text, wrap=True, parent=grid), place, 1)


def _moves() -> KeyGroup:
    return KeyGroup(
        _("Move about"),
        (
            KeyRow(("Up", "Down"), _("The line before, the line after")),
            KeyRow(("Home", "End"), _("The first line, the last line")),
            KeyRow(("Tab", "Shift+Tab"), _("The next thing, the one before")),
            KeyRow(("Space",), _("Press what has the focus")),
        ),
    )
