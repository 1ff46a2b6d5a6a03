"""A real SQLite desk behind the commands, with a printer that the test makes fail."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import itertools
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID, uuid4

from desk_app.cli.care import Care, KeyStanding, Restored
from desk_app.cli.main import main
from desk_app.cli.output import Console
from desk_app.cli.tools import Database, Desk, NewStore, Printed, Prove, Tools
from desk_app.domain.errors import DeskError
from desk_app.domain.prints import PENDING, JobId, PrintState
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import DeskCode
from desk_app.security.convocations import SiteCodes
from desk_app.security.keyplaces import FileKeys
from desk_app.security.signing import DeskSigner
from desk_app.services.free_days import FreeDays
from desk_app.services.handing import Printer
from desk_app.settings.holidays import holidays_around
from desk_app.store import copies, setup
from desk_app.store.journal_rights import grant_role
from desk_app.store.work import Store
from tests.account_fakes import PlainHasher

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
ADDRESS = "file:///dev/null"


@dataclasses.dataclass
class Answered:
    """What a command left: exit code and both streams."""

    exit: int
    out: str
    err: str

    @property
    def data(self) -> object:
        """The one JSON document on stdout."""
        return json.loads(self.out)


class FakePrinter:
    """Prints at once, or keeps everything while *cause* says why."""

    def __init__(self) -> None:
        self.cause = ""
        self.fault: DeskError | None = None
        self.is_elsewhere = False  # another process has this printer's papers in hand
        self.waits: list[float] = []

    def probe(self) -> str:
        if self.fault:
            raise self.fault
        return self.cause

    def wait_for(self, store: Store, job: JobId, seconds: float, now: dt.datetime) -> PrintState:
        self.waits.append(seconds)
        self._work(store, job, now)
        with store.read() as work:
            return work.prints.get(job).state

    def print_pending(self, store: Store, now: dt.datetime) -> Printed:
        with store.read() as work:
            jobs = [job.id for job in work.prints.pending()]
        for job in jobs:
            self._work(store, job, now)
        with store.read() as work:
            left = len(work.prints.pending())
        return Printed(printed=len(jobs) - left, left=left)

    def _work(self, store: Store, job: JobId, now: dt.datetime) -> None:
        with store.begin() as work:
            current = work.prints.get(job)
            if current.state not in PENDING or self.is_elsewhere:
                return
            if self.cause:
                state = PrintState.WAIT_PRINTER
                if current.state is not state:
                    work.prints.put(current.moved(state, now=now, cause=self.cause))
                return
            sending = current.moved(PrintState.SENDING, now=now)
            work.prints.put(sending.moved(PrintState.PRINTED, now=now))


class DeskRoom:
    """A folder with a desk's file, a clock the test moves and a printer the test breaks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'desk.sqlite'}"
        self.now = MONDAY
        self.printer = FakePrinter()
        self.environ: dict[str, str] = {}
        self.reports: list[BaseException] = []
        self.damage: tuple[str, ...] = ()
        self.is_safe = True
        self.broken: Callable[[], None] | None = None
        self.care = a_care()
        self.hasher = PlainHasher()
        self.has_paper = True
        self.ask: Callable[[str], str] | None = None
        self._codes = itertools.count(1)
        self.codes = SiteCodes(FileKeys(folder / "desk.sqlite.codes"))

    def run(self, *words: str, lines: str = "") -> Answered:
        """Run one command in a process of its own, as far as the desk can tell."""
        out, err = io.StringIO(), io.StringIO()
        console = Console(out=out, err=err, source=io.StringIO(lines), ask=self.ask)
        environ = {"DESK_APP_STORE": self.url, **self.environ}
        code = main(words, tools=self._tools(), environ=environ, console=console)
        return Answered(code, out.getvalue(), err.getvalue())

    def json(self, *words: str, lines: str = "") -> object:
        """Run a command that must be done and return its document."""
        answered = self.run("--json", *words, lines=lines)
        assert answered.exit == 0, answered.out + answered.err
        return answered.data

    def issue(self, procedure: str = "INFO", *more: str) -> str:
        """Hand out a ticket and return its number."""
        answered = self.json("ticket", "issue", "--procedure", procedure, "--no-wait", *more)
        assert isinstance(answered, dict)
        return str(answered["number"])

    def batch(self, *commands: Sequence[str]) -> list[dict[str, object]]:
        """Run the commands in one process."""
        source = "".join(json.dumps(list(words)) + "\n" for words in commands)
        answered = self.run("batch", lines=source)
        return [json.loads(line) for line in answered.out.splitlines()]

    def passes(self, **duration: float) -> None:
        """Let time pass."""
        self.now += dt.timedelta(**duration)

    def _tools(self) -> Tools:
        return Tools(
            default_store=lambda: self.url,
            open_desk=lambda url: self._desk(
                setup.open_store(url, parse_site=_parse, new_id=_new_id)
            ),
            create_store=self._create,
            discard_store=setup.discard,
            upgrade=lambda url: setup.upgrade(url, now=self.now),
            grant=grant_role,
            backup=copies.backup,
            restore=self._restore,
            save_report=self._report,
        )

    def _restore(self, url: str, source: Path, replace: bool, prove: Prove) -> Restored:
        raise AssertionError("a whole desk is needed to put one back")

    def _report(self, error: BaseException) -> str:
        self.reports.append(error)
        return "/reports/1.txt"

    def _create(self, new: NewStore) -> Desk:
        store = setup.create_store(
            new.url,
            desk=DeskCode("01"),
            rehearsal=new.rehearsal,
            now=self.now,
            parse_site=_parse,
            new_id=_new_id,
        )
        return self._desk(store)

    def _desk(self, store: Store) -> Desk:
        def clock() -> dt.datetime:
            return self.now.astimezone(dt.UTC)

        def holidays(site: Site) -> frozenset[dt.date]:
            if self.broken:
                self.broken()
            return holidays_around(site.holidays, self.now.date())

        return Desk(
            url=store.url,
            begin=store.begin,
            read=store.read,
            clock=clock,
            new_id=_new_id,
            new_code=lambda: f"C0DE{next(self._codes):04d}",
            new_secret=lambda: uuid4().hex,
            keyed_hash=lambda text: text.hex(),
            hashes=lambda text: (text.hex(),),
            holidays=holidays,
            printer=lambda: Printer(address=ADDRESS, profile="epson-tm-t20iii"),
            code_printer=lambda: (
                Printer(address=ADDRESS, profile="epson-tm-t20iii") if self.has_paper else None
            ),
            print_pending=lambda: self.printer.print_pending(store, clock()),
            wait_for=lambda job, seconds: self.printer.wait_for(store, job, seconds, clock()),
            probe_printer=self.printer.probe,
            database=lambda: Database(
                dialect="sqlite", version="3.40.1", journal_mode="TRUNCATE", is_safe=self.is_safe
            ),
            integrity=lambda: setup.integrity(store) + self.damage,
            care=lambda: self.care,
            signer=lambda: DeskSigner(self.folder / "desk.sqlite.sign"),
            codes=lambda: self.codes,
            free_days=FreeDays(),
            cool=lambda: dt.timedelta(hours=5),
            hasher=lambda: self.hasher,
            close=store.close,
        )


def a_care() -> Care:
    """A desk that takes care: keys in a private file on an encrypted disk, a copy of today."""
    return Care(
        purge=lambda _by: {},
        hashes=lambda canonical: (canonical.hex(),),
        keys=lambda: (),
        rotate=lambda kind, _by: f"new-{kind}",
        key_standing=lambda: KeyStanding(
            place="desk.sqlite.key", fault="", is_ring=False, disk=True, has_tpm=True
        ),
        code_standing=lambda: ("desk.sqlite.codes", ""),
        key_files=lambda: ("desk.sqlite.key",),
        last_copy=MONDAY.date,
        compact=lambda _by: 0,
    )


def _parse(text: str) -> Site:
    return parse_site(text, file="site.toml")


def _new_id() -> UUID:
    return uuid4()
