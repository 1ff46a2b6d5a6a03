"""The acts of Calendrier by their words and keys; what they do is the presenters'."""

from __future__ import annotations

from desk_app.ui.calendar.presenter import CalendarPresenter
from desk_app.ui.commands import Command
from desk_app.words.catalogue import _

PLACE = "calendar"


def calendar_commands(presenter: CalendarPresenter) -> tuple[Command, ...]:
    """Return what can be done with the week, in the order the help shows it."""
    deciding, placing = presenter.deciding, presenter.placing
    return (
        Command(
            id="calendar.look", text=_("Slots of the chosen hour"), shortcut="Return",
            callback=presenter.look_into_chosen, where=PLACE,
        ),
        Command(
            id="calendar.replace", text=_("Place everybody anew"), shortcut="Ctrl+Return",
            callback=placing.place_all, where=PLACE, is_enabled=placing.can_place,
        ),
        Command(
            id="calendar.close", text=_("Close days or hours"), shortcut="F",
            callback=deciding.ask_close, where=PLACE,
        ),
        Command(
            id="calendar.open", text=_("Open hours for one day"), shortcut="O",
            callback=deciding.ask_open, where=PLACE,
        ),
        Command(
            id="calendar.calls", text=_("Print the list of calls"), shortcut="L",
            callback=placing.print_calls, where=PLACE,
        ),
        Command(
            id="calendar.tell", text=_("Note who knows their new time"), shortcut="V",
            callback=presenter.telling.ask, where=PLACE,
        ),
        Command(
            id="calendar.agenda", text=_("Write the agenda of the week to a file"), shortcut="E",
            callback=presenter.exporting.export, where=PLACE,
        ),
        *_weeks(presenter),
    )  # fmt: skip


def _weeks(presenter: CalendarPresenter) -> tuple[Command, ...]:
    return (
        Command(
            id="calendar.before", text=_("Week before"), shortcut="P",
            callback=presenter.before, where=PLACE,
        ),
        Command(
            id="calendar.after", text=_("Week after"), shortcut="S",
            callback=presenter.after, where=PLACE,
        ),
        Command(
            id="calendar.page_up", text=_("Week before"), shortcut="PageUp",
            callback=presenter.before, where=PLACE, in_palette=False,
        ),
        Command(
            id="calendar.page_down", text=_("Week after"), shortcut="PageDown",
            callback=presenter.after, where=PLACE, in_palette=False,
        ),
        Command(
            id="calendar.today", text=_("Week of today"), shortcut="T",
            callback=presenter.this_week, where=PLACE,
        ),
    )  # fmt: skip
