"""The head of the window: where we are, who acts and at which desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk_app.ui.theme import Theme, current, px
from desk_app.ui.widgets.buttons import LinkButton
from desk_app.ui.widgets.labels import Label, ShortLabel
from desk_app.ui.widgets.painting import cap_width, draw_cap, draw_words, mirrored, place_icon
from desk_app.words.catalogue import _

_OVERHANG = 2  # px: a J reaches out at its start, and a label cuts what does


class AgentButton(LinkButton):
    """Who acts and where; pressing locks the desk or changes the agent."""

    height_px = 36

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", shortcut="F12", parent=parent)
        self._name, self._desk = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_agent(self, name: str, desk: str) -> None:
        """Show *name* at *desk*."""
        self._name, self._desk = name, desk
        self.setAccessibleName(_("Change agent: {name}, {desk}").format(name=name, desk=desk))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for icon, name, desk and key."""
        theme = current()
        name = QFontMetrics(theme.font("body", 600)).horizontalAdvance(self._name)
        desk = QFontMetrics(theme.font("body")).horizontalAdvance(self._desk)
        width = name + desk + cap_width(theme, "F12") + theme.px(4 + 20 + 3 * 12)
        return QSize(width, theme.px(self.height_px))

    def _draw_content(self, painter: QPainter, theme: Theme) -> None:
        side, gap, high = theme.px(20), theme.px(12), self.height()
        x = theme.px(4)
        drawing = QRect(x, (high - side) // 2, side, side)
        place_icon(painter, self, "circle-user-round", theme.colour("text2"), drawing)
        x += side + gap
        for words, weight, tone in ((self._name, 600, "text"), (self._desk, 400, "text2")):
            font = theme.font("body", weight)
            wide = QFontMetrics(font).horizontalAdvance(words)
            place = mirrored(self, QRect(x, 0, wide + 2, high))
            draw_words(
                painter,
                place,
                words,
                font=font,
                colour=theme.colour(tone),
                direction=self.layoutDirection(),
            )
            x += wide + gap
        cap = cap_width(theme, "F12")
        if cap:
            place = QRect(x, (high - theme.px(20)) // 2, cap, theme.px(20))
            draw_cap(painter, theme, mirrored(self, place), "F12")


class CoveredLabel(ShortLabel):
    """What a screen covers: words, or names of which those without room are counted, "+3".

    All of them are always in the tooltip and in the accessible text.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tone="text2", parent=parent)
        self._names: tuple[str, ...] = ()

    def show_names(self, covered: str | Sequence[str]) -> None:
        """Show words, or as many of the names as there is room for."""
        self._names = () if isinstance(covered, str) else tuple(covered)
        whole = covered if isinstance(covered, str) else ", ".join(self._names)
        self.setText(whole)
        self.setAccessibleName(whole)

    def shown_text(self) -> str:
        """Return what there is room for: whole names and how many are left, or an end cut off."""
        metrics = self.fontMetrics()
        for count in range(len(self._names), 0, -1):
            left = len(self._names) - count
            named = ", ".join(self._names[:count]) + (f" +{left}" if left else "")
            if metrics.horizontalAdvance(named) <= self.width():
                return named
        return super().shown_text()


class Header(QWidget):
    """52 px: the title, what it covers, then the agent."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "canvas")
        self.setFixedHeight(px(52))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20) - px(_OVERHANG), 0, px(16), 0)
        row.setSpacing(px(12))
        self._title = Label(style="title", parent=self)
        self._title.setContentsMargins(px(_OVERHANG), 0, 0, 0)
        self._sub = CoveredLabel(self)
        self.agent = AgentButton(self)
        self.agent.hide()
        row.addWidget(self._title)
        row.addWidget(self._sub, 1)
        row.addWidget(self.agent)

    def set_title(self, title: str, sub: str | Sequence[str]) -> None:
        """Say where we are and what it covers."""
        self._title.setText(title)
        self._sub.show_names(sub)

    def title(self) -> str:
        """Return where we are."""
        return self._title.text()

    def set_agent(self, name: str, desk: str) -> None:
        """Say who acts and where; nobody with an empty *name*."""
        self.agent.setVisible(bool(name))
        self.agent.show_agent(name, desk)
