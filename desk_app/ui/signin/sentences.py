"""What the sign-in page says: when somebody came last, why a desk is locked, why not."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.errors import DeskError, SignInRefused
from desk_app.domain.sessions import End
from desk_app.domain.tickets import TicketNumber
from desk_app.ui.session import Post
from desk_app.ui.signin.model import Seat
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock, day_of_month, local
from desk_app.words.errors import Said, sentence
from desk_app.words.texts import spaced


def last_signed_in(at: dt.datetime | None, now: dt.datetime) -> str:
    """Return when somebody came last, seen from *now*; "" for somebody who never came."""
    if at is None:
        return ""
    ago = (local(now).date() - local(at).date()).days
    if ago == 0:
        return clock(at)
    if ago == 1:
        return _("yesterday {hour}").format(hour=clock(at))
    return day_of_month(local(at).date())


def last_time(at: dt.datetime | None, now: dt.datetime) -> str:
    """Return the same as a sentence under the password."""
    when = last_signed_in(at, now)
    return _("Last sign-in: {when}").format(when=when) if when else _("First sign-in")


def seat_name(seat: Seat, desk: str) -> str:
    """Return what people call *seat*; the reception is named as the *desk* is."""
    if seat.counter is not None:
        return _("Counter {number}").format(number=seat.counter)
    return {
        Post.RECEPTION: desk or _("Reception"),
        Post.COUNTER: _("Counter, to be chosen"),
        Post.SUPERVISION: _("Supervision"),
    }[seat.post]


def locked(at: dt.datetime, why: End, *, place: str, serving: TicketNumber | None) -> str:
    """Return why the desk is locked since *at*; *place* is where the account was opened."""
    hour = clock(at)
    if why is End.ELSEWHERE:
        text = _("Locked at {hour}: this account was opened at another place, {place}.")
        return text.format(hour=hour, place=place)
    if why is End.RESET:
        return _("Locked at {hour}: a supervisor reset this account.").format(hour=hour)
    if serving is not None:
        text = _("Locked at {hour}; {number} is still at the counter")
        return text.format(hour=hour, number=spaced(serving))
    return _("Locked at {hour}").format(hour=hour)


def refused(error: DeskError) -> Said:
    """Return why the desk was not opened; tries left are counted in words."""
    if isinstance(error, SignInRefused) and error.left > 0:
        text = ngettext(
            "Password refused. {left} try left.", "Password refused. {left} tries left.", error.left
        )
        return Said(text.format(left=error.left), "")
    if isinstance(error, SignInRefused):
        return Said(sentence(error).text, pgettext("account", "The account is now locked."))
    return sentence(error)
