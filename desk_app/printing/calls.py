"""The list of calls as pages of A4 (reportlab), a box to tick before each name. No slip."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from desk_app.domain.prints import Leaf
from desk_app.printing.pages import FONTS, demand_glyphs, font
from desk_app.words.calls import CallLine, CallWords, call_words

if TYPE_CHECKING:
    from reportlab.platypus.flowables import Flowable

_MM = 72 / 25.4
_WIDTHS = tuple(share * _MM for share in (8, 70, 36, 28, 28))


def calls_page(leaf: Leaf) -> bytes:
    """Return the list as PDF; its head stands on every page. Raises MissingGlyph."""
    from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415

    words = call_words(leaf)
    file = io.BytesIO()
    with FONTS:
        document = SimpleDocTemplate(
            file,
            pagesize=(210 * _MM, 297 * _MM),
            leftMargin=20 * _MM,
            rightMargin=20 * _MM,
            topMargin=18 * _MM,
            bottomMargin=18 * _MM,
            title=words.title,
            creator="Desk App",
            lang="fr-FR",
            initialFontName=font(400),
        )
        document.build(_flowables(words))
    return file.getvalue()


def _flowables(words: CallWords) -> list[Flowable]:
    return [
        _line(words.site, 10, 600),
        *(_line(mark, 14, 700) for mark in words.marks),
        _line(words.title, 20, 700),
        _line(words.issued, 9, 400),
        _line(words.count, 11, 600, after=8),
        _table(words),
        _line(words.kept, 9, 400, before=10),
    ]


def _table(words: CallWords) -> Flowable:
    from reportlab.platypus import Table  # noqa: PLC0415

    head: list[object] = ["", *(_line(column, 9, 600) for column in words.columns)]
    rows: list[list[object]] = [head, *(_row(line) for line in words.lines)]
    return Table(
        rows,
        colWidths=_WIDTHS,
        repeatRows=1,
        hAlign="LEFT",
        style=[
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, "black"),
        ],
    )


def _row(line: CallLine) -> list[object]:
    from reportlab.graphics.shapes import Drawing, Rect  # noqa: PLC0415

    box = Drawing(14, 11)
    box.add(Rect(1, 0, 9, 9, fillColor=None, strokeWidth=0.8))
    return [
        box,
        _line(line.name, 11, 600),
        _line(line.phone, 11, 400),
        _line(line.was, 10, 400),
        _line(line.now, 10, 600),
    ]


def _line(text: str, size: float, weight: int, *, before: float = 0, after: float = 2) -> Flowable:
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import Paragraph  # noqa: PLC0415

    demand_glyphs(text, "fr", weight)
    style = ParagraphStyle(
        "line", fontName=font(weight), fontSize=size, leading=size * 1.35,
        spaceBefore=before, spaceAfter=after,
    )  # fmt: skip
    return Paragraph(escape(text), style)
