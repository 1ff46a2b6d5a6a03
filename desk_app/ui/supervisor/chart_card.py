"""The counters needed through the day, with what the coming half-hours are expected from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.services.staffing import Staffing
from desk_app.ui.supervisor.sentences import basis, chart_spoken
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.bars import Step, StepBars
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.painting import painter_on
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import clock


class Swatch(QWidget):
    """A short line in the colour of what it stands for."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return 14 by 3 px at the scale in force."""
        return QSize(px(14), px(3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = painter_on(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), current().colour(self._token))
        painter.end()


class ChartCard(Card):
    """The chart and its legend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = _("Counters needed, by half-hour")
        super().__init__(padding=0, gap=0, name=title, parent=parent)
        self.note = self.add_head(title, end=self._build_legend())
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(px(14), px(2), px(14), 0)
        self.bars = StepBars(place)
        column.addWidget(self.bars)
        self.body.addWidget(place, 1)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew when the theme has changed."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "bars"):
            self._arrange()
        super().changeEvent(event)

    def show_plan(self, plan: Staffing) -> None:
        """Show what each half-hour needs, every full step of an hour named."""
        steps = [
            Step(clock(half.starts) if at % 2 == 0 else "", half.needed, half.opened)
            for at, half in enumerate(plan.half_hours)
        ]
        self.bars.show_steps(steps, now=plan.now, spoken=chart_spoken(plan))
        self.note.setText(basis(plan) if plan.half_hours else _("Closed today"))

    def _arrange(self) -> None:
        """Let the note take more lines, and the bars their height, where the text is large."""
        is_large = current().scale > 1
        self.note.setWordWrap(is_large)
        growing, whole = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        self.bars.setSizePolicy(growing, whole if is_large else growing)

    def _build_legend(self) -> QWidget:
        legend = QWidget(self)
        row = QHBoxLayout(legend)
        row.setContentsMargins(0, 0, px(4), 0)
        row.setSpacing(px(8))
        for token, words in (
            ("accent", pgettext("counters", "needed")),
            ("text", pgettext("counters", "open")),
        ):
            row.addWidget(Swatch(token, legend))
            row.addWidget(Label(words, style="caption", tone="text2", parent=legend))
        return legend
