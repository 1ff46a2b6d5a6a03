"""The acts of the page of bookings by their words and keys; what they do is the presenter's."""

from __future__ import annotations

from functools import partial

from desk_app.ui.booking.confirming import SUPERVISOR_KEY
from desk_app.ui.booking.guiding import Guiding
from desk_app.ui.booking.held import CANCEL_KEY, MOVE_KEY, PRINT_KEY, Held
from desk_app.ui.booking.paper import PHONE_KEY
from desk_app.ui.booking.presenter import BookingPresenter
from desk_app.ui.booking.slots import GUIDE_KEY, OFFERED, PROOF_KEY, REGISTER_KEY, URGENT_KEY
from desk_app.ui.booking.view import BookingView
from desk_app.ui.commands import Command
from desk_app.words.catalogue import _

PLACE = "booking"


def booking_commands(
    view: BookingView, presenter: BookingPresenter, guiding: Guiding
) -> tuple[Command, ...]:
    """Return what can be done on the page, in the order the help shows it."""
    choices = tuple(
        Command(
            id=f"booking.slot{place}",
            text=_("Choose date {number}").format(number=place),
            shortcut=f"Alt+{place}", callback=partial(view.slots.choose, place - 1), where=PLACE,
        )
        for place in range(1, OFFERED + 1)
    )  # fmt: skip
    return (
        Command(
            id="booking.procedure", text=_("Choose the procedure of the appointment"),
            shortcut="Alt+D", callback=view.focus_procedure, where=PLACE,
        ),
        Command(
            id="booking.next", text=_("Next field"), shortcut="Return", callback=view.go_on,
            where=PLACE, in_palette=False,
        ),
        *choices,
        *_otherwise(presenter, guiding),
        Command(
            id="booking.book", text=_("Book and print the convocation"), shortcut="Ctrl+Return",
            callback=presenter.making.book, where=PLACE,
        ),
        *_afterwards(presenter),
        *_of_held(presenter.held),
        Command(
            id="booking.clear", text=_("Another person: clear the page"), shortcut="Alt+N",
            callback=presenter.clear, where=PLACE,
        ),
    )  # fmt: skip


def _afterwards(presenter: BookingPresenter) -> tuple[Command, ...]:
    """Return what follows a booking, or what stands in its way."""
    confirming = presenter.making.confirming
    return (
        Command(
            id="booking.supervisor", text=_("Have a booking after absences confirmed"),
            shortcut=SUPERVISOR_KEY, callback=confirming.ask_supervisor, where=PLACE,
            is_enabled=confirming.can_ask,
        ),
        Command(
            id="booking.phone", text=_("The phone of who was just booked rang here"),
            shortcut=PHONE_KEY, callback=presenter.again.verify_phone, where=PLACE,
            is_enabled=presenter.again.has_booked,
        ),
    )  # fmt: skip


def _otherwise(presenter: BookingPresenter, guiding: Guiding) -> tuple[Command, ...]:
    """Return where it goes on if no date suits: no request ends without a paper (L-01)."""
    times = presenter.times
    return (
        Command(
            id="booking.urgent", text=_("Places kept for emergencies, or the usual ones"),
            shortcut=URGENT_KEY, callback=times.turn_urgent, where=PLACE,
            is_enabled=presenter.making.is_booking,
        ),
        Command(
            id="booking.register", text=_("None suits: enter in the register"),
            shortcut=REGISTER_KEY, callback=times.to_register, where=PLACE,
        ),
        Command(
            id="booking.proof", text=_("Print the proof of a request without a place"),
            shortcut=PROOF_KEY, callback=presenter.proving.ask, where=PLACE,
        ),
        Command(
            id="booking.guide", text=_("Where the request goes on: help desk, on paper"),
            shortcut=GUIDE_KEY, callback=guiding.open, where=PLACE,
        ),
    )  # fmt: skip


def _of_held(held: Held) -> tuple[Command, ...]:
    """Return what is done with the appointment that the person has already."""
    return (
        Command(
            id="booking.move", text=_("Move the appointment of this person"), shortcut=MOVE_KEY,
            callback=held.move, where=PLACE, is_enabled=held.can_change,
        ),
        Command(
            id="booking.cancel", text=_("Cancel the appointment of this person"),
            shortcut=CANCEL_KEY, callback=held.cancel, where=PLACE, is_enabled=held.can_change,
        ),
        Command(
            id="booking.reprint", text=_("Print the convocation again"), shortcut=PRINT_KEY,
            callback=held.reprint, where=PLACE,
        ),
    )  # fmt: skip
