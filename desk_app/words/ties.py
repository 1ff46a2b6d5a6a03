"""What an agent declares so as not to act for it, in words: never whom (AT-15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import long_date

_KINDS: Mapping[str, Callable[[], str]] = {
    "document": lambda: pgettext("tie", "document"),
    "phone": lambda: pgettext("tie", "phone"),
    "email": lambda: pgettext("tie", "e-mail"),
    "relative": lambda: pgettext("tie", "relative"),
}


def tie_name(kind: str) -> str:
    """Return what kind of tie was declared. Raises KeyError for none."""
    return _KINDS[kind]()


def declared_line(count: int, since: dt.date | None) -> str:
    """Return how much was declared, and since when."""
    if since is None:
        return _("Nothing is declared.")
    said = ngettext(
        "{count} tie declared, since {day}; only its hash is kept.",
        "{count} ties declared, the first on {day}; only their hashes are kept.",
        count,
    )
    return said.format(count=count, day=long_date(since))
