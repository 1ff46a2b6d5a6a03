"""Secrets of a draw to come, committed to by two people before requests close (AT-14)."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain import draw_seed
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.draw_errors import CommitTooLate
from desk_app.domain.people import AgentLogin
from desk_app.domain.register_facts import SecretCommitted
from desk_app.domain.roles import Power
from desk_app.services.day import locked
from desk_app.services.draw_openings import Opens
from desk_app.services.ports import Begin, Clock, Holidays
from desk_app.services.register import family_of
from desk_app.services.register_ports import Draw

INSTANT = dt.timedelta(microseconds=1)
"""Requests close behind the last commitment, also by a clock that stands still."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """One more secret of a draw to come: it is told once, here, and kept nowhere."""

    changes: Changes
    draw: Draw
    witness: int
    secret: str = dataclasses.field(repr=False)


def commit_to(
    family: str, *, by: AgentLogin, begin: Begin, clock: Clock, holidays: Holidays, opens: Opens
) -> Committed:
    """Commit to a new secret of the next draw; two people do so, each for themselves.

    The desk has committed to its own when the draw was opened: nobody knows the seed before
    requests are closed. With one alone the draw says that its guarantee is weaker. Raises
    UnknownFamily, CommitTooLate, SameWitness, WitnessesComplete or NotAllowed.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.APPROVE)
        code = family_of(act.site, family)
        draw = opens.current(act, code, holidays(act.site))
        if draw.closes_at is not None:
            raise CommitTooLate(draw.closes_at)
        secret = opens.new_secret()
        witness = len(draw.commitments) + 1
        made = draw_seed.committed(
            draw.commitments,
            draw_seed.fingerprint(draw.ref, witness, secret),
            by=by,
            persons={each.login: each.person for each in work.accounts.all()},
            at=act.now,
            closes_at=act.now + INSTANT,
        )
        work.draws.add_commitment(draw, made)
        act.record(
            SecretCommitted(
                family=code, draw_no=draw.ref.number, witness=witness, fingerprint=made.fingerprint
            )
        )
        draw = dataclasses.replace(draw, commitments=(*draw.commitments, made))
    told = changes("commit", Topic.REGISTER, subject=str(draw.ref.number))
    return Committed(changes=told, draw=draw, witness=witness, secret=secret)
