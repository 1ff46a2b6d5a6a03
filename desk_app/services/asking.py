"""What somebody asks of the register, and the rules on who asks. It enters nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.applicants import Applicant
from desk_app.domain.assistance import OnlineObstacle, Representative
from desk_app.domain.booking_facts import BookingRefused
from desk_app.domain.draw import ANY_TIME, Constraints
from desk_app.domain.draw_errors import NeverPossible
from desk_app.domain.identity_errors import (
    ActiveAlready,
    HelperCapReached,
    HelperUnknown,
    OwnInterest,
)
from desk_app.domain.procedures import Procedure
from desk_app.domain.register import RequestState
from desk_app.services.applicants import Hashed
from desk_app.services.day import Act
from desk_app.services.known import known, require_real_name, require_told_apart
from desk_app.services.people_rules import require_asker
from desk_app.services.ports import Hashes
from desk_app.services.questions import Agreement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for. *constraints* say when they can come, *deadline* when rights end.

    *obstacle* codes why the online way was impossible, *helper* who speaks for the person.
    """

    procedure: str
    applicant: Applicant
    obstacle: OnlineObstacle
    helper: Representative | None = None
    constraints: Constraints = ANY_TIME
    has_legal_priority: bool = False
    deadline: dt.date | None = None


def who_asks(
    wish: Wish, procedure: Procedure, act: Act, hashes: Hashes, seen: Sequence[Agreement]
) -> Hashed:
    """Return under which keys who asks is known, once the rules have nothing against it.

    A refusal about the people leaves a fact behind. Absences are looked at once a place was won
    (A-04): whoever asks may wait for one. Raises NeverPossible, ActiveAlready, OwnInterest (AT-15),
    HelperUnknown, HelperCapReached (AT-19) or what `known` does.
    """
    if not wish.constraints.can_suit(act.day):
        raise NeverPossible
    require_real_name(wish.applicant, procedure.code, act, seen)
    person = known(wish.applicant, hashes, act)
    try:
        require_asker(person, wish.helper, act, hashes)
    except (OwnInterest, HelperUnknown, HelperCapReached) as refused:
        fact = BookingRefused(family=procedure.family, rule=type(refused).__name__)
        act.work.deny(fact, by=act.by, at=act.now)
        raise
    _require_none(person, procedure, act)
    return require_told_apart(person, procedure.code, act, seen)


def _require_none(person: Hashed, procedure: Procedure, act: Act) -> None:
    for each in act.work.appointments.of_person(person.person):
        if each.is_active and each.family == procedure.family:
            request = act.work.register.won_by(each.reference)
            if request is None or request.state is not RequestState.WON:
                raise ActiveAlready(each.family, each.reference, each.starts_at)
