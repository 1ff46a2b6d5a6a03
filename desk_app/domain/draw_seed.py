"""Where a draw's chance comes from: secrets committed to beforehand, one seed, one order.

Every encoding here is public and complete: docs/draw.md says it again for other languages. No
randomness is made here; secrets and instants come in.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence

from desk_app.domain.draw_errors import (
    BadSecret,
    CommitTooLate,
    RevealTooEarly,
    SameWitness,
    SecretMissing,
    SecretNotCommitted,
    WitnessesComplete,
)
from desk_app.domain.people import AgentLogin, AgentRef
from desk_app.domain.procedures import FamilyCode

FORM = "desk-app-draw-1"
"""First line of everything that is hashed: a text made for another use gives another hash."""
WITNESSES = 2
OWN = 0
"""The witness that is the desk itself: its secret is part of every seed, and nobody knows it."""
_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,64}")
_SECRET = re.compile(r"(?:[0-9a-f]{2}){16,64}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DrawRef:
    """Which draw: its site, family and day, and its *number*, counted from 1 per family.

    Raises ValueError for a code that could end a line of what is hashed.
    """

    site: str
    family: FamilyCode
    on: dt.date
    number: int

    def __post_init__(self) -> None:
        if not (_CODE.fullmatch(self.site) and _CODE.fullmatch(self.family)) or self.number < 1:
            raise ValueError((self.site, self.family, self.number))

    @property
    def lines(self) -> tuple[str, ...]:
        """What names the draw in every text that is hashed."""
        return self.site, self.family, self.on.isoformat(), str(self.number)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """The fingerprint of a secret, published at *at*.

    *witness* is 1 or 2, and OWN for the desk; *by* is kept here.
    """

    witness: int
    fingerprint: str
    at: dt.datetime
    by: AgentLogin | None = None


def is_secret(text: str) -> bool:
    """True for 32 to 128 hex digits in small letters: 128 bits at least."""
    return _SECRET.fullmatch(text) is not None


def fingerprint(ref: DrawRef, witness: int, secret: str) -> str:
    """Return what *witness* publishes of *secret* before requests close.

    The draw and the witness are hashed too: nobody can publish another's fingerprint again.
    Raises BadSecret.
    """
    if not is_secret(secret):
        raise BadSecret
    return hashlib.sha256(_text("commitment", *ref.lines, str(witness), secret)).hexdigest()


def committed(
    before: Sequence[Commitment],
    published: str,
    *,
    by: AgentLogin,
    persons: Mapping[AgentLogin, AgentRef],
    at: dt.datetime,
    closes_at: dt.datetime,
) -> Commitment:
    """Return the next commitment, whose witness number is one more than those *before*.

    *before* are people's; *persons* tells which accounts are one human being's: two accounts of
    one make one witness. Raises CommitTooLate, SameWitness or WitnessesComplete.
    """
    if at >= closes_at:
        raise CommitTooLate(closes_at)
    if persons[by] in {persons[one.by] for one in before if one.by is not None}:
        raise SameWitness(by)
    if len(before) == WITNESSES:
        raise WitnessesComplete
    return Commitment(witness=len(before) + 1, fingerprint=published, at=at, by=by)


def revealed(
    ref: DrawRef,
    commitments: Sequence[Commitment],
    secrets: Sequence[str],
    *,
    at: dt.datetime,
    closes_at: dt.datetime,
) -> tuple[str, ...]:
    """Return *secrets*, in the order of *commitments*, once each is what was committed to.

    A draw is not held with one secret fewer: who may leave out a secret chooses between two
    outcomes. It is held again under another number. Raises RevealTooEarly, SecretMissing,
    BadSecret or SecretNotCommitted.
    """
    if at < closes_at:
        raise RevealTooEarly(closes_at)
    missing = commitments[len(secrets) :]
    if missing or not commitments:
        raise SecretMissing(missing[0].witness if missing else OWN)
    for one, secret in zip(commitments, secrets, strict=True):
        if fingerprint(ref, one.witness, secret) != one.fingerprint:
            raise SecretNotCommitted(one.witness)
    return tuple(secrets)


def is_weaker(commitments: Sequence[Commitment]) -> bool:
    """True where fewer than two people committed: a site of one person says so (AT-14)."""
    return sum(one.witness != OWN for one in commitments) < WITNESSES


def seed(ref: DrawRef, numbers: Iterable[int], secrets: Sequence[str]) -> bytes:
    """Return the 32 bytes that decide the draw.

    SHA-256 over site, family, day, draw number, SHA-256 of the request numbers in ascending
    order, and the secrets in the order of their witnesses, the desk's first; one a line, each
    line ended by a line feed.
    """
    return hashlib.sha256(_text("seed", *ref.lines, population(numbers), *secrets)).digest()


def population(numbers: Iterable[int]) -> str:
    """Return the hex SHA-256 of the request numbers, ascending, decimal, one a line."""
    lines = "".join(f"{number}\n" for number in sorted(numbers))
    return hashlib.sha256(lines.encode("ascii")).hexdigest()


def place(of_seed: bytes, number: int) -> bytes:
    """Return what request *number* is ordered by: HMAC-SHA-256 of its decimal text.

    The smallest goes first. No modulo, hence no bias; no state, hence anybody can compute the
    place of one request without the others; a tie has a chance of 2^-256.
    """
    return hmac.digest(of_seed, b"%d" % number, "sha256")


def _text(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in (FORM, *lines)).encode("ascii")
