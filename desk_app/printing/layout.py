"""Where each sentence of a ticket stands, for a roll of any width. Pure: no drawing, no bytes.

Lengths are the design's, in dots at 203 dpi, and scaled to the printer's own dots.
"""

from __future__ import annotations

from desk_app.printing.layout_lines import Lines, centred, safe
from desk_app.printing.ops import Cut, Feed, Media, Number, PrintOp, Qr, Text
from desk_app.words.paper import CodeWords, SlipWords, Translation

NUMBER_FLOOR_MM = 14.0
"""The least height of the number's digits on paper."""

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


class _Sheet(Lines):
    """The sizes of one width of paper."""

    def head(self, words: SlipWords) -> tuple[PrintOp, ...]:
        """Site, moment, marks of a copy or a rehearsal, and the number."""
        marks = tuple(self.band(self.centred(mark, 34, 700)) for mark in words.marks)
        gap = self.feed(24) if marks else self.feed(18)
        return (
            self.centred(words.site, self.either(26, 24), 600),
            self.centred(words.when, 24),
            *(op for mark in marks for op in (self.feed(8), mark)),
            gap,
            self._number(words.number),
            self.feed(24),
        )

    def code(self, words: CodeWords) -> tuple[PrintOp, ...]:
        """Whose account it opens, the code in fours, how long and how."""
        marks = tuple(self.band(self.centred(mark, 34, 700)) for mark in words.marks)
        return (
            self.centred(words.site, self.either(26, 24), 600),
            self.centred(words.when, 24),
            *(op for mark in marks for op in (self.feed(8), mark)),
            self.feed(18),
            self.rule(),
            self.feed(14),
            self.centred(words.title, self.either(32, 28), 700),
            self.centred(words.holder, self.either(28, 24), 600),
            self.feed(10),
            self.centred(words.code, self.either(60, 48), 700),
            self.feed(10),
            self.centred(words.until, 24),
            self.feed(14),
            self.rule(),
            self.feed(8),
            *(self.text(line, self.either(25, 24)) for line in words.advice),
        )

    def place(self, words: SlipWords) -> tuple[PrintOp, ...]:
        """The procedure, who is before and how long it may take."""
        return (
            self.centred(words.procedure, self._name_size(words.procedure), 700),
            *self._ahead(words),
        )

    def advice(self, words: SlipWords) -> tuple[PrintOp, ...]:
        """What to do now, and what to do when one's call was missed."""
        return (
            self.feed(10),
            self.rule(),
            self.feed(8),
            self.text(words.look, self.either(28, 24), 600),
            self.text(words.back, self.either(25, 24)),
        )

    def translation(self, words: Translation) -> tuple[PrintOp, ...]:
        """The same in the visitor's language, in its own direction."""
        is_tall = words.language in _TALL
        size = 30 if is_tall or not self.is_narrow else 26
        heading = size + 3 if len(words.heading) <= _LONG and not self.is_narrow else size
        return (
            self.feed(8),
            self.rule(),
            self.feed(8),
            *(self.foreign(words, line, heading, 600) for line in self._heading(words)),
            self.foreign(words, words.people, size),
            self.foreign(words, words.wait, size),
            self.foreign(words, words.advice, size),
        )

    def free(self, words: SlipWords) -> tuple[PrintOp, ...]:
        """The band that nobody may sell this paper under."""
        lines = [self.centred(line, self.either(28, 24), 600) for line in self._halves(words.free)]
        if words.translation:
            foreign = words.translation
            lines += [
                centred(self.foreign(foreign, line, 30, 600)) for line in self._halves(foreign.free)
            ]
        return (self.feed(16), self.band(*lines), self.feed(20))

    def proof(self, words: SlipWords, qr: str) -> tuple[PrintOp, ...]:
        """The QR, its short code and how long the ticket is worth something."""
        code = self.text(words.code, 34, 700)
        valid = self.text(words.valid, 24)
        caption = (code, valid) if not self.is_narrow else (centred(code), centred(valid))
        op = Qr(
            payload=safe(qr),
            module=self.media.scaled(self.either(6, 5)),
            caption=caption,
            is_beside=not self.is_narrow,
        )
        if not words.notice:
            return (op,)
        return (op, self.feed(12), self.centred(words.notice, 24))

    def _ahead(self, words: SlipWords) -> tuple[Text, ...]:
        if self.is_narrow:
            wait = f"{words.wait} {words.estimate}"
            return (self.centred(words.people, 24), self.centred(wait, 24))
        line = self.centred(f"{words.people} · {words.wait}", 28)
        return (line, self.centred(words.estimate, 24))

    def _heading(self, words: Translation) -> tuple[str, ...]:
        return tuple(words.heading.split(" · ", maxsplit=1)) if self.is_narrow else (words.heading,)

    def _halves(self, free: str) -> tuple[str, ...]:
        return tuple(free.rsplit(" · ", maxsplit=1)) if self.is_narrow else (free,)

    def _name_size(self, name: str) -> int:
        if len(name) > _VERY_LONG:
            return 24
        return self.either(28, 24) if len(name) > _LONG else self.either(32, 28)

    def _number(self, number: str) -> Number:
        margin = self.media.scaled(self.either(16, 32))
        return Number(
            text=safe(number).replace(" ", "\u2009") if self.is_narrow else safe(number),
            size=self.media.scaled(self.either(204, 158)),
            width=self.media.dots - margin,
            stretch=0.85 if self.is_narrow else 1.0,
        )
