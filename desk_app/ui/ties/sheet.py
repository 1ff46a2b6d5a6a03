"""The sheet on which an agent declares a person or a contact not to act for. Passive."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.theme import px
from desk_app.ui.ties.model import Kind, Typed
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said
from desk_app.words.identity_errors import person_field

_NAMED = ("family_name", "given_names", "birth_date", "nationality")


class TieSheet(Sheet):
    """One tie at a time; the fields are empty again once it is declared."""

    declare_asked = Signal(object)  # Typed

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Declare a tie"), parent)
        told = _(
            "You will not book, move, cancel or correct for this person or contact: a colleague"
            " does. Only a hash is kept, and nobody can read it back."
        )
        self.body.addWidget(Label(told, tone="text2", wrap=True, parent=self.panel))
        self.standing = Label(weight=600, wrap=True, parent=self.panel)
        self.body.addWidget(self.standing)
        self.kind = ChoiceList(_("What you declare"), self.panel)
        self.kind.setObjectName("ties.kind")
        self.kind.set_options([Option(each.value, _kind(each)) for each in Kind])
        self.body.addWidget(Field(_("What you declare"), self.kind, parent=self.panel))
        self._seeing = QTimer(self, singleShot=True, interval=0)  # once the answer has its room
        self._seeing.timeout.connect(self._on_seeing)
        self._build_fields()
        self.refusal = RefusalBox(self.panel)
        self.refusal.setObjectName("ties.refusal")
        self.body.addWidget(self.refusal)
        self.set_primary(_("Declare"), icon="link")
        self.primary.setObjectName("ties.do")
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.primary.clicked.connect(self._on_done)
        self.left.connect(self.forget)

    def open_empty(self) -> None:
        """Come in with nothing typed."""
        self.forget()
        self.kind.choose(Kind.DOCUMENT.value)
        self._on_kind()
        self.open(self.kind)

    def show_standing(self, said: str) -> None:
        """Say how much is declared already."""
        self.standing.setText(said)

    def say(self, said: Said, *, level: Level) -> None:
        """Say that it is declared, or why not."""
        self.refusal.refuse(said.text, why=said.why, level=level)
        self._seeing.start()

    @Slot()
    def forget(self) -> None:
        """Forget what was typed; it never stays in a closed sheet."""
        for field in (self.value, *self.named.values()):
            field.setText("")
        self.refusal.withdraw()

    def _build_fields(self) -> None:
        self.value = LineEdit(_kind(Kind.DOCUMENT), parent=self.panel)
        self.value.setObjectName("ties.value")
        self._value = Field(_kind(Kind.DOCUMENT), self.value, parent=self.panel)
        self.body.addWidget(self._value)
        self._relative = QWidget(self.panel)
        column = QVBoxLayout(self._relative)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.named: dict[str, LineEdit] = {}
        for name in _NAMED:
            label = person_field(name)
            self.named[name] = LineEdit(label, parent=self._relative)
            self.named[name].setObjectName(f"ties.{name}")
            column.addWidget(Field(label, self.named[name], parent=self._relative))
        self.body.addWidget(self._relative)
        for field in (self.value, *self.named.values()):
            field.textEdited.connect(self.refusal_withdrawn)

    @Slot()
    def refusal_withdrawn(self) -> None:
        """Take back what was said: something has been typed since."""
        self.refusal.withdraw()

    @Slot()
    def _on_seeing(self) -> None:
        self.bring_up(self.refusal)

    @Slot()
    def _on_kind(self) -> None:
        kind = Kind(self.kind.chosen())
        is_relative = kind is Kind.RELATIVE
        self._value.setVisible(not is_relative)
        self._relative.setVisible(is_relative)
        self._value.set_label(_kind(kind))
        self.value.setAccessibleName(_kind(kind))
        self.refusal.withdraw()

    @Slot()
    def _on_done(self) -> None:
        named = {name: field.text().strip() for name, field in self.named.items()}
        typed = Typed(kind=Kind(self.kind.chosen()), value=self.value.text().strip(), **named)
        self.declare_asked.emit(typed)


def _kind(kind: Kind) -> str:
    return {
        Kind.DOCUMENT: pgettext("tie", "A document, yours or a relative’s"),
        Kind.PHONE: pgettext("tie", "A phone, yours or a relative’s"),
        Kind.EMAIL: pgettext("tie", "An e-mail address, yours or a relative’s"),
        Kind.RELATIVE: pgettext("tie", "A relative without a document at hand"),
    }[kind]
