"""The list of calls of `desk-app calendar calls`: on the screen, or as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from desk_app.cli.command import Answer, Call, iso
from desk_app.cli.files import replace_bytes, replace_text
from desk_app.cli.output import table
from desk_app.domain.prints import Leaf
from desk_app.services import calling
from desk_app.words.calls import call_words
from desk_app.words.catalogue import _
from desk_app.words.prints import print_what

PAGE, TABLE = ".pdf", ".csv"


def calls_said(call: Call, made: calling.CallList, out: str) -> Answer:
    """Return the list, or where it is now."""
    with call.desk.read() as work:
        zone = work.site.time_zone
    people = [
        {
            "reference": reference,
            "name": one.name,
            "phone": one.phone,
            "was_at": iso(one.was_at, zone),
            "starts_at": iso(one.starts_at, zone),
        }
        for reference, one in zip(made.references, made.leaf.callees, strict=True)
    ]
    rows = [(one.name, one.phone, one.was, one.now) for one in call_words(made.leaf).lines]
    where = [out] if out else []
    if made.job is not None:
        where.append(print_what(f"calls {made.leaf.reference}"))
    return Answer(
        data={
            "calls": people,
            "file": out or None,
            "print_job": None if made.job is None else str(made.job),
        },
        lines=(*(table(rows) if not where else ()), *where),
    )


def write_calls(path: Path, made: calling.CallList) -> None:
    """Write the list as a page or for a spreadsheet."""
    if path.suffix.lower() == TABLE:
        replace_text(path, as_csv(made.leaf, made.references), encoding="utf-8-sig")
        return
    from desk_app.printing.papers import calls_a4

    replace_bytes(path, calls_a4(made.leaf))


def as_csv(leaf: Leaf, references: tuple[str, ...]) -> str:
    """Return the list as French spreadsheets read it; a sign of a formula is made harmless."""
    words, text = call_words(leaf), io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow((_("Reference"), *words.columns))
    for reference, line in zip(references, words.lines, strict=True):
        writer.writerow(map(_plain, (reference, line.name, line.phone, line.was, line.now)))
    return text.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=+-@" else cell
