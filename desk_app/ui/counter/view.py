"""Guichet as it looks: the visitor and the acts, the queue, the sheets. Passive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.services.counter import CounterScreen, QueueLine
from desk_app.services.places import Place
from desk_app.ui.counter.acts import Act
from desk_app.ui.counter.acts_card import ActsCard
from desk_app.ui.counter.faces import call_note, recall_hint, timer_face, visit_face
from desk_app.ui.counter.pick_page import PickPage
from desk_app.ui.counter.queue_card import QueueCard
from desk_app.ui.counter.sheetrack import SheetRack
from desk_app.ui.counter.visit_card import VisitCard
from desk_app.ui.keys import KeyGuard
from desk_app.ui.messages import announce
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.columns import Foot, TwoColumns
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.words.errors import Said

_HEAD = 46  # px: the head of a card and its line


class CounterView(QWidget):
    """Shows what the presenter says and tells what the agent wishes.

    *overlay* is the widget sheets lie over: the window's content.
    """

    shown = Signal()

    def __init__(
        self,
        *,
        overlay: QWidget,
        guard: KeyGuard | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.pick = PickPage(guard=guard)
        self.visit, self.acts = VisitCard(guard=guard), ActsCard()
        self.queue = QueueCard()
        self.sheets = SheetRack(overlay)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.pick)
        self._pages.addWidget(self._build_counter())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.refusal = RefusalBox(self)
        self.acts.installEventFilter(self)
        self.setFocusProxy(self.pick)

    def show_places(self, places: Sequence[Place]) -> None:
        """Ask which counter; the focus goes to the field."""
        came = self._pages.currentWidget() is not self.pick
        self._pages.setCurrentWidget(self.pick)
        self.setFocusProxy(self.pick)
        self.pick.show_places(places)
        self.refusal.withdraw()
        if came and self.isVisible():
            self.pick.field.setFocus()

    def show_screen(self, screen: CounterScreen, now: dt.datetime) -> None:
        """Show the counter as it is."""
        came = self._pages.currentWidget() is self.pick
        self._pages.setCurrentIndex(1)
        self.setFocusProxy(self.visit.primary)
        self.visit.show_face(visit_face(screen))
        self.queue.show_screen(screen)
        self.acts.show_acts(screen.acts)
        self.show_time(screen, now)
        if came:
            self.pick.field.setText("")
        if came and self.isVisible():
            self.focus_primary()

    def show_time(self, screen: CounterScreen, now: dt.datetime) -> None:
        """Show what runs by itself: the timer and when the call may be repeated."""
        self.visit.show_timer(timer_face(screen.current, now), call_note(screen, now))
        self.visit.show_hint(Act.RECALL, recall_hint(screen, now))

    def show_everyone(self, lines: Sequence[QueueLine]) -> None:
        """Show all who wait to the search that is open."""
        self.queue.show_everyone(lines)

    def refuse(self, said: Said, *, level: Level) -> None:
        """Say under the acts what cannot be, or in the sheet that asked."""
        for place, is_here in (
            (self.sheets.number.refusal, self.sheets.number.isVisible()),
            (self.sheets.identity.refusal, self.sheets.identity.isVisible()),
            (self.pick.refusal, self._pages.currentWidget() is self.pick),
            (self.refusal, True),
        ):
            if is_here:
                place.refuse(said.text, why=said.why, level=level)
                break
        self._place_refusal()

    def withdraw_refusal(self) -> None:
        """Take back what was said: something else has been done since."""
        self.refusal.withdraw()
        self.pick.refusal.withdraw()

    def hint(self, act: Act) -> str:
        """Return why *act* cannot be done now, "" if it can."""
        return self.visit.hint(act)

    def is_at_counter(self) -> bool:
        """Return whether a counter has been chosen."""
        return self._pages.currentWidget() is not self.pick

    def press_primary(self) -> None:
        """Do what the filled button in sight says."""
        (self.visit if self.is_at_counter() else self.pick).primary.click()

    def open_search(self) -> None:
        """Open the search over the queue."""
        if self.is_at_counter():
            self.queue.open_search()

    def focus_primary(self) -> None:
        """Put the focus on the filled button."""
        self.visit.primary.setFocus()

    def close_number(self) -> None:
        """Put away the sheet that asked for what was done, and the search that led there."""
        if self.sheets.identity.isVisible():
            self.sheets.identity.done()
        if self.sheets.number.isVisible():
            self.sheets.number.close_sheet()
        if self.queue.close_search():
            self.focus_primary()

    def say(self, text: str) -> None:
        """Have *text* read aloud, politely."""
        announce(self, text)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the screen is in sight: it reads again."""
        super().showEvent(event)
        self.shown.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the refusal over the last acts."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place_refusal()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the refusal in sight."""
        super().resizeEvent(event)
        self._place_refusal()

    def _place_refusal(self) -> None:
        """Lay it over the last acts, which alone give way: no button moves under the hand."""
        layout, acts = self.refusal.layout(), self.acts
        if layout is None or self.refusal.isHidden():
            return
        under = self.visit.primary if current().stacked else acts
        place = QRect(under.mapTo(self, QPoint(0, 0)), under.size())
        if not current().stacked:
            place.translate(0, px(_HEAD))  # under their title, which names what lies beneath
        place.setHeight(max(px(40), layout.totalHeightForWidth(place.width())))
        lowest = self._foot.y() if current().stacked else self.height() - px(14)
        if current().stacked or place.bottom() >= lowest:
            place.moveBottom(lowest - 1)
        self.refusal.setGeometry(place)
        self.refusal.raise_()

    def _build_counter(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TwoColumns(self._build_left(), self.queue, shares=(586, 640)), 1)
        self._foot = Foot(self.visit.primary, self.visit.body, page)
        column.addWidget(self._foot)
        return page

    def _build_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.visit)
        column.addWidget(self.acts, 1)
        return left
