"""How a store and what keeps it from answering are named to people; never an address of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.words.catalogue import _

_FILE = "sqlite:///"

_CAUSES: Mapping[str, Callable[[], str]] = {
    "database is locked": lambda: _("another program keeps the file for itself"),
    "database is busy": lambda: _("another program keeps the file for itself"),
    "unable to open database file": lambda: _("the file cannot be opened"),
    "disk I/O error": lambda: _("the disk does not answer"),
}


def place(path: str) -> str:
    """Return the path of a store's file, or the words for a site's database."""
    if path.startswith(_FILE):
        return path.removeprefix(_FILE)
    return _("the site’s database") if "://" in path else path


def cause(said: str) -> str:
    """Return in words what SQLite *said*; what is not known here stays as it is."""
    return next((words() for known, words in _CAUSES.items() if known in said), said)
