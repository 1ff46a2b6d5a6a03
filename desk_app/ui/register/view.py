"""Registre et tirage: the draw to come, winners to be told and past draws. Passive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.services.register_page import RegisterPage
from desk_app.ui.keys import KeyGuard
from desk_app.ui.register.calls_card import CallsCard
from desk_app.ui.register.draw_card import DrawCard
from desk_app.ui.register.model import Step
from desk_app.ui.register.past_card import PastCard
from desk_app.ui.register.sheets import DrawSheet, SecretSheet
from desk_app.ui.theme import px
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.columns import Foot, TwoColumns
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.words.errors import Said


class RegisterView(QWidget):
    """Shows one family; its presenter knows what may be done."""

    shown = Signal()

    def __init__(
        self, *, overlay: QWidget, guard: KeyGuard | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.draw = DrawCard(guard=guard)
        self.calls = CallsCard()
        self.past = PastCard()
        self.secret_sheet = SecretSheet(overlay)
        self.draw_sheet = DrawSheet(overlay)
        self.trouble = RefusalBox(self)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.calls, 3)
        column.addWidget(self.past, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, px(8), 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.trouble)
        self._columns = TwoColumns(self.draw, right, shares=(9, 13), parent=self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._on_settled)
        self.draw.said.connect(self._settling.start)
        outer.addWidget(self._columns, 1)
        outer.addWidget(Foot(self.draw.primary, self.draw.body, self))
        self.setFocusProxy(self.draw.primary)

    def show_page(self, page: RegisterPage, step: Step, hint: str) -> None:
        """Show everything of *page*."""
        self.trouble.withdraw()
        families: Sequence[Option] = [Option(each.code, each.name) for each in page.families]
        self.draw.show_families(families, page.family)
        had_focus = self.draw.primary.hasFocus()
        self.setFocusProxy(self.draw.family if hint else self.draw.primary)
        self.draw.show_page(page, step, hint)
        if had_focus and hint:
            self.draw.family.setFocus()  # else it would leave the page
        self.calls.show_calls(page.calls)
        self.past.show_past(page.past)

    def show_trouble(self, said: Said) -> None:
        """Say why the register could not be read."""
        self.trouble.refuse(said.text, why=said.why, level="warn")

    def withdraw(self) -> None:
        """Take back what was said of another family."""
        for box in (self.draw.box, self.calls.box, self.past.box):
            box.withdraw()

    @Slot()
    def _on_settled(self) -> None:
        """Bring what was said of the draw in sight, once the page has its height."""
        if self.draw.box.isVisible():
            self._columns.area.ensureWidgetVisible(self.draw.box, px(8), px(24))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight: it reads again."""
        super().showEvent(event)
        self.shown.emit()
