"""What the command line is given of the world. The windows are wired in windows.py."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from desk_app.app.clocks import utc_now
from desk_app.app.costs import discard_desk, hasher_at
from desk_app.app.desk import Desk, new_desk, open_desk
from desk_app.app.reports import save_report
from desk_app.app.whereabouts import default_store
from desk_app.cli import tools as cli
from desk_app.cli.care import Care, Restored
from desk_app.cli.main import main as run_command
from desk_app.domain.prints import JobId, PrintState
from desk_app.security.codes import cooling, new_code, new_draw_secret, new_id
from desk_app.store.copies import backup
from desk_app.store.engine import WAL_IS_SAFE_FROM, journal_mode, sqlite_path
from desk_app.store.journal_rights import grant_role, is_kept_from
from desk_app.store.setup import integrity, upgrade


def run(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Do one command and return its exit code."""
    return run_command(argv, tools=tools(environ), environ=environ)


def tools(environ: Mapping[str, str]) -> cli.Tools:
    """Return how a command reaches a desk."""
    return cli.Tools(
        default_store=partial(default_store, environ),
        open_desk=lambda url: _opened(open_desk(url, environ=environ, is_quick=True)),
        create_store=lambda wanted: _opened(
            new_desk(wanted.url, rehearsal=wanted.rehearsal, environ=environ)
        ),
        discard_store=discard_desk,
        upgrade=lambda url: upgrade(url, now=utc_now()),
        grant=grant_role,
        backup=backup,
        restore=partial(_restore, environ),
        save_report=lambda error: str(save_report(error, _folder(environ))),
    )


def _opened(desk: Desk) -> cli.Desk:
    return cli.Desk(
        url=desk.url,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        new_id=new_id,
        new_code=new_code,
        new_secret=new_draw_secret,
        keyed_hash=desk.keyed_hash,
        hashes=desk.hashes,
        holidays=desk.holidays,
        printer=desk.printer,
        code_printer=desk.code_printer,
        print_pending=_printing(desk),
        wait_for=partial(_wait, desk),
        probe_printer=partial(_probe, desk),
        database=partial(_database, desk),
        integrity=partial(integrity, desk.store),
        hasher=lambda: hasher_at(desk.path),
        signer=lambda: desk.signer,
        codes=lambda: desk.codes,
        free_days=desk.free_days,
        cool=cooling,
        care=lambda: _care(desk),
        close=desk.close,
    )


def _care(desk: Desk) -> Care:
    from desk_app.app.care import care_of  # noqa: PLC0415 - few commands need it

    return care_of(desk)


def _restore(
    environ: Mapping[str, str], url: str, source: Path, replace: bool, prove: cli.Prove
) -> Restored:
    from desk_app.app.restoring import restore  # noqa: PLC0415 - few commands need it

    return restore(
        url, source, replace=replace, prove=lambda desk: prove(_opened(desk)), environ=environ
    )


def _wait(desk: Desk, job: JobId, seconds: float) -> PrintState:
    return desk.spool.wait(job, seconds)


def _printing(desk: Desk) -> Callable[[], cli.Printed]:
    def print_pending() -> cli.Printed:
        done = desk.spool.print_pending()
        return cli.Printed(printed=done.printed, left=done.left)

    return print_pending


def _probe(desk: Desk) -> str:
    from desk_app.printing.probe import probe  # noqa: PLC0415 - only the doctor asks

    printer = desk.printer()
    return probe(printer.address, printer.profile)


def _database(desk: Desk) -> cli.Database:
    if sqlite_path(desk.url) is None:
        is_safe = is_kept_from(desk.store)
        return cli.Database(dialect="postgresql", version="", journal_mode="", is_safe=is_safe)
    mode = journal_mode()
    is_safe = mode != "WAL" or sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM
    return cli.Database(
        dialect="sqlite", version=sqlite3.sqlite_version, journal_mode=mode, is_safe=is_safe
    )


def _folder(environ: Mapping[str, str]) -> Path:
    """Reports lie beside the store, whose place people know."""
    path = sqlite_path(default_store(environ))
    return (path.parent if path else Path.cwd()) / "rapports"
