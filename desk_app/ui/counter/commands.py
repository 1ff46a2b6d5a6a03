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
            is_enabled=presenter.has_counter,
            why_not=partial(presenter.why_not, act),
            group=group,
        )
        for group, act, text in _texts()
    )
    here, queue = _("The visitor here"), _("The queue")
    return (
        _command("primary", _("Call, begin, finish and call"), "Return", view.press_primary, here),
        *lettered,
        _command("search", _("Search in the queue"), "/", view.open_search, queue),
        _command("find", _("Search in the queue"), "Ctrl+F", view.open_search, queue, listed=False),
        _command("close", _("Close the search"), "Escape", view.close_number, queue, listed=False),
        _command("readmit", _("Put an absent person back in the queue"), "",
                 presenter.partings.ask_readmit, queue),
        _command("choose", _("Choose another counter"), "", presenter.seating.leave,
                 _("This counter")),
    )  # fmt: skip


def _texts() -> tuple[tuple[str, Act, str], ...]:
    here, away = _("The visitor here"), _("The visitor goes elsewhere")
    queue, counter = _("The queue"), _("This counter")
    return (
        (here, Act.FINISH, _("Finish")),
        (here, Act.RECALL, _("Call again")),
        (here, Act.ABSENT, _("Absent, call the next one")),
        (here, Act.HOLDER, _("Another person came with the ticket")),
        (here, Act.IDENTITY, _("Correct an identity")),
        (here, Act.UNDO, _("Undo my last act")),
        (away, Act.PARK, _("Put aside")),
        (away, Act.TRANSFER, pgettext("button", "Transfer")),
        (away, Act.BOOK, pgettext("button", "Appointment")),
        (queue, Act.NUMBER, _("Serve a number")),
        (queue, Act.TAKE_UP, _("Take up again")),
        (counter, Act.PAUSE, pgettext("button", "Pause")),
    )


def _command(
    name: str,
    text: str,
    shortcut: str,
    callback: Callable[[], object],
    group: str,
    *,
    listed: bool = True,
) -> Command:
    return Command(
        id=f"{PLACE}.{name}",
        text=text,
        shortcut=shortcut,
        callback=callback,
        where=PLACE,
        group=group,
        in_palette=listed,
    )
