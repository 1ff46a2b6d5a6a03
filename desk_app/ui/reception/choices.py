"""The choices that change the ticket: document, language, priority; it decides none of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.procedures import Binding
from desk_app.domain.tickets import Priority
from desk_app.ui.keys import shortcut_of
from desk_app.ui.reception.form import PRIORITIES, Form
from desk_app.ui.theme import px
from desk_app.ui.widgets.choices import ChoiceStrip, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.words.catalogue import _
from desk_app.words.reasons import priority
from desk_app.words.texts import texts

OTHER = "other"
NO_PRIORITY = "none"
SHOWN = 4  # languages with a place of their own; the site's order says which


class DocumentField(LineEdit):
    """The field a document reader writes in; signs that no document holds stay the screen's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave + - * to the screen while nothing is written; a reader ends with Enter."""
        if shortcut_of(event, top_row_digits=False) in {"+", "-", "*"} and not self.text():
            event.ignore()
            return
        super().keyPressEvent(event)


class TicketChoices(QWidget):
    """Document and hint, language, priority, each with its key."""

    document_typed = Signal(str)
    document_submitted = Signal(str)
    hint_typed = Signal(str)
    stepped = Signal(int)  # an arrow in the document field: up 1, down -1
    language_picked = Signal(str)  # a language's code, or OTHER for the list
    priority_picked = Signal(str)  # a Priority's value, or NO_PRIORITY

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._languages: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._person = self._build_person()
        self.refusal = RefusalBox(self)
        self.languages = ChoiceStrip(_("Language of the ticket"), self)
        self.languages.setObjectName("reception.language")
        self.priorities = self._build_priorities()
        self._state = Label(style="caption", tone="text2", wrap=True, parent=self)
        column.addWidget(self._person)
        column.addWidget(self._state)
        column.addWidget(self.refusal)
        column.addWidget(
            Field(_("Language of the ticket"), self.languages, shortcut="+", parent=self)
        )
        column.addWidget(Field(_("Priority"), self.priorities, shortcut="*", parent=self))
        self._connect()
        self.show_document_state("")

    def show_form(self, form: Form, languages: Sequence[str], binding: Binding) -> None:
        """Show what is chosen; the site's first languages have a place, the others share one."""
        self._languages = tuple(languages[:SHOWN])
        self.languages.set_options(self._language_options(form.language, len(languages)))
        self.languages.choose(form.language if form.language in self._languages else OTHER)
        self.priorities.choose(form.priority or NO_PRIORITY)
        self._person.setVisible(binding is not Binding.NONE)
        if self.hint.text() != form.hint:
            self.hint.setText(form.hint)

    def show_document_state(self, said: str, *, good: bool = False) -> None:
        """Say under the document what was read of it."""
        self._state.setText(said)
        self._state.setVisible(bool(said))
        self.document.setAccessibleDescription(said)
        self.document.show_mark("check" if good else "")

    def clear_document(self) -> None:
        """Forget the document and the hint of the last visitor."""
        for field in (self.document, self.hint):
            field.setText("")  # unlike clear(): Ctrl Z must not bring the last visitor back
        self.show_document_state("")
        self.refuse_document(None)

    def refuse_document(self, invalid: bool | None) -> None:
        """Give the document field the edge of a refusal, or take it and the box away."""
        self.document.set_invalid(bool(invalid))
        if invalid is None:
            self.refusal.withdraw()

    def doubt_document(self, why: str) -> None:
        """Say under the document what may be wrong with it; the ticket may still be given."""
        self.refusal.refuse(_("Number to check again"), why=why, level="warn")

    def _build_person(self) -> QWidget:
        person = QWidget(self)
        row = QHBoxLayout(person)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self.document = DocumentField(
            _("Document shown"), icon="id-card", keeps_return=True, parent=person
        )
        self.document.setObjectName("reception.document")
        self.hint = LineEdit(_("Initials, year of birth"), parent=person)
        self.hint.setObjectName("reception.hint")
        self.hint.setMaxLength(20)
        row.addWidget(Field(_("Document shown"), self.document, parent=person), 5)
        row.addWidget(Field(_("Initials, year"), self.hint, parent=person), 3)
        return person

    def _build_priorities(self) -> ChoiceStrip:
        strip = ChoiceStrip(_("Priority"), self)
        strip.setObjectName("reception.priority")
        strip.set_options([_priority_option(each) for each in PRIORITIES])
        return strip

    def _language_options(self, chosen: str, count: int) -> list[Option]:
        options = [Option(code, texts(code).own_name) for code in self._languages]
        if count > len(self._languages):
            other = chosen not in self._languages
            options.append(Option(OTHER, texts(chosen).own_name if other else _("Other…")))
        return options

    def _connect(self) -> None:
        self.document.textEdited.connect(self.document_typed)
        self.document.submitted.connect(self.document_submitted)
        self.document.stepped.connect(self._on_stepped)
        self.hint.textEdited.connect(self.hint_typed)
        self.languages.picked.connect(self.language_picked)
        self.priorities.picked.connect(self.priority_picked)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        self.stepped.emit(-step)


def _priority_option(kind: Priority | None) -> Option:
    if kind is Priority.LOCAL:
        return Option(kind, _("Local…"))  # opens a sheet
    return Option(kind or NO_PRIORITY, priority(kind))
