"""The database refuses to change the journal, on both databases, whoever asks (AT-17)."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, ProgrammingError

from desk_app.domain.journal import first_broken
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.segments import Checkpoint
from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import DeskCode
from desk_app.security.codes import new_id
from desk_app.services.issuing import Order
from desk_app.store.journal_guard import grant
from desk_app.store.setup import create_store, migrate, open_store
from tests.acts import issues

_parse = partial(parse_site, file="demonstration.toml")
INFO = Order(procedure=ProcedureCode("INFO"))


@pytest.fixture
def kept(store, clock):
    """A store with some entries."""
    for _ in range(3):
        issues(store, clock, INFO)
    return store


def does(url: str, *statements: str) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        engine.dispose()


def closes(store, last: int) -> None:
    with store.begin() as work:
        entry = work.journal.after(last - 1, 1)[0]
        checkpoint = Checkpoint(
            segment="2025-01",
            first_seq=1,
            last_seq=last,
            head=entry.hash,
            closed_at=entry.at,
            key="k",
            signature="s",
        )
        work.journal.close(checkpoint)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET author = NULL WHERE seq = 2",
        "UPDATE journal SET seq = 99 WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM journal",
    ],
)
def test_an_entry_is_neither_changed_nor_taken_away(kept, statement):
    with pytest.raises(IntegrityError, match="only added to"):
        does(kept.url, statement)

    with kept.read() as work:
        assert first_broken(work.journal.after(0, 100)) is None


def test_sqlite_does_not_replace_an_entry_either(sqlite_store, clock):
    issues(sqlite_store, clock, INFO)
    again = (
        "INSERT OR REPLACE INTO journal SELECT {}, kind, v, at, desk, author, ticket, header,"
        " body_hash, hash FROM journal WHERE seq = 2"
    )

    for columns in ("seq, id", "seq + 100, id", f"seq, '{'0' * 32}'"):
        with pytest.raises(IntegrityError, match="only added to"):
            does(sqlite_store.url, again.format(columns))


def test_postgres_does_not_truncate_the_journal(postgres_copy):
    for table in ("journal", "checkpoints"):
        with pytest.raises(IntegrityError):
            does(postgres_copy, f"TRUNCATE {table}")


def test_only_what_a_dropped_checkpoint_covers_is_taken_away(kept):
    closes(kept, 2)

    with pytest.raises(IntegrityError):
        does(kept.url, "DELETE FROM journal WHERE seq = 1")
    does(
        kept.url,
        "UPDATE checkpoints SET dropped_at = '2026-03-02 09:00:00'",
        "DELETE FROM journal WHERE seq <= 2",
    )
    with pytest.raises(IntegrityError):
        does(kept.url, "DELETE FROM journal WHERE seq = 3")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE checkpoints SET last_seq = 3, dropped_at = '2026-03-02 09:00:00'",
        "UPDATE checkpoints SET head = 'x'",
        "UPDATE checkpoints SET dropped_at = NULL",
        "DELETE FROM checkpoints",
        "INSERT INTO checkpoints (segment, first_seq, last_seq, head, closed_at, key, signature,"
        " dropped_at) VALUES ('2025-02', 3, 3, 'h', '2026-03-02 09:00:00', 'k', 's',"
        " '2026-03-02 09:00:00')",
    ],
)
def test_a_checkpoint_is_only_dropped(kept, statement):
    closes(kept, 2)

    with pytest.raises(IntegrityError):
        does(kept.url, statement)


def test_a_checkpoint_is_dropped_once(kept):
    closes(kept, 2)
    dropping = "UPDATE checkpoints SET dropped_at = '2026-03-0{} 09:00:00'"
    does(kept.url, dropping.format(2))

    with pytest.raises(IntegrityError):
        does(kept.url, dropping.format(3))


def test_the_store_drops_a_month_in_parts_and_marks_it_first(kept, clock):
    closes(kept, 3)

    with kept.begin() as work:
        gone = [work.journal.drop("2025-01", clock(), 2), work.journal.drop("2025-01", clock(), 2)]
    with kept.read() as work:
        left = [entry.seq for entry in work.journal.after(0, 100)]
        (checkpoint,) = work.journal.checkpoints()

    assert gone == [2, 1]
    assert left[0] == 4
    assert checkpoint.dropped_at == clock()


def test_what_the_database_joins_is_what_the_chain_covers(kept):
    with kept.read() as work:
        entries, lines = work.journal.after(0, 100), work.journal.lines(0, 100)

    assert [line.text for line in lines] == [entry.text for entry in entries]
    assert [line.hash for line in lines] == [entry.hash for entry in entries]
    assert all(line.fits for line in lines)


def test_the_migration_makes_the_same_triggers(sqlite_url, tmp_path, clock):
    migrate(create_engine(sqlite_url))
    other = f"sqlite:///{tmp_path / 'made.sqlite'}"
    create_store(
        other, desk=DeskCode("01"), rehearsal=True, now=clock(), parse_site=_parse, new_id=new_id
    ).close()

    assert len(triggers(other)) == 8
    assert triggers(sqlite_url) == triggers(other)


def test_the_migration_guards_postgres_too(postgres_url):
    migrate(create_engine(postgres_url))

    with pytest.raises(IntegrityError):
        does(postgres_url, "TRUNCATE journal")


def test_the_application_s_role_has_no_right_to_change_the_journal(
    postgres_copy, postgres_does, clock
):
    role = "desk_of_the_test"
    postgres_does(f"CREATE ROLE {role} LOGIN")
    owner = create_engine(postgres_copy)
    with owner.begin() as connection:
        grant(connection, role)
    owner.dispose()
    theirs = make_url(postgres_copy).set(username=role).render_as_string(hide_password=False)
    store = open_store(theirs, parse_site=_parse, new_id=new_id)

    for _ in range(3):
        issues(store, clock, INFO)
    closes(store, 2)
    for statement in (
        "UPDATE journal SET v = 2",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "DELETE FROM checkpoints",
        "UPDATE checkpoints SET dropped_at = now()",
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "DROP TRIGGER journal_no_change ON journal",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            does(theirs, statement)
    with store.begin() as work:
        gone = work.journal.drop("2025-01", clock(), 100)
    store.close()

    assert gone == 2
    does(postgres_copy, f"DROP OWNED BY {role}")
    postgres_does(f"DROP ROLE {role}")


def triggers(url: str) -> list[tuple[str, str]]:
    engine = create_engine(url)
    with engine.begin() as connection:
        found = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        ).fetchall()
    engine.dispose()
    return [tuple(row) for row in found]
