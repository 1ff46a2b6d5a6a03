"""The mistakes of a site file in a list that stays while the file is corrected. It reads none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.errors import Fault, SiteFileFaults
from desk_app.ui.messages import announce
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import Line
from desk_app.ui.widgets.labels import Label
from desk_app.words.catalogue import _, ngettext


class FaultList(QWidget):
    """A row per mistake: line, fault, mend; and "Relire"."""

    reread_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        head = QHBoxLayout()
        self.title = Label(weight=600, tone="danger", wrap=True, parent=self)
        head.addWidget(self.title, 1)
        self.reread = Button(_("Read again"), icon="refresh-cw", shortcut="Ctrl+R", parent=self)
        self.reread.setObjectName("welcome.reread")
        self.reread.clicked.connect(self.reread_requested)
        head.addWidget(self.reread)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        column.addLayout(self._rows)
        self._shown: list[QWidget] = []
        self.hide()

    def show_faults(self, error: SiteFileFaults) -> None:
        """Show every mistake of *error*, already in words."""
        self._empty()
        count = len(error.faults)
        title = ngettext("{count} mistake in {file}", "{count} mistakes in {file}", count)
        self.title.setText(title.format(count=count, file=error.file))
        for fault in error.faults:
            self._add(Line(parent=self))
            self._add(_row(fault, self))
        self.show()
        announce(self, self.title.text(), at_once=True)

    def withdraw(self) -> None:
        """The file has no mistake any more."""
        self._empty()
        self.hide()

    def said(self) -> str:
        """Return what is shown, for a test or a reader."""
        labels = (label.text() for row in self._shown for label in row.findChildren(Label))
        return "\n".join((self.title.text(), *labels))

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        self._shown.append(widget)
        widget.show()

    def _empty(self) -> None:
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = []


def _row(fault: Fault, parent: QWidget) -> QWidget:
    row = QWidget(parent)
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(px(12))
    line = Label(_("Line {line}").format(line=fault.line), weight=600, tone="text2", parent=row)
    line.setMinimumWidth(px(78))
    across.addWidget(line)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(fault.fault, weight=500, wrap=True, parent=row))
    words.addWidget(Label(fault.mend, tone="text2", wrap=True, parent=row))
    across.addLayout(words, 1)
    return row
