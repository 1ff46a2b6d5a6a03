"""Calls for help wired to one open desk: in its window, by its key, from its store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desk_app.app.desk import Desk
from desk_app.security.codes import new_id
from desk_app.services import alarms
from desk_app.ui.alarm.band import ANSWER_KEY, AlarmBand
from desk_app.ui.alarm.operations import AlarmOperations
from desk_app.ui.alarm.presenter import ALARM_KEY, AlarmPresenter
from desk_app.ui.commands import EVERYWHERE
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks


def alarm_operations(desk: Desk) -> AlarmOperations:
    """Return what a window may do about calls for help."""
    return AlarmOperations(
        look=partial(alarms.watch, read=desk.read, clock=desk.clock),
        raise_alarm=partial(alarms.raise_alarm, begin=desk.begin, clock=desk.clock, new_id=new_id),
        acknowledge=partial(alarms.acknowledge, begin=desk.begin, clock=desk.clock),
    )


def alarm_of(
    desk: Desk, *, shell: Shell, session: Session, tasks: Tasks, signals: AppSignals
) -> AlarmPresenter:
    """Return what calls and answers; its band lies above sheets, and its keys work over them."""
    band = AlarmBand()
    presenter = AlarmPresenter(
        shell,
        band,
        operations=alarm_operations(desk),
        session=session,
        tasks=tasks,
        signals=signals,
        parent=shell,
    )
    shell.setMenuWidget(band)  # above the central widget, which sheets and the search cover
    shell.set_commands(EVERYWHERE, presenter.commands())
    _add_key(shell, ALARM_KEY, presenter.raise_alarm)
    _add_key(shell, ANSWER_KEY, band.answer)
    return presenter


def _add_key(shell: Shell, key: str, act: Callable[[], object]) -> None:
    """Make *key* work in whatever window of the program has the keyboard, the display's too."""
    shortcut = QShortcut(QKeySequence(key), shell)
    shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)
