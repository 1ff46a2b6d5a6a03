"""`desk-app batch`: many commands, one start. The lines are done by main; here is its name."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Command
from desk_app.words.catalogue import _


def _never(_call: Call) -> Answer:
    raise AssertionError("main does the lines of a batch")


COMMANDS = (
    Command(
        name="",
        help=lambda: _(
            "Read one JSON array of arguments per line, answer one JSON document per line."
        ),
        run=_never,
        keys=("exit",),
    ),
)
