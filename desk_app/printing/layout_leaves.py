"""Where each sentence of a convocation or a proof stands on a roll. Pure; tickets are layout's."""

from __future__ import annotations

import math

from desk_app.printing.layout_lines import Lines, centred, safe
from desk_app.printing.ops import Band, Cut, Feed, Media, PrintOp, Qr, Rule, Text
from desk_app.words.leaves import (
    ConvocationWords,
    Elsewhere,
    RequestWords,
    UnmetWords,
)
from desk_app.words.reminders import ReminderWords

LONGEST_MM = 250.0
"""A slip that would be longer leaves the list of documents to the page."""
_SIGN = 0.49  # a sign's width, as a share of its size: the mean of Noto Sans


def convocation(words: ConvocationWords, *, qr: str, media: Media) -> tuple[PrintOp, ...]:
    """Return the slip of a convocation, re-flowed to the width of *media*."""
    whole = _convocation(words, words.bring, qr=qr, media=media)
    if length_mm(whole, media) <= LONGEST_MM or not words.bring:
        return whole
    return _convocation(words, (words.bring_elsewhere,), qr=qr, media=media)


def unmet(words: UnmetWords, *, qr: str, media: Media) -> tuple[PrintOp, ...]:
    """Return the slip that proves a request without a place."""
    sheet = _Sheet(media)
    return (
        *sheet.head(words.site, words.place, words.marks),
        sheet.centred(words.title, sheet.either(34, 30), 700),
        sheet.feed(10),
        sheet.centred(words.reference, sheet.either(60, 48), 700),
        sheet.centred(words.issued, 24),
        *sheet.ruled(),
        sheet.text(f"Objet\u00a0: {words.family}", sheet.either(28, 26), 600),
        sheet.text(words.reason, sheet.either(26, 24)),
        *sheet.listed(words.missing_title, words.missing),
        *(sheet.text(line, sheet.either(25, 24)) for line in words.next),
        *sheet.listed(words.earlier_title, words.earlier),
        *((sheet.text(words.weeks, sheet.either(26, 24), 600),) if words.weeks else ()),
        *sheet.translation(words.translation),
        *sheet.free(words.free, words.translation),
        sheet.proof(qr, (words.reference,), (words.kept,)),
        *sheet.notice(words.notice),
        *sheet.end(),
    )


def request(words: RequestWords, *, qr: str, media: Media) -> tuple[PrintOp, ...]:
    """Return the slip of a request that waits for a draw."""
    sheet = _Sheet(media)
    small = sheet.either(26, 24)
    return (
        *sheet.head(words.site, words.place, words.marks),
        sheet.centred(words.title, sheet.either(34, 30), 700),
        sheet.feed(10),
        sheet.centred(words.reference, sheet.either(60, 48), 700),
        sheet.centred(words.issued, 24),
        *sheet.ruled(),
        sheet.text(words.subject, sheet.either(28, 26), 600),
        *(sheet.text(line, small) for line in words.person),
        *(sheet.text(line, small, 600) for line in words.next_draw),
        *(sheet.text(line, small) for line in words.said),
        *sheet.translation(words.translation),
        *sheet.free(words.free, words.translation),
        sheet.proof(qr, (words.reference,), (words.number,)),
        *sheet.notice(words.notice),
        *sheet.end(),
    )


def reminders(words: ReminderWords, *, media: Media) -> tuple[PrintOp, ...]:
    """Return the list of holders to call, a line for each; no code: it proves nothing."""
    sheet = _Sheet(media)
    return (
        *sheet.head(words.site, (), words.marks),
        sheet.centred(words.title, sheet.either(34, 30), 700),
        sheet.centred(words.issued, 24),
        *sheet.ruled(),
        *(
            op
            for line in words.lines
            for op in (sheet.text(line, sheet.either(28, 26), 600), sheet.feed(10))
        ),
        *sheet.notice(words.notice),
        *sheet.end(),
    )


def length_mm(ops: tuple[PrintOp, ...], media: Media) -> float:
    """Return about how long a paper will be: lines are counted by the mean width of a sign."""
    return sum(_height(op, media) for op in ops) / media.dpi * 25.4


def _convocation(
    words: ConvocationWords, bring: tuple[str, ...], *, qr: str, media: Media
) -> tuple[PrintOp, ...]:
    sheet = _Sheet(media)
    small = sheet.either(25, 24)
    return (
        *sheet.head(words.site, words.place, words.marks),
        sheet.centred(words.title, sheet.either(40, 34), 700),
        sheet.centred(words.day, sheet.either(36, 30), 700),
        sheet.centred(words.hour, sheet.either(96, 80), 700),
        sheet.text(words.early, small),
        *sheet.ruled(),
        *sheet.person(words.person),
        sheet.text(words.procedure, sheet.either(28, 26), 600),
        *sheet.listed(words.bring_title, bring),
        *sheet.translation(words.translation),
        *sheet.free(words.free, words.translation),
        sheet.proof(qr, (words.reference,), (words.copy, words.issued)),
        sheet.feed(10),
        *(sheet.text(line, 24) for line in (*words.access, *words.hours, words.change)),
        *sheet.notice(words.notice),
        *sheet.end(),
    )


class _Sheet(Lines):
    """The parts of one width of paper."""

    def head(
        self, site: str, place: tuple[str, ...], marks: tuple[str, ...]
    ) -> tuple[PrintOp, ...]:
        """The site, where it is, and the marks of a copy or a rehearsal."""
        return (
            self.centred(site, self.either(26, 24), 600),
            *(self.centred(line, 24) for line in place),
            *(
                op
                for mark in marks
                for op in (self.feed(8), self.band(self.centred(mark, 34, 700)))
            ),
            self.feed(18),
        )

    def ruled(self) -> tuple[PrintOp, ...]:
        """A rule with air around it."""
        return (self.feed(10), self.rule(), self.feed(8))

    def person(self, lines: tuple[str, ...]) -> tuple[PrintOp, ...]:
        """Who it is for, the name the largest."""
        sizes = ((self.either(32, 28), 700), (24, 400))
        return tuple(
            self.text(line, size, weight)
            for line, (size, weight) in zip(lines, sizes, strict=False)
        )

    def listed(self, title: str, lines: tuple[str, ...]) -> tuple[PrintOp, ...]:
        """A title and its lines, nothing without a title."""
        if not title:
            return ()
        size = self.either(25, 24)
        return (
            self.feed(8),
            self.text(title, self.either(26, 24), 600),
            *(self.text(f"\u2013\u00a0{line}", size) for line in lines),
        )

    def translation(self, words: Elsewhere | None) -> tuple[PrintOp, ...]:
        """The same in the person's language, in its own direction."""
        if words is None:
            return ()
        return (
            *self.ruled(),
            self.foreign(words, words.heading, self.either(32, 30), 600),
            *(self.foreign(words, line, 30) for line in words.lines),
        )

    def free(self, french: str, words: Elsewhere | None) -> tuple[PrintOp, ...]:
        """The band that nobody may sell this paper under (AT-20)."""
        lines = [self.centred(french, self.either(28, 24), 600)]
        if words is not None:
            halves = tuple(words.free.rsplit(" · ", maxsplit=1))
            parts = halves if self.is_narrow else (words.free,)
            lines += [centred(self.foreign(words, part, 30, 600)) for part in parts]
        return (self.feed(16), self.band(*lines), self.feed(20))

    def proof(self, qr: str, large: tuple[str, ...], small: tuple[str, ...]) -> Qr:
        """The signed code, and the reference to type where it cannot be scanned."""
        lines = (
            *(self.text(line, 34, 700) for line in large),
            *(self.text(line, 24) for line in small),
        )
        return Qr(
            payload=safe(qr),
            module=self.media.scaled(5),
            caption=tuple(map(centred, lines)) if self.is_narrow else lines,
            is_beside=not self.is_narrow,
        )

    def notice(self, text: str) -> tuple[PrintOp, ...]:
        """What is said under a translation, nothing without one."""
        return (self.feed(12), self.centred(text, 24)) if text else ()

    def end(self) -> tuple[PrintOp, ...]:
        """White paper up to the cut."""
        return (self.feed(16), Cut())


def _height(op: PrintOp, media: Media) -> float:
    height: float = 0
    match op:
        case Text():
            height = _lines(op, media.dots) * op.size * op.leading
        case Band():
            height = 2 * op.padding + sum(_height(line, media) for line in op.lines)
        case Feed():
            height = op.dots
        case Rule():
            height = op.thickness
        case Qr():
            caption = sum(_height(line, media) for line in op.caption)
            height = op.module * _SIDE if op.is_beside else op.module * _SIDE + caption
        case _:
            pass
    return height


_SIDE = 45  # modules of a code of about 140 signs, with the margin to its caption


def _lines(op: Text, width: int) -> int:
    return max(1, math.ceil(len(op.text) * op.size * _SIGN / width))
