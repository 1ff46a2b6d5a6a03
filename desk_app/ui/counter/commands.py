"""The acts of Guichet by their words and keys; what they do is the presenter's and the view's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desk_app.ui.commands import Command
from desk_app.ui.counter.acts import KEYS, Act
from desk_app.ui.counter.presenter import CounterPresenter
from desk_app.ui.counter.view import CounterView
from desk_app.words.catalogue import _, pgettext

PLACE = "counter"


def counter_commands(view: CounterView, presenter: CounterPresenter) -> tuple[Command, ...]:
    """Return what can be done at Guichet, in the order the help shows it."""
    lettered = tuple(
        Command(
            id=f"{PLACE}.{act}",
            text=text,
            shortcut=KEYS[act],
            callback=partial(presenter.do, act),
            where=PLACE,
            is_enabled=view.is_at_counter,
        )
        for act, text in _texts()
    )
    return (
        _command("primary", _("Call, begin, finish and call"), "Return", view.press_primary),
        *lettered,
        _command("search", _("Search in the queue"), "/", view.open_search),
        _command("find", _("Search in the queue"), "Ctrl+F", view.open_search, listed=False),
        _command("close", _("Close the search"), "Escape", view.close_number, listed=False),
        _command("readmit", _("Put an absent person back in the queue"), "",
                 presenter.partings.ask_readmit),
        _command("choose", _("Choose another counter"), "", presenter.leave_counter),
    )  # fmt: skip


def _texts() -> tuple[tuple[Act, str], ...]:
    return (
        (Act.FINISH, _("Finish")),
        (Act.RECALL, _("Call again")),
        (Act.ABSENT, _("Absent, call the next one")),
        (Act.PARK, _("Put aside")),
        (Act.TAKE_UP, _("Take up again")),
        (Act.TRANSFER, pgettext("button", "Transfer")),
        (Act.BOOK, pgettext("button", "Appointment")),
        (Act.PAUSE, pgettext("button", "Pause")),
        (Act.NUMBER, _("Serve a number")),
        (Act.HOLDER, _("Another person came with the ticket")),
        (Act.UNDO, _("Undo my last act")),
    )


def _command(
    name: str, text: str, shortcut: str, callback: Callable[[], object], *, listed: bool = True
) -> Command:
    return Command(
        id=f"{PLACE}.{name}",
        text=text,
        shortcut=shortcut,
        callback=callback,
        where=PLACE,
        in_palette=listed,
    )
