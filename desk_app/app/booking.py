"""What the page of bookings may call, filled with the desk's ports, and its place in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypedDict

from PySide6.QtWidgets import QWidget

from desk_app.app.desk import Desk
from desk_app.app.operations import hurried
from desk_app.app.register import OPENS
from desk_app.domain.hours import Holidays
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import Channel
from desk_app.domain.roles import Power
from desk_app.domain.site import Site
from desk_app.security.codes import cooling, new_code, new_id
from desk_app.services import (
    appointments,
    booking,
    convocations,
    offering,
    rebooking,
    reconfirmation,
    register,
    unmet,
    urgent,
)
from desk_app.services.code_ports import Codes
from desk_app.services.contacts import shared_contacts
from desk_app.services.day import allow, today
from desk_app.services.free_days import FreeDays
from desk_app.services.handing import Printer
from desk_app.services.joining import join_persons
from desk_app.services.ports import NewId
from desk_app.ui.booking.commands import PLACE, booking_commands
from desk_app.ui.booking.guiding import Guiding
from desk_app.ui.booking.operations import BookingOperations, Opening
from desk_app.ui.booking.presenter import BookingPresenter
from desk_app.ui.booking.proof_sheet import ProofSheet
from desk_app.ui.booking.register_sheet import RegisterSheet
from desk_app.ui.booking.view import BookingView
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import pgettext


class _Papers(TypedDict):
    new_id: NewId
    codes: Codes
    printer: Callable[[], Printer]


class _Days(TypedDict):
    holidays: Callable[[Site], Holidays]
    free_days: FreeDays


def booking_operations(desk: Desk) -> BookingOperations:
    """Return what the page may call; its papers leave at once."""
    begin, read, clock = hurried(desk), desk.read, desk.clock
    papers: _Papers = {"new_id": new_id, "codes": desk.codes, "printer": desk.printer}
    days: _Days = {"holidays": desk.holidays, "free_days": desk.free_days}
    hashes = desk.hashes
    return BookingOperations(
        look=partial(_look, desk),
        offer=partial(offering.offer, read=read, clock=clock, **days),
        offer_urgent=partial(urgent.offer_urgent, read=read, clock=clock, **days),
        book=partial(
            booking.book, begin=begin, clock=clock, new_code=new_code, hashes=hashes,
            **papers, **days,
        ),
        join=partial(join_persons, begin=begin, clock=clock, hashes=hashes),
        move=partial(
            appointments.move, begin=begin, clock=clock, cool=cooling, hashes=hashes,
            **papers, **days,
        ),
        cancel=partial(appointments.cancel, begin=begin, clock=clock, cool=cooling, hashes=hashes),
        take_back=partial(rebooking.take_back, begin=begin, clock=clock, cool=cooling),
        verify_phone=partial(
            reconfirmation.verify_phone, begin=begin, clock=clock, keyed_hash=desk.keyed_hash
        ),
        reprint=partial(convocations.reprint, begin=begin, clock=clock, **papers),
        prove=partial(
            unmet.record, begin=begin, clock=clock, new_code=new_code, hashes=hashes,
            **papers, **days,
        ),
        before=partial(unmet.before, read=read, clock=clock, hashes=hashes),
        show=partial(appointments.show, read=read, clock=clock),
        of_document=partial(
            appointments.of_document, read=read, clock=clock, hashes=hashes
        ),
        enter=partial(
            register.add, begin=begin, clock=clock, new_code=new_code, hashes=hashes,
            holidays=desk.holidays, opens=OPENS, codes=desk.codes, printer=desk.printer,
        ),
        shared=partial(shared_contacts, read=read, clock=clock, hashes=hashes),
    )  # fmt: skip


def add_booking(
    desk: Desk,
    *,
    shell: Shell,
    overlay: QWidget,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
    ask_second: Ask,
) -> BookingPresenter:
    """Put the page into the window with its keys, and return who drives it."""
    view = BookingView(overlay=overlay, guard=shell.commands.guard)
    operations = booking_operations(desk)
    presenter = BookingPresenter(
        view,
        operations,
        session=session,
        tasks=tasks,
        signals=signals,
        window=shell,
        register=RegisterSheet(overlay),
        ask_second=ask_second,
        proof=ProofSheet(overlay),
        parent=view,
    )
    shell.add_place(PLACE, "calendar-plus", pgettext("button", "Appointment"), "F4", view)
    guiding = Guiding(
        view, view.guide, operations, session=session, tasks=tasks, signals=signals,
        procedure=presenter.procedure, check=presenter.check, parent=view,
    )  # fmt: skip
    shell.set_commands(PLACE, booking_commands(view, presenter, guiding))
    return presenter


def _look(desk: Desk, *, by: AgentLogin) -> Opening:
    """Return what is booked here; without the key that signs papers nothing is begun.

    Raises SigningKeyMissing, NotAllowed.
    """
    desk.codes.keys()
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
