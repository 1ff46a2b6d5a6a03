"""The acts of the comparison by their words and keys; what they do is the presenter's."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.ui.commands import Command
from desk_app.ui.watching.presenter import WatchingPresenter
from desk_app.words.catalogue import _

PLACE = "watching"


def watching_commands(presenter: WatchingPresenter) -> tuple[Command, ...]:
    """Return what can be done at the comparison."""
    return (
        Command(
            id="watching.back", text=_("Back to Supervision"), shortcut="Escape",
            callback=presenter.leave, where=PLACE,
        ),
    )  # fmt: skip


def way_in(
    where: str, callback: Callable[[], object], *, is_enabled: Callable[[], bool]
) -> Command:
    """Return the command that opens the comparison from *where*."""
    return Command(
        id="watching.open", text=_("Anomalies: acts beside the site’s"), shortcut="A",
        callback=callback, where=where, is_enabled=is_enabled,
    )  # fmt: skip
