"""What the register, the draws and the opening cards refuse. See errors.py for the rest."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.errors import Refused


@dataclasses.dataclass(eq=False)
class RequestSettled(Refused):
    """The request is no longer where this move starts from."""

    reference: str
    request_state: str


@dataclasses.dataclass(eq=False)
class RequestUnknown(Refused):
    """No request of the register has this reference, or it was forgotten on time (R-03)."""

    reference: str


@dataclasses.dataclass(eq=False)
class UnknownFamily(Refused):
    """The site has no family of procedures of this code; *known* are those it has."""

    family: str
    known: tuple[str, ...] = ()


class NeverPossible(Refused):
    """Between the days a request names there is none to come: it could never be drawn."""


@dataclasses.dataclass(eq=False)
class NoDraw(Refused):
    """No draw of this family was held, or is prepared, on that day."""

    family: str


@dataclasses.dataclass(eq=False)
class CloseFirst(Refused):
    """People committed to secrets: what they decide is frozen and published before they are told.

    Otherwise who hears both could still add the request that wins (AT-14).
    """

    family: str


@dataclasses.dataclass(eq=False)
class CommitTooLate(Refused):
    """Requests are closed: a secret chosen now could be chosen for its outcome."""

    closed_at: dt.datetime


@dataclasses.dataclass(eq=False)
class SameWitness(Refused):
    """This person has already committed to a secret of this draw."""

    login: str


class WitnessesComplete(Refused):
    """Two people have committed to the secrets of this draw; a third is not asked."""


@dataclasses.dataclass(eq=False)
class RevealTooEarly(Refused):
    """Requests are still taken: who knew the secret now could search for a lucky request."""

    closes_at: dt.datetime


@dataclasses.dataclass(eq=False)
class BadSecret(Refused):
    """A secret is 32 to 128 hex digits, made by the program and kept on paper."""


@dataclasses.dataclass(eq=False)
class SecretNotCommitted(Refused):
    """The secret is not the one this witness published the fingerprint of."""

    witness: int


@dataclasses.dataclass(eq=False)
class SecretMissing(Refused):
    """A witness has not revealed the secret: the draw is not held with one secret fewer."""

    witness: int


@dataclasses.dataclass(eq=False)
class OwnSecretLost(Refused):
    """The desk's own secret cannot be read, or is not what it committed to.

    The draw is given up, another takes its place.
    """

    family: str


@dataclasses.dataclass(eq=False)
class CardsNotYet(Refused):
    """Cards of the opening draw are handed out from a quarter of an hour before the opening."""

    from_at: dt.datetime


class CardsOver(Refused):
    """The doors are open: who comes now takes a ticket, behind those drawn."""


@dataclasses.dataclass(eq=False)
class AlreadyHasCard(Refused):
    """The person of this document holds a card of this opening already."""

    card: int


@dataclasses.dataclass(eq=False)
class NoExport(Refused):
    """There is no file here, or it cannot be read."""

    file: str
