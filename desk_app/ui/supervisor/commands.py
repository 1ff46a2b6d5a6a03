"""The acts of Supervision by their words and keys; what they do is the presenter's."""

from __future__ import annotations

from functools import partial

from desk_app.ui.commands import Command
from desk_app.ui.supervisor.presenter import SupervisionPresenter
from desk_app.ui.supervisor.suggestions import AT_MOST
from desk_app.words.catalogue import _

PLACE = "supervisor"


def supervision_commands(presenter: SupervisionPresenter) -> tuple[Command, ...]:
    """Return what can be done at Supervision, in the order the help shows it."""
    choice = presenter.choice
    return (
        Command(
            id="supervisor.toggle", text=_("Open or close what is chosen"), shortcut="O",
            callback=presenter.toggle, where=PLACE, is_enabled=choice.may_direct,
            why_not=choice.why_not_toggle,
        ),
        Command(
            id="supervisor.pause", text=_("Pause the chosen counter, or end its break"),
            shortcut="P", callback=presenter.pause, where=PLACE, is_enabled=choice.may_direct,
            why_not=choice.why_not_pause,
        ),
        Command(
            id="supervisor.quota", text=_("Quota of the chosen procedure"), shortcut="Q",
            callback=presenter.ask_quota, where=PLACE, is_enabled=choice.may_direct,
            why_not=choice.why_not_quota,
        ),
        Command(
            id="supervisor.plan", text=_("Plan of the counters, half-hour by half-hour"),
            shortcut="S", callback=presenter.tell_plan, where=PLACE,
        ),
        Command(
            id="supervisor.close", text=_("Close the day…"), shortcut="J",
            callback=presenter.ask_close_day, where=PLACE, is_enabled=choice.may_direct,
        ),
        *(
            Command(
                id=f"supervisor.todo.{key}", text=_("Do suggestion {key}").format(key=key),
                shortcut=str(key), callback=partial(presenter.do_suggestion, key), where=PLACE,
                is_enabled=partial(presenter.can_do, key), in_palette=False,
            )
            for key in range(1, AT_MOST + 1)
        ),
    )  # fmt: skip
