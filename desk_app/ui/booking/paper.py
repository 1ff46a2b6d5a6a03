"""Block 4, the convocation: what will be printed, the filled button, and what was booked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.booking.block import Block
from desk_app.ui.keys import KeyGuard
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button, PrimaryButton
from desk_app.ui.widgets.cards import Line
from desk_app.ui.widgets.labels import Icon, Label, ShortLabel
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.words.catalogue import _, pgettext
from desk_app.words.texts import FRENCH, texts

PHONE_KEY = "Alt+T"


class PaperBlock(Block):
    """What comes out, before and after."""

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__("4", pgettext("booking", "Convocation"), note="", parent=parent)
        self._before = self._build_before()
        self.result = self._build_after()
        self.refusal = RefusalBox(self)
        self.primary = PrimaryButton(
            _("Book and print"),
            icon="calendar-check",
            shortcut="Ctrl+Return",
            guard=guard,
            parent=self,
        )
        self.primary.setObjectName("booking.book")
        self.body.addWidget(self._before)
        self.body.addWidget(self.result)
        self.body.addStretch(1)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.primary)
        self.show_standing("")
        self.show_booked("", "", "")

    def show_standing(self, said: str) -> None:
        """Say what else the person holds, nothing with ""."""
        self._standing.setText(said)
        self._standing_row.setVisible(bool(said))

    def show_language(self, language: str) -> None:
        """Say in which languages the paper is: French, and the person's *language* ("" for it)."""
        codes = dict.fromkeys((FRENCH, language or FRENCH))
        self._languages.setText(" · ".join(texts(code).own_name for code in codes))

    def show_booked(self, reference: str, when: str, said: str) -> None:
        """Show the reference of what was just booked, or what will be printed with ""."""
        self._reference.setText(reference)
        self._when.setText(when)
        self._said.setText(said)
        self.phone.show()
        self.result.setVisible(bool(reference))
        self._before.setVisible(not reference)

    def reference(self) -> str:
        """Return the reference that is shown, "" for none."""
        return self._reference.text()

    def _build_before(self) -> QWidget:
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self._languages = Label(style="caption", tone="text2", parent=place)
        column.addLayout(_line("file-text", _("Convocation with the papers to bring"),
                               self._languages, place))  # fmt: skip
        said = Label(_("checked without a network"), style="caption", tone="text2", parent=place)
        column.addLayout(_line("shield-check", _("In one name, not to be given on, signed code"),
                               said, place))  # fmt: skip
        self._standing_row = QWidget(place)
        inner = QVBoxLayout(self._standing_row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(8))
        inner.addWidget(Line(self._standing_row))
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(Icon("user-check", tone="ok", size=18, parent=self._standing_row))
        self._standing = Label(wrap=True, parent=self._standing_row)
        row.addWidget(self._standing, 1)
        inner.addLayout(row)
        column.addWidget(self._standing_row)
        return place

    def _build_after(self) -> QWidget:
        place = QWidget(self)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(Icon("circle-check", tone="ok", size=22, parent=place),
                      0, Qt.AlignmentFlag.AlignTop)  # fmt: skip
        column = QVBoxLayout()
        column.setSpacing(px(2))
        self._reference = Label(style="figure", weight=700, parent=place)
        self._reference.setObjectName("booking.reference")
        self._when = Label(style="lead", weight=600, wrap=True, parent=place)
        self._said = Label(tone="text2", wrap=True, parent=place)
        self.phone = Button(_("The phone rang here"), icon="phone", shortcut=PHONE_KEY,
                            parent=place)  # fmt: skip
        self.phone.setObjectName("booking.phone_rang")
        for label in (self._reference, self._when, self._said):
            column.addWidget(label)
        column.addSpacing(px(6))
        column.addWidget(self.phone, 0, Qt.AlignmentFlag.AlignLeading)
        row.addLayout(column, 1)
        return place


def _line(icon: str, text: str, end: Label, parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(10))
    row.addWidget(Icon(icon, tone="text2", size=18, parent=parent))
    row.addWidget(ShortLabel(text, parent=parent), 1)
    row.addWidget(end)
    return row
