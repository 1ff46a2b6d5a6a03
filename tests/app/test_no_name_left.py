"""After a purge no byte on the disk names anybody who came: a population is looked for (R-06).

In the database, in its journal, in what is spooled, in the folder of pages, in copies, in the
answers kept for repeated commands. Before the purge it must be ciphertext everywhere already.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.app.commands import tools
from desk_app.app.compacting import close_and_compact
from desk_app.app.desk import Desk, make_desk, open_desk
from desk_app.app.keeping import do_daily_work
from desk_app.cli.main import main
from desk_app.cli.output import Console
from desk_app.domain.counters import CounterId
from desk_app.domain.people import parse_document
from desk_app.domain.retention import Kept
from desk_app.domain.tickets import TicketNumber
from desk_app.security.codes import new_code, new_id
from desk_app.security.keyplaces import key_file
from desk_app.security.signing import signing_file
from desk_app.services import moves, tickets
from desk_app.services.direction import sit_down
from desk_app.services.issuing import Order, issue
from desk_app.store.engine import sqlite_path
from tests.app.test_keeping import ADMIN, PERMIT, QUIET, TUESDAY

PEOPLE = 60
WEDNESDAY = {"DESK_APP_CLOCK": "2026-03-04T08:00:00+01:00"}
MONDAY = dt.date(2026, 3, 2)
ONE = CounterId(1)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody who came: none of this stands anywhere else."""

    name: str
    document: str
    note: str

    @property
    def traces(self) -> Iterator[bytes]:
        """What must be found nowhere, as any of our files might hold it."""
        number = self.document.rpartition(":")[2]
        for text in (self.name, number, self.note):
            yield from (text.encode(), text.encode("utf-16-le"), text.encode().hex().encode())


def _population() -> list[Person]:
    chance = random.Random(8)
    people = []
    for at in range(PEOPLE):
        name = "".join(chance.choices(LETTERS, k=9)).title()
        people.append(
            Person(
                name=name,
                document=f"foreigner_number:93{chance.randrange(10**7, 10**8)}",
                note=f"reviendra avec {name[::-1]} {at}",
            )
        )
    return people


@pytest.fixture(scope="module")
def people() -> list[Person]:
    """Sixty names, documents and notes, each once."""
    return _population()


@pytest.fixture
def folder(tmp_path) -> Path:
    """A desk's whole folder: its store, its pages, its copies."""
    make_desk(f"sqlite:///{tmp_path / 'poste.sqlite'}", rehearsal=True)
    return tmp_path


def found(people: list[Person], raw: bytes) -> list[str]:
    return [person.name for person in people if any(trace in raw for trace in person.traces)]


def raw(folder: Path) -> bytes:
    """Every byte of the folder but the keys, which hold nothing else."""
    store = folder / "poste.sqlite"
    secret = {key_file(store), signing_file(store)}
    return b"\0".join(
        file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file not in secret
    )


def comes(desk: Desk, person: Person) -> None:
    """They get a ticket and its paper, are called, and put aside with a note."""
    issue(
        Order(procedure=PERMIT, document=parse_document(person.document), hint=person.name),
        by=ADMIN,
        begin=desk.begin,
        clock=desk.clock,
        new_id=new_id,
        new_code=new_code,
        keyed_hash=desk.keyed_hash,
        holidays=desk.holidays,
        printer=desk.printer,
    )
    called = tickets.call_next(ONE, by=ADMIN, begin=desk.begin, clock=desk.clock)
    number = TicketNumber(called.ticket.number)
    moves.park(number, counter=ONE, by=ADMIN, begin=desk.begin, clock=desk.clock, note=person.note)


def a_day(folder: Path, people: list[Person]) -> None:
    """Everybody comes; some are asked about again by a command that may be repeated."""
    desk = open_desk(f"sqlite:///{folder / 'poste.sqlite'}", environ=QUIET)
    sit_down(ONE, by=ADMIN, begin=desk.begin, clock=desk.clock)
    for person in people:
        comes(desk, person)
    desk.spool.print_pending()
    do_daily_work(desk)
    desk.close()
    for at, person in enumerate(people[:5]):
        commanded(folder, "--request-id", f"r{at}", "person", "show", "--document", person.document)
    commanded(folder, "--request-id", "i", "ticket", "issue", "--procedure", "INFO", "--no-wait")


def commanded(folder: Path, *words: str) -> str:
    environ = {"DESK_APP_STORE": f"sqlite:///{folder / 'poste.sqlite'}", **QUIET}
    out, err = io.StringIO(), io.StringIO()
    console = Console(out=out, err=err, source=io.StringIO(""))
    assert main(("--json", *words), tools=tools(environ), environ=environ, console=console) == 0
    return out.getvalue()


def sealed(folder: Path) -> list[bytes]:
    """Every sealed value and every wrapped key of the store."""
    queries = (
        "SELECT hint FROM bindings",
        "SELECT note FROM tickets WHERE length(note) > 0",
        "SELECT slip FROM print_jobs",
        "SELECT wrapped FROM data_keys",
        "SELECT answer FROM requests",
    )
    with closing(sqlite3.connect(folder / "poste.sqlite")) as connection:
        return [row[0] for query in queries for row in connection.execute(query)]


def test_before_the_purge_it_is_all_there_and_none_of_it_can_be_read(folder, people):
    a_day(folder, people)

    shown = commanded(folder, "person", "show", "--document", people[0].document)
    desk = open_desk(f"sqlite:///{folder / 'poste.sqlite'}", environ=QUIET)
    with desk.read() as work:
        held = [ticket for ticket in work.tickets.of_day(MONDAY) if ticket.note]
    desk.close()
    everything = raw(folder)

    assert json.loads(shown)[0]["hint"] == people[0].name
    assert len(held) == PEOPLE
    assert len(list((folder / "papiers").glob("*.pdf"))) == PEOPLE
    assert len(list((folder / "sauvegardes").iterdir())) == 1
    assert all(value in everything for value in sealed(folder))
    assert found(people, everything) == []


def test_while_a_transaction_is_open_its_journal_shows_nobody_either(folder, people):
    a_day(folder, people)
    desk = open_desk(f"sqlite:///{folder / 'poste.sqlite'}", environ=QUIET)

    with desk.begin() as work:
        work.kept.forget(Kept.BINDINGS, desk.clock().date().replace(year=2027), 999)
        work.kept.forget(Kept.NOTES, desk.clock().date().replace(year=2027), 999)
        in_hand = raw(folder)
    desk.close()

    assert found(people, in_hand) == []


def test_the_same_search_finds_them_all_where_nothing_is_sealed(folder, people, tmp_path):
    """Else a search that finds nothing would prove nothing."""
    clear = tmp_path / "clear.txt"
    clear.write_text("\n".join(f"{one.name} {one.note}" for one in people), encoding="utf-8")

    assert found(people, raw(folder)) == [person.name for person in people]


def test_after_it_neither_names_nor_what_they_were_sealed_as_nor_keys_are_left(folder, people):
    a_day(folder, people)
    before = sealed(folder)

    for morning in (TUESDAY, WEDNESDAY):  # answers to commands stay for a day
        desk = open_desk(f"sqlite:///{folder / 'poste.sqlite'}", environ=morning)
        do_daily_work(desk)
        close_and_compact(desk)

    *earlier, _latest = sorted((folder / "sauvegardes").iterdir())
    for copy in earlier:  # a copy keeps its own day's ciphertext until it goes in its turn
        copy.unlink()
    everything = raw(folder)
    assert len(before) >= 3 * PEOPLE
    assert found(people, everything) == []
    assert [value for value in before if value in everything] == []
    assert not list((folder / "papiers").iterdir())
    for end in ("-journal", "-wal", "-shm"):
        left = sqlite_path(f"sqlite:///{folder / 'poste.sqlite'}").with_name(f"poste.sqlite{end}")
        assert not left.exists() or left.stat().st_size == 0
