"""Where each sentence of a ticket stands, for a roll of any width. Pure: no drawing, no bytes.

Lengths are the design's, in dots at 203 dpi, and scaled to the printer's own dots.
"""

from __future__ import annotations

import unicodedata

from desk_app.printing.ops import Align, Band, Cut, Feed, Media, Number, PrintOp, Qr, Rule, Text
from desk_app.words.paper import CodeWords, SlipWords, Translation

NUMBER_FLOOR_MM = 14.0
"""The least height of the number's digits on paper."""

_ISOLATES = "\u2066\u2067\u2068\u2069"
_JOINERS = "\u200c\u200d"
_TALL = frozenset({"ar", "fa", "prs", "ps", "ur", "bn", "ta", "ti", "am", "zh", "zh-Hans"})
_LONG, _VERY_LONG = 60, 120


def ticket(words: SlipWords, *, qr: str, media: Media) -> tuple[PrintOp, ...]:
    """Return the paper of a ticket, re-flowed to the width of *media*; *qr* is the code's text."""
    sheet = _Sheet(media)
    return (
        *sheet.head(words),
        *sheet.place(words),
        *sheet.advice(words),
        *(sheet.translation(words.translation) if words.translation else ()),
        *sheet.free(words),
        *sheet.proof(words, qr),
        Feed(dots=media.scaled(16)),
        Cut(),
    )


def one_time_code(words: CodeWords, *, media: Media) -> tuple[PrintOp, ...]:
    """Return the paper of a one-time code: nothing on it looks like a ticket."""
    return (*_Sheet(media).code(words), Feed(dots=media.scaled(16)), Cut())


class _Sheet:
    """The sizes of one width of paper."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._is_narrow = media.is_narrow

    def head(self, words: SlipWords) -> tuple[PrintOp, ...]:
        """Site, moment, marks of a copy or a rehearsal, and the number."""
        marks = tuple(self._band(self._centred(mark, 34, 700)) for mark in words.marks)
        gap = self._feed(24) if marks else self._feed(18)
        return (
            self._centred(words.site, self._either(26, 24), 600),
            self._centred(words.when, 24),
            *(op for mark in marks for op in (self._feed(8), mark)),
            gap,
            self._number(words.number),
            self._feed(24),
        )

    def code(self, words: CodeWords) -> tuple[PrintOp, ...]:
        """Whose account it opens, the code in fours, how long and how."""
        marks = tuple(self._band(self._centred(mark, 34, 700)) for mark in words.marks)
        return (
            self._centred(words.site, self._either(26, 24), 600),
            self._centred(words.when, 24),
            *(op for mark in marks for op in (self._feed(8), mark)),
            self._feed(18),
            self._rule(),
            self._feed(14),
            self._centred(words.title, self._either(32, 28), 700),
            self._centred(words.holder, self._either(28, 24), 600),
            self._feed(10),
            self._centred(words.code, self._either(60, 48), 700),
            self._feed(10),
            self._centred(words.until, 24),
            self._feed(14),
            self._rule(),
            self._feed(8),
            *(self._text(line, self._either(25, 24)) for line in words.advice),
        )

    def place(self, words: SlipWords) -> tuple[PrintOp, ...]:
        """The procedure, who is before and how long it may take."""
        return (
            self._centred(words.procedure, self._name_size(words.procedure), 700),
            *self._ahead(words),
        )

    def advice(self, words: SlipWords) -> tuple[PrintOp, ...]:
        """What to do now, and what to do when one's call was missed."""
        return (
            self._feed(10),
            self._rule(),
            self._feed(8),
            self._text(words.look, self._either(28, 24), 600),
            self._text(words.back, self._either(25, 24)),
        )

    def translation(self, words: Translation) -> tuple[PrintOp, ...]:
        """The same in the visitor's language, in its own direction."""
        is_tall = words.language in _TALL
        size = 30 if is_tall or not self._is_narrow else 26
        heading = size + 3 if len(words.heading) <= _LONG and not self._is_narrow else size
        return (
            self._feed(8),
            self._rule(),
            self._feed(8),
            *(self._foreign(words, line, heading, 600) for line in self._heading(words)),
            self._foreign(words, words.people, size),
            self._foreign(words, words.wait, size),
            self._foreign(words, words.advice, size),
        )

    def free(self, words: SlipWords) -> tuple[PrintOp, ...]:
        """The band that nobody may sell this paper under."""
        lines = [
            self._centred(line, self._either(28, 24), 600) for line in self._halves(words.free)
        ]
        if words.translation:
            foreign = words.translation
            lines += [
                _centred(self._foreign(foreign, line, 30, 600))
                for line in self._halves(foreign.free)
            ]
        return (self._feed(16), self._band(*lines), self._feed(20))

    def proof(self, words: SlipWords, qr: str) -> tuple[PrintOp, ...]:
        """The QR, its short code and how long the ticket is worth something."""
        code = self._text(words.code, 34, 700)
        valid = self._text(words.valid, 24)
        caption = (code, valid) if not self._is_narrow else (_centred(code), _centred(valid))
        op = Qr(
            payload=_safe(qr),
            module=self._media.scaled(self._either(6, 5)),
            caption=caption,
            is_beside=not self._is_narrow,
        )
        if not words.notice:
            return (op,)
        return (op, self._feed(12), self._centred(words.notice, 24))

    def _ahead(self, words: SlipWords) -> tuple[Text, ...]:
        if self._is_narrow:
            wait = f"{words.wait} {words.estimate}"
            return (self._centred(words.people, 24), self._centred(wait, 24))
        line = self._centred(f"{words.people} · {words.wait}", 28)
        return (line, self._centred(words.estimate, 24))

    def _heading(self, words: Translation) -> tuple[str, ...]:
        return (
            tuple(words.heading.split(" · ", maxsplit=1)) if self._is_narrow else (words.heading,)
        )

    def _halves(self, free: str) -> tuple[str, ...]:
        return tuple(free.rsplit(" · ", maxsplit=1)) if self._is_narrow else (free,)

    def _either(self, wide: int, narrow: int) -> int:
        return narrow if self._is_narrow else wide

    def _name_size(self, name: str) -> int:
        if len(name) > _VERY_LONG:
            return 24
        return self._either(28, 24) if len(name) > _LONG else self._either(32, 28)

    def _number(self, number: str) -> Number:
        margin = self._media.scaled(self._either(16, 32))
        return Number(
            text=_safe(number).replace(" ", "\u2009") if self._is_narrow else _safe(number),
            size=self._media.scaled(self._either(204, 158)),
            width=self._media.dots - margin,
            stretch=0.85 if self._is_narrow else 1.0,
        )

    def _text(self, text: str, size: int, weight: int = 400) -> Text:
        return Text(text=_safe(text), size=self._media.scaled(size), weight=weight)

    def _centred(self, text: str, size: int, weight: int = 400) -> Text:
        return _centred(self._text(text, size, weight))

    def _foreign(self, words: Translation, text: str, size: int, weight: int = 400) -> Text:
        return Text(
            text=_safe(text),
            size=self._media.scaled(size),
            weight=weight,
            language=words.language,
            is_rtl=words.is_rtl,
            leading=1.5,
        )

    def _band(self, *lines: Text) -> Band:
        return Band(lines=lines, padding=self._media.scaled(8))

    def _rule(self) -> Rule:
        return Rule(thickness=3)

    def _feed(self, dots: int) -> Feed:
        return Feed(dots=self._media.scaled(dots))


def _centred(text: Text) -> Text:
    return Text(
        text=text.text,
        size=text.size,
        weight=text.weight,
        align=Align.CENTRE,
        language=text.language,
        is_rtl=text.is_rtl,
        leading=text.leading,
    )


def _safe(text: str) -> str:
    """Strip what no paper may hold; names were cleaned before, this is the second belt.

    Isolates stay when they are paired: the texts put numbers in them (LG-02). A middle dot
    never begins a line.
    """
    is_paired = text.count("\u2069") == sum(map(text.count, _ISOLATES[:3]))
    kept = _JOINERS + _ISOLATES if is_paired else _JOINERS
    return "".join(
        character
        for character in text.replace(" · ", "\u00a0· ")
        if character in kept or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl"}
    )
