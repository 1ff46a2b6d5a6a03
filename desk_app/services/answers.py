"""What winners of a draw answer when they are told, and their paper when they come back."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.changes import Topic, changes
from desk_app.domain.people import AgentLogin
from desk_app.domain.register_facts import WinnerTold
from desk_app.domain.roles import Power
from desk_app.services.booking import TOUCHED, Booked
from desk_app.services.code_ports import Codes
from desk_app.services.day import locked
from desk_app.services.handing import Printer
from desk_app.services.interests import refuse_interest_in_request
from desk_app.services.ports import Begin, Clock, Hashes, NewId
from desk_app.services.register import Entered, request_reference
from desk_app.services.winners import lapse, printed


def told(reference: str, *, by: AgentLogin, begin: Begin, clock: Clock, hashes: Hashes) -> Entered:
    """Note that a winner was told; the place stays held until the day it was before.

    Raises RequestUnknown, OwnInterest (AT-15), or RequestSettled where nothing was won or it has
    lapsed.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        lapse(act, work.register.get(request_reference(reference)).family)
        before = work.register.get(request_reference(reference))
        refuse_interest_in_request(before, hashes, act)
        request = before.told(act.day)
        work.register.put(request, appointment=work.register.won(before))
        act.record(WinnerTold(reference=request.reference, family=request.family))
    touched = changes("told", Topic.REGISTER, subject=request.reference)
    return Entered(changes=touched, request=request)


def paper(
    reference: str,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    codes: Codes,
    new_id: NewId,
    printer: Callable[[], Printer],
) -> Booked:
    """Who confirmed by phone is here: print the convocation, the first one.

    Raises RequestUnknown, KeyMissing, or RequestSettled where no paper is due.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        request = work.register.get(request_reference(reference))
        won = work.register.won(request)
        work.register.put(request.papered(), appointment=won)
        appointment = work.appointments.get(won or request.reference)
        touched = changes("paper", *TOUCHED, Topic.REGISTER, subject=appointment.reference)
        return printed(appointment, act, touched, codes=codes, new_id=new_id, printer=printer())
