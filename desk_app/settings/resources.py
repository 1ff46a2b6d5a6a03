"""Where the shipped files are, installed, frozen or in a clone; it reads none of them."""

from __future__ import annotations

import functools
import pathlib
import sys


def resource(*parts: str) -> pathlib.Path:
    """Return the path of a shipped file or folder, `resource("icons", "ticket.svg")`.

    The path is not checked: who opens it says what is missing.
    """
    return _root().joinpath(*parts)


@functools.cache
def _root() -> pathlib.Path:
    package = pathlib.Path(__file__).resolve().parent.parent
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's loader
    candidates = [package / "resources", package.parent / "resources"]
    if isinstance(bundle, str):
        candidates.insert(0, pathlib.Path(bundle) / "resources")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(str(candidates[-1]))
