"""Where each line of a list of calls stands on a roll. Pure; its page of A4 is calls.py's."""

from __future__ import annotations

from desk_app.printing.layout_lines import Lines
from desk_app.printing.ops import Cut, Media, PrintOp
from desk_app.words.calls import CallLine, CallWords


def calls(words: CallWords, *, media: Media) -> tuple[PrintOp, ...]:
    """Return the slip of the list, one person under the other."""
    sheet = Lines(media)
    return (
        sheet.centred(words.site, sheet.either(26, 24), 600),
        *(
            op
            for mark in words.marks
            for op in (sheet.feed(8), sheet.band(sheet.centred(mark, 34, 700)))
        ),
        sheet.feed(14),
        sheet.centred(words.title, sheet.either(40, 34), 700),
        sheet.centred(words.issued, 24),
        sheet.text(words.count, sheet.either(26, 24), 600),
        *(op for line in words.lines for op in _person(line, words, sheet)),
        sheet.feed(10),
        sheet.rule(),
        sheet.feed(8),
        sheet.text(words.kept, 24),
        sheet.feed(16),
        Cut(),
    )


def _person(line: CallLine, words: CallWords, sheet: Lines) -> tuple[PrintOp, ...]:
    _name, _phone, was, now = words.columns
    return (
        sheet.feed(8),
        sheet.rule(),
        sheet.feed(6),
        sheet.text(line.name, sheet.either(28, 26), 700),
        sheet.text(line.phone, sheet.either(28, 26), 600),
        sheet.text(f"{was}\u00a0: {line.was}", 24),
        sheet.text(f"{now}\u00a0: {line.now}", 24, 600),
    )
