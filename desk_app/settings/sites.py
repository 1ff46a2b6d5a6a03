"""Reads site files from the disk. What they may say is domain/sitefile's."""

from __future__ import annotations

from pathlib import Path

from desk_app.domain.errors import SiteFileFaults
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.domain.sitefile_faults import site_fault
from desk_app.settings.resources import resource

SIZE_LIMIT = 4_000_000
"""Bytes read at most: a file chosen by mistake may be a film."""


def read_site(path: Path) -> Site:
    """Read the site file at *path*.

    Raises SiteFileFaults, also for a file that cannot be opened or is not text.
    """
    return parse_site(site_text(path), file=path.name)


def site_text(path: Path) -> str:
    """Return the text of the site file at *path*. Raises SiteFileFaults if there is none."""
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = site_fault(line, "not_text")
    except FileNotFoundError:
        fault = site_fault(1, "no_file")
    except IsADirectoryError:
        fault = site_fault(1, "is_folder")
    except OSError:  # not allowed, a disk that does not answer
        fault = site_fault(1, "unreadable")
    raise SiteFileFaults(path.name, (fault,))


def demonstration_path() -> Path:
    """Return the place of the demonstration site's file."""
    return resource("sites", "demonstration.toml")


def demonstration_site() -> Site:
    """Return the demonstration site."""
    return read_site(demonstration_path())
