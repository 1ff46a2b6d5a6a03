"""`desk-app purge`: what was kept long enough is forgotten now."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Command, Json
from desk_app.cli.output import table
from desk_app.domain.retention import Kept
from desk_app.words.catalogue import _
from desk_app.words.keeping import kept_name


def _purge(call: Call) -> Answer:
    gone = call.desk.care().purge(call.by)
    data: dict[str, Json] = {kept.value: count for kept, count in gone.items()}
    rows = [(str(count), kept_name(kept)) for kept, count in gone.items() if count]
    return Answer(
        data=data, lines=table(rows, right=frozenset({0})) or (_("Nothing is kept too long."),)
    )


COMMANDS = (
    Command(
        name="",
        help=lambda: _("Forget what was kept long enough; it is done daily by itself."),
        run=_purge,
        keys=tuple(kept.value for kept in Kept),
    ),
)
