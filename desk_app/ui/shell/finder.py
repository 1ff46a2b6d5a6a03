"""Ctrl K: type what you want to do or where to go; what cannot be done now says why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from desk_app.ui.commands import Commands, Found
from desk_app.ui.keys import key_label
from desk_app.ui.messages import announce
from desk_app.ui.theme import px
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.fields import LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.painting import painter_on
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, pgettext

_ROWS = 9


class Finder(QWidget):
    """A search over every command, on a scrim over *parent*; Enter does the chosen one."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._commands = commands
        self._came_from: QWidget | None = None
        self.setAccessibleName(_("Find an act"))
        self._card = Card(padding=12, gap=8, parent=self)
        self.field = LineEdit(_("Find an act"), icon="search", style="lead", height=44)
        self.field.setObjectName("finder.field")
        self.field.setPlaceholderText(_("What do you want to do, or where to go?"))
        self.field.textChanged.connect(self._on_typed)
        self.field.stepped.connect(self._on_stepped)
        self._card.body.addWidget(self.field)
        self._model: LinesModel[Found] = LinesModel(
            (
                Column(id="text", title=_("Act"), cell=_text_cell),
                Column(
                    id="place",
                    title=pgettext("column", "Where"),
                    cell=_place_cell,
                    align="end",
                    width=96,
                ),
                Column(id="key", title=_("Key"), cell=self._key_cell, align="end", width=104),
            ),
            identity=lambda found: found.command.id,
        )
        self.table = Table(
            self._model, name=_("Acts found"), row_height=36, show_header=False, parent=self._card
        )
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.clicked.connect(self._on_clicked)
        self._card.body.addWidget(self.table)
        self._why = Label(tone="text2", wrap=True, parent=self._card)
        self._why.setObjectName("finder.why")
        self._card.body.addWidget(self._why)
        self._none = EmptyState(_("No act by that name."), parent=self._card)
        self._card.body.addWidget(self._none)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come in, empty."""
        self._came_from = self.window().focusWidget()
        self.field.clear()
        self._on_typed("")
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self) -> None:
        """Do what is chosen, here or where it is done; say why if it cannot be done now."""
        found = self.table.chosen()
        if isinstance(found, Found) and found.why:
            announce(self, found.why, at_once=True)
            return
        self.leave()
        if isinstance(found, Found):
            self._commands.do(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on Enter, leave on Esc; of the other keys only F1 to F12 mean what they always do."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.act()
        elif Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12:
            self.leave()
            self._commands.handle(event)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab in the field."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave when the scrim is pressed."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scrim."""
        painter = painter_on(self)
        scrim = QColor(0, 0, 0)
        scrim.setAlphaF(0.4)
        painter.fillRect(self.rect(), scrim)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def _key_cell(self, found: Found) -> Cell:
        key = self._commands.key_of(found.command)
        return Cell(key_label(key) if key else "", tone="text2", style="caption", weight=600)

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        width = min(px(560), self.width() - px(32))
        height = min(px(12 * 2 + 44 + 8 + 36 * _ROWS + 1), self.height() - px(48))
        left = (self.width() - width) // 2
        self._card.setGeometry(QRect(left, px(24), width, height))

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        found = self._commands.matching(typed)
        self._model.set_rows(found)
        self.table.setVisible(bool(found))
        self._none.setVisible(not found)
        self.table.choose(self._model.index(0, 0))
        self._say_why()

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        here = self.table.currentIndex().row()
        last = self._model.rowCount() - 1
        self.table.choose(self._model.index(max(0, min(last, here + step)), 0))
        self._say_why()

    @Slot()
    def _on_clicked(self) -> None:
        self._say_why()
        self.act()

    def _say_why(self) -> None:
        found = self.table.chosen()
        why = found.why if isinstance(found, Found) else ""
        self._why.setText(why)
        self._why.setVisible(bool(why))


def _text_cell(found: Found) -> Cell:
    return Cell(found.command.text, tone="text2" if found.why else "text")


def _place_cell(found: Found) -> Cell:
    return Cell(found.place, tone="text2", style="caption")
