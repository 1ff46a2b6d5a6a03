"""The few sentences the display says itself, in French as the law has it; no agent's words.

An agent may work in English: what the public reads does not change with that.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from desk_app.domain.site import Message
from desk_app.ui.display.band import Words
from desk_app.words.catalogue import catalogue
from desk_app.words.dates import clock
from desk_app.words.texts import FRENCH, languages, texts


class Announced(Protocol):
    """What is announced before an opening; `services.board.Board` is one."""

    @property
    def cards(self) -> int: ...
    @property
    def tickets(self) -> int | None: ...


_WELCOME, _LEGAL, _FREE = "welcome_take_ticket", "legal_priority", "free_personal_not_for_sale"


def _(message: str) -> str:
    """Return *message* in French, whatever the agents' language; named as the catalogues look."""
    return catalogue(FRENCH).gettext(message)


def counter_word() -> str:
    """Return the one word of the display: `guichet`."""
    return texts(FRENCH).text("counter")


def welcome(wanted: Sequence[str]) -> tuple[Words, ...]:
    """Return the welcome in each language of the site that has one, French first."""
    return tuple(Words(code, texts(code).text(_WELCOME)) for code in _having(wanted, _WELCOME))


def shown_messages(messages: Sequence[Message], wanted: Sequence[str]) -> tuple[Message, ...]:
    """Return the site's messages, with the legal notice in each displayed language (PR-04).

    A site that wrote none shows the shipped one, and that tickets are free (AT-20).
    """
    displayed = {code for message in messages for code in message.text}
    shown = [_completed(each, wanted, displayed) if each.legal else each for each in messages]
    if not any(message.legal for message in shown):
        shown.insert(0, _shipped(_LEGAL, wanted, legal=True))
    if all(message.legal for message in shown):
        shown.append(_shipped(_FREE, wanted))
    return tuple(shown)


def picture_of(at: dt.datetime) -> str:
    """Say that what is shown is from *at*: `Image de 10:20`."""
    return _("Picture from {time}").format(time=clock(at))


def closed() -> str:
    """Say that the doors are shut."""
    return _("Closed")


def opening_draw(board: Announced) -> str:
    """Say how many tickets there are for those who are here before the doors open (AT-13)."""
    if board.tickets is None:
        return _("One card each: tickets are given at the opening")
    if board.tickets < board.cards:
        return _("{count} tickets, drawn by lot at the opening").format(count=board.tickets)
    return _("{count} tickets: one for everybody here").format(count=board.tickets)


def opens_on(opens_at: dt.datetime, now: dt.datetime) -> str:
    """Say the day of the next opening: `Ouverture demain`, or `Ouverture lundi 9 mars`."""
    ahead = (opens_at.date() - now.date()).days
    if ahead == 0:
        return _("Opens today")
    if ahead == 1:
        return _("Opens tomorrow")
    return _("Opens on {day}").format(day=_day(opens_at.date()))


def window_title() -> str:
    """Return the name of the display's window, as the system lists it."""
    return _("Waiting-room display")


def in_french(*said: str) -> tuple[Words, ...]:
    """Return what is said, silence left out, as words of the display."""
    return tuple(Words(FRENCH, text) for text in said if text)


def rehearsal() -> str:
    """Return the word of the band over a rehearsal."""
    return _("REHEARSAL")


def runs_right_to_left(text: str) -> bool:
    """Return whether the first letter of *text* with a direction runs right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def _day(day: dt.date) -> str:
    # Babel is slow to import and most screens never need it.
    from babel.dates import format_date  # noqa: PLC0415

    said = format_date(day, "EEEE d MMMM", locale=FRENCH)
    return said.replace(" 1 ", " 1er ")


def _having(wanted: Sequence[str], key: str) -> tuple[str, ...]:
    codes = [code for code in wanted if code in languages() and code != FRENCH]
    return (FRENCH, *(code for code in codes if key in texts(code).keys))


def _shipped(key: str, wanted: Sequence[str], *, legal: bool = False) -> Message:
    return Message(text={code: texts(code).text(key) for code in _having(wanted, key)}, legal=legal)


def _completed(message: Message, wanted: Sequence[str], displayed: set[str]) -> Message:
    shipped = _shipped(_LEGAL, [code for code in wanted if code in displayed], legal=True)
    return Message(text={**shipped.text, **message.text}, legal=True)
