"""Arrivées, wired to one open desk and given its place in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypedDict

from PySide6.QtWidgets import QWidget

from desk_app.app.daylists import list_operations
from desk_app.app.desk import Desk
from desk_app.app.operations import hurried
from desk_app.security.codes import cooling, new_code, new_id
from desk_app.services import arrivals, call_lists, printing, reconfirmation, rectifications
from desk_app.services.door import door
from desk_app.ui.arrivals.call_sheet import CallSheet
from desk_app.ui.arrivals.calls import Calls
from desk_app.ui.arrivals.choosing import list_file
from desk_app.ui.arrivals.commands import PLACE, arrivals_commands
from desk_app.ui.arrivals.lists import DayLists
from desk_app.ui.arrivals.operations import ArrivalsOperations, CallOperations
from desk_app.ui.arrivals.past import Past
from desk_app.ui.arrivals.presenter import ArrivalsPresenter
from desk_app.ui.arrivals.view import ArrivalsView
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _


class _Around(TypedDict):
    """What every part of the page is given."""

    session: Session
    tasks: Tasks
    signals: AppSignals


def arrivals_operations(desk: Desk) -> ArrivalsOperations:
    """Return what the page may call; the key of the codes is read when a code is."""
    begin = hurried(desk)
    return ArrivalsOperations(
        look=partial(door, read=desk.read, clock=desk.clock),
        find=partial(
            arrivals.find,
            read=desk.read,
            clock=desk.clock,
            codes=desk.codes,
            hashes=desk.hashes,
        ),
        let_in=partial(
            arrivals.check_in,
            begin=begin,
            clock=desk.clock,
            new_id=new_id,
            new_code=new_code,
            codes=desk.codes,
            hashes=desk.hashes,
            printer=desk.printer,
        ),
        correct=partial(
            rectifications.correct,
            begin=begin,
            clock=desk.clock,
            hashes=desk.hashes,
            codes=desk.codes,
            new_id=new_id,
            printer=desk.printer,
        ),
        undo=partial(arrivals.undo, begin=begin, clock=desk.clock),
        reprint=partial(
            printing.reprint_ticket,
            begin=begin,
            clock=desk.clock,
            new_id=new_id,
            printer=desk.printer,
        ),
    )


def call_operations(desk: Desk) -> CallOperations:
    """Return what the list of holders to call may call."""
    begin = hurried(desk)
    return CallOperations(
        look=partial(
            call_lists.call_list,
            begin=begin,
            read=desk.read,
            clock=desk.clock,
            keyed_hash=desk.keyed_hash,
        ),
        called=partial(
            reconfirmation.called,
            begin=begin,
            clock=desk.clock,
            cool=cooling,
            keyed_hash=desk.keyed_hash,
            hashes=desk.hashes,
        ),
        printed=partial(
            call_lists.print_list,
            begin=begin,
            clock=desk.clock,
            new_id=new_id,
            printer=desk.printer,
        ),
    )


def add_arrivals(
    desk: Desk,
    *,
    shell: Shell,
    overlay: QWidget,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
    ask_second: Ask,
    open_history: Callable[[str], None],
) -> ArrivalsPresenter:
    """Put the page into the rail and its keys into the window.

    *open_history* shows the history of a slot.
    """
    view = ArrivalsView(overlay=overlay, guard=shell.commands.guard)
    presenter = ArrivalsPresenter(
        view,
        arrivals_operations(desk),
        session=session,
        tasks=tasks,
        signals=signals,
        window=shell,
        clock=desk.clock,
        ask_second=ask_second,
        parent=view,
    )
    shell.add_place(PLACE, "door-open", _("Arrivals"), "F5", view)
    around: _Around = {"session": session, "tasks": tasks, "signals": signals}
    calls = Calls(CallSheet(overlay), call_operations(desk), parent=view, **around)
    view.to_call.on_press(calls.open)
    pick = partial(list_file, view)
    lists = DayLists(view, list_operations(desk, pick=pick), window=shell, **around)
    past = Past(view, session=session)
    past.wanted.connect(open_history)
    shell.set_commands(PLACE, arrivals_commands(presenter, calls, lists, past))
    return presenter
