"""What an agent has declared as theirs or a relative's keeps them from acting on it (AT-15)."""

from __future__ import annotations

from collections.abc import Collection

from desk_app.domain.appointments import Appointment
from desk_app.domain.booking_facts import BookingRefused
from desk_app.domain.identity_errors import OwnInterest
from desk_app.domain.limits import check_interest
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.register import Request
from desk_app.services.applicants import hashed, read_back
from desk_app.services.day import Act
from desk_app.services.ports import Hashes, UnitOfWork


def require_no_interest(keys: Collection[str], act: Act) -> None:
    """Refuse an act on any of *keys* that who acts has declared, under whichever account.

    The program itself has no interest. Raises OwnInterest.
    """
    if act.by is not None:
        check_interest(ties_of(act.by, act.work), keys)


def refuse_interest(keys: Collection[str], family: FamilyCode, act: Act) -> None:
    """Do as `require_no_interest`, and leave an incident behind."""
    try:
        require_no_interest(keys, act)
    except OwnInterest:
        fact = BookingRefused(family=family, rule=OwnInterest.__name__)
        act.work.deny(fact, by=act.by, at=act.now)
        raise


def refuse_interest_in(appointment: Appointment, hashes: Hashes, act: Act) -> None:
    """Refuse an act on an appointment whose holder or contact who acts has declared (AT-15)."""
    refuse_interest(keys_of(appointment, hashes, act), appointment.family, act)


def refuse_interest_in_request(request: Request, hashes: Hashes, act: Act) -> None:
    """Refuse an act on a request whose person or contact who acts has declared (AT-15)."""
    known = _known(act.work.register.holder(request), hashes, act)
    refuse_interest(known | {request.person}, request.family, act)


def keys_of(appointment: Appointment, hashes: Hashes, act: Act) -> frozenset[str]:
    """Return all that the holder of *appointment* and their contacts are known by."""
    return _known(act.work.appointments.holder(appointment), hashes, act) | {appointment.person}


def ties_of(login: AgentLogin, work: UnitOfWork) -> frozenset[str]:
    """Return what the person of *login* has declared, under all their accounts."""
    person = work.accounts.get(login).person
    mine = (each.login for each in work.accounts.all() if each.person == person)
    return frozenset(tie for each in mine for tie in work.ties.of(each))


def _known(holder: str | None, hashes: Hashes, act: Act) -> frozenset[str]:
    """Return the keys of *holder*, none once that is forgotten (R-01)."""
    return hashed(read_back(holder, act.day), hashes).every if holder else frozenset()
