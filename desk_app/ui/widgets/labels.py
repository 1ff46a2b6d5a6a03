"""Words on a screen: labels, key caps and tags; none of them can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desk_app.ui.fonts import TextStyle
from desk_app.ui.keys import key_label
from desk_app.ui.theme import Tone, current, set_state
from desk_app.ui.widgets.painting import (
    TagTone,
    cap_width,
    draw_cap,
    draw_tag,
    painter_on,
    place_icon,
    tag_width,
)

_SIDES = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
)


class Label(QLabel):
    """Words in one of the type styles and one of the tones of text."""

    def __init__(
        self,
        text: str = "",
        *,
        style: TextStyle = "body",
        weight: int | None = None,
        tone: Tone = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._weight = style, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("tone", tone)
        self.setText(text)
        self._stand()

    def setText(self, text: str) -> None:
        """Say *text*, in the type its script needs."""
        self.setFont(current().font(self._style, self._weight, text=text))
        super().setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Write in another tone."""
        set_state(self, "tone", tone)

    def set_weight(self, weight: int) -> None:
        """Write at another weight (400 to 700)."""
        self._weight = weight
        self.setFont(current().font(self._style, weight, text=self.text()))

    def changeEvent(self, event: QEvent) -> None:
        """Stand at the start side of the window, whatever the script of the words."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._stand()
        super().changeEvent(event)

    def _stand(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        middle = Qt.AlignmentFlag.AlignVCenter
        if self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask in _SIDES:
            self.setAlignment(side | middle | Qt.AlignmentFlag.AlignAbsolute)


class ShortLabel(Label):
    """A label that gives way: what has no room ends in "…" and stays in the tooltip."""

    def sizeHint(self) -> QSize:
        """Return the room the whole text would take."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return no width: everything else comes first."""
        return QSize(0, super().minimumSizeHint().height())

    def shown_text(self) -> str:
        """Return as much of the text as there is room for."""
        metrics, cut = self.fontMetrics(), Qt.TextElideMode.ElideRight
        return metrics.elidedText(self.text(), cut, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        shown = self.shown_text()
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = painter_on(self)
        self.style().drawItemText(
            painter,
            self.rect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


class KeyCap(QWidget):
    """A key as it looks on the keyboard; hidden where the agent has hidden the keys."""

    def __init__(self, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label = ""
        self.set_shortcut(shortcut)

    def shown(self) -> str:
        """Return what the cap says."""
        return self._label

    def set_shortcut(self, shortcut: str) -> None:
        """Show another key, written as Qt writes it; "" shows none."""
        self._label = key_label(shortcut) if shortcut else ""
        if cap_width(current(), self._label) == 0:
            self.hide()
        elif self.isHidden() and self.parentWidget() is not None:
            self.show()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the cap's size: 20 px high, as wide as its words."""
        theme = current()
        return QSize(cap_width(theme, self._label), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = painter_on(self)
        draw_cap(painter, current(), self.rect(), self._label)
        painter.end()


class Icon(QWidget):
    """A drawing beside the words that say the same."""

    def __init__(
        self,
        name: str,
        *,
        tone: str = "text2",
        size: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: str) -> None:
        """Show another drawing."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the drawing's size at the scale in force."""
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the theme's colour."""
        painter = painter_on(self)
        place_icon(painter, self, self._name, current().colour(self._tone), self.rect())
        painter.end()


class Tag(QWidget):
    """An icon and a word on a soft ground: what must be told from the rest at a glance."""

    def __init__(
        self,
        text: str,
        *,
        icon: str,
        tone: TagTone = "neutral",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._icon, self._tone = "", icon, tone
        self.show_tag(text, icon=icon, tone=tone)

    def show_tag(self, text: str, *, icon: str, tone: TagTone) -> None:
        """Say something else."""
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the tag's size: 22 px high, as wide as its word."""
        theme = current()
        return QSize(tag_width(theme, self._text), theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag."""
        painter = painter_on(self)
        draw_tag(painter, self, self.rect(), self._text, icon=self._icon, tone=self._tone)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the type has changed."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)
