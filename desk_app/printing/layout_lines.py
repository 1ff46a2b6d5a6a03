"""The lines every paper is made of, at the design's sizes. Which lines stand on one: layout*.py."""

from __future__ import annotations

import unicodedata
from typing import Protocol

from desk_app.printing.ops import Align, Band, Feed, Media, Rule, Text

_ISOLATES = "\u2066\u2067\u2068\u2069"
_JOINERS = "\u200c\u200d"


class Tongue(Protocol):
    """A language other than French, and the direction it is written in."""

    @property
    def language(self) -> str: ...
    @property
    def is_rtl(self) -> bool: ...


class Lines:
    """Ops for a roll of one width; lengths come in dots at 203 dpi and are scaled to *media*."""

    def __init__(self, media: Media) -> None:
        self.media = media
        self.is_narrow = media.is_narrow

    def either(self, wide: int, narrow: int) -> int:
        """Return the length for 80 mm, or that for 58 mm."""
        return narrow if self.is_narrow else wide

    def text(self, text: str, size: int, weight: int = 400) -> Text:
        """Return a line of French."""
        return Text(text=safe(text), size=self.media.scaled(size), weight=weight)

    def centred(self, text: str, size: int, weight: int = 400) -> Text:
        """Return a line of French in the middle."""
        return centred(self.text(text, size, weight))

    def foreign(self, tongue: Tongue, text: str, size: int, weight: int = 400) -> Text:
        """Return a line of another language, with the room its script needs."""
        return Text(
            text=safe(text),
            size=self.media.scaled(size),
            weight=weight,
            language=tongue.language,
            is_rtl=tongue.is_rtl,
            leading=1.5,
        )

    def band(self, *lines: Text) -> Band:
        """Return white lines on black."""
        return Band(lines=lines, padding=self.media.scaled(8))

    def rule(self) -> Rule:
        """Return a line across the paper."""
        return Rule(thickness=3)

    def feed(self, dots: int) -> Feed:
        """Return white paper."""
        return Feed(dots=self.media.scaled(dots))


def centred(text: Text) -> Text:
    """Return *text* in the middle of the paper."""
    return Text(
        text=text.text,
        size=text.size,
        weight=text.weight,
        align=Align.CENTRE,
        language=text.language,
        is_rtl=text.is_rtl,
        leading=text.leading,
    )


def safe(text: str) -> str:
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
