"""Buttons that show their key; what pressing does is their owner's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk_app.ui.commands import Command
from desk_app.ui.keys import KeyGuard, key_label
from desk_app.ui.theme import Theme, current
from desk_app.ui.widgets.painting import (
    MIDDLE,
    START,
    cap_width,
    draw_box,
    draw_cap,
    draw_words,
    mirrored,
    painter_on,
    place_icon,
)

_CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button with an edge: 40 px high, icon, words and key cap; Enter and Space press it."""

    height_px = 40
    icon_px = 18
    pad_px = 14
    gap_px = 10
    cap_pad_px = 9

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        shortcut: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._key = key_label(shortcut) if shortcut else ""
        self._callback: Callable[[], object] | None = None
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_words(text)
        self.set_hint(hint)

    @classmethod
    def of(cls, command: Command, *, icon: str = "", parent: QWidget | None = None) -> Button:
        """Return the button of *command*: its words, its key, its act."""
        button = cls(command.text, icon=icon, shortcut=command.shortcut, parent=parent)
        button.setObjectName(command.id)
        button.on_press(command.callback)
        return button

    def on_press(self, callback: Callable[[], object]) -> None:
        """Have *callback* called, with nothing, at each press.

        Connected to `clicked`, a callable with an optional argument would get Qt's boolean.
        """
        if self._callback is None:
            self.clicked.connect(self._on_clicked)
        self._callback = callback

    def set_words(self, text: str, *, icon: str | None = None) -> None:
        """Say what pressing will now do."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        if icon is not None:
            self._icon_name = icon
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return what the button says."""
        return self.text().replace("&&", "&")

    def set_shortcut_shown(self, shortcut: str) -> None:
        """Show another key on the cap; "" shows none."""
        self._key = key_label(shortcut) if shortcut else ""
        self.updateGeometry()
        self.update()

    def set_hint(self, hint: str) -> None:
        """Say why the button cannot be pressed, or what pressing does."""
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)

    def sizeHint(self) -> QSize:
        """Return room for icon, words and cap, at least 32 px each way."""
        theme = current()
        words = QFontMetrics(self._font(theme)).horizontalAdvance(self.words())
        width = words + 2 * theme.px(self.pad_px)
        if self._icon_name:
            width += theme.px(self.icon_px) + theme.px(self.gap_px)
        cap = cap_width(theme, self._key)
        if cap:
            width += theme.px(self.gap_px + self.cap_pad_px - self.pad_px) + cap
        return QSize(max(width, theme.px(32)), theme.px(self.height_px))

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the icon, the words and the cap."""
        theme = current()
        painter = painter_on(self)
        self._draw_ground(painter, theme)
        self._draw_content(painter, theme)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space; a held key presses once."""
        if event.key() in _CONFIRM and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_clicked(self) -> None:
        if self._callback is not None:
            self._callback()

    def _font(self, theme: Theme) -> QFont:
        return theme.font("body", 500)

    def _ink(self, theme: Theme) -> QColor:
        return theme.colour("text")

    def _cap_ink(self, theme: Theme) -> QColor | None:
        return None

    def _draw_ground(self, painter: QPainter, theme: Theme) -> None:
        fill = theme.colour("surface")
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            fill = theme.colour("sunken" if self.isDown() else "hover")
        edge = theme.colour("control") if self.isEnabled() else None
        draw_box(painter, QRectF(self.rect()), fill=fill, edge=edge, radius=theme.px(6))

    def _draw_content(self, painter: QPainter, theme: Theme) -> None:
        pad, side, cap = theme.px(self.pad_px), theme.px(self.icon_px), cap_width(theme, self._key)
        start, end = pad, self.width() - pad
        if self._icon_name:
            top = (self.height() - side) // 2
            drawing = QRect(start, top, side, side)
            place_icon(painter, self, self._icon_name, self._ink(theme), drawing)
            start += side + theme.px(self.gap_px)
        if cap:
            high = theme.px(20)
            end = self.width() - theme.px(self.cap_pad_px) - cap
            place = QRect(end, (self.height() - high) // 2, cap, high)
            draw_cap(painter, theme, mirrored(self, place), self._key, on_fill=self._cap_ink(theme))
        centred = not self._icon_name and not cap
        draw_words(
            painter,
            mirrored(self, QRect(start, 0, end - start, self.height())),
            self.words(),
            font=self._font(theme),
            colour=self._ink(theme),
            align=Qt.AlignmentFlag.AlignCenter if centred else START | MIDDLE,
            direction=self.layoutDirection(),
        )


class PrimaryButton(Button):
    """The one filled button of a screen: 56 px high, deaf for 400 ms after it has acted."""

    height_px = 56
    icon_px = 22
    pad_px = 14
    gap_px = 10

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        shortcut: str = "Return",
        hint: str = "",
        guard: KeyGuard | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon=icon, shortcut=shortcut, hint=hint, parent=parent)
        self._guard = guard or KeyGuard()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press unless the button has just acted (a double click acts once)."""
        if self._guard.passes():
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ignore the second half of a double click."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key unless it is held or the button has just acted."""
        acts = event.key() in (*_CONFIRM, Qt.Key.Key_Space)
        if acts and (event.isAutoRepeat() or not self._guard.passes()):
            return
        super().keyPressEvent(event)

    def _font(self, theme: Theme) -> QFont:
        return theme.font("verb")

    def _ink(self, theme: Theme) -> QColor:
        return theme.colour("on_accent" if self.isEnabled() else "text2")

    def _cap_ink(self, theme: Theme) -> QColor | None:
        return theme.colour("on_accent") if self.isEnabled() else None

    def _draw_ground(self, painter: QPainter, theme: Theme) -> None:
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = theme.colour("accent_hover" if lit else "accent")
        if not self.isEnabled():
            fill = theme.colour("sunken")
        edge = theme.colour("line") if not self.isEnabled() else None
        draw_box(painter, QRectF(self.rect()), fill=fill, edge=edge, radius=theme.px(6))


class LinkButton(Button):
    """Words and a key without an edge, for the small acts in a card's head."""

    height_px = 32
    pad_px = 8
    cap_pad_px = 4
    icon_px = 16

    def _font(self, theme: Theme) -> QFont:
        return theme.font("caption", 500)

    def _ink(self, theme: Theme) -> QColor:
        return theme.colour("text2")

    def _draw_ground(self, painter: QPainter, theme: Theme) -> None:
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_box(painter, QRectF(self.rect()), fill=theme.colour("hover"), radius=theme.px(6))
