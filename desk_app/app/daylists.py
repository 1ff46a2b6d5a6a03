"""Lists of online platforms, wired to one open desk: its mappings lie beside its data."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desk_app.app.care import hashes
from desk_app.app.desk import Desk
from desk_app.domain.daylist_report import Report
from desk_app.domain.people import AgentLogin
from desk_app.security.codes import new_code, new_id
from desk_app.services import exchange
from desk_app.services.exchange import Imported, ListFile
from desk_app.settings.mappings import FOLDER, mappings_beside, read_list, read_mapping
from desk_app.ui.arrivals.lists import ListOperations


def list_operations(desk: Desk, *, pick: Callable[[], Path | None]) -> ListOperations:
    """Return what the sheet of lists may call; *pick* asks for a file."""
    return ListOperations(
        mappings=partial(mappings_beside, desk.path),
        folder=desk.path.parent / FOLDER,
        pick=pick,
        look=partial(_look, desk),
        take=partial(_take, desk),
    )


def _look(desk: Desk, file: Path, mapping: Path, *, by: AgentLogin) -> Report:
    return exchange.look_at(
        _given(desk, file, mapping),
        by=by,
        read=desk.read,
        clock=desk.clock,
        hashes=partial(hashes, desk),
    )


def _take(desk: Desk, file: Path, mapping: Path, *, by: AgentLogin) -> Imported:
    return exchange.import_day(
        _given(desk, file, mapping),
        by=by,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        new_id=new_id,
        new_code=new_code,
        keyed_hash=desk.keyed_hash,
        hashes=partial(hashes, desk),
    )


def _given(desk: Desk, file: Path, mapping: Path) -> ListFile:
    with desk.read() as work:
        procedures = work.site.procedures.keys()
    return ListFile(
        name=file.name,
        content=read_list(file),
        mapping=read_mapping(mapping, procedures=procedures),
    )
