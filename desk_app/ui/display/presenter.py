"""Keeps the display's picture true: reads the board, gives calls and messages their turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError
from desk_app.services.board import Board
from desk_app.services.ports import Clock
from desk_app.ui.display import sentences
from desk_app.ui.display.band import Rotation, Words
from desk_app.ui.display.picture import Picture, State
from desk_app.ui.display.stage import Scene, Stage
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.dates import clock as hour

SHOWN = frozenset({Topic.TICKETS, Topic.COUNTERS, Topic.MESSAGES, Topic.SITE, Topic.PROCEDURES})
REREAD = dt.timedelta(seconds=30)
RETRY = dt.timedelta(seconds=5)  # while the store does not answer
TOO_OLD = dt.timedelta(seconds=75)  # a board that old is shown as what it is: not from now
WELCOME_STAY = dt.timedelta(seconds=8)
ANSWERS_WITHIN = dt.timedelta(seconds=20)  # a read that takes longer is given up
CLOSED_AFTER = dt.timedelta(minutes=10)  # after the last call of a closed site


class DisplayPresenter(QObject):
    """Makes the picture anew whenever something on it is due; `pictured` carries it.

    It sleeps in between: one timer, set for the next change.
    """

    pictured = Signal(object)  # Picture, whenever it differs from the last
    called = Signal()  # a call has taken the big place: the chime's moment

    def __init__(
        self,
        *,
        board: Callable[[], Board],
        tasks: Tasks,
        signals: AppSignals,
        clock: Clock,
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._tasks, self._clock = board, tasks, clock
        self._stage = Stage(blinks=not reduced_motion)
        self._rotation = Rotation((), ())
        self._started = self._read_at = clock()
        self._board: Board | None = None
        self._picture = Picture()
        self._emergency = ""
        self._reading_since: dt.datetime | None = None
        self._is_asked = self._is_lost = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self._reread = QTimer(self)
        self._reread.timeout.connect(self.read_board)
        signals.changed.connect(self._on_changed)

    def start(self) -> None:
        """Read the board, now and from now on."""
        self._reread.start(_ms(REREAD))
        self.read_board()
        self.refresh()

    def stop(self) -> None:
        """Rest: nothing is read and nothing shown any more."""
        self._reread.stop()
        self._timer.stop()

    def picture(self) -> Picture:
        """Return what the display shows."""
        return self._picture

    def board(self) -> Board | None:
        """Return the board as last read, None before the first."""
        return self._board

    def show_emergency(self, sentence: str) -> None:
        """Put *sentence* over everything until `end_emergency`."""
        self._emergency = sentence.strip()
        self.refresh()

    def end_emergency(self) -> None:
        """Take the sentence away; a call that it hid is announced again."""
        if self._emergency:
            self._emergency = ""
            self._started = self._clock()
            if self._stage.restart(self._started):
                self.called.emit()
            self.refresh()

    @Slot()
    def read_board(self) -> None:
        """Read the board; asked again while a read is under way, read once more after it."""
        now, since = self._clock(), self._reading_since
        if since is not None and now - since < ANSWERS_WITHIN:
            self._is_asked = True
            return
        self._reading_since = now
        self._tasks.run(self._read, then=self._show_board, failed=self._on_lost)

    @Slot()
    def refresh(self) -> None:
        """Make the picture anew and sleep until the next thing on it is due."""
        now = self._clock()
        self._started = min(self._started, now)  # the clock may be set back
        if not self._emergency and self._stage.advance(now):
            self.called.emit()
        picture = self._pictured(now)
        if picture != self._picture:
            self._picture = picture
            self.pictured.emit(picture)
        self._timer.start(max(1, _ms(self._next_change(now) - now)))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & SHOWN and self._reread.isActive():
            self.read_board()

    def _show_board(self, board: Board) -> None:
        before, self._board = self._board, board
        self._read_at, self._is_lost = self._clock(), False
        self._reread.setInterval(_ms(REREAD))
        self._stage.show(board, self._read_at)
        if before is None or _told(before) != _told(board):
            messages = sentences.shown_messages(board.messages, board.languages)
            self._rotation = Rotation(messages, board.languages)
            self._started = self._read_at
        self._after_read()

    def _on_lost(self, _error: DeskError) -> None:
        """Whatever the reason, the room sees the last picture and from when it is."""
        self._is_lost = True
        self._reread.setInterval(_ms(RETRY))
        self._after_read()

    def _after_read(self) -> None:
        self._reading_since = None
        if self._reread.isActive():
            self.refresh()
            if self._is_asked:
                self._is_asked = False
                self.read_board()

    def _pictured(self, now: dt.datetime) -> Picture:
        board = self._board
        if board is None:
            return Picture(
                state=State.EMERGENCY if self._emergency else State.WELCOME,
                emergency=self._emergency,
                notice=sentences.welcome(())[:1],
            )
        here = now.astimezone(board.time_zone)
        scene = self._stage.scene(now)
        state = self._state(board, scene, now)
        is_old = self._is_lost or now - self._read_at > TOO_OLD
        is_closed = state is State.CLOSED
        return Picture(
            state=state,
            site=board.site,
            time=hour(here),
            stale=sentences.picture_of(self._read_at.astimezone(board.time_zone)) if is_old else "",
            is_rehearsal=board.rehearsal,
            scene=scene,
            page=self._rotation.at(now - self._started),
            notice=self._notice(board, state, here),
            hour=hour(board.opens_at) if is_closed and board.opens_at is not None else "",
            emergency=self._emergency,
        )

    def _state(self, board: Board, scene: Scene, now: dt.datetime) -> State:
        if self._emergency:
            return State.EMERGENCY
        latest = max((line.called_at for line in board.calls), default=None)
        is_over = latest is None or now - latest > CLOSED_AFTER
        if not board.is_open and not scene.is_live and is_over:
            return State.CLOSED
        return State.WELCOME if scene.is_empty else State.CALLS

    def _notice(self, board: Board, state: State, now: dt.datetime) -> tuple[Words, ...]:
        if state is State.CLOSED:
            opens = sentences.opens_on(board.opens_at, now) if board.opens_at is not None else ""
            shut = sentences.opening_draw(board) if board.cards else sentences.closed()
            return sentences.in_french(shut, opens)
        if state is not State.WELCOME:
            return ()
        words = sentences.welcome(board.languages)
        if len(words) < 2:
            return words
        turn = (self._clock() - self._started) // WELCOME_STAY
        return words[0], words[1 + turn % (len(words) - 1)]

    def _next_change(self, now: dt.datetime) -> dt.datetime:
        elapsed = now - self._started
        due = [now.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)]
        page_ends = self._rotation.next_change(elapsed)
        if page_ends is not None:
            due.append(self._started + page_ends)
        if self._picture.state is State.WELCOME:
            due.append(self._started + WELCOME_STAY * (elapsed // WELCOME_STAY + 1))
        turn = self._stage.next_change(now)
        if turn is not None and not self._emergency:
            due.append(turn)
        return min(due)


def _told(board: Board) -> tuple[object, ...]:
    return board.messages, board.languages


def _ms(length: dt.timedelta) -> int:
    """Return *length* in whole ms, rounded up: a timer that wakes early would wake twice."""
    return -(-length // dt.timedelta(milliseconds=1))
