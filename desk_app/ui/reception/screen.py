"""Accueil put together: view, presenter and keys. The application adds it to its window."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk_app.services.ports import Clock
from desk_app.ui.commands import Command
from desk_app.ui.keys import KeyGuard
from desk_app.ui.reception.commands import reception_commands
from desk_app.ui.reception.operations import ReceptionOperations
from desk_app.ui.reception.presenter import ReceptionPresenter, Window
from desk_app.ui.reception.scanning import Scanning
from desk_app.ui.reception.view import ReceptionView
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionScreen:
    """What the window needs of Accueil: the widget of its place and its keys."""

    view: ReceptionView
    presenter: ReceptionPresenter
    commands: tuple[Command, ...]


def reception_screen(
    *,
    operations: ReceptionOperations,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
    window: Window,
    overlay: QWidget,
    guard: KeyGuard,
    clock: Clock,
    ask_second: Ask,
    seconds: Callable[[], float] = time.monotonic,
) -> ReceptionScreen:
    """Return Accueil; *overlay* is what its sheets lie over, *guard* the window's own.

    *ask_second* has a second person agree to an exception; *seconds* tells a reader's typing
    from a person's.
    """
    view = ReceptionView(overlay=overlay, guard=guard)
    presenter = ReceptionPresenter(
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
    _connect_reader(view, presenter, window=window, clock=clock, seconds=seconds)
    return ReceptionScreen(
        view=view, presenter=presenter, commands=reception_commands(view, presenter)
    )


def _connect(view: ReceptionView, presenter: ReceptionPresenter) -> None:
    choices, preparation = view.card.choices, presenter.preparation
    view.shown.connect(presenter.reread)
    view.procedures.typed.connect(preparation.search)
    view.procedures.stepped.connect(preparation.step_party)
    choices.stepped.connect(preparation.step_party)
    view.card.primary.clicked.connect(presenter.give)
    view.card.party_stepped.connect(preparation.step_party)
    choices.document_typed.connect(presenter.check.type)
    choices.hint_typed.connect(preparation.type_hint)
    choices.language_picked.connect(preparation.pick_language)
    choices.priority_picked.connect(preparation.pick_priority)
    view.languages.language_picked.connect(preparation.pick_language)
    view.returns.return_asked.connect(presenter.returns.readmit)
    view.last.answered.connect(presenter.afterwards.answer)
    view.last.reprint.clicked.connect(presenter.afterwards.reprint)
    view.undo_asked.connect(presenter.afterwards.take_back)


def _connect_reader(
    view: ReceptionView,
    presenter: ReceptionPresenter,
    *,
    window: Window,
    clock: Clock,
    seconds: Callable[[], float],
) -> None:
    scanning = Scanning(
        view,
        check=presenter.check,
        preparation=presenter.preparation,
        choose=presenter.choose,
        window=window,
        clock=clock,
        seconds=seconds,
        parent=view,
    )
    view.procedures.picked.connect(scanning.pick)
    view.reader.scanned.connect(scanning.read)
    view.card.choices.document_submitted.connect(scanning.submit)
