"""The sheet of a platform's list: which platform, which file, what it would do. Passive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.ui.keys import shortcut_of
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.fields import Field
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

FILE_KEY = "Alt+F"


class ListSheet(Sheet):
    """Enter takes the list in, once what it would do has been shown."""

    mapping_picked = Signal(str)
    file_wanted = Signal()
    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Take in the day’s list"), parent)
        told = _("Nothing is written before you have seen what the list does.")
        self.body.addWidget(Label(told, tone="text2", wrap=True, parent=self.panel))
        self.mappings = ChoiceList(_("Platform"), self.panel)
        self.mappings.setObjectName("arrivals.list.mapping")
        self._platform = Field(_("Platform"), self.mappings, parent=self.panel)
        self.body.addWidget(self._platform)
        self.file = Button(
            _("Choose the file…"), icon="folder-open", shortcut=FILE_KEY, parent=self.panel
        )
        self.file.setObjectName("arrivals.list.file")
        self.body.addWidget(self.file)
        self._name = Label(weight=600, wrap=True, parent=self.panel)
        self.body.addWidget(self._name)
        self._report = Label(wrap=True, parent=self.panel)
        self._report.setObjectName("arrivals.list.report")
        self.body.addWidget(self._report)
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.set_primary(_("Take in"), icon="check")
        self.primary.setObjectName("arrivals.list.take")
        self.mappings.picked.connect(self.mapping_picked)
        self.file.on_press(self.file_wanted.emit)
        self.primary.clicked.connect(self._on_primary)

    def ask(self, mappings: Sequence[Option], *, none: Said | None) -> None:
        """Come in with the platforms that are known here; *none* says what is missing if any."""
        self.mappings.set_options(mappings)
        self._platform.setVisible(len(mappings) > 1)
        self.file.setEnabled(none is None)
        self.show_file("")
        if none is not None:
            self.refuse(none)
        self.open(self.file if none is None else None)

    def show_file(self, name: str) -> None:
        """Name the file that was chosen; what is known of one before it goes."""
        self._name.setText(name)
        self._name.setVisible(bool(name))
        self._report.setVisible(False)
        self.refusal.withdraw()
        self._wait(_("Choose the platform’s file first."))

    def show_report(self, lines: Sequence[str], *, act: str) -> None:
        """Say what the list does; *act* is worded on the button, empty where nothing is to do."""
        self._report.setVisible(True)
        self._report.setText("\n".join(lines))
        if act:
            self.primary.set_words(act)
            self.primary.setEnabled(True)
            self.primary.set_hint("")
            self.primary.setFocus()
        else:
            self._wait(_("This list changes nothing."))

    def refuse(self, said: Said) -> None:
        """Say why the list is not taken in."""
        self.refusal.refuse(said.text, why=said.why)
        self._wait(said.text)

    def _wait(self, hint: str) -> None:
        self.primary.set_words(_("Take in"))
        self.primary.setEnabled(False)
        self.primary.set_hint(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the file by key too."""
        if shortcut_of(event) == FILE_KEY:
            if not event.isAutoRepeat():
                self.file.click()
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_primary(self) -> None:
        self.taken.emit()
