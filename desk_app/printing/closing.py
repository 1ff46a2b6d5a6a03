"""The closing report of a day as a page: its figures and where the journal stood. Not the table
of its tickets, which is for a spreadsheet."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from desk_app.printing.bitmap import Bitmap
from desk_app.printing.ops import Align, Band, Feed, Media, PrintOp, Qr, Rule, Text
from desk_app.printing.pages import page

MEDIA = Media(dots=576, columns=48)
"""As wide as the roll of 80 mm: the page can be printed by the desk's own printer."""
_GROUP, _GROUPS = 8, 4


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClosingWords:
    """What stands on the page; *mark* is empty but for a rehearsal, *head* is 64 hex digits."""

    site: str
    title: str
    mark: str
    figures: tuple[str, ...]
    head_title: str
    head: str
    advice: str


def closing_page(words: ClosingWords) -> bytes:
    """Return the page as PDF, its text selectable."""
    return page(closing_ops(words), MEDIA, title=words.title, draw=_draw)


def closing_ops(words: ClosingWords) -> tuple[PrintOp, ...]:
    """Return what stands on the page, from its top."""
    mark = (Feed(dots=8), Band(lines=(_centred(words.mark, 34, 700),))) if words.mark else ()
    rows = [words.head[at : at + _GROUP * _GROUPS] for at in range(0, 64, _GROUP * _GROUPS)]
    return (
        _centred(words.site, 26, 600),
        _centred(words.title, 30, 700),
        *mark,
        Feed(dots=16),
        *(Text(text=line, size=26) for line in words.figures),
        Feed(dots=12),
        Rule(),
        Feed(dots=10),
        Text(text=words.head_title, size=26, weight=600),
        *(Text(text=_grouped(row), size=26) for row in rows),
        Feed(dots=12),
        Qr(
            payload=words.head.upper(),
            module=5,
            caption=(Text(text=words.advice, size=22),),
        ),
    )


def _grouped(row: str) -> str:
    """Eight digits at a time: what a person compares without losing the place."""
    return " ".join(row[at : at + _GROUP] for at in range(0, len(row), _GROUP))


def _centred(text: str, size: int, weight: int) -> Text:
    return Text(text=text, size=size, weight=weight, align=Align.CENTRE)


def _draw(ops: Sequence[PrintOp], width: int) -> Bitmap:
    """Only a script beyond Latin in a site's name needs Qt."""
    from desk_app.printing.raster import draw  # noqa: PLC0415

    return draw(ops, width)
