"""The rail of places at the start side; which places there are is the window's."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout

from desk_app.ui.keys import key_label
from desk_app.ui.theme import current, set_state
from desk_app.ui.widgets.painting import draw_box, draw_words, painter_on, place_icon


class PlaceButton(QAbstractButton):
    """One place: icon, name, F-key; the icon alone where the text is large."""

    stepped = Signal(int)  # +1 to the place below, -1 to the one above

    def __init__(self, place: str, icon: str, name: str, fkey: str, parent: Rail) -> None:
        super().__init__(parent)
        self.place, self.name, self.fkey = place, name, key_label(fkey)
        self._icon = icon
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self.fkey})" if fkey else name)
        self.setObjectName(f"place-{place}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return the least height at which the place can still be hit: 32 px, 60 with words."""
        theme = current()
        return QSize(self.sizeHint().width(), theme.px(32 if theme.stacked else 60))

    def sizeHint(self) -> QSize:
        """Return 70 by 72 px, or a square of 40 for the icon alone."""
        theme = current()
        if theme.stacked:
            return QSize(theme.px(40), theme.px(40))
        return QSize(theme.px(70), theme.px(72))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, open with Enter or Space."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the place."""
        theme = current()
        painter = painter_on(self)
        here = self.isChecked()
        ink = theme.colour("accent_text" if here else "text2")
        if here or self.underMouse():
            fill = theme.colour("accent_soft" if here else "hover")
            edge = ink if here and theme.palette.outlined else None
            draw_box(painter, QRectF(self.rect()), fill=fill, edge=edge, radius=theme.px(6))
        side = theme.px(22)
        top = (self.height() - side) // 2 if theme.stacked else theme.px(9)
        place_icon(
            painter, self, self._icon, ink, QRect((self.width() - side) // 2, top, side, side)
        )
        if not theme.stacked:
            middle = Qt.AlignmentFlag.AlignCenter
            name = QRect(-theme.px(8), theme.px(32), self.width() + theme.px(16), theme.px(17))
            font = theme.font("key", 600 if here else 500)
            draw_words(painter, name, self.name, font=font, colour=ink, align=middle)
            key = QRect(0, theme.px(50), self.width(), theme.px(15))
            small = theme.colour("text3" if not here else "text2")
            font = theme.font("rail_key")
            draw_words(painter, key, self.fkey, font=font, colour=small, align=middle)
        painter.end()


class Rail(QFrame):
    """The places of the desk, one under the other, 88 px wide or 56 for icons alone."""

    asked = Signal(str)  # a place's id

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "rail")
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._fit()

    def add_place(self, place: str, icon: str, name: str, fkey: str) -> None:
        """Add a place at the end."""
        button = PlaceButton(place, icon, name, fkey, self)
        button.stepped.connect(self._on_stepped)
        self._group.addButton(button)
        last = self._column.count() - 1
        self._column.insertWidget(last, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def open_only(self, places: Collection[str] | None) -> None:
        """Show the buttons of *places* alone, of every place with None: others are absent."""
        for button in self._group.buttons():
            if isinstance(button, PlaceButton):
                button.setVisible(places is None or button.place in places)

    def show_place(self, place: str) -> None:
        """Mark where the agent is; a page that is no place marks none."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(isinstance(button, PlaceButton) and button.place == place)
        self._group.setExclusive(True)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the theme and the direction."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        theme = current()
        self.setFixedWidth(theme.px(56 if theme.stacked else 88))
        self._column.setContentsMargins(0, theme.px(10), 0, theme.px(8))
        self._column.setSpacing(theme.px(2 if theme.stacked else 6))
        set_state(self, "mirrored", self.layoutDirection() == Qt.LayoutDirection.RightToLeft)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        places = [button for button in self._group.buttons() if not button.isHidden()]
        here = next((i for i, button in enumerate(places) if button.hasFocus()), 0)
        places[(here + step) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, PlaceButton):
            self.asked.emit(button.place)
