"""What is said of an opening: its cards, its tickets, those for whom there was none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from desk_app.domain.opening_replay import OpeningFlaw
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock
from desk_app.words.texts import spaced


class Opening(Protocol):
    """What a sentence needs of an opening; `services.opening_page.OpeningPage` is one."""

    @property
    def is_open(self) -> bool: ...
    @property
    def opens_at(self) -> dt.datetime | None: ...
    @property
    def cards_from(self) -> dt.datetime | None: ...
    @property
    def now(self) -> dt.datetime: ...
    @property
    def cards(self) -> int: ...


class Check(Protocol):
    """An opening replayed; `services.opening_checks.OpeningCheck` is one."""

    @property
    def at(self) -> dt.datetime: ...
    @property
    def cards(self) -> int: ...
    @property
    def flaw(self) -> OpeningFlaw | None: ...


_VERDICTS: Mapping[OpeningFlaw | None, Callable[[], str]] = {
    None: lambda: pgettext("opening", "the replay gives the same order."),
    OpeningFlaw.NOT_REVEALED: lambda: pgettext(
        "opening", "its secret was not revealed, it cannot be replayed."
    ),
    OpeningFlaw.SECRET: lambda: pgettext(
        "opening", "its secret is not the one committed to with the first card."
    ),
    OpeningFlaw.SEED: lambda: pgettext(
        "opening", "its seed does not follow from the cards and the secret."
    ),
    OpeningFlaw.ORDER: lambda: pgettext("opening", "another order must have come out."),
}


def opening_line(page: Opening) -> str:
    """Return where the opening stands."""
    count = ngettext("{count} card", "{count} cards", page.cards).format(count=page.cards)
    if page.is_open and not page.cards:
        return _("The doors are open.")
    if page.is_open:
        return _("The doors are open: {cards} to be given tickets.").format(cards=count)
    if page.opens_at is None or page.cards_from is None:
        return _("The doors do not open any more today.")
    if page.now < page.cards_from:
        said = _("Cards are handed out from {hour}; the doors open at {opens}.")
        return said.format(hour=clock(page.cards_from), opens=clock(page.opens_at))
    return _("The doors open at {opens}: {cards} so far.").format(
        opens=clock(page.opens_at), cards=count
    )


def card_line(number: int, opens_at: dt.datetime) -> str:
    """Return what is told to who has a card."""
    said = _("Card {card}: the order is drawn at {opens}, coming earlier brings nothing.")
    return said.format(card=number, opens=clock(opens_at))


def given_line(card: int, ticket: str) -> str:
    """Return which ticket a card became."""
    return _("Card {card}: ticket {number}").format(card=card, number=spaced(ticket))


def left_lines(cards: Sequence[int]) -> tuple[str, ...]:
    """Return who was not drawn and what there is for them, nothing where everybody was served."""
    if not cards:
        return ()
    numbers = ", ".join(str(card) for card in sorted(cards))
    said = ngettext("Without a ticket: card {cards}.", "Without a ticket: cards {cards}.",
                    len(cards))  # fmt: skip
    return (
        said.format(cards=numbers),
        _("Offer them an appointment, or the proof of their request."),
    )


def check_line(check: Check) -> str:
    """Return whether an opening gives the same again, and if not what is wrong."""
    cards = ngettext("{count} card", "{count} cards", check.cards).format(count=check.cards)
    said = _("Opening of {hour}, {cards}: {verdict}")
    return said.format(hour=clock(check.at), cards=cards, verdict=_VERDICTS[check.flaw]())


def queue_cells(name: str, cards: int, quota: int | None) -> tuple[str, str, str]:
    """Return a procedure, its cards and its tickets left."""
    count = ngettext("{count} card", "{count} cards", cards).format(count=cards)
    if quota is None:
        return name, count, _("no limit")
    left = ngettext("{count} ticket", "{count} tickets", quota)
    return name, count, left.format(count=quota)
