"""What the first start asks for, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desk_app.domain.site import Site


class Create(Protocol):
    """Make the desk's file at *path* with a site file, or with the demonstration site."""

    def __call__(self, path: Path, site_file: Path | None, *, rehearsal: bool) -> None: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeOperations:
    """Everything the page can do. *read_site* raises SiteFileFaults with every mistake."""

    read_site: Callable[[Path], Site]
    create: Create
