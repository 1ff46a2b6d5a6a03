"""The status bar: quiet while all is well, a word and an icon where somebody must act."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from desk_app.ui.messages import announce
from desk_app.ui.theme import Theme, current, px
from desk_app.ui.widgets.painting import draw_box, draw_words, mirrored, painter_on, place_icon
from desk_app.words.catalogue import _

StatusLevel = Literal["normal", "attention", "blocking"]
StatusKind = Literal["printer", "link", "display", "alarm", "clock", "keys"]

_ICONS: dict[StatusKind, tuple[str, str, str]] = {
    "printer": ("printer-check", "printer", "printer-x"),
    "link": ("cloud-check", "cloud-alert", "cloud-off"),
    "display": ("monitor", "monitor-x", "monitor-off"),
    "alarm": ("hand", "hand", "hand"),
    "clock": ("", "clock-alert", "clock-alert"),
    "keys": ("", "", ""),
}
_NAMES: dict[StatusKind, Callable[[], str]] = {
    "printer": lambda: _("Printer"),
    "link": lambda: _("Network"),
    "display": lambda: _("Waiting-room display"),
    "alarm": lambda: _("My call for help"),
    "clock": lambda: _("Clock"),
    "keys": lambda: _("Keys"),
}
"""What an item is called while it has nothing to say."""
_START: tuple[StatusKind, ...] = ("printer", "link", "display", "alarm")
_END: tuple[StatusKind, ...] = ("keys", "clock")
_LEVELS: tuple[StatusLevel, ...] = ("normal", "attention", "blocking")
_TIME_AT_END = re.compile(r"^(.*?)(\d{1,2}:\d{2})$")


class StatusItem(QAbstractButton):
    """One thing whose state is always in sight; pressing it says what to do."""

    def __init__(self, kind: StatusKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.level: StatusLevel = "normal"
        self._folded = False
        self.setObjectName(f"status-{kind}")
        self.setAccessibleName(_NAMES[kind]())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ring_radius", 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, text: str, level: StatusLevel) -> None:
        """Say *text*; a change for the worse is read aloud."""
        worse = _LEVELS.index(level) > _LEVELS.index(self.level)
        self.level = level
        self.setText(text)
        self.setAccessibleName(text or _NAMES[self.kind]())
        self.updateGeometry()
        self.update()
        if worse:
            announce(self, text, at_once=level == "blocking")

    def fold(self, folded: bool) -> None:
        """Show the icon, the key or the time alone; the words stay as tooltip."""
        self._folded = folded
        self.setToolTip(self.text() if folded else "")
        self.updateGeometry()

    def can_fold(self) -> bool:
        """Return whether it may be shortened: trouble keeps its words."""
        return self.level == "normal"

    def sizeHint(self) -> QSize:
        """Return room for icon and words."""
        theme = current()
        width = theme.px(20)
        if self._icon():
            width += theme.px(16)
        for text, font in self._parts():
            width += QFontMetrics(font).horizontalAdvance(text) + theme.px(8)
        if not self._icon():
            width -= theme.px(8)
        return QSize(width, theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip if blocking, the icon, the words."""
        theme = current()
        painter = painter_on(self)
        ink = theme.colour(
            {"normal": "on_bar2", "attention": "on_bar"}.get(self.level, "on_danger")
        )
        if self.level == "blocking":
            fill = theme.colour("danger")
            draw_box(painter, QRectF(self.rect()), fill=fill, radius=theme.px(4))
        elif self.underMouse():
            draw_box(painter, QRectF(self.rect()), edge=ink, radius=theme.px(4))
        x, side = theme.px(10), theme.px(16)
        if self._icon():
            drawing = QRect(x, (self.height() - side) // 2, side, side)
            place_icon(painter, self, self._icon(), ink, drawing)
            x += side + theme.px(8)
        for text, font in self._parts():
            wide = QFontMetrics(font).horizontalAdvance(text)
            place = mirrored(self, QRect(x, 0, wide + 1, self.height()))
            bold = font.weight() > QFont.Weight.Medium
            draw_words(
                painter,
                place,
                text,
                font=font,
                colour=theme.colour("on_bar") if bold and self.level == "normal" else ink,
                direction=self.layoutDirection(),
            )
            x += wide + theme.px(8)
        painter.end()

    def _icon(self) -> str:
        return _ICONS[self.kind][_LEVELS.index(self.level)]

    def _parts(self) -> list[tuple[str, QFont]]:
        theme: Theme = current()
        if self.level != "normal":
            return [(self.text(), theme.font("caption", 600))]
        plain = theme.font("caption")
        if self.kind == "clock" and (timed := _TIME_AT_END.match(self.text())):
            time = (timed[2], theme.font("caption", 700))
            return [time] if self._folded or not timed[1] else [(timed[1].strip(), plain), time]
        if self._folded:
            return [(_("F1"), plain)] if self.kind == "keys" else []
        return [(self.text(), plain)]


class StatusBar(QFrame):
    """32 px at the foot of the window: printer, link, display, then keys and clock.

    Where large text leaves no room, what is well folds to its icon; trouble never does: it
    takes a second line.
    """

    pressed = Signal(str)  # the kind of the item

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "status")
        self.setFixedHeight(px(32))
        self.items: dict[StatusKind, StatusItem] = {
            kind: self._make(kind) for kind in (*_START, *_END)
        }
        self.set_status("keys", _("F1  Keys"), "normal")

    def set_status(self, kind: StatusKind, text: str, level: StatusLevel) -> None:
        """Say how *kind* is; "" hides it."""
        item = self.items[kind]
        item.setVisible(bool(text))
        item.show_status(text, level)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return no width: the bar takes what there is."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the items anew."""
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange the items anew when the type or the direction has changed."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._arrange()
        super().changeEvent(event)

    def _make(self, kind: StatusKind) -> StatusItem:
        item = StatusItem(kind, self)
        item.hide()
        item.clicked.connect(self._on_clicked)
        return item

    def _shown(self, kinds: tuple[StatusKind, ...]) -> list[StatusItem]:
        return [self.items[kind] for kind in kinds if not self.items[kind].isHidden()]

    def _wide(self, items: list[StatusItem]) -> int:
        return sum(item.sizeHint().width() + px(6) for item in items)

    def _arrange(self) -> None:
        start, end = self._shown(_START), self._shown(_END)
        room = self.width() - px(12)
        for item in (*start, *end):
            item.fold(False)
        for item in (*reversed(start), *end):
            if self._wide(start) + self._wide(end) <= room:
                break
            item.fold(item.can_fold())
        rows = [start, end]
        if self._wide(start) + self._wide(end) <= room:
            rows = [[*start, *end]]
        elif self._wide(start) > room:
            rows = [start[:1], start[1:] + end]
        self.setFixedHeight(px(32) * len(rows))
        for place, row in enumerate(rows):
            self._place_row(row, place, end)

    def _place_row(self, row: list[StatusItem], place: int, end: list[StatusItem]) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = px(32) * place + (px(32) - px(26)) // 2
        x = px(6)
        spare = max(0, self.width() - px(12) - self._wide(row))
        for item in row:
            size = item.sizeHint()
            if end and item is end[0]:
                x += spare
            left = self.width() - x - size.width() if rtl else x
            item.setGeometry(QRect(left, top, size.width(), size.height()))
            x += size.width() + px(6)

    @Slot()
    def _on_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, StatusItem):
            self.pressed.emit(item.kind)
