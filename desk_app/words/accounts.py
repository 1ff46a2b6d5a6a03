"""What people read of accounts: how one stands, what a new code is for. Errors stand apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.accounts import Standing
from desk_app.words.catalogue import _, pgettext
from desk_app.words.paper import in_fours


def standing_name(standing: Standing) -> str:
    """Return how an account stands, in plain words."""
    return _STANDINGS[standing]()


def code_lines(name: str, code: str) -> tuple[str, ...]:
    """Return what is said with a one-time code; of one told before, that it was."""
    if not code:
        return (_("The code of {name} was told once and is not told again.").format(name=name),)
    return (
        _("Code of {name}").format(name=name) + f" {in_fours(code)}",
        _("It opens the account once, within a day, and then asks for a new password."),
    )


_STANDINGS: Mapping[Standing, Callable[[], str]] = {
    Standing.ACTIVE: lambda: pgettext("account", "active"),
    Standing.LOCKED: lambda: pgettext("account", "locked"),
    Standing.CODE: lambda: pgettext("account", "one-time code given"),
    Standing.NO_PASSWORD: lambda: pgettext("account", "no password"),
    Standing.ENDED: lambda: pgettext("account", "ended"),
}
