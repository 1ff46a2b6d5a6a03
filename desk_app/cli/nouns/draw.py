"""`desk-app draw`: a draw that was exported, replayed on any machine, without a store."""

from __future__ import annotations

from pathlib import Path

from desk_app.cli.command import Answer, Call, Command, Json, flag, positional
from desk_app.domain.draw_errors import NoExport
from desk_app.domain.draw_replay import replay
from desk_app.words.catalogue import _
from desk_app.words.draws import flaw_line, verdict_lines

LARGEST_FILE = 200_000_000
"""Bytes read at most: 100,000 requests take eleven million."""


def _verify(call: Call) -> Answer:
    published = "".join(call.values.text("closing").split()).lower()
    verdict = replay(_content(Path(call.values.text("file"))), published=published)
    failure: dict[str, Json] = (
        {} if verdict.is_valid else {"error": "DrawNotReplayed", "message": flaw_line(verdict)}
    )
    return Answer(
        data={
            "valid": verdict.is_valid,
            "winners": verdict.winners,
            "waiting": verdict.waiting,
            "seed": verdict.seed,
            "closing": verdict.closing,
            "is_weaker": verdict.is_weaker,
            "flaw": verdict.flaw,
            "line": verdict.line or None,
            "found": verdict.found,
            "expected": verdict.expected,
            **failure,
        },
        lines=verdict_lines(verdict),
        exit=0 if verdict.is_valid else 3,
    )


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE)
    except (OSError, ValueError) as error:
        raise NoExport(str(path)) from error


COMMANDS = (
    Command(
        name="verify",
        help=lambda: _("Replay an exported draw; needs no store, ends with 3 if it differs."),
        run=_verify,
        keys=("valid", "winners", "waiting", "seed", "flaw", "line"),
        options=(
            positional("file", lambda: _("the export")),
            flag("--closing", lambda: _("the hash published at closing"), metavar="HASH"),
        ),
    ),
)
