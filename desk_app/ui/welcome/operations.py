"""What the first start asks for, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desk_app.domain.site import Site


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FirstAccount:
    """Who administers a real site from its first day, with the password typed twice."""

    name: str
    login: str
    password: str
    again: str

    def __repr__(self) -> str:
        """Say who, never the password: a report of a bug may show it."""
        return f"FirstAccount(login={self.login!r})"

    @property
    def is_whole(self) -> bool:
        """True if nothing is missing."""
        return all((self.name, self.login, self.password, self.again))


class Create(Protocol):
    """Make the desk's file at *path* with a site file, or with the demonstration site.

    A real site has a *first* administrator, a rehearsal has none. Raises PasswordTooWeak,
    StoreExists or StoreReadOnly, and leaves nothing behind.
    """

    def __call__(
        self, path: Path, site_file: Path | None, *, rehearsal: bool, first: FirstAccount | None
    ) -> None: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeOperations:
    """Everything the page can do. *read_site* raises SiteFileFaults with every mistake.

    *key_place* says where the keys of a desk at a path will be.
    """

    read_site: Callable[[Path], Site]
    create: Create
    key_place: Callable[[Path], str]
