"""What is said of the signature under a draw that was given out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.words.catalogue import _

_SAID: Mapping[str, Callable[[], str]] = {
    "none": lambda: _("The file is not signed."),
    "missing": lambda: _("The file is not signed: nothing says that this site gave it out."),
    "unchecked": lambda: _(
        "It is signed by the key {key}: compare it with the one the site publishes."
    ),
    "valid": lambda: _("It is signed with the site’s key."),
    "wrong": lambda: _("The signature is not the site’s, or not of this file."),
}


def seal_line(seal: str, key: str = "") -> str:
    """Return what the signature of a file is worth, by `security.draw_signing.Seal`."""
    return _SAID[seal]().format(key=key)
