"""What to do now, the most pressing first, each with its button and its key. It does nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.supervisor.suggestions import AT_MOST, Suggestion
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import Card, EmptyState, Line
from desk_app.ui.widgets.columns import Scroll
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.words.catalogue import _

ROWS_IN_SIGHT = 3


class SuggestionRow(QWidget):
    """One thing to do."""

    def __init__(self, place: int, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(7), px(10), px(7))
        row.setSpacing(px(12))
        icon = Icon(suggestion.icon, tone=suggestion.tone, size=20, parent=self)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = Label(suggestion.title, weight=600, wrap=True, parent=self)
        self.support = Label(
            suggestion.support, style="caption", tone="text2", wrap=True, parent=self
        )
        words.addWidget(self.title)
        words.addWidget(self.support)
        row.addLayout(words, 1)
        self.button = Button(suggestion.button, shortcut=str(place), parent=self)
        self.button.setObjectName(f"supervisor.todo.{place}")
        self.button.setAccessibleName(f"{suggestion.button}, {suggestion.title}")
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class TodoCard(Card):
    """The card of what to do; three rows are in sight, the others a scroll away."""

    asked = Signal(int)  # the row's key, 1 to 9

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("To do now"), parent=parent)
        self._count = self.add_head(_("To do now"))
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.refusal = RefusalBox(self)
        self.body.addWidget(self.refusal)
        self._empty = EmptyState(_("Nothing to do: the target is held."), parent=self)
        self.body.addWidget(self._empty)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = _Rows(inside, self)
        self.body.addWidget(self._scroll)
        self._shown: tuple[Suggestion, ...] = ()
        self._offers_acts = True
        self.rows: tuple[SuggestionRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show()

    def show_suggestions(self, suggestions: Sequence[Suggestion], *, nothing: str) -> None:
        """Show the first nine of *suggestions*; *nothing* is said where there are none."""
        self._empty.show_text(nothing)
        kept = tuple(suggestions[:AT_MOST])
        if kept != self._shown:
            self._shown = kept
            self._show()

    def offer_acts(self, *, are_offered: bool) -> None:
        """Show the button of each row, or none."""
        self._offers_acts = are_offered
        for row in self.rows:
            row.button.setVisible(are_offered)

    def _show(self) -> None:
        held = next((row.place for row in self.rows if row.button.hasFocus()), None)
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = tuple(
            SuggestionRow(place, each, self._scroll.widget())
            for place, each in enumerate(self._shown, start=1)
        )
        for row in self.rows:
            if row.place > 1:
                self._column.addWidget(Line())
            self._column.addWidget(row)
            row.button.clicked.connect(self._on_clicked)
            row.show()
            row.button.setVisible(self._offers_acts)
        self._column.addStretch(1)
        self._count.setText(str(len(self.rows)) if self.rows else "")
        self._empty.setVisible(not self.rows)
        self._scroll.show_rows(self.rows)
        if held is not None and self.rows:
            self.rows[min(held, len(self.rows)) - 1].button.setFocus()

    def _on_clicked(self) -> None:
        button = self.sender()
        for row in self.rows:
            if row.button is button:
                self.asked.emit(row.place)


class _Rows(Scroll):
    """As high as its first rows, so that the counters below keep their place."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(content, parent)
        self._rows: tuple[SuggestionRow, ...] = ()

    def show_rows(self, rows: tuple[SuggestionRow, ...]) -> None:
        """Make room for *rows*."""
        self._rows = rows
        self.setVisible(bool(rows))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the rows in sight, for all where screens stack."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the same: the rows in sight are always in sight."""
        seen = self._rows if current().stacked else self._rows[:ROWS_IN_SIGHT]
        width = max(self.width(), px(200))
        heights = sum(_height(row, width) for row in seen) + px(1) * max(0, len(seen) - 1)
        return QSize(super().minimumSizeHint().width(), heights)


def _height(row: SuggestionRow, width: int) -> int:
    layout = row.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return row.sizeHint().height()
