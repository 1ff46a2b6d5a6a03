"""The sheets of Accueil: the long list of languages, and who has come back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.ui.commands import plain
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _
from desk_app.words.errors import Said
from desk_app.words.texts import texts


class LanguageSheet(Sheet):
    """Every language of the site by its own name and its code; a few letters find one."""

    language_picked = Signal(str)  # a language's code

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Language of the ticket"), parent)
        self._options: tuple[Option, ...] = ()
        self._field = LineEdit(_("Search for a language"), icon="search", parent=self.panel)
        self._field.setObjectName("reception.language.search")
        self.body.addWidget(Field(_("Search for a language"), self._field, parent=self.panel))
        columns: tuple[Column[Option], ...] = (
            Column(id="name", title=_("Language"), cell=_own_name),
            Column(id="code", title=_("Code"), cell=_code, width=110),
        )
        self._model = LinesModel(columns, identity=_code_text, parent=self)
        self._table = Table(self._model, name=_("Languages"), show_header=False, parent=self.panel)
        self._table.setObjectName("reception.language.list")
        self.body.addWidget(self._table)
        self.set_primary(_("Choose this language"), icon="check")
        self._field.textChanged.connect(self._on_typed)
        self._field.stepped.connect(self._on_stepped)
        self._table.clicked.connect(self._on_clicked)
        self._table.acted.connect(self._on_acted)
        self.primary.clicked.connect(self._on_chosen)

    def open_at(self, languages: Sequence[str], chosen: str) -> None:
        """Come in with *languages* in the site's order and *chosen* marked."""
        self._options = tuple(Option(code, texts(code).own_name) for code in languages)
        self._field.clear()
        self._model.set_rows(self._options)
        self._table.setMinimumHeight(self._table.verticalHeader().defaultSectionSize() * 10)
        self._table.choose(self._model.index_of(chosen))
        self.open(self._field)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        wanted = plain(typed.strip())
        kept = [
            option
            for option in self._options
            if plain(option.text).startswith(wanted) or plain(option.id).startswith(wanted)
        ]
        self._model.set_rows(kept)
        if kept and self._table.chosen() is None:
            self._table.choose(self._model.index(0, 0))
        self.primary.setEnabled(bool(kept))

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            row = min(count - 1, max(0, self._table.currentIndex().row() + step))
            self._table.choose(self._model.index(row, 0))

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self._field.setFocus()

    @Slot(object)
    def _on_acted(self, _row: Option) -> None:
        self._on_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        row = self._table.chosen()
        if isinstance(row, Option):
            self.close_sheet()
            self.language_picked.emit(row.id)


class ReturnSheet(Sheet):
    """The number of an absent visitor who has come back; it stays until that is done."""

    return_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Back in the queue"), parent)
        about = _("Who has come back? The place in the queue is kept.")
        self.body.addWidget(Label(about, style="lead", wrap=True, parent=self.panel))
        self.field = LineEdit(_("Ticket number"), style="title", height=48, parent=self.panel)
        self.field.setObjectName("reception.return.field")
        hint = _("As on the paper: C042")
        self.body.addWidget(Field(_("Ticket number"), self.field, hint=hint, parent=self.panel))
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.set_primary(_("Back in the queue"), icon="rotate-ccw")
        self.primary.setObjectName("reception.return.do")
        self.field.textChanged.connect(self._on_typed)
        self.primary.clicked.connect(self._on_done)

    def open_with(self, number: str) -> None:
        """Come in with *number* written, or nothing."""
        self.field.setText(number)
        self._on_typed(number)
        self.open(self.field)

    def refuse(self, said: Said, *, unavailable: bool) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why, level="warn" if unavailable else "danger")

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self.refusal.withdraw()
        self.primary.setEnabled(bool(typed.strip()))

    @Slot()
    def _on_done(self) -> None:
        self.return_asked.emit(self.field.text().strip())


def _own_name(option: Option) -> str:
    return option.text


def _code(option: Option) -> Cell:
    return Cell(option.id, "text2", style="caption")


def _code_text(option: Option) -> str:
    return option.id
