"""Guichet put together: view, presenter and keys. The application adds it to its window."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QWidget

from desk_app.services.ports import Clock
from desk_app.ui.commands import Command
from desk_app.ui.counter.commands import counter_commands
from desk_app.ui.counter.desk import Window
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.counter.presenter import CounterPresenter
from desk_app.ui.counter.view import CounterView
from desk_app.ui.keys import KeyGuard
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CounterPlace:
    """What the window needs of Guichet: the widget of its place and its keys."""

    view: CounterView
    presenter: CounterPresenter
    commands: tuple[Command, ...]


def counter_place(
    *,
    operations: CounterOperations,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
    window: Window,
    overlay: QWidget,
    guard: KeyGuard,
    clock: Clock,
    ask_second: Ask,
) -> CounterPlace:
    """Return Guichet; *overlay* is what its sheets lie over, *guard* the window's own.

    *ask_second* has a second person agree to an exception.
    """
    view = CounterView(overlay=overlay, guard=guard)
    presenter = CounterPresenter(
        view,
        operations=operations,
        session=session,
        tasks=tasks,
        signals=signals,
        window=window,
        clock=clock,
        ask_second=ask_second,
        parent=view,
    )
    _connect(view, presenter)
    return CounterPlace(view=view, presenter=presenter, commands=counter_commands(view, presenter))


def _connect(view: CounterView, presenter: CounterPresenter) -> None:
    visits, partings = presenter.visits, presenter.partings
    queue, sheets = view.queue, view.sheets
    view.shown.connect(presenter.come)
    view.visit.asked.connect(presenter.do)
    view.pick.picked.connect(presenter.seating.sit_at)
    view.acts.asked.connect(presenter.do)
    queue.number_asked.connect(presenter.ask_number)
    queue.help_asked.connect(visits.help_with)
    queue.everyone_asked.connect(visits.read_everyone)
    queue.take_up_asked.connect(partings.ask_take_up)
    queue.readmit_asked.connect(partings.ask_readmit)
    sheets.transfer.transfer_asked.connect(partings.transfer)
    sheets.park.park_asked.connect(partings.park)
    sheets.number.number_asked.connect(visits.call_number)
    sheets.holder.reported.connect(visits.report_holder)
    sheets.identity.correct_asked.connect(presenter.identities.correct)
    sheets.take_up.picked.connect(partings.take_up)
    sheets.readmit.picked.connect(partings.readmit)
