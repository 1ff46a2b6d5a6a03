"""Has the database itself refuse to change the journal, whoever asks (AT-17).

A trigger stops what comes through the database. Somebody with the file can take it away: that is
what the chain, its signed checkpoints and the printed heads are for. Private to the store.
"""

from __future__ import annotations

from sqlalchemy import Connection

from desk_app.store.columns import metadata

_IS_DROPPED = (
    "EXISTS (SELECT 1 FROM checkpoints c WHERE c.dropped_at IS NOT NULL "
    "AND OLD.seq BETWEEN c.first_seq AND c.last_seq)"
)
_CHECKPOINT = ("segment", "first_seq", "last_seq", "head", "closed_at", "key", "signature")

# REPLACE takes rows away without a DELETE trigger being asked: what would replace is refused too.
_SQLITE = (
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    f"""CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal WHEN NOT {_IS_DROPPED}
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
    WHEN NEW.seq <= (SELECT max(seq) FROM journal)
      OR EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER bodies_no_update BEFORE UPDATE ON bodies
    BEGIN SELECT RAISE(ABORT, 'a body stays as it was sealed, or goes'); END""",
    """CREATE TRIGGER bodies_no_replace BEFORE INSERT ON bodies
    WHEN EXISTS (SELECT 1 FROM bodies WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'a body stays as it was sealed, or goes'); END""",
    f"""CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints
    WHEN OLD.dropped_at IS NOT NULL OR NEW.dropped_at IS NULL
      OR {" OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in _CHECKPOINT)}
    BEGIN SELECT RAISE(ABORT, 'a checkpoint is only dropped, once'); END""",
    """CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
    BEGIN SELECT RAISE(ABORT, 'a checkpoint stays'); END""",
    """CREATE TRIGGER checkpoints_no_replace BEFORE INSERT ON checkpoints
    WHEN NEW.dropped_at IS NOT NULL
      OR EXISTS (SELECT 1 FROM checkpoints WHERE segment = NEW.segment)
    BEGIN SELECT RAISE(ABORT, 'a checkpoint stays'); END""",
)

_DISTINCT = " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in _CHECKPOINT)
_POSTGRES = (
    f"""CREATE FUNCTION guard_journal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {_IS_DROPPED} THEN RETURN OLD; END IF;
      RAISE EXCEPTION 'the journal is only added to' USING ERRCODE = '23000';
    END $$""",
    f"""CREATE FUNCTION guard_checkpoints() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' AND NEW.dropped_at IS NULL THEN RETURN NEW; END IF;
      IF TG_OP = 'UPDATE' AND NOT (
        OLD.dropped_at IS NOT NULL OR NEW.dropped_at IS NULL OR {_DISTINCT}
      ) THEN RETURN NEW; END IF;
      RAISE EXCEPTION 'a checkpoint is only dropped, once' USING ERRCODE = '23000';
    END $$""",
    """CREATE FUNCTION guard_bodies() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'a body stays as it was sealed, or goes' USING ERRCODE = '23000';
    END $$""",
    """CREATE TRIGGER bodies_no_update BEFORE UPDATE ON bodies
    FOR EACH ROW EXECUTE FUNCTION guard_bodies()""",
    """CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION guard_journal()""",
    """CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION guard_journal()""",
    """CREATE TRIGGER checkpoints_no_change BEFORE INSERT OR UPDATE OR DELETE ON checkpoints
    FOR EACH ROW EXECUTE FUNCTION guard_checkpoints()""",
    """CREATE TRIGGER checkpoints_no_truncate BEFORE TRUNCATE ON checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION guard_checkpoints()""",
    """CREATE FUNCTION drop_journal_segment(which text, at timestamptz, at_most integer)
    RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE gone integer;
    BEGIN
      UPDATE checkpoints SET dropped_at = at WHERE segment = which AND dropped_at IS NULL;
      DELETE FROM journal WHERE seq IN (
        SELECT j.seq FROM journal j JOIN checkpoints c ON j.seq BETWEEN c.first_seq AND c.last_seq
        WHERE c.segment = which ORDER BY j.seq LIMIT at_most);
      GET DIAGNOSTICS gone = ROW_COUNT;
      RETURN gone;
    END $$""",
    "REVOKE ALL ON FUNCTION drop_journal_segment(text, timestamptz, integer) FROM PUBLIC",
)
_KEPT_FOR_EVER = ("journal", "checkpoints")
_NEVER_EDITED = "bodies"


def guard(connection: Connection) -> None:
    """Make the triggers; the tables are there. Also used by the first migration."""
    is_sqlite = connection.dialect.name == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRES:
        connection.exec_driver_sql(statement)


def grant(connection: Connection, role: str) -> None:
    """Give the Postgres role *role* what a desk needs, and no right to change the journal.

    The owner of the tables gives; dropping a month goes through a function of the owner's.
    """
    name = connection.dialect.identifier_preparer.quote_identifier(role)
    changeable = sorted(set(metadata.tables) - {*_KEPT_FOR_EVER, _NEVER_EDITED})
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"REVOKE ALL ON {', '.join(_KEPT_FOR_EVER)}, {_NEVER_EDITED} FROM {name}",
        f"GRANT SELECT, INSERT ON {', '.join(_KEPT_FOR_EVER)} TO {name}",
        f"GRANT SELECT, INSERT, DELETE ON {_NEVER_EDITED} TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(changeable)} TO {name}",
        f"GRANT SELECT ON alembic_version TO {name}",
        f"GRANT EXECUTE ON FUNCTION drop_journal_segment(text, timestamptz, integer) TO {name}",
    ):
        connection.exec_driver_sql(statement)
