"""Whose file a file is: looked into with the driver alone, before anything is written to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desk_app.domain.errors import (
    FolderNotStore,
    NoStore,
    NotOurStore,
    StoreDamaged,
    StoreUnavailable,
)
from desk_app.store.engine import APPLICATION_ID


def file_revision(path: Path) -> str:
    """Return the schema's revision of the file at *path*, which is one of ours.

    Raises NoStore, NotOurStore (of a folder FolderNotStore), StoreDamaged or StoreUnavailable.
    """
    if not path.exists():
        raise NoStore(str(path))
    if path.is_dir():
        raise FolderNotStore(str(path))
    if not path.is_file():
        raise NotOurStore(str(path))  # a device or a pipe: reading it might never end
    is_ours = False
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            if not is_ours:
                raise NotOurStore(str(path))
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise (StoreDamaged if is_ours else NotOurStore)(str(path)) from error
    if row is None:
        raise StoreDamaged(str(path))
    return str(row[0])
