"""What is kept of a bug: where it happened and in which version, nothing of a person."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path

from desk_app.app.clocks import utc_now
from desk_app.words.bugs import details_of


def save_report(error: BaseException, folder: Path) -> Path:
    """Write a report of *error* in *folder* and return its file.

    Only files, lines and the error's class go in: its message could hold what somebody typed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"rapport-{utc_now():%Y%m%d-%H%M%S-%f}.txt"
    file.write_text(f"{_versions()}\n\n{details_of(error)}\n", encoding="utf-8")
    return file


def _versions() -> str:
    return (
        f"desk-app {_version('desk-app')}, Python {platform.python_version()}, "
        f"{platform.system()}, PySide6 {_version('PySide6-Essentials')}, "
        f"SQLAlchemy {_version('SQLAlchemy')}"
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"
