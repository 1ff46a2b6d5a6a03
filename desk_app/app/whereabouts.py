"""Where a desk's file and its keys are on this computer. It opens neither."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desk_app.domain.errors import BadValue
from desk_app.security.keyplaces import DeskKeys, FileKeys, RingKeys, key_file
from desk_app.settings.desk import read_settings, settings_file
from desk_app.store.engine import sqlite_path

STORE_VARIABLE = "DESK_APP_STORE"


def default_store(environ: Mapping[str, str]) -> str:
    """Return the address of this computer's store: the variable's, else in the user's data."""
    asked = environ.get(STORE_VARIABLE)
    if asked:
        return asked
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing was said

    return f"sqlite:///{user_data_path('desk-app', appauthor=False) / 'poste.sqlite'}"


def key_place(path: Path) -> str:
    """Return where the keys of a desk made at *path* will be, for people."""
    try:
        return desk_keys(f"sqlite:///{path}", {}).place.name
    except BadValue:  # settings that cannot be read are told when the desk opens
        return str(key_file(path))


def desk_keys(url: str, environ: Mapping[str, str]) -> DeskKeys:
    """Return the keys of the desk whose store is at *url*, where its settings say they are."""
    path = sqlite_path(url) or Path("site")
    settings = read_settings(settings_file(path), environ)
    return DeskKeys(RingKeys(path) if settings.keys == "keyring" else FileKeys(key_file(path)))
