"""The one act of the sign-in page by its words and its key."""

from __future__ import annotations

from desk_app.ui.commands import Command
from desk_app.ui.signin.presenter import SignInPresenter
from desk_app.words.catalogue import _

PLACE = "signin"


def signin_commands(presenter: SignInPresenter) -> tuple[Command, ...]:
    """Return what can be done at the sign-in page."""
    return (
        Command(
            id="signin.enter",
            text=_("Open the desk"),
            shortcut="Return",
            callback=presenter.open_desk,
            where=PLACE,
            is_enabled=presenter.can_open,
        ),
    )
