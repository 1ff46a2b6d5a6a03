"""The page shown after a bug of ours, and where a store cannot be opened."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.ui.commands import Command
from desk_app.ui.messages import BugReport, announce
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.columns import Scroll
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.words.catalogue import _


class CrashPage(QWidget):
    """Says that it is our fault, that nothing is lost, and how to go on."""

    place = "crash"

    def __init__(self) -> None:
        super().__init__()
        self._report: BugReport | None = None
        card = Card(padding=24, gap=12)
        card.setMaximumWidth(px(720))
        self._build_words(card)
        self._build_acts(card)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(24), px(16), px(24))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inside, self))
        self.setFocusProxy(self.resume_button)

    def show_report(self, report: BugReport) -> None:
        """Show *report* with its details folded."""
        self._report = report
        self._title.setText(report.title or _("This is our mistake, not yours."))
        self._said.setText(report.saved)
        self._said.setVisible(bool(report.saved))
        self._mend.setText(report.mend or _("The display and the printer go on."))
        self._where.hide()
        self._details.setPlainText(report.details)
        self._details.hide()
        self._fold.setVisible(bool(report.details))
        announce(self, f"{self._title.text()} {report.saved}", at_once=True)

    def commands(self) -> tuple[Command, ...]:
        """Return the acts of the page."""
        return (
            Command(
                id="crash.resume",
                text=_("Resume"),
                shortcut="Return",
                callback=self._on_resume,
                where=self.place,
            ),
        )

    def _build_words(self, card: Card) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(Icon("circle-alert", tone="warn", size=28, parent=card))
        self._title = Label(style="title", wrap=True, parent=card)
        head.addWidget(self._title, 1)
        card.body.addLayout(head)
        self._said = Label(style="lead", wrap=True, parent=card)
        self._mend = Label(tone="text2", wrap=True, parent=card)
        card.body.addWidget(self._said)
        card.body.addWidget(self._mend)

    def _build_acts(self, card: Card) -> None:
        self.resume_button = PrimaryButton(_("Resume"), icon="rotate-ccw", parent=card)
        self.resume_button.clicked.connect(self._on_resume)
        card.body.addWidget(self.resume_button)
        row = QHBoxLayout()
        save = Button(_("Save the report"), icon="save", parent=card)
        save.clicked.connect(self._on_save)
        row.addWidget(save)
        self._fold = LinkButton(_("Details"), icon="chevron-down", parent=card)
        self._fold.clicked.connect(self._on_fold)
        row.addWidget(self._fold)
        row.addStretch(1)
        card.body.addLayout(row)
        self._where = Label(tone="ok", wrap=True, parent=card)
        card.body.addWidget(self._where)
        self._details = QPlainTextEdit(card)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("Details for the developers"))
        self._details.setFont(current().font("caption"))
        self._details.setMinimumHeight(px(160))
        self._details.setTabChangesFocus(True)
        card.body.addWidget(self._details)

    @Slot()
    def _on_resume(self) -> None:
        if self._report is not None:
            self._report.resume()

    @Slot()
    def _on_save(self) -> None:
        if self._report is not None:
            where = self._report.save()
            self._where.setText(
                _("Report saved in {file}. It holds no personal data.").format(file=where)
            )
            self._where.show()
            announce(self, self._where.text())

    @Slot()
    def _on_fold(self) -> None:
        self._details.setVisible(self._details.isHidden())
