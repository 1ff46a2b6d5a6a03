"""What is still possible where no ticket is given now. Why it is refused is words/errors'."""

from __future__ import annotations

import datetime as dt

from desk_app.domain import errors as e
from desk_app.words.catalogue import _
from desk_app.words.dates import clock, local, when


def no_more_tickets(error: e.LastTicketPassed | None = None) -> str:
    """Say that the last ticket has been handed out: for today, or until after the lunch break."""
    if error is not None and _again_today(error.reopens_at, error.closes_at):
        return _("No ticket for now: the hour of the last one has passed.")
    return _("No more tickets today: the hour of the last one has passed.")


def still_possible(error: e.CannotIssue, now: dt.datetime | None) -> str:
    """Return until when counters work, when tickets start again and which other way is open."""
    said = []
    if isinstance(error, e.LastTicketPassed) and error.closes_at is not None:
        until = _("Counters receive those who have a ticket until {time}.")
        said.append(until.format(time=clock(error.closes_at)))
    if error.reopens_at is not None:
        is_shut = isinstance(error, e.SiteClosed)
        form = _("It opens again {when}.") if is_shut else _("Next tickets {when}.")
        said.append(form.format(when=when(error.reopens_at, now)))
    if error.by_appointment and not isinstance(error, e.NotWalkIn):
        said.append(_("Possible by appointment."))
    if isinstance(error, e.NotWalkIn):
        said.append(
            _("It is received by appointment.")
            if error.by_appointment
            else _("It is received on a convocation, or at the digital help desk.")
        )
    return " ".join(said)


def _again_today(reopens_at: dt.datetime | None, closes_at: dt.datetime | None) -> bool:
    if reopens_at is None or closes_at is None:
        return False
    return local(reopens_at).date() == local(closes_at).date()
