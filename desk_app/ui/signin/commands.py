"""The acts of the sign-in page by their words and keys."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.ui.commands import Command, always
from desk_app.ui.signin.presenter import CODE_KEY, SignInPresenter
from desk_app.ui.signin.renewing import Renewing
from desk_app.words.catalogue import _

PLACE = "signin"


def signin_commands(presenter: SignInPresenter, renewing: Renewing) -> tuple[Command, ...]:
    """Return what can be done at the sign-in page; Enter means the card in sight."""

    def enter() -> None:
        if renewing.is_asking():
            renewing.save()
        else:
            presenter.open_desk()

    return (
        Command(
            id="signin.enter",
            text=_("Open the desk"),
            shortcut="Return",
            callback=enter,
            where=PLACE,
            is_enabled=lambda: renewing.is_asking() or presenter.can_open(),
        ),
        Command(
            id="signin.code",
            text=_("One-time code, with the supervisor…"),
            shortcut=CODE_KEY,
            callback=presenter.ask_code,
            where=PLACE,
            is_enabled=presenter.can_ask_code,
        ),
        Command(
            id="signin.leave",
            text=_("Leave without opening"),
            shortcut="Escape",
            callback=renewing.leave,
            where=PLACE,
            is_enabled=renewing.is_asking,
            in_palette=False,
        ),
    )


def code_command(
    place: str, ask: Callable[[], object], *, is_enabled: Callable[[], bool] = always
) -> Command:
    """Return the act of *place* that gives a colleague a one-time code."""
    return Command(
        id=f"{place}.code",
        text=_("Give a colleague a one-time code…"),
        shortcut="U",
        callback=ask,
        where=place,
        is_enabled=is_enabled,
    )
