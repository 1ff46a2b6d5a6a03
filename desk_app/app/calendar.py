"""Calendrier, wired to one open desk and given its place in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desk_app.app.agendas import agenda_operations
from desk_app.app.desk import Desk
from desk_app.app.operations import hurried
from desk_app.security.codes import cooling, new_code, new_id
from desk_app.services import appointments, calling, closures, openings, replacing
from desk_app.services.week import week
from desk_app.ui.calendar.commands import PLACE, calendar_commands
from desk_app.ui.calendar.operations import CalendarOperations
from desk_app.ui.calendar.presenter import CalendarPresenter
from desk_app.ui.calendar.view import CalendarView
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import pgettext

KEY = "Shift+F4"


def calendar_operations(desk: Desk) -> CalendarOperations:
    """Return what the page may call; its papers leave at once."""
    begin, read, clock, holidays = hurried(desk), desk.read, desk.clock, desk.holidays
    free_days = desk.free_days
    return CalendarOperations(
        look=partial(week, read=read, clock=clock, holidays=holidays, free_days=free_days),
        agenda=partial(appointments.agenda, read=read, clock=clock),
        look_at_closure=partial(closures.impact, read=read, clock=clock, holidays=holidays),
        close=partial(
            closures.close, begin=begin, clock=clock, new_code=new_code, holidays=holidays
        ),
        look_at_end=partial(
            closures.impact_of_taking_back, read=read, clock=clock, holidays=holidays
        ),
        take_back=partial(closures.take_back, begin=begin, clock=clock, holidays=holidays),
        open_day=partial(
            openings.open_day, begin=begin, clock=clock, new_code=new_code, holidays=holidays
        ),
        waiting=partial(
            replacing.waiting, read=read, clock=clock, holidays=holidays, free_days=free_days
        ),
        places_for=partial(
            replacing.places_for, read=read, clock=clock, holidays=holidays, free_days=free_days
        ),
        replace=lambda reference, slot, *, by: replacing.replace(
            reference, slot, by=by, begin=begin, clock=clock, ways=ways_of(desk)
        ),
        replace_all=lambda *, at_most, by: replacing.replace_affected(
            by=by, begin=begin, read=read, clock=clock, ways=ways_of(desk), at_most=at_most
        ),
        print_calls=partial(
            calling.print_calls, begin=begin, clock=clock, holidays=holidays,
            free_days=free_days, new_id=new_id, printer=desk.printer,
        ),
        calls=partial(
            calling.call_list, begin=begin, clock=clock, holidays=holidays, free_days=free_days
        ),
        told=partial(calling.told, begin=begin, clock=clock, hashes=desk.hashes),
    )  # fmt: skip


def ways_of(desk: Desk) -> replacing.Ways:
    """Return what giving another time needs of *desk*; the key of the codes is read when used."""
    return replacing.Ways(
        cool=cooling,
        hashes=desk.hashes,
        holidays=desk.holidays,
        free_days=desk.free_days,
        codes=desk.codes,
        new_id=new_id,
        printer=desk.printer,
    )


def add_calendar(
    desk: Desk,
    *,
    shell: Shell,
    overlay: QWidget,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
    open_history: Callable[[str], None],
    ask_second: Ask,
) -> CalendarPresenter:
    """Put the page into the rail and its keys into the window.

    *open_history* shows the history of a slot.
    """
    view = CalendarView(overlay=overlay)
    view.slot_sheet.history_requested.connect(open_history)
    presenter = CalendarPresenter(
        view,
        calendar_operations(desk),
        session=session,
        tasks=tasks,
        signals=signals,
        window=shell,
        clock=desk.clock,
        ask_second=ask_second,
        agendas=agenda_operations(desk, view),
        parent=view,
    )
    shell.add_place(PLACE, "calendar", pgettext("place", "Calendar"), KEY, view)
    shell.set_commands(PLACE, calendar_commands(presenter))
    return presenter
