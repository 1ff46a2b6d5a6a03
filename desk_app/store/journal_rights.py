"""Who may change the journal on a server: nobody the program signs in as (AT-17).

On PostgreSQL a desk works under a role of its own that may read the journal and add to it, and no
more; the owner of the tables makes the store and gives that role its rights. A file of SQLite has
no roles: there the triggers of journal_guard.py stand alone.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from desk_app.domain.errors import BadValue
from desk_app.store.engine import open_engine, sqlite_path, told_apart
from desk_app.store.journal_guard import grant
from desk_app.store.work import Store

_KNOWN = text("SELECT count(*) FROM pg_roles WHERE rolname = :role")
_MAY_CHANGE = text(
    "SELECT bool_or(has_table_privilege(CAST(:role AS text), kept, can))"
    " FROM unnest(ARRAY['journal', 'checkpoints']) AS kept,"
    " unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS can"
)
_OWNS = text(
    "SELECT count(*) FROM pg_class WHERE oid = 'journal'::regclass"
    " AND pg_has_role(CAST(:role AS text), relowner, 'MEMBER')"
)


def grant_role(url: str, role: str) -> None:
    """Give the Postgres role *role* what a desk needs and no right to change the journal.

    *url* is the owner's. Raises BadValue on SQLite, for a role the server does not know, and for
    one that would keep the right all the same: the owner, a member of it, or a superuser.
    """
    if sqlite_path(url) is not None:
        raise BadValue("store", "sqlite", "postgresql")
    engine = open_engine(url)
    try:
        with told_apart(url), engine.begin() as connection:
            if not connection.execute(_KNOWN, {"role": role}).scalar_one():
                raise BadValue("role", role, "")
            grant(connection, role)
            if may_change(connection, role):
                raise BadValue("role", role, "NOSUPERUSER")
    finally:
        engine.dispose()


def may_change(connection: Connection, role: str) -> bool:
    """True if *role* could change the journal, or take away what keeps it."""
    asked = {"role": role}
    has_right = connection.execute(_MAY_CHANGE, asked).scalar_one()
    return bool(has_right) or connection.execute(_OWNS, asked).scalar_one() > 0


def is_kept_from(store: Store) -> bool:
    """True if the role that *store* works under cannot change the journal; a file has no roles."""
    if store.reader.dialect.name == "sqlite":
        return True
    with told_apart(store.url), store.reader.begin() as connection:
        role = connection.execute(text("SELECT current_user")).scalar_one()
        return not may_change(connection, str(role))
