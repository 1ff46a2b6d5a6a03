"""What one desk is set to: its name, its printer, its look. Not the site, which all desks share."""

from __future__ import annotations

import dataclasses
import difflib
import logging
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from desk_app.domain.errors import BadValue

DEFAULT_PROFILE = "epson-tm-t20iii"
THEMES = ("system", "light", "dark", "high_contrast")
LANGUAGES = ("fr", "en")
KEY_PLACES = ("file", "keyring")
_PASSWORD = re.compile(r"://[^/@\s]*:[^@\s]*@")
"""An address with a password in it: never kept in clear, whatever the setting."""
_LOG = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """The settings of one desk. An empty *printer* is the folder of pages beside the store.

    An empty *name* is for the windows to say, in their language. *keys* says where the desk's key
    set is kept: a file beside the store, or the keyring of the system's account.
    """

    desk: str = "01"
    name: str = ""
    printer: str = ""
    profile: str = DEFAULT_PROFILE
    language: str = "fr"
    theme: str = "system"
    show_keys: bool = True
    keys: str = "file"


def settings_file(store: Path) -> Path:
    """Return where the settings of the desk whose store is *store* are kept."""
    return store.with_name(f"{store.stem}.toml")


def read_settings(file: Path, environ: Mapping[str, str]) -> DeskSettings:
    """Return the settings in *file* (defaults where it says nothing), as *environ* overrides them.

    An unknown key is a warning with the nearest name; a bad value raises BadValue, and so does an
    address with a password in it: that belongs in the system's keyring or in libpq's own file.
    """
    found: dict[str, object] = {}
    if file.exists():
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadValue(file.name, str(error), "TOML") from error
    for variable, key in _VARIABLES.items():
        if environ.get(variable):
            found[key] = environ[variable]
    return _checked(found, file.name)


def without_password(address: str) -> str:
    """Return *address* as it may be shown: who it is for and what is behind stay, or neither."""
    return _PASSWORD.sub("://…@", address)


def write_settings(file: Path, settings: DeskSettings) -> None:
    """Write *settings* to *file*, whole or not at all."""
    lines = [f"{key} = {_toml(value)}" for key, value in dataclasses.asdict(settings).items()]
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(file)


_VARIABLES = {
    "DESK_APP_PRINTER": "printer",
    "DESK_APP_PROFILE": "profile",
    "DESK_APP_LANGUAGE": "language",
    "DESK_APP_THEME": "theme",
}
_CHOICES = {"theme": THEMES, "language": LANGUAGES, "keys": KEY_PLACES}


def _checked(found: Mapping[str, object], file: str) -> DeskSettings:
    known = {field.name: field for field in dataclasses.fields(DeskSettings)}
    kept: dict[str, object] = {}
    for key, value in found.items():
        if isinstance(value, str) and _PASSWORD.search(value):
            raise BadValue(key, without_password(value), "postgresql://USER@HOST/NAME")
        if key not in known:
            nearest = difflib.get_close_matches(key, list(known), n=1)
            _LOG.warning("%s: unknown setting %s, nearest is %s", file, key, *(nearest or ["none"]))
            continue
        wanted = type(known[key].default)
        if not isinstance(value, wanted):
            raise BadValue(key, str(value), wanted.__name__)
        if key in _CHOICES and value not in _CHOICES[key]:
            raise BadValue(key, str(value), ", ".join(_CHOICES[key]))
        kept[key] = value
    return dataclasses.replace(DeskSettings(), **kept)  # type: ignore[arg-type]  # checked above


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
