"""Replays the draw of an opening from what the journal says of it (AT-13). Needs no store.

The secret was committed to with the first card and is revealed when the doors open: with the
cards it gives the seed, and the seed gives the order.
"""

from __future__ import annotations

import collections
import dataclasses
import enum

from desk_app.domain.draw_errors import BadSecret
from desk_app.domain.draw_seed import OWN, DrawRef, fingerprint, seed
from desk_app.domain.opening_draw import Card, deal


class OpeningFlaw(enum.StrEnum):
    """What is wrong with the draw of an opening."""

    NOT_REVEALED = "not_revealed"  # its secret was not told: an earlier version held it
    SECRET = "secret"  # the secret is not what was committed to with the first card
    SEED = "seed"  # the seed does not follow from the cards and the secret
    ORDER = "order"  # somebody else must have been given a ticket, or earlier


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRecord:
    """What the journal says of one opening: before it, with each card, and when it was held.

    *order* are the numbers of the cards as they were given tickets.
    """

    ref: DrawRef
    fingerprint: str
    cards: tuple[Card, ...]
    secret: str
    seed: str
    order: tuple[int, ...]


def opening_flaw(record: OpeningRecord) -> OpeningFlaw | None:
    """Return what is wrong with the draw of an opening, None if it gives the same again.

    How many tickets each procedure had is taken from *order*: how many were given is no secret,
    to whom is what chance decides.
    """
    if not record.secret:
        return OpeningFlaw.NOT_REVEALED
    try:
        made = fingerprint(record.ref, OWN, record.secret)
    except BadSecret:
        return OpeningFlaw.SECRET
    if made != record.fingerprint:
        return OpeningFlaw.SECRET
    of_seed = seed(record.ref, (card.number for card in record.cards), (record.secret,))
    if of_seed.hex() != record.seed:
        return OpeningFlaw.SEED
    procedures = {card.number: card.procedure for card in record.cards}
    given = collections.Counter(procedures.get(number) for number in record.order)
    quotas = {procedure: given[procedure] for procedure in procedures.values()}
    dealt = deal(record.cards, quotas, of_seed)
    is_same = tuple(card.number for card in dealt.order) == record.order
    return None if is_same else OpeningFlaw.ORDER
