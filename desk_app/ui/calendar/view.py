"""Calendrier: the week at the left, who waits and what was decided at the right. Passive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.series import Use
from desk_app.services.replacing import Waiting
from desk_app.services.week import Week
from desk_app.ui.calendar.cells import draw_sample
from desk_app.ui.calendar.forms import CloseSheet, OpenSheet
from desk_app.ui.calendar.grid import WeekGrid
from desk_app.ui.calendar.model import grid_of, use_name, week_title
from desk_app.ui.calendar.panels import EndSheet, PlaceSheet, SlotSheet
from desk_app.ui.calendar.side import DecisionsCard, WaitingCard, decisions_of
from desk_app.ui.calendar.tell_sheet import TellSheet
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.columns import TwoColumns
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.painting import painter_on
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.words.calendar import conflict_line
from desk_app.words.catalogue import _, pgettext

ALL_SERIES = "*"
SIDE = 376


class Sample(QWidget):
    """What a share looks like in the bars; None is what is taken."""

    def __init__(self, use: Use | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._use = use
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return 18 by 12 px at the scale in force."""
        return QSize(px(18), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = painter_on(self)
        draw_sample(painter, current(), self.rect().toRectF(), self._use)
        painter.end()


class CalendarView(QWidget):
    """Shows one week and its sheets; it asks nobody anything itself."""

    shown = Signal()
    stepped = Signal(int)  # weeks, the day chosen stays
    walked = Signal(int)  # weeks, into the neighbour from its edge
    series_picked = Signal(str)  # "" for all

    def __init__(self, *, overlay: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = WeekGrid()
        self.before = Button(pgettext("week", "Previous"), icon="chevron-left", shortcut="P")
        self.after = Button(pgettext("week", "Next"), icon="chevron-right", shortcut="S")
        self.agenda = Button(_("Agenda to a file…"), icon="download", shortcut="E")
        self.agenda.setObjectName("calendar.agenda")
        self.title = Label(style="title", wrap=True)
        self.title.setObjectName("calendar.title")
        self.series = ChoiceList(_("Hours shown"))
        self.series.setObjectName("calendar.series")
        self.series.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.clash = RefusalBox()
        self.clash.setObjectName("calendar.clash")
        self.waiting = WaitingCard()
        self.decisions = DecisionsCard()
        self.close_sheet, self.open_sheet = CloseSheet(overlay), OpenSheet(overlay)
        self.slot_sheet, self.place_sheet = SlotSheet(overlay), PlaceSheet(overlay)
        self.end_sheet, self.tell_sheet = EndSheet(overlay), TellSheet(overlay)
        self._build()
        self.setFocusProxy(self.grid)
        self._connect()

    def show_week(self, week: Week, *, side: int | None = None) -> None:
        """Show *week*; *side* says which column is chosen when it was walked into."""
        self.grid.show_grid(grid_of(week), side=side)
        self.title.setText(week_title(week))
        if self.series.count() != len(week.series) + 1:
            all_ = Option(ALL_SERIES, _("All hours"))
            self.series.set_options([all_, *(Option(each, each) for each in week.series)])
        self.decisions.show_decisions(decisions_of(week.closures, week.extras))
        if week.clashes:
            lines = [conflict_line(one) for one in week.clashes[:3]]
            self.clash.refuse(_("Some hours contradict themselves."), why="\n".join(lines),
                              level="warn")  # fmt: skip
        else:
            self.clash.withdraw()

    def show_waiting(self, found: Sequence[Waiting]) -> None:
        """Show who is to be placed anew."""
        self.waiting.show_waiting(found)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight: it reads again."""
        super().showEvent(event)
        self.shown.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew when the theme has changed."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_foot"):
            self._arrange()
        super().changeEvent(event)

    def _connect(self) -> None:
        self.before.on_press(self._on_before)
        self.after.on_press(self._on_after)
        self.grid.week_wanted.connect(self.walked)
        self.grid.paged.connect(self.stepped)
        self.grid.chosen_changed.connect(self._on_chosen)
        self.series.picked.connect(self._on_series)

    def _on_before(self) -> None:
        self.stepped.emit(-1)

    def _on_after(self) -> None:
        self.stepped.emit(1)

    def _on_series(self, chosen: str) -> None:
        self.series_picked.emit("" if chosen == ALL_SERIES else chosen)

    def _on_chosen(self, _cell: object) -> None:
        """Where the page scrolls, the chosen hour stays in sight."""
        page, rect = self._columns.area.widget(), self.grid.chosen_rect()
        if page is not None and self.grid.hasFocus():
            middle = self.grid.mapTo(page, rect.center())
            self._columns.area.ensureVisible(
                middle.x(), middle.y(), rect.width() // 2, rect.height()
            )

    def _build(self) -> None:
        left = Card(padding=12, gap=8, name=_("Week"))
        left.body.addLayout(self._head())
        left.body.addWidget(self.clash)
        left.body.addWidget(self.grid, 1)
        left.body.addLayout(self._legend())
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.waiting, 1)
        column.addWidget(self.decisions)
        column.addWidget(self.agenda)
        self._columns = TwoColumns(left, right, second_width=SIDE, parent=self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, px(8), 0, 0)
        outer.addWidget(self._columns)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.before)
        row.addWidget(self.title, 1)
        row.addWidget(self.after)
        head.addLayout(row)
        return head

    def _legend(self) -> QBoxLayout:
        """What the bars mean, and which hours are shown: under it where the text is large."""
        row = QHBoxLayout()
        row.setSpacing(px(6))
        known = [(None, pgettext("use", "taken")), *((use, use_name(use)) for use in Use)]
        for use, words in known:
            row.addWidget(Sample(use, self))
            row.addWidget(Label(words, style="caption", tone="text2", parent=self))
            row.addSpacing(px(6))
        row.addStretch(1)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(px(6))
        self._foot.addLayout(row, 1)
        self._foot.addWidget(self.series)
        self._arrange()
        return self._foot

    def _arrange(self) -> None:
        down, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(down if current().stacked else along)
