"""What paper and display tell visitors, in their own languages. Agents' words are catalogue's."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from typing import Literal

from desk_app.domain.errors import UnknownLanguage
from desk_app.settings.resources import resource

FRENCH = "fr"
Direction = Literal["ltr", "rtl"]

_ISOLATE_LTR, _ISOLATE_BY_FIRST, _ISOLATE_END = "\u2066", "\u2068", "\u2069"
_NUMBER = re.compile(r"([A-Z]+)([0-9]+(?:-[0-9]+)?)")


class Texts:
    """The texts of one language. What it lacks is said in French (LG-05).

    Where *reviewed* is false, nobody of the trade has read the translation yet: it is never shown
    without the French beside it.
    """

    def __init__(
        self,
        language: str,
        *,
        own_name: str,
        direction: Direction,
        reviewed: bool,
        texts: Mapping[str, str],
        procedures: Mapping[str, str],
    ) -> None:
        self.language = language
        self.own_name = own_name
        self.direction = direction
        self.reviewed = reviewed
        self._texts = texts
        self._procedures = procedures

    @property
    def keys(self) -> frozenset[str]:
        """The keys this language has of its own."""
        return frozenset(self._texts)

    def text(self, key: str, **fields: object) -> str:
        """Return the text of *key* with its fields, isolated where the script runs right to left.

        A number in a right-to-left line would otherwise be reordered (LG-02).
        """
        if key not in self._texts and self.language != FRENCH:
            return texts(FRENCH).text(key, **fields)
        shown = {name: self._shown(str(value)) for name, value in fields.items()}
        return self._texts[key].format(**shown)

    def people_before(self, count: int) -> str:
        """Return how many people come first; the wording is right for every count."""
        key = {0: "people_before_none", 1: "people_before_one"}.get(count, "people_before")
        return self.text(key, count=count)

    def procedure(self, code: str) -> str | None:
        """Return the name of a procedure, None if this language has none for it."""
        return self._procedures.get(code)

    def _shown(self, value: str) -> str:
        return isolate(value) if self.direction == "rtl" else value


def languages() -> tuple[str, ...]:
    """Return every language that has texts, French first."""
    found = sorted(path.stem for path in resource("texts").glob("*.toml"))
    return (FRENCH, *(code for code in found if code != FRENCH))


@functools.cache
def texts(language: str) -> Texts:
    """Return the texts of *language*. Raises UnknownLanguage."""
    offered = languages()
    if language not in offered:
        raise UnknownLanguage(language, offered)
    read = tomllib.loads(resource("texts", f"{language}.toml").read_text("utf-8"))
    return Texts(
        language,
        own_name=str(read["own_name"]),
        direction="rtl" if read["direction"] == "rtl" else "ltr",
        reviewed=bool(read["reviewed"]),
        texts=read["text"],
        procedures=read["procedure"],
    )


def isolate(text: str) -> str:
    """Return *text* between bidi isolates: left to right unless it holds right-to-left letters."""
    if text.startswith((_ISOLATE_LTR, _ISOLATE_BY_FIRST)):
        return text
    is_rtl = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
    return f"{_ISOLATE_BY_FIRST if is_rtl else _ISOLATE_LTR}{text}{_ISOLATE_END}"


def spaced(number: str) -> str:
    """Return a ticket number as people read it: `C042` is `C 042`."""
    match = _NUMBER.fullmatch(number)
    return f"{match[1]} {match[2]}" if match else number
