"""A few options of which one holds, all in sight; what the choice means is its owner's."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QListView,
    QSizePolicy,
    QWidget,
)

from desk_app.ui.theme import current
from desk_app.ui.widgets.painting import draw_box, draw_words, painter_on, place_icon


@dataclasses.dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: what it is for the program and for people."""

    id: str
    text: str


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}


class Segment(QAbstractButton):
    """One option of a strip; arrows go on to its neighbour."""

    stepped = Signal(int)  # +1 to the next option, -1 to the one before

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self.setCheckable(True)
        self.setText(option.text)
        self.setAccessibleName(option.text)
        self.setProperty("ring_radius", 4)

    def sizeHint(self) -> QSize:
        """Return room for the words at their boldest."""
        theme = current()
        font = theme.font("body", 500, text=self.option.text)
        words = QFontMetrics(font).horizontalAdvance(self.option.text)
        return QSize(words + theme.px(18), theme.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows, as they point; leave Enter to the filled button."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step *= 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        if step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, filled where chosen."""
        theme = current()
        painter = painter_on(self)
        if self.isChecked():
            draw_box(painter, QRectF(self.rect()), fill=theme.colour("accent"), radius=theme.px(4))
        elif self.underMouse():
            draw_box(painter, QRectF(self.rect()), fill=theme.colour("hover"), radius=theme.px(4))
        draw_words(
            painter,
            self.rect(),
            self.option.text,
            font=theme.font("body", 600 if self.isChecked() else 400),
            colour=theme.colour("on_accent" if self.isChecked() else "text"),
            align=Qt.AlignmentFlag.AlignCenter,
        )
        painter.end()


class ChoiceStrip(QWidget):
    """Two to five options side by side; they take two rows where one is too narrow."""

    picked = Signal(str)  # the id of an option, by a person's hand

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._segments: list[Segment] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer *options*; the chosen one stays chosen if it is still there, else the first."""
        before = self.chosen()
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none, its stub does not
        for segment in self._segments:
            self._group.removeButton(segment)
            segment.hide()
            segment.deleteLater()
        self._segments = [Segment(option, self) for option in options]
        self._join_tab_order()
        for segment in self._segments:
            self._group.addButton(segment)
            segment.stepped.connect(self._on_stepped)
            segment.setVisible(True)
        ids = [option.id for option in options]
        if ids:
            self.choose(before if before in ids else ids[0])
        self._arrange()
        self.updateGeometry()

    def chosen(self) -> str:
        """Return the id of the chosen option, "" where there is none."""
        return next((each.option.id for each in self._segments if each.isChecked()), "")

    def choose(self, option_id: str) -> None:
        """Choose without telling: nobody's hand did it."""
        for segment in self._segments:
            segment.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            if segment.option.id == option_id:
                segment.setChecked(True)
                segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Tab comes to the chosen one
                self.setFocusProxy(segment)

    def walk(self, step: int = 1) -> None:
        """Choose the next option (or the one before), round and round, and tell."""
        ids = [segment.option.id for segment in self._segments]
        if ids:
            self.choose(ids[(ids.index(self.chosen()) + step) % len(ids)])
            self.picked.emit(self.chosen())

    def sizeHint(self) -> QSize:
        """Return one row with every option side by side."""
        theme = current()
        wide = sum(segment.sizeHint().width() for segment in self._segments)
        return QSize(wide + theme.px(6), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """Return the width of two rows."""
        theme = current()
        widest = max((segment.sizeHint().width() for segment in self._segments), default=0)
        per_row = (len(self._segments) + 1) // 2
        return QSize(widest * per_row + theme.px(6), theme.px(34))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow strip is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return 34 px for one row, 64 for two."""
        return current().px(34 if self._rows(width) == 1 else 64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the options anew."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground the options stand on."""
        theme = current()
        painter = painter_on(self)
        draw_box(
            painter,
            QRectF(self.rect()),
            fill=theme.colour("sunken"),
            edge=theme.colour("line"),
            radius=theme.px(6),
        )
        painter.end()

    def _join_tab_order(self) -> None:
        """Bring new options here from behind all else in the window."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing after what takes no focus
        for before, after in itertools.pairwise((self, *self._segments)):
            QWidget.setTabOrder(before, after)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _rows(self, width: int) -> int:
        return 1 if self.sizeHint().width() <= width or len(self._segments) < 3 else 2

    def _arrange(self) -> None:
        if not self._segments:
            return
        theme, rows = current(), self._rows(self.width())
        pad, high = theme.px(3), theme.px(28)
        per_row = -(-len(self._segments) // rows)
        for row in range(rows):
            self._arrange_row(
                self._segments[row * per_row : (row + 1) * per_row],
                QRect(pad, pad + row * (high + theme.px(2)), self.width() - 2 * pad, high),
            )

    def _arrange_row(self, segments: list[Segment], room: QRect) -> None:
        hints = [segment.sizeHint().width() for segment in segments]
        spare = max(0, room.width() - sum(hints))
        x = room.left()
        for place, (segment, hint) in enumerate(zip(segments, hints, strict=True)):
            share = spare * (place + 1) // len(hints) - spare * place // len(hints)
            rect = QRect(x, room.top(), hint + share, room.height())
            segment.setGeometry(self._mirrored(rect))
            x += hint + share

    def _mirrored(self, rect: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return rect
        return QRect(self.width() - rect.right() - 1, rect.top(), rect.width(), rect.height())

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        self.walk(step)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QAbstractButton)
    def _on_clicked(self, segment: QAbstractButton) -> None:
        if isinstance(segment, Segment):
            self.setFocusProxy(segment)
            self.picked.emit(segment.option.id)


_HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class ChoiceList(QComboBox):
    """A long list of options that opens: for more than five.

    With *leaves_letters* single letters are keys of the screen, not the beginning of an option.
    """

    picked = Signal(str)  # the id of an option, by a person's hand

    def __init__(
        self, name: str, parent: QWidget | None = None, *, leaves_letters: bool = False
    ) -> None:
        super().__init__(parent)
        self._leaves_letters = leaves_letters
        self.setAccessibleName(name)
        self.setMinimumHeight(current().px(36))
        self.setView(QListView(self))  # the built-in one ignores the height of its items
        self.activated.connect(self._on_activated)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer *options*, without telling."""
        before = self.chosen()
        self.clear()
        for option in options:
            self.addItem(option.text, option.id)
        self.choose(before)

    def chosen(self) -> str:
        """Return the id of the chosen option, "" where there is none."""
        return str(self.currentData() or "")

    def choose(self, option_id: str) -> None:
        """Choose without telling; an unknown id chooses the first."""
        self.setCurrentIndex(max(0, self.findData(option_id)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt or Ctrl and a letter, F4, and where asked any letter, to the screen."""
        is_act = self._leaves_letters and event.text().isalpha()
        is_held = bool(event.modifiers() & _HELD) and bool(event.text())
        if is_act or is_held or event.key() == Qt.Key.Key_F4:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the arrow in the theme's ink."""
        super().paintEvent(event)
        theme = current()
        side = theme.px(16)
        left = self.width() - side - theme.px(10)
        rect = QRect(left, (self.height() - side) // 2, side, side)
        painter = painter_on(self)
        place_icon(painter, self, "chevron-down", theme.colour("text2"), rect)
        painter.end()

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.picked.emit(str(self.itemData(index)))
