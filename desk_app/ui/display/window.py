"""The display's own window: no frame, no cursor, the whole of a screen. It shows, and no more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import QWidget

from desk_app.ui.display.canvas import DisplayCanvas
from desk_app.ui.display.sentences import window_title

_WINDOWED_SHARE = 0.6  # of the screen, when it does not fill it


class DisplayWindow(DisplayCanvas):
    """What hangs in the waiting room. Only F11 means something to it."""

    closed = Signal()  # by the program or by the system
    filled = Signal()  # the screen is filled, or not any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("display.window")
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # It comes up beside the agent's work and must not take the keyboard from it.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowTitle(window_title())
        self.setAccessibleName(window_title())

    def open_on(self, screen: QScreen, *, full: bool = True) -> None:
        """Stand on *screen*, filling it or not."""
        whole = screen.geometry()
        self.setScreen(screen)
        if full:
            self.setGeometry(whole)
            self.showFullScreen()
        else:
            self.show_in_window()

    def show_in_window(self) -> None:
        """Leave the full screen: a smaller window in the middle of the same one."""
        whole = self.screen().availableGeometry()
        size = whole.size() * _WINDOWED_SHARE
        self.showNormal()
        self.resize(size)
        self.move(whole.center() - self.rect().center())

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop filling it."""
        if self.isFullScreen():
            self.show_in_window()
        else:
            self.open_on(self.screen())
        self.filled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 alone: a keyboard left in the waiting room ends nothing."""
        if event.key() == Qt.Key.Key_F11 and not event.isAutoRepeat():
            self.toggle_full_screen()
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go, and tell whoever opened it."""
        event.accept()
        self.closed.emit()
