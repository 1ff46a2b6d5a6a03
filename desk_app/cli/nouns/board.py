"""`desk-app board`: what the waiting room sees now."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Command, iso
from desk_app.cli.output import table
from desk_app.services.board import board
from desk_app.words.catalogue import _
from desk_app.words.dates import clock
from desk_app.words.texts import spaced


def _show(call: Call) -> Answer:
    desk = call.desk
    shown = board(read=desk.read, clock=desk.clock, holidays=desk.holidays)
    rows = [
        (spaced(line.number), "→", str(line.counter), clock(line.called_at)) for line in shown.calls
    ]
    return Answer(
        data={
            "calls": [
                {
                    "number": line.number,
                    "counter": line.counter,
                    "called_at": iso(line.called_at),
                    "calls": line.calls,
                    "live": line.is_live,
                }
                for line in shown.calls
            ],
            "messages": [
                {"text": dict(message.text), "legal": message.legal} for message in shown.messages
            ],
            "open": shown.is_open,
            "rehearsal": shown.rehearsal,
        },
        lines=(
            shown.site + (" · EXERCICE" if shown.rehearsal else ""),
            *(table(rows) or (_("No call yet."),)),
        ),
    )


COMMANDS = (
    Command(
        name="",
        help=lambda: _("What the waiting-room display shows now."),
        run=_show,
        keys=("calls", "messages"),
    ),
)
