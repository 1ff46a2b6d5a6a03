"""The history of a slot as it looks: how its places stand, then what happened. It reads nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk_app.ui.widgets.cards import Line
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

WIDTH = 560  # px at 100 %


class HistorySheet(Sheet):
    """Sentences one under the other: first the places now, then each event with its hour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("History of a slot"), parent, width=WIDTH)
        self.setObjectName("history")

    def show_story(
        self, title: str, places: Sequence[str], events: Sequence[tuple[str, str]]
    ) -> None:
        """Come in with *places* as they stand and *events*, each under its hour and its agent."""
        self._begin(title)
        for place in places:
            self.body.addWidget(Label(place, weight=600, wrap=True))
        for caption, said in events:
            self.body.addWidget(Line(parent=self.panel))
            self.body.addWidget(Label(caption, style="caption", tone="text2", wrap=True))
            self.body.addWidget(Label(said, wrap=True))
        self.open()

    def show_refusal(self, said: Said) -> None:
        """Come in with why there is nothing to show."""
        self._begin(_("History of a slot"))
        self.body.addWidget(Label(said.text, tone="danger", weight=600, wrap=True))
        if said.why:
            self.body.addWidget(Label(said.why, tone="text2", wrap=True))
        self.open()

    def _begin(self, title: str) -> None:
        self.set_title(title)
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
