"""Making, opening, checking, copying and upgrading a store. Not what happens in one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, inspect, text

from desk_app.domain.errors import (
    NotOurStore,
    StoreExists,
    StoreNeedsUpgrade,
    StoreReadOnly,
    StoreTooNew,
)
from desk_app.domain.tickets import DeskCode
from desk_app.services.keeping_ports import Cipher
from desk_app.store import schema
from desk_app.store.copies import COMPANIONS, backup
from desk_app.store.engine import APPLICATION_ID, open_engine, sqlite_path, store_name, told_apart
from desk_app.store.foreign import file_revision
from desk_app.store.journal_guard import guard
from desk_app.store.revisions import EARLIER, HEAD
from desk_app.store.tables import metadata
from desk_app.store.work import ParseSite, Store


def create_store(
    url: str,
    *,
    desk: DeskCode,
    rehearsal: bool,
    now: dt.datetime,
    parse_site: ParseSite,
    new_id: Callable[[], UUID],
    cipher: Cipher | None = None,
) -> Store:
    """Make an empty store at *url* and open it; the site is loaded next.

    Raises StoreExists rather than overwrite, StoreReadOnly where nothing may be written.
    """
    path = sqlite_path(url)
    if path is not None:
        _claim(path)
    engine = open_engine(url)
    try:
        with told_apart(url), engine.begin() as connection:
            _require_empty(connection, url)
            _make(connection, desk=desk, rehearsal=rehearsal, now=now, incarnation=new_id())
    except BaseException:
        engine.dispose()
        discard(url)
        raise
    engine.dispose()
    return Store(url, parse_site=parse_site, new_id=new_id, cipher=cipher)


def discard(url: str) -> None:
    """Remove a file that could not be made whole: it was claimed by us and holds nothing yet."""
    path = sqlite_path(url)
    if path is not None:
        for end in ("", *COMPANIONS):
            path.with_name(f"{path.name}{end}").unlink(missing_ok=True)


def open_store(
    url: str,
    *,
    parse_site: ParseSite,
    new_id: Callable[[], UUID],
    cipher: Cipher | None = None,
) -> Store:
    """Open the store at *url* after a look at whose it is; *cipher* opens what is personal in it.

    Raises NoStore, NotOurStore (of a folder FolderNotStore), StoreDamaged, StoreTooNew,
    StoreNeedsUpgrade or StoreReadOnly.
    """
    path = sqlite_path(url)
    revision = stored_revision(url) if path is None else file_revision(path)
    _check_revision(url, revision)
    if path is not None and not os.access(path, os.W_OK):
        raise StoreReadOnly(str(path))
    return Store(url, parse_site=parse_site, new_id=new_id, cipher=cipher)


def stored_revision(url: str) -> str:
    """Return the schema's revision of the store at *url*. Raises NotOurStore."""
    engine = open_engine(url, is_reader=True)
    try:
        with told_apart(url), engine.begin() as connection:
            if not inspect(connection).has_table("alembic_version"):
                raise NotOurStore(store_name(url))
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    finally:
        engine.dispose()


def integrity(store: Store) -> tuple[str, ...]:
    """Return what the database itself finds wrong with the file; empty is sound."""
    if store.reader.dialect.name != "sqlite":
        return ()
    with told_apart(store.url), store.reader.begin() as connection:
        rows = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    return tuple(str(row) for row in rows if row != "ok")


def upgrade(url: str, *, now: dt.datetime) -> str:
    """Bring an older store to this version, after a copy of the file beside it."""
    path = sqlite_path(url)
    revision = stored_revision(url) if path is None else file_revision(path)
    if revision == HEAD:
        return HEAD
    if revision not in EARLIER:
        raise StoreTooNew(store_name(url), revision)
    if path is not None:
        backup(url, path.with_name(f"{path.name}.before-{HEAD}-{now:%Y%m%d%H%M%S}"))
    migrate(open_engine(url))
    return HEAD


def migrate(engine: Engine) -> None:
    """Run the migrations up to the head on *engine* and close it."""
    from alembic import command  # noqa: PLC0415 - a quarter of a second no other command pays
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def _claim(path: Path) -> None:
    """Create the file exclusively: two first starts at once cannot both make the store."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise StoreExists(str(path)) from None
    except OSError as error:
        raise StoreReadOnly(str(path)) from error


def _require_empty(connection: Connection, url: str) -> None:
    """A file was claimed empty; a database may hold a store already. Raises StoreExists."""
    if connection.dialect.name != "sqlite" and inspect(connection).has_table("store"):
        raise StoreExists(store_name(url))


def _make(
    connection: Connection, *, desk: DeskCode, rehearsal: bool, now: dt.datetime, incarnation: UUID
) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection)
    guard(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    connection.execute(
        insert(schema.store).values(
            id=1, desk=desk, incarnation=incarnation, rehearsal=rehearsal, revision=0,
            created_at=now,
        )
    )  # fmt: skip


def _check_revision(url: str, revision: str) -> None:
    if revision in EARLIER:
        raise StoreNeedsUpgrade(store_name(url), revision)
    if revision != HEAD:
        raise StoreTooNew(store_name(url), revision)
