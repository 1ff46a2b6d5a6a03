"""Two sentences in one box: how it is, and how it would be. It says and does nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.ui.theme import px
from desk_app.ui.widgets.labels import Label
from desk_app.words.catalogue import _


class ChangeBox(QFrame):
    """Before and after, one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "inset")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(10))
        column.setSpacing(px(2))
        self.before, self.after = Label(wrap=True, parent=self), Label(wrap=True, parent=self)
        for heading, said in ((_("Before"), self.before), (_("After"), self.after)):
            column.addWidget(Label(heading, style="caption", weight=600, tone="text2", parent=self))
            column.addWidget(said)

    def show_change(self, before: str, after: str) -> None:
        """Say both."""
        self.before.setText(before)
        self.after.setText(after)
        self.setAccessibleName(f"{before}. {after}")
