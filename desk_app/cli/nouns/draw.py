"""`desk-app draw`: committed to, held and exported here, replayed on any machine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from desk_app.cli import draw_acts, opening_acts
from desk_app.cli.approval import approval
from desk_app.cli.command import Answer, Call, Command, Json, flag, needed, positional
from desk_app.cli.registers import family
from desk_app.domain.draw_errors import NoExport
from desk_app.domain.draw_replay import replay
from desk_app.domain.draw_signature import parted
from desk_app.security.draw_signing import Seal, seal_of
from desk_app.words.catalogue import _
from desk_app.words.draws import flaw_line, verdict_lines
from desk_app.words.seals import seal_line

LARGEST_FILE = 200_000_000
"""Bytes read at most: 100,000 requests take eleven million."""


def _verify(call: Call) -> Answer:
    published = "".join(call.values.text("closing").split()).lower()
    key = "".join(call.values.text("key").split()).lower()
    body, signature = parted(_content(Path(call.values.text("file"))))
    verdict = replay(body, published=published)
    seal = seal_of(body, signature, key)
    signed_by = signature.public if signature else ""
    failure: dict[str, Json] = {}
    if not verdict.is_valid:
        failure = {"error": "DrawNotReplayed", "message": flaw_line(verdict)}
    elif seal in {Seal.WRONG, Seal.MISSING}:
        failure = {"error": "DrawNotSigned", "message": seal_line(seal)}
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
            "signature": seal.value,
            "key": signed_by or None,
            **failure,
        },
        lines=(
            *verdict_lines(verdict),
            *((_other_ends(),) if not verdict.is_valid and b"\r\n" in body else ()),
            *((seal_line(seal, signed_by),) if verdict.is_valid else ()),
        ),
        exit=3 if failure else 0,
    )


def _other_ends() -> str:
    return _("Its line ends were changed on the way: have it sent again as it is, in an archive.")


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE)
    except (OSError, ValueError) as error:
        raise NoExport(str(path)) from error


_DAY = flag(
    "--on",
    lambda: _("the day it was held, the latest if left out"),
    metavar="DATE",
    kind=dt.date.fromisoformat,
)
_NUMBER = flag("--draw", lambda: _("its number, the latest if left out"), metavar="N", kind=int)
COMMANDS = (
    Command(
        name="commit",
        help=lambda: _("Commit to a secret of the next draw; two people do so before it closes."),
        run=draw_acts.commit,
        keys=("draw", "witness", "fingerprint", "secret"),
        options=(family(),),
        changes=True,
        after=draw_acts.told,
    ),
    Command(
        name="close",
        help=lambda: _("Take no more requests and publish what takes part."),
        run=draw_acts.close,
        keys=("draw", "closing"),
        options=(family(),),
        changes=True,
    ),
    Command(
        name="run",
        help=lambda: _("Hold the draw: each in turn gets the earliest place that suits."),
        run=draw_acts.run,
        keys=("winners", "waiting", "seed", "draw", "closing", "is_weaker"),
        options=(
            family(),
            flag(
                "--revealed",
                lambda: _("the secrets committed to, in their order, between quotes"),
                metavar="HEX",
                default="",
            ),
            *approval(),
        ),
        changes=True,
    ),
    Command(
        name="void",
        help=lambda: _("Give up a draw whose secret is lost; another takes its place."),
        run=draw_acts.void,
        keys=("draw", "state"),
        options=(family(), *approval()),
        changes=True,
    ),
    Command(
        name="export",
        help=lambda: _("The draw as the file that anybody can replay."),
        run=draw_acts.export,
        keys=("winners", "waiting", "seed", "draw", "closing", "export"),
        options=(
            family(),
            _DAY,
            _NUMBER,
            flag("--out", lambda: _("write it there"), metavar="FILE", default=""),
        ),
    ),
    Command(
        name="opening",
        help=lambda: _("Who has a card of the opening draw, and how many tickets there are."),
        run=opening_acts.opening,
        keys=("is_open", "opens_at", "cards_from", "cards", "queues"),
    ),
    Command(
        name="card",
        help=lambda: _("Hand a card to somebody present before the doors open."),
        run=opening_acts.card,
        keys=("card", "procedure", "opens_at"),
        options=(
            needed("--procedure", lambda: _("the procedure’s code"), metavar="CODE"),
            flag("--priority", lambda: _("a priority of the law"), choices=("CMI", "FAMILY")),
            flag(
                "--language",
                lambda: _("language of the paper"),
                metavar="xx",
                default="fr",
            ),
            flag(
                "--document",
                lambda: _("the document shown, such as passport:BGD:BX0472915"),
                metavar="KIND:[COUNTRY:]NUMBER",
            ),
            flag("--hint", lambda: _("initials and birth year, for the counter"), default=""),
        ),
        changes=True,
    ),
    Command(
        name="doors",
        help=lambda: _("Open the doors: cards become tickets, in the order drawn."),
        run=opening_acts.doors,
        keys=("tickets", "without_ticket", "drawn", "seed"),
        changes=True,
    ),
    Command(
        name="opened",
        help=lambda: _(
            "Replay the opening draws of a day from the journal; ends with 3 if not so."
        ),
        run=opening_acts.opened,
        keys=("valid", "openings"),
        options=(
            flag(
                "--on",
                lambda: _("the day, today if left out"),
                metavar="DATE",
                kind=dt.date.fromisoformat,
            ),
        ),
    ),
    Command(
        name="verify",
        help=lambda: _("Replay an exported draw; needs no store, ends with 3 if it differs."),
        run=_verify,
        keys=("valid", "winners", "waiting", "seed", "flaw", "line"),
        options=(
            positional("file", lambda: _("the export")),
            flag("--closing", lambda: _("the hash published at closing"), metavar="HASH"),
            flag("--key", lambda: _("the site’s public key, as it publishes it"), metavar="HEX"),
        ),
    ),
)
