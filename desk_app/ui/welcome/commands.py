"""The acts of the first start by their words and keys."""

from __future__ import annotations

from desk_app.ui.commands import Command
from desk_app.ui.welcome.presenter import WelcomePresenter
from desk_app.words.catalogue import _

PLACE = "welcome"


def welcome_commands(presenter: WelcomePresenter) -> tuple[Command, ...]:
    """Return what can be done at the first start."""
    return (
        Command(
            id="welcome.start",
            text=_("Begin"),
            shortcut="Return",
            callback=presenter.begin,
            where=PLACE,
            is_enabled=presenter.can_begin,
        ),
        Command(
            id="welcome.read",
            text=_("Read the site file again"),
            shortcut="Ctrl+R",
            callback=presenter.read_file,
            where=PLACE,
            is_enabled=presenter.can_reread,
        ),
    )
