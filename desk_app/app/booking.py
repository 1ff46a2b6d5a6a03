"""What the page of bookings may call, filled with the desk's ports, and its place in the window."""

from __future__ import annotations

from functools import partial

from desk_app.app.desk import Desk
from desk_app.app.operations import hurried
from desk_app.domain.booking_errors import SigningKeyMissing
from desk_app.domain.errors import KeyMissing
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import Channel
from desk_app.domain.roles import Power
from desk_app.security.codes import cooling, new_code, new_id
from desk_app.services import appointments, booking, convocations, offering, unmet
from desk_app.services.contacts import shared_contacts
from desk_app.services.day import allow, today
from desk_app.ui.booking.commands import PLACE, booking_commands
from desk_app.ui.booking.operations import BookingOperations, Opening
from desk_app.ui.booking.presenter import BookingPresenter
from desk_app.ui.booking.view import BookingView
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import pgettext


def booking_operations(desk: Desk) -> BookingOperations:
    """Return what the page may call; its papers leave at once."""
    begin = hurried(desk)
    return BookingOperations(
        look=partial(_look, desk),
        offer=partial(
            offering.offer,
            read=desk.read,
            clock=desk.clock,
            free_days=desk.free_days,
            holidays=desk.holidays,
        ),
        book=partial(
            booking.book,
            begin=begin,
            clock=desk.clock,
            new_id=new_id,
            new_code=new_code,
            keyed_hash=desk.keyed_hash,
            holidays=desk.holidays,
            free_days=desk.free_days,
            codes=desk.codes,
            printer=desk.printer,
        ),
        move=partial(
            appointments.move,
            begin=begin,
            clock=desk.clock,
            cool=cooling,
            holidays=desk.holidays,
            free_days=desk.free_days,
            codes=desk.codes,
            new_id=new_id,
            printer=desk.printer,
        ),
        reprint=partial(
            convocations.reprint,
            begin=begin,
            clock=desk.clock,
            new_id=new_id,
            codes=desk.codes,
            printer=desk.printer,
        ),
        prove=partial(
            unmet.record,
            begin=begin,
            clock=desk.clock,
            new_id=new_id,
            new_code=new_code,
            keyed_hash=desk.keyed_hash,
            codes=desk.codes,
            printer=desk.printer,
        ),
        cancel=partial(appointments.cancel, begin=begin, clock=desk.clock, cool=cooling),
        show=partial(appointments.show, read=desk.read, clock=desk.clock),
        of_document=partial(
            appointments.of_document, read=desk.read, clock=desk.clock, keyed_hash=desk.keyed_hash
        ),
        shared=partial(
            shared_contacts, read=desk.read, clock=desk.clock, keyed_hash=desk.keyed_hash
        ),
    )


def add_booking(
    desk: Desk, *, shell: Shell, session: Session, tasks: Tasks, signals: AppSignals
) -> BookingPresenter:
    """Put the page into the window with its keys, and return who drives it."""
    view = BookingView(guard=shell.commands.guard)
    presenter = BookingPresenter(
        view,
        booking_operations(desk),
        session=session,
        tasks=tasks,
        signals=signals,
        window=shell,
        parent=view,
    )
    shell.add_place(PLACE, "calendar-plus", pgettext("button", "Appointment"), "F4", view)
    shell.set_commands(PLACE, booking_commands(view, presenter))
    return presenter


def _look(desk: Desk, *, by: AgentLogin) -> Opening:
    """Return what is booked here; without the key that signs papers nothing is begun.

    Raises SigningKeyMissing, NotAllowed.
    """
    try:
        desk.codes.keys()
    except KeyMissing as error:
        raise SigningKeyMissing(error.place) from error
    with desk.read() as work:
        now = today(work, desk.clock())
        allow(work, now.now, by, Power.BOOK)
        site = work.site
        procedures = (p for p in site.procedures.values() if Channel.APPOINTMENT in p.channels)
        return Opening(
            procedures=tuple(procedures),
            languages=tuple(dict.fromkeys(("fr", *site.languages))),
            today=now.day,
        )
