"""Convocations: with the booking, again, as a page, for a phone (AT-08, AT-09, AT-20)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.booking_errors import (
    ImpossibleAppointmentMove,
    OldCopy,
    SigningKeyMissing,
    UnknownAppointment,
)
from desk_app.domain.codes import COPIES, Genuine, Paper
from desk_app.domain.errors import NotAllowed
from desk_app.domain.icalendar import icalendar
from desk_app.domain.prints import LeafKind, PrintState
from desk_app.security.codes import new_id
from desk_app.services.convocations import as_event, as_page, reprint
from tests.services.booking_desk import CODES, DAY, BookingDesk, applicant, code_of
from tests.services.desk import SYLVIE


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> BookingDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return BookingDesk(store, clock)


class NoKey:
    """The codes of a site whose key file is gone."""

    def sign(self, payload):
        raise SigningKeyMissing("code.key")


def jobs(desk) -> list:
    """Every print job, the oldest first."""
    with desk.store.read() as work:
        return list(work.prints.all())


def facts(desk) -> list[str]:
    with desk.store.read() as work:
        return [entry.kind for entry in work.journal.after(0, 1000)]


def kept(desk, appointment):
    with desk.store.read() as work:
        return work.appointments.get(appointment.reference)


def comes_out(desk, job) -> None:
    """The paper of *job* is printed."""
    with desk.store.begin() as work:
        sending = work.prints.get(job).moved(PrintState.SENDING, now=desk.clock())
        work.prints.put(sending.moved(PrintState.PRINTED, now=desk.clock()))


def again(desk, appointment, *, codes=CODES, by=SYLVIE):
    return reprint(
        appointment.reference, by=by, new_id=new_id, codes=codes, printer=desk.printer,
        **desk.writing,
    )  # fmt: skip


def test_a_booking_prints_its_convocation_in_the_same_transaction(real_desk):  # AT-08
    booked = real_desk.books(applicant(language="ar"))

    [job] = jobs(real_desk)
    leaf = job.slip
    assert (job.what, job.ticket, leaf.kind) == (
        f"convocation {booked.reference}", None, LeafKind.CONVOCATION,
    )  # fmt: skip
    assert (leaf.holder, leaf.last4, leaf.language) == ("Benali Nadia", "8765", "ar")
    assert leaf.starts_at == booked.starts_at
    assert leaf.bring
    assert leaf.access
    assert leaf.hours
    assert leaf.copy_no == 1
    assert facts(real_desk)[-2:] == ["AppointmentBooked", "ConvocationPrinted"]


def test_a_convocation_holds_no_more_of_a_person_than_a_name_and_four_signs(desk):
    desk.books(applicant(phone="+33644625917", email="nadia.b@laposte.net"))

    [job] = jobs(desk)
    said = str(dataclasses.replace(job.slip, qr="", reference=""))
    for secret in ("9304218765", "1988", "DZA", "644625917", "nadia.b@"):
        assert secret not in said


def test_its_code_is_the_appointment_s_own_and_names_nobody(desk):
    booked = desk.books()

    read = CODES.read(jobs(desk)[0].slip.qr, site="93008", today=DAY)

    assert read.kind is Genuine.VALID
    assert read.payload.paper is Paper.CONVOCATION
    assert (read.payload.reference, read.payload.copy) == (booked.reference, 1)


def test_without_the_key_nothing_is_booked_nor_moved_nor_printed_again(real_desk):
    slot = real_desk.offers()[0].place.slots[0]
    real_desk.codes = NoKey()

    with pytest.raises(SigningKeyMissing):
        real_desk.books(slot=slot)

    assert jobs(real_desk) == []
    with real_desk.store.read() as work:
        assert work.seats.of_slots((slot,)) == []
    real_desk.codes = CODES
    booked = real_desk.books()
    comes_out(real_desk, jobs(real_desk)[0].id)
    with pytest.raises(SigningKeyMissing):
        again(real_desk, booked, codes=NoKey())
    assert kept(real_desk, booked) == booked


def test_a_copy_says_which_and_the_paper_before_it_lets_nobody_in(real_desk):  # AT-09
    booked = real_desk.books()
    comes_out(real_desk, jobs(real_desk)[0].id)

    copied = again(real_desk, booked)

    assert (copied.leaf.copy_no, copied.appointment.copy_no) == (2, 2)
    assert jobs(real_desk)[-1].slip == copied.leaf
    assert facts(real_desk)[-1] == "ConvocationPrinted"
    real_desk.clock.now = booked.starts_at
    with pytest.raises(OldCopy):
        real_desk.lets_in(code_of(booked))
    assert real_desk.lets_in(copied.leaf.qr).appointment.reference == booked.reference


def test_a_copy_still_to_come_is_answered_instead(desk):
    desk.books(applicant("9304218766"))
    booked = desk.books()

    copied = again(desk, booked)

    assert copied.job == jobs(desk)[1].id
    assert kept(desk, booked).copy_no == 1


def test_a_phone_is_told_of_a_rehearsal(desk):
    booked = desk.books()
    trained = as_event(booked.reference, by=SYLVIE, **desk.ports).summary
    desk.store.rehearsal = False
    real = as_event(booked.reference, by=SYLVIE, **desk.ports).summary

    assert trained == f"EXERCICE – {real}"


def test_a_copy_in_the_printer_s_hands_is_not_waited_for(desk):
    booked = desk.books()
    with desk.store.begin() as work:
        [job] = work.prints.pending()
        work.prints.put(job.moved(PrintState.SENDING, now=desk.clock()))

    assert again(desk, booked).leaf.copy_no == 2


def test_a_moved_appointment_gets_a_new_paper_and_the_old_one_never_comes_out(real_desk):
    booked = real_desk.books()
    other = real_desk.books(applicant("9304218766"))

    moved = real_desk.moves_appointment(booked)

    first, others, last = jobs(real_desk)
    assert (first.state, others.state) == (PrintState.CANCELLED, PrintState.QUEUED)
    assert others.slip.reference == other.reference
    assert (last.slip.copy_no, last.slip.holder) == (2, "Benali Nadia")
    assert last.slip.starts_at == moved.starts_at


def test_a_cancelled_appointment_s_paper_never_comes_out(desk):
    booked = desk.books()

    desk.cancels_appointment(booked)

    assert [job.state for job in jobs(desk)] == [PrintState.CANCELLED]


def test_a_paper_that_came_out_stays_as_it_was(desk):
    booked = desk.books()
    comes_out(desk, jobs(desk)[0].id)

    desk.cancels_appointment(booked)

    assert [job.state for job in jobs(desk)] == [PrintState.PRINTED]


def test_an_appointment_that_is_over_is_not_printed_again(desk):
    booked = desk.books()
    desk.cancels_appointment(booked)

    with pytest.raises(ImpossibleAppointmentMove):
        again(desk, booked)
    with pytest.raises(ImpossibleAppointmentMove):
        as_event(booked.reference, by=SYLVIE, **desk.ports)


def test_there_is_no_copy_a_code_cannot_count(desk):
    booked = desk.books()
    comes_out(desk, jobs(desk)[0].id)
    with desk.store.begin() as work:
        work.appointments.put(dataclasses.replace(booked, copy_no=COPIES))

    with pytest.raises(ImpossibleAppointmentMove):
        again(desk, booked)


def test_an_unknown_appointment_has_no_paper(desk):
    with pytest.raises(UnknownAppointment):
        as_page("7K4M-2QXD", by=SYLVIE, codes=CODES, **desk.writing)


def test_a_page_is_a_copy_like_any_other(real_desk):  # AT-09
    booked = real_desk.books()
    before = len(jobs(real_desk))

    page = as_page(booked.reference, by=SYLVIE, codes=CODES, **real_desk.writing)

    assert (page.job, page.leaf.copy_no) == (None, 2)
    assert kept(real_desk, booked).copy_no == 2
    assert len(jobs(real_desk)) == before
    assert facts(real_desk)[-1] == "ConvocationPrinted"


def test_a_page_leaves_no_earlier_copy_to_come_out(real_desk):  # AT-09
    booked = real_desk.books()

    as_page(booked.reference, by=SYLVIE, codes=CODES, **real_desk.writing)

    assert [job.state for job in jobs(real_desk)] == [PrintState.CANCELLED]


def test_a_holder_who_was_forgotten_is_not_named(desk):
    booked = desk.books()
    with desk.store.begin() as work:
        work.appointments.put_holder(booked, "")

    page = as_page(booked.reference, by=SYLVIE, codes=CODES, **desk.writing)

    assert (page.leaf.holder, page.leaf.last4) == ("", "")


def test_a_phone_is_told_when_and_where_and_nobody_s_name(desk):
    booked = desk.books()

    event = as_event(booked.reference, by=SYLVIE, **desk.ports)

    assert (event.starts_at, event.ends_at) == (booked.starts_at, booked.place.ends_at)
    assert "Bobigny" in event.location
    assert event.description == booked.reference
    assert "enali" not in icalendar(event)
    assert kept(desk, booked).copy_no == 1


def test_a_convocation_is_kept_as_long_as_a_ticket_s_paper_and_read_back_whole(sqlite_store, clock):
    desk = BookingDesk(sqlite_store, clock)
    booked = desk.books(applicant(language="tr"))

    [job] = jobs(desk)
    leaf = job.slip
    assert leaf.issued_at == clock()
    assert leaf.hours[0].opens == dt.time(8, 30)
    assert leaf.reference == booked.reference


def test_who_may_not_book_prints_nothing(desk):
    booked = desk.books()
    with desk.store.begin() as work:
        account = work.accounts.get(SYLVIE)
        work.accounts.put(dataclasses.replace(account, role=type(account.role)("auditor")))

    for act in (
        lambda: again(desk, booked),
        lambda: as_page(booked.reference, by=SYLVIE, codes=CODES, **desk.writing),
        lambda: as_event(booked.reference, by=SYLVIE, **desk.ports),
    ):
        with pytest.raises(NotAllowed):
            act()
