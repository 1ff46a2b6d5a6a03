"""The journal attacked by somebody who has the file, or the server: found, named, never hidden."""

from __future__ import annotations

import dataclasses
import json
import shutil
import warnings

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, ProgrammingError

from desk_app.cli.nouns.report import as_csv
from desk_app.domain.errors import BadValue, UnknownProcedure
from desk_app.domain.journal import GENESIS, digest, follow
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.segments import Checkpoint
from desk_app.security.codes import new_id
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services.issuing import Order
from desk_app.services.journal import looked
from desk_app.services.overrides import Wish, ask
from desk_app.services.reports import day_report
from desk_app.store.journal_months import SqlMonths
from desk_app.store.journal_rights import grant_role, is_kept_from
from desk_app.store.setup import open_store
from tests.acts import issues
from tests.conftest import MONDAY
from tests.fakes import FakeClock
from tests.services.desk import PERMIT, SYLVIE, Desk
from tests.store.unguarded import unguard

pytestmark = pytest.mark.xdist_group("attacked journal")  # made once, in one process

INFO = Order(procedure=ProcedureCode("INFO"))
COLUMNS = (
    "seq", "id", "kind", "v", "at", "desk", "author", "ticket", "header", "body_hash", "hash",
)  # fmt: skip


@pytest.fixture
def attacked(store, clock) -> Desk:
    """A desk with a past of nine entries."""
    desk = Desk(store, clock)
    for _ in range(8):
        desk.comes()
    return desk


@pytest.fixture
def signer(tmp_path) -> DeskSigner:
    return DeskSigner(signing_file(tmp_path / "desk.sqlite"))


def does(desk: Desk, *statements: str, **values) -> None:
    """Edit the store behind the program's back, its triggers out of the way."""
    engine = create_engine(desk.store.url)
    with engine.begin() as connection:
        unguard(connection)
        for statement in statements:
            assert connection.execute(text(statement), values).rowcount > 0
    engine.dispose()


def finds(desk: Desk, signer, head: str = ""):
    return looked(read=desk.store.read, clock=desk.clock, signer=signer, head=head)


def test_an_entry_edited_with_the_triggers_dropped_is_named(attacked, signer):
    whole = finds(attacked, signer)
    does(attacked, "UPDATE journal SET author = NULL WHERE seq = 5")

    assert whole.is_valid
    assert finds(attacked, signer).first_broken == 5


def test_an_entry_removed_from_the_end_is_told_by_the_printed_head(attacked, signer):
    printed = day_report(MONDAY.date(), read=attacked.store.read)
    does(attacked, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")

    alone, compared = finds(attacked, signer), finds(attacked, signer, printed.head)

    assert as_csv(printed).strip().endswith(printed.head)
    assert (alone.is_valid, compared.is_valid, compared.has_head) == (True, False, False)


def test_an_entry_put_in_between_is_named(attacked, signer):
    does(
        attacked,
        "UPDATE journal SET seq = -seq WHERE seq >= 5",
        "UPDATE journal SET seq = 1 - seq WHERE seq < 0",
        f"INSERT INTO journal SELECT 5, {_id(attacked)}, kind, v, at, desk, author, ticket, header,"
        " body_hash, hash FROM journal WHERE seq = 4",
    )

    assert finds(attacked, signer).first_broken == 5


def test_an_entry_put_behind_the_last_is_named(attacked, signer):
    last = attacked.journal()[-1].seq
    does(
        attacked,
        f"INSERT INTO journal SELECT {last + 1}, {_id(attacked)}, kind, v, at, desk, author,"
        f" ticket, header, body_hash, hash FROM journal WHERE seq = {last}",
    )

    assert finds(attacked, signer).first_broken == last + 1


def test_two_entries_exchanged_are_named(attacked, signer):
    does(
        attacked,
        "UPDATE journal SET seq = -4 WHERE seq = 4",
        "UPDATE journal SET seq = 4 WHERE seq = 5",
        "UPDATE journal SET seq = 5 WHERE seq = -4",
    )

    assert finds(attacked, signer).first_broken == 4


def test_a_chain_made_anew_by_who_knows_how_is_told_by_the_printed_head(attacked, signer):
    """SHA-256 is no secret: whoever makes the rest of the chain anew leaves it whole."""
    printed = finds(attacked, signer).head
    previous = attacked.journal()[3].hash
    for entry in attacked.journal()[4:]:
        forged = dataclasses.replace(entry, author=None)
        previous = digest(previous, forged.text)
        does(
            attacked,
            "UPDATE journal SET author = NULL, hash = :hash WHERE seq = :seq",
            hash=previous,
            seq=entry.seq,
        )

    alone, compared = finds(attacked, signer), finds(attacked, signer, printed)

    assert (alone.is_valid, compared.is_valid) == (True, False)


def test_a_month_closed_by_another_s_key_is_no_checkpoint(attacked, signer, tmp_path):
    assert signer.key  # the desk has a key of its own
    theirs = DeskSigner(signing_file(tmp_path / "theirs.sqlite"))
    entry = attacked.journal()[4]
    made = Checkpoint(
        segment="2026-02", first_seq=1, last_seq=entry.seq, head=entry.hash, closed_at=entry.at,
        key=theirs.key,
    )  # fmt: skip
    forged = dataclasses.replace(made, signature=theirs.sign(made.signed_text))
    with attacked.store.begin() as work:
        work.journal.close(forged)
    under_our_name = dataclasses.replace(forged, key=signer.key, segment="2026-01")

    assert finds(attacked, signer).first_broken == entry.seq
    assert not signer.is_signed(
        under_our_name.key, under_our_name.signed_text, under_our_name.signature
    )


@pytest.fixture(scope="module")
def past(sqlite_template, tmp_path_factory, site):
    """A connection to a desk's file with a past, its triggers dropped; each edit is rolled back."""
    file = tmp_path_factory.mktemp("edited") / "desk.sqlite"
    shutil.copyfile(sqlite_template, file)
    store = open_store(f"sqlite:///{file}", parse_site=lambda _text: site, new_id=new_id)
    desk = Desk(store, FakeClock(MONDAY))
    for _ in range(4):
        desk.comes()
    desk.calls()
    desk.starts("A001")
    store.close()
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        unguard(connection)
        connection.commit()
        yield connection
    engine.dispose()


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**40), 2**40),
    st.text(max_size=30),
    st.binary(max_size=30),
    st.sampled_from(["None", "", "TicketIssued", "01", "\x1f", GENESIS, "{}", "0" * 32]),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_edit_of_any_field_of_any_entry_is_found(past, data):
    last = past.exec_driver_sql("SELECT max(seq) FROM journal").scalar_one()
    seq = data.draw(st.integers(1, last), label="entry")
    column = data.draw(st.sampled_from(COLUMNS), label="field")
    how = data.draw(st.sampled_from(["=", "cut", "more", "turn"]), label="how")
    value = data.draw(VALUES, label="value")
    new = {
        "=": "?",
        "cut": f"substr({column}, 2) || substr(?, 1, 0)",
        "more": f"{column} || ifnull(?, ' ')",
        "turn": f"substr({column}, 2) || substr({column}, 1, 1) || substr(?, 1, 0)",
    }[how]
    before = _stored(past, seq, column)
    try:
        statement = f"UPDATE journal SET {column} = {new} WHERE seq = {seq}"
        past.exec_driver_sql(statement, (value,))
        assume(_stored(past, seq, column) != before)
        _link, broken = follow(SqlMonths(past).lines(-(2**60), 1000))
    except IntegrityError:
        assume(False)  # the table itself refuses it
    finally:
        past.rollback()

    assert broken is not None
    assert broken <= seq


def test_words_in_the_place_of_a_code_reach_no_journal(attacked):
    wish = Wish(kind=Override.LOCAL_PRIORITY, subject="Amina Benali", why=Cause.FRAGILE)

    with pytest.raises(UnknownProcedure):
        ask(wish, asker=SYLVIE, new_id=new_id, **attacked.writing)

    assert "BENALI" not in json.dumps([entry.header for entry in attacked.journal()])


def test_what_is_noted_is_text_and_no_statement(attacked):
    """SQL, formats and control signs typed as a hint are kept as they were typed, or cleaned."""
    for hint in ("'); DROP TABLE journal;--", "{0.__class__}", "%s%n", "\x1f\x00a", "${jndi:x}"):
        attacked.comes(PERMIT, document=f"passport:FRA:12AB{abs(hash(hint)) % 10**5:05}", hint=hint)

    sealed = [entry.seq for entry in attacked.journal() if entry.body_hash]
    with attacked.store.read() as work:
        said = [str(fields["hint"]) for fields in work.journal.bodies(sealed).values()]

    assert said[:3] == ["'); DROP TABLE journal;--", "{0.__class__}", "%s%n"]
    assert not any("\x1f" in each or "\x00" in each for each in said)


@pytest.fixture
def role(postgres_copy, postgres_does):
    """A role of the server that owns nothing, and what it is granted until the end."""
    postgres_does("CREATE ROLE desk_attacked LOGIN")
    yield "desk_attacked"
    engine = create_engine(postgres_copy)
    with engine.begin() as connection:
        connection.execute(text("DROP OWNED BY desk_attacked"))
    engine.dispose()
    postgres_does("DROP ROLE desk_attacked")


def test_the_role_of_a_desk_cannot_change_the_journal_of_a_server(postgres_copy, role, clock, site):
    grant_role(postgres_copy, role)
    theirs = make_url(postgres_copy).set(username=role).render_as_string(hide_password=False)
    store = open_store(theirs, parse_site=lambda _text: site, new_id=new_id)
    issues(store, clock, INFO)

    assert is_kept_from(store)
    for statement in (
        "UPDATE journal SET author = NULL",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "UPDATE bodies SET sealed = ''",
        "ALTER TABLE journal DISABLE TRIGGER USER",
        "DROP TABLE journal",
        "SET session_replication_role = replica",
        "DROP FUNCTION guard_journal() CASCADE",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            as_role(theirs, statement)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        as_role(theirs, f"GRANT UPDATE ON journal TO {role}")  # the server says: nothing granted
    still = is_kept_from(store)
    store.close()

    assert still


def test_who_owns_the_tables_or_the_server_is_no_role_for_a_desk(
    postgres_copy, postgres_does, role, clock, site
):
    owner = open_store(postgres_copy, parse_site=lambda _text: site, new_id=new_id)
    assert not is_kept_from(owner)
    owner.close()
    with pytest.raises(BadValue):
        grant_role(postgres_copy, "nobody_is_called_so")
    postgres_does(f"ALTER ROLE {role} SUPERUSER")
    with pytest.raises(BadValue, match="NOSUPERUSER"):
        grant_role(postgres_copy, role)
    postgres_does(f"ALTER ROLE {role} NOSUPERUSER")

    grant_role(postgres_copy, role)


def as_role(url: str, statement: str) -> None:
    """Do one statement under the desk's own role."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def test_a_file_has_no_roles(sqlite_store):
    assert is_kept_from(sqlite_store)
    with pytest.raises(BadValue):
        grant_role(sqlite_store.url, "desk")


def _id(desk: Desk) -> str:
    """A fresh id as the store's database writes one."""
    fresh = new_id()
    return f"'{fresh.hex}'" if desk.store.url.startswith("sqlite") else f"'{fresh}'::uuid"


def _stored(connection, seq: int, column: str) -> object:
    query = f"SELECT CAST({column} AS BLOB) FROM journal WHERE seq = {seq}"
    row = connection.exec_driver_sql(query).first()
    return None if row is None else row[0]
