"""What the Journal's page may call, filled with the desk's ports."""

from __future__ import annotations

from functools import partial

from desk_app.app.desk import Desk
from desk_app.cli.files import write_lines
from desk_app.domain.people import AgentLogin
from desk_app.services.journal import found, verify
from desk_app.services.journal_export import written_out
from desk_app.ui.journal.operations import JournalOperations


def journal_operations(desk: Desk) -> JournalOperations:
    """Return what the page may call."""
    return JournalOperations(
        look=partial(found, read=desk.read, clock=desk.clock),
        verify=partial(
            verify, begin=desk.begin, read=desk.read, clock=desk.clock, signer=desk.signer
        ),
        export=partial(_export, desk),
    )


def _export(desk: Desk, by: AgentLogin) -> str:
    """Write the journal to a new file beside the desk's data and return its place."""
    with desk.read() as work:
        at = desk.clock().astimezone(work.site.time_zone)
        seq, _head = work.journal.head()
    file = desk.path.parent / "journal" / f"journal-{at:%Y-%m-%d-%H%M%S}-{seq}.jsonl"
    lines = written_out(
        by=by, begin=desk.begin, read=desk.read, clock=desk.clock, signer=desk.signer
    )
    write_lines(file, lines)
    return str(file)
