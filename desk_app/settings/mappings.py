"""Reads platforms' lists and their mappings from the disk. What they say is the domain's."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from desk_app.domain.daylist_mapping import DayListMapping, parse_mapping
from desk_app.domain.daylist_table import LARGEST
from desk_app.domain.errors import SiteFileFaults
from desk_app.domain.exchange_errors import DayListUnread, MappingFaults
from desk_app.domain.procedures import ProcedureCode
from desk_app.settings.sites import site_text

FOLDER = "correspondances"
"""Where a desk's mappings are, beside its data: one file a platform."""


def read_mapping(path: Path, *, procedures: Collection[ProcedureCode]) -> DayListMapping:
    """Read the mapping at *path*. Raises MappingFaults, also for a file that cannot be opened."""
    try:
        text = site_text(path)
    except SiteFileFaults as error:
        raise MappingFaults(error.file, error.faults) from None
    return parse_mapping(text, file=path.name, procedures=procedures)


def mappings_beside(store: Path) -> tuple[Path, ...]:
    """Return the mappings of the desk whose data are at *store*, by name."""
    folder = store.parent / FOLDER
    return tuple(sorted(folder.glob("*.toml"))) if folder.is_dir() else ()


def read_list(path: Path) -> bytes:
    """Return the bytes of the list at *path*, one more than LARGEST at most.

    Raises DayListUnread where there is none.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        raise DayListUnread(path.name, "no_file") from None
