"""Which sentences stand in the message band, and how long; pure, it neither draws nor waits."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from desk_app.domain.site import Message
from desk_app.words.texts import FRENCH

MESSAGE_STAY = dt.timedelta(seconds=12)
LEGAL_EVERY = dt.timedelta(seconds=60)  # PR-04, for each displayed language
MARGIN = dt.timedelta(seconds=2)  # a late frame must not break PR-04
SHORTEST_STAY = dt.timedelta(seconds=5.5)  # the longest notice, read at 20 letters a second


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """A sentence and the language it is in."""

    language: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the band shows at once: French first, then the same in other languages."""

    words: tuple[Words, ...]
    is_legal: bool = False


class Rotation:
    """Turns the messages: one at a time, French with one other language.

    The legal notice comes in every language within LEGAL_EVERY. Where the languages are too
    many for that, its pages take two, three or more of them beside the French, as few as will
    do, and stay SHORTEST_STAY at least; the other messages keep their 12 s once a round or more.
    """

    def __init__(self, messages: Sequence[Message], languages: Sequence[str]) -> None:
        self._ordinary = [
            _pages_by_language(message, languages)
            for message in messages
            if not message.legal and message.text
        ]
        legal = [message for message in messages if message.legal and message.text]
        self._legal, self._legal_stay = _legal_pages(legal, languages, bool(self._ordinary))
        self._ordinary_each_round = self._room_for_ordinary()

    @property
    def round(self) -> dt.timedelta:
        """How long it takes until the legal notice starts over."""
        return self._legal_length + MESSAGE_STAY * self._ordinary_each_round

    def at(self, elapsed: dt.timedelta) -> Page | None:
        """Return the page after *elapsed*, None where there is no message at all."""
        if not self.round:
            return None
        number, into = divmod(max(elapsed, dt.timedelta()), self.round)
        if into < self._legal_length:
            return self._legal[into // self._legal_stay]
        turn = number * self._ordinary_each_round + (into - self._legal_length) // MESSAGE_STAY
        return self._ordinary_page(turn)

    def next_change(self, elapsed: dt.timedelta) -> dt.timedelta | None:
        """Return when, after *elapsed*, the next page comes; None where there is none."""
        if not self.round:
            return None
        number, into = divmod(max(elapsed, dt.timedelta()), self.round)
        start = self.round * number
        if into < self._legal_length:
            return start + self._legal_stay * (into // self._legal_stay + 1)
        turn = (into - self._legal_length) // MESSAGE_STAY
        return start + self._legal_length + MESSAGE_STAY * (turn + 1)

    @property
    def _legal_length(self) -> dt.timedelta:
        return self._legal_stay * len(self._legal)

    def _room_for_ordinary(self) -> int:
        if not self._ordinary:
            return 0
        return max(1, (LEGAL_EVERY - MARGIN - self._legal_length) // MESSAGE_STAY)

    def _ordinary_page(self, turn: int) -> Page:
        """Every message in turn; each walks through its languages at a pace of its own.

        They start apart, so that a language does not come for all messages at once and then
        not for long.
        """
        showing, which = divmod(turn, len(self._ordinary))
        pages = self._ordinary[which]
        start = which * len(pages) // len(self._ordinary)
        return pages[(start + showing) % len(pages)]


def _legal_pages(
    messages: Sequence[Message], languages: Sequence[str], has_others: bool
) -> tuple[list[Page], dt.timedelta]:
    """Return the pages of the legal notices with the fewest languages each that fit, and a stay."""
    room = LEGAL_EVERY - MARGIN - (MESSAGE_STAY if has_others else dt.timedelta())
    most = max((len(message.text) for message in messages), default=1)
    pages: list[Page] = []
    for beside in range(1, most + 1):
        pages = [page for message in messages for page in _pages(message, languages, beside)]
        if SHORTEST_STAY * len(pages) <= room:
            break
    stay = min(MESSAGE_STAY, room / len(pages)) if pages else MESSAGE_STAY
    return pages, stay


def _pages_by_language(message: Message, languages: Sequence[str]) -> list[Page]:
    return list(_pages(message, languages, 1))


def _pages(message: Message, languages: Sequence[str], beside: int) -> Iterator[Page]:
    """Yield *message* with *beside* languages at a time next to the French, spread evenly."""
    french = [Words(FRENCH, message.text[FRENCH])] if FRENCH in message.text else []
    others = [
        Words(language, message.text[language])
        for language in languages
        if language in message.text and language != FRENCH
    ]
    count = -(-len(others) // beside)
    for index in range(count):
        chosen = others[index * len(others) // count : (index + 1) * len(others) // count]
        yield Page(words=(*french, *chosen), is_legal=message.legal)
    if not others and french:
        yield Page(words=tuple(french), is_legal=message.legal)
