"""Two columns that become one where the text is large; it scrolls down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk_app.ui.theme import current, px


class Scroll(QScrollArea):
    """A place whose content is as wide as itself and as high as that width asks for.

    Qt's own resizing takes the height wrapped text would need at its narrowest, and scrolls
    where nothing is hidden; here the content is fitted by hand.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content.setProperty("surface", "scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = content
        self.setWidget(content)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Return the content's own size."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least width of the content: it never scrolls sideways."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._content.minimumSizeHint().width() + bar, px(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the content to the new width."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the content asks for another size."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._content:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        layout = self._content.layout()
        if layout is None:
            return
        room = self.maximumViewportSize()
        needed = _height(layout, room.width())
        if needed > room.height():
            width = room.width() - self.verticalScrollBar().sizeHint().width()
            self._content.resize(width, _height(layout, width))
        else:
            self._content.resize(room)


def _height(layout: QLayout, width: int) -> int:
    if layout.hasHeightForWidth():
        return layout.minimumHeightForWidth(width)
    return layout.minimumSize().height()


def _own_height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    return _height(layout, width) if layout is not None else widget.minimumSizeHint().height()


class TwoColumns(QWidget):
    """Two places side by side, `first` and `second`; above a scale of 1.35 one over the other.

    *shares* says how the width is divided, or pass *second_width* in px at 100 % for a column
    that does not grow. With *act_second* the second column holds the main act and goes on top
    when stacked.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        shares: tuple[int, int] = (1, 1),
        second_width: int = 0,
        act_second: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        self._second_width, self._act_second = second_width, act_second
        self.inside = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.inside)
        self._box.setContentsMargins(px(20), px(4), px(16), px(14))
        self._box.setSpacing(px(16))
        self._box.addWidget(first, shares[0])
        self._box.addWidget(second, shares[1] if not second_width else 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = Scroll(self.inside, self)
        outer.addWidget(self.area)
        self._arrange()

    def needed(self, *, second_more: int = 0) -> int:
        """Return the height all of it takes side by side, the second by *second_more* higher."""
        margins = self._box.contentsMargins()
        second = self._second.width()
        first = self.width() - second - self._box.spacing() - margins.left() - margins.right()
        highest = max(_own_height(self._first, first),
                      _own_height(self._second, second) + second_more)  # fmt: skip
        return highest + margins.top() + margins.bottom()

    def is_stacked(self) -> bool:
        """Return whether the columns now stand one over the other."""
        return self._box.direction() != QBoxLayout.Direction.LeftToRight

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew when the theme has changed."""
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()
        super().changeEvent(event)

    def _arrange(self) -> None:
        down, up = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop
        if current().stacked:
            self._box.setDirection(up if self._act_second else down)
            self._second.setMaximumWidth(16777215)
            self._second.setMinimumWidth(0)
        else:
            self._box.setDirection(QBoxLayout.Direction.LeftToRight)
            if self._second_width:
                self._second.setFixedWidth(px(self._second_width))


class Foot(QWidget):
    """Where a page's filled button stands when the page scrolls: under it, in sight.

    It scrolls when the text is large, and at usual sizes too where *pages* say more than there is
    room for; *width* is then the button's, in px at 100 %, under the second column. Else the foot
    is empty and hidden, and *button* stands where *home* held it before, with the focus it had.
    """

    def __init__(
        self,
        button: QWidget,
        home: QVBoxLayout,
        parent: QWidget | None = None,
        *,
        pages: TwoColumns | None = None,
        width: int = 0,
    ) -> None:
        super().__init__(parent)
        self._button, self._home, self._place = button, home, home.indexOf(button)
        self._pages, self._wide = pages, width
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(20), px(8), px(16), px(14))
        self._row.addStretch(0)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._arrange)
        if pages is not None:
            pages.installEventFilter(self)
            pages.inside.installEventFilter(self)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew when the theme has changed."""
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the page asks for another size, or gets one."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._settling.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _arrange(self) -> None:
        is_here, stacked = self._row.indexOf(self._button) >= 0, current().stacked
        is_wanted = stacked or self._lacks_room(is_here=is_here)
        if is_wanted != is_here:
            had_focus = self._button.hasFocus()
            if is_wanted:
                self._row.addWidget(self._button, 1 if stacked else 0)
            else:
                self._home.insertWidget(self._place, self._button)
            self.setVisible(is_wanted)
            self._button.show()  # a layout shows what it took in only later
            if had_focus:
                self._button.setFocus()
        self._row.setStretch(0, 0 if stacked else 1)
        self._button.setMinimumWidth(px(self._wide) if is_wanted and not stacked else 0)
        self.setVisible(is_wanted)

    def _lacks_room(self, *, is_here: bool) -> bool:
        """True if the page could not show all with the button at home; where it is matters not."""
        if self._pages is None or not self._pages.isVisible():
            return is_here and self._pages is not None
        button = self._button.sizeHint().height() + self._home.spacing()
        room = self._pages.height() + (self.height() if is_here else 0)
        return self._pages.needed(second_more=button if is_here else 0) > room
