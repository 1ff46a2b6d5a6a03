"""The sheet of where a request goes on without an appointment: a digit, a paper. Passive."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.unmet import Impossibility, UnmetReason
from desk_app.ui.second.reasons import Reasons
from desk_app.ui.theme import px
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.appointments import impossibility_name, unmet_reason
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

WAYS = (
    UnmetReason.HELP_DESK,
    UnmetReason.SUBSTITUTE,
    UnmetReason.INCOMPLETE,
    UnmetReason.NOT_HERE,
    UnmetReason.SERVICE_FAILED,
)
"""Where a request goes on, in the order of their digits; the proof of no place has its own key."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The sheet as it was filled in: days and numbers as they were typed."""

    reason: UnmetReason
    impossibility: str = ""
    hotline: str = ""
    help_desk: str = ""
    missing: str = ""


class GuideSheet(Sheet):
    """A digit says where to, Enter prints; what a way asks for comes with it."""

    wanted = Signal(object)  # Typed

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Where the request goes on"), parent)
        self.about = Label(style="lead", wrap=True, parent=self.panel)
        self.earlier = Label(tone="text2", wrap=True, parent=self.panel)
        self.ways = Reasons(_("Where the request goes on"), self.panel)
        self.ways.setObjectName("guide.ways")
        self.papers = Label(wrap=True, parent=self.panel)
        self.missing = LineEdit(_("Numbers of the missing papers"), parent=self.panel)
        self.missing.setObjectName("guide.missing")
        self.seen = Reasons(_("What was seen here"), self.panel)
        self.seen.setObjectName("guide.seen")
        self.hotline = LineEdit(_("Hotline reached on (day/month)"), parent=self.panel)
        self.hotline.setObjectName("guide.hotline")
        self.help_desk = LineEdit(_("Help desk used on (day/month)"), parent=self.panel)
        self.help_desk.setObjectName("guide.help_desk")
        self.refusal = RefusalBox(self.panel)
        self._of_papers = self._block(self.papers, _labelled(self.missing, self.panel))
        self._of_channel = self._block(
            Label(_("What was seen here"), weight=600, parent=self.panel),
            self.seen,
            _labelled(self.hotline, self.panel),
            _labelled(self.help_desk, self.panel),
        )
        for widget in (
            self.about, self.earlier, self.ways, self._of_papers, self._of_channel, self.refusal,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.set_primary(_("Print where to go"), icon="printer")
        self.primary.setObjectName("guide.print")
        self.primary.clicked.connect(self._on_primary)
        self.ways.picked.connect(self._on_way)
        self.seen.picked.connect(self._on_seen)

    def ask(self, about: str, papers: Sequence[str], earlier: str) -> None:
        """Come in for the procedure called *about*; *earlier* says what was asked before."""
        self.about.setText(about)
        self.earlier.setText(earlier)
        self.earlier.setVisible(bool(earlier))
        self.papers.setText("\n".join(f"{at}. {each}" for at, each in enumerate(papers, start=1)))
        ways = [way for way in WAYS if papers or way is not UnmetReason.INCOMPLETE]
        self.ways.set_options([Option(each.value, unmet_reason(each)) for each in ways])
        self.seen.set_options([Option(each, impossibility_name(each)) for each in Impossibility])
        for field in (self.missing, self.hotline, self.help_desk):
            field.setText("")
        self.refusal.withdraw()
        self._show_way("")
        self.open(self.ways)

    def refuse(self, said: Said) -> None:
        """Say why nothing was printed."""
        self.refusal.refuse(said.text, why=said.why)
        self.bring_up(self.refusal)

    def _block(self, *widgets: QWidget) -> QWidget:
        place = QWidget(self.panel)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for widget in widgets:
            column.addWidget(widget)
        return place

    def _show_way(self, way: str) -> None:
        self._of_papers.setVisible(way == UnmetReason.INCOMPLETE)
        self._of_channel.setVisible(way == UnmetReason.SUBSTITUTE)
        self.primary.setEnabled(bool(way))
        self.primary.set_hint("" if way else _("Choose where to first: its digit."))

    @Slot(str)
    def _on_way(self, way: str) -> None:
        self.refusal.withdraw()
        self._show_way(way)
        first: QWidget = self.primary
        if way == UnmetReason.INCOMPLETE:
            first = self.missing
        elif way == UnmetReason.SUBSTITUTE:
            first = self.seen
        first.setFocus()
        self.bring_up(first)

    @Slot(str)
    def _on_seen(self, _seen: str) -> None:
        self.refusal.withdraw()
        self.hotline.setFocus()
        self.bring_up(self.help_desk)

    @Slot()
    def _on_primary(self) -> None:
        way = self.ways.chosen()
        if way:
            typed = Typed(
                reason=UnmetReason(way),
                impossibility=self.seen.chosen(),
                hotline=self.hotline.text(),
                help_desk=self.help_desk.text(),
                missing=self.missing.text(),
            )
            self.wanted.emit(typed)


def _labelled(field: LineEdit, parent: QWidget) -> Field:
    return Field(field.accessibleName(), field, parent=parent)
