"""The sheet of an opening: a card for each of those present, then the doors. Passive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk_app.services.opening_page import OpeningPage
from desk_app.ui.widgets.choices import ChoiceList, ChoiceStrip, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said
from desk_app.words.openings import opening_line, queue_cells

LEGAL = "CMI"


class OpeningSheet(Sheet):
    """Before the hour its button hands a card out; from the hour on it opens the doors."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Opening of the doors"), parent)
        self._stands = Label(style="lead", weight=600, wrap=True, parent=self.panel)
        self._stands.setObjectName("opening.stands")
        self._queues = Label(tone="text2", wrap=True, parent=self.panel)
        self._queues.setObjectName("opening.queues")
        self.procedure = ChoiceList(_("Procedure"), self.panel)
        self.procedure.setObjectName("opening.procedure")
        self.document = LineEdit(parent=self.panel)
        self.document.setObjectName("opening.document")
        self.priority = ChoiceStrip(_("Priority of the law"), self.panel)
        self.priority.set_options(
            [
                Option("", pgettext("priority", "None")),
                Option(LEGAL, pgettext("priority", "Card shown")),
            ]
        )
        self._fields = (
            Field(_("Procedure"), self.procedure, parent=self.panel),
            Field(_("Document shown"), self.document, parent=self.panel),
            Field(_("Priority of the law"), self.priority, parent=self.panel),
        )
        self.box = RefusalBox(self.panel)
        self.box.setObjectName("opening.said")
        self._given = Label(wrap=True, parent=self.panel)
        self._given.setObjectName("opening.given")
        for widget in (self._stands, self._queues, self.box, self._given, *self._fields):
            self.body.addWidget(widget)
        self.primary.setObjectName("opening.do")

    def come_in(self, page: OpeningPage) -> None:
        """Come in with nothing said, the cursor where the next act begins."""
        self.forget()
        self._given.hide()
        self.show_page(page)
        self.open(self.primary if page.is_open else self.procedure)

    def show_page(self, page: OpeningPage) -> None:
        """Show where the opening stands, and what the button does now."""
        self._stands.setText(opening_line(page))
        queues = (queue_cells(each.name, each.cards, each.quota) for each in page.queues)
        self._queues.setText("\n".join(" · ".join(cells) for cells in queues))
        self._queues.setVisible(bool(page.queues))
        before = self.procedure.chosen()
        self.procedure.set_options([Option(code, name) for code, name in page.procedures.items()])
        self.procedure.choose(before or next(iter(page.procedures), ""))
        for field in self._fields:
            field.setVisible(not page.is_open)
        words = _("Open the doors") if page.is_open else _("Hand a card out")
        self.set_primary(words, icon="door-open" if page.is_open else "ticket")
        hint = self._hint(page)
        self.primary.setEnabled(not hint)
        self.primary.set_hint(hint)

    def show_given(self, lines: Sequence[str]) -> None:
        """Show which card became which ticket."""
        self._given.setText("\n".join(lines))
        self._given.setVisible(bool(lines))

    def say(self, said: Said, *, level: Level) -> None:
        """Say what came of it, or why not."""
        self.box.refuse(said.text, why=said.why, level=level)

    def forget(self) -> None:
        """Take the last visitor away."""
        self.document.clear()
        self.priority.choose("")
        self.box.withdraw()

    def _hint(self, page: OpeningPage) -> str:
        if page.is_open:
            return "" if page.cards else _("No card is out.")
        if page.cards_from is None or page.now < page.cards_from:
            return opening_line(page)
        return ""
