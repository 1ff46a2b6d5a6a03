"""Requests without a place: kept, proven, found again, and nobody's name (AT-23, L-01, L-04)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.booking_errors import (
    DatesOffered,
    SigningKeyMissing,
    UnknownAppointment,
    UnknownProof,
)
from desk_app.domain.codes import Genuine, Paper
from desk_app.domain.errors import (
    BadValue,
    UnknownJob,
    UnknownLanguage,
    UnknownProcedure,
    UnknownTicket,
)
from desk_app.domain.overrides import Override
from desk_app.domain.people import parse_document
from desk_app.domain.prints import PrintState
from desk_app.domain.unmet import Impossibility, Tried, UnmetReason
from desk_app.security.codes import new_code, new_id
from desk_app.services import unmet
from desk_app.services.printing import reprint_job
from tests.services.booking_desk import CODES, DEPOSIT, HANDOVER, HASHES, BookingDesk
from tests.services.desk import INFO, SYLVIE
from tests.services.register_desk import RegisterDesk
from tests.services.test_convocations import NoKey

PAPER = "foreigner_number:9304218765"


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> BookingDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return BookingDesk(store, clock)


def asks(desk, procedure=DEPOSIT, *, document=PAPER, codes=CODES, **demand):
    """Somebody asks in vain."""
    wanted = unmet.Demand(
        procedure=procedure,
        reason=demand.pop("reason", UnmetReason.NONE_SUITS),
        document=parse_document(document) if document else None,
        **demand,
    )
    return unmet.record(
        wanted, by=SYLVIE, new_id=new_id, new_code=new_code, hashes=HASHES, codes=codes,
        printer=desk.printer, **desk.writing, **desk.laid_out,
    )  # fmt: skip


def found(desk, *, document="", reference=""):
    return unmet.before(
        document=parse_document(document) if document else None,
        reference=reference, by=SYLVIE, hashes=HASHES, **desk.ports,
    )  # fmt: skip


def paper(desk):
    """What the latest paper says."""
    with desk.store.read() as work:
        return work.prints.all()[-1].slip


def test_two_visits_in_different_weeks_stand_on_one_proof(real_desk):  # AT-23
    first = asks(real_desk)
    real_desk.clock.now += dt.timedelta(days=9)

    second = asks(real_desk)

    assert second.earlier == (first.line,)
    leaf = paper(real_desk)
    assert [(each.day, each.reference) for each in leaf.earlier] == [
        (first.line.day, first.line.reference)
    ]
    assert (leaf.reference, leaf.reason) == (second.line.reference, "none_suits")


def test_the_paper_before_finds_what_the_document_was_shown_for(real_desk):  # AT-23
    first = asks(real_desk)

    second = asks(real_desk, document="", earlier=first.line.reference.lower())

    assert second.earlier == (first.line,)
    assert found(real_desk, document=PAPER) == (first.line, second.line)
    assert found(real_desk, reference=second.line.reference) == (first.line, second.line)


def test_who_shows_nothing_has_a_proof_too_and_it_can_be_followed(desk):  # L-01
    first, other = asks(desk, document=""), asks(desk, document="")

    second = asks(desk, document="", earlier=first.line.reference)

    assert other.earlier == ()
    assert second.earlier == (first.line,)


def test_a_proof_names_only_requests_of_its_own_family(desk):
    handed, asked = asks(desk, HANDOVER), asks(desk)

    assert asked.earlier == ()
    assert found(desk, document=PAPER) == (handed.line, asked.line)


@pytest.mark.parametrize("reason", [UnmetReason.NO_PLACE, UnmetReason.CALENDAR_CLOSED])
def test_no_proof_says_that_nothing_is_free_while_dates_are_offered(desk, reason):  # AT-23
    with pytest.raises(DatesOffered):
        asks(desk, reason=reason)

    with desk.store.read() as work:
        assert not work.prints.all()


def test_where_dates_are_drawn_or_there_are_none_it_can_be_said(memory, clock):
    drawn = RegisterDesk(memory, clock)
    drawn.is_drawn()

    by_lot = asks(drawn, reason=UnmetReason.NO_PLACE)
    never_booked = asks(drawn, INFO, reason=UnmetReason.CALENDAR_CLOSED)

    assert by_lot.line.reason is UnmetReason.NO_PLACE
    assert never_booked.line.reason is UnmetReason.CALENDAR_CLOSED


def test_nothing_kept_and_nothing_printed_says_who_asked(desk):  # L-04, R-05b
    done = asks(desk)

    with desk.store.read() as work:
        noted = work.traces.of(unmet.TraceKind.UNMET, HASHES(parse_document(PAPER).canonical)[0],
                               done.line.day)  # fmt: skip
        journal = [entry.header for entry in work.journal.after(0, 1000)]
    assert [each.of for each in noted] == [done.line.reference]
    for said in (str(noted), str(paper(desk)), str(journal)):
        assert "9304218765" not in said
    assert (paper(desk).holder, paper(desk).last4) == ("", "")


def test_a_proof_that_is_shown_is_confirmed(real_desk):  # L-04
    done = asks(real_desk, reason=UnmetReason.NOT_DRAWN)

    assert unmet.show(done.line.reference, by=SYLVIE, **real_desk.ports) == done.line
    read = CODES.read(paper(real_desk).qr, site="93008", today=done.line.day)
    assert (read.kind, read.payload.paper) == (Genuine.VALID, Paper.UNMET_REQUEST)
    assert read.payload.reference == done.line.reference


@pytest.mark.parametrize("reference", ["", "no", "7K4M-2QXD", "x" * 200])
def test_a_proof_nobody_gave_is_unknown(desk, reference):
    with pytest.raises(UnknownProof):
        unmet.show(reference, by=SYLVIE, **desk.ports)
    with pytest.raises(UnknownProof):
        found(desk, reference=reference)


def test_an_appointment_is_no_proof_of_a_request_without_one(desk):
    with pytest.raises(UnknownProof):
        unmet.show(desk.books().reference, by=SYLVIE, **desk.ports)


def test_after_a_year_it_is_not_counted_any_more(desk):
    asks(desk)
    desk.clock.now += dt.timedelta(days=367)

    assert asks(desk).earlier == ()


def test_what_cannot_be_printed_is_not_kept(real_desk):
    with pytest.raises(SigningKeyMissing):
        asks(real_desk, codes=NoKey())

    assert found(real_desk, document=PAPER) == ()


def test_a_procedure_or_a_language_that_is_not_the_site_s_is_refused(desk):
    with pytest.raises(UnknownProcedure):
        asks(desk, "NOPE")
    with pytest.raises(UnknownLanguage):
        asks(desk, language="tlh")


def test_the_paper_is_in_the_language_asked_for(desk):
    asks(desk, language="en")

    assert paper(desk).language == "en"
    assert paper(desk).subject_translated


def test_what_an_exception_is_about_can_be_asked_for_in_vain(desk):  # L-01
    number, booked = desk.comes(), desk.books()

    def of(kind, subject):
        return unmet.procedure_of(kind, subject, **desk.ports)

    assert of(Override.LOCAL_PRIORITY, "info") == INFO
    assert of(Override.FREE_SLOT, DEPOSIT) == DEPOSIT
    assert of(Override.OUT_OF_ORDER, number) == INFO
    assert of(Override.LATE_ACCEPTANCE, booked.reference) == DEPOSIT
    assert of(Override.OTHER_DOCUMENT, booked.reference.lower()) == DEPOSIT
    assert of(Override.REAL_NAME, DEPOSIT) == DEPOSIT
    with pytest.raises(UnknownTicket):
        of(Override.OUT_OF_ORDER, "A999")
    with pytest.raises(UnknownProcedure):
        of(Override.LOCAL_PRIORITY, "NOPE")
    with pytest.raises(UnknownAppointment):
        of(Override.LATE_ACCEPTANCE, "7K4M-2QXD")


def test_a_proof_whose_paper_tore_is_printed_again_and_counts_once(real_desk):
    done = asks(real_desk)
    with real_desk.store.begin() as work:
        sending = work.prints.get(done.job).moved(PrintState.SENDING, now=real_desk.clock())
        work.prints.put(sending.moved(PrintState.TORN, now=real_desk.clock()))

    again = reprint_job(
        done.job, by=SYLVIE, new_id=new_id, printer=real_desk.printer, **real_desk.writing
    )

    assert (again.job.slip.copy_no, again.job.slip.reference) == (2, done.line.reference)
    assert again.job.copy_of == done.job
    assert found(real_desk, document=PAPER) == (done.line,)


def test_a_convocation_is_not_printed_again_with_its_old_code(desk):  # AT-09
    desk.books()
    with desk.store.begin() as work:
        [job] = work.prints.pending()
        sending = job.moved(PrintState.SENDING, now=desk.clock())
        work.prints.put(sending.moved(PrintState.TORN, now=desk.clock()))

    with pytest.raises(UnknownJob):
        reprint_job(job.id, by=SYLVIE, new_id=new_id, printer=desk.printer, **desk.writing)


def _paper(desk, recorded):
    with desk.store.read() as work:
        return work.prints.get(recorded.job).slip


def test_who_lacks_papers_leaves_with_their_list_and_how_to_come_back(desk):  # L-02
    recorded = asks(desk, reason=UnmetReason.INCOMPLETE, missing=(3, 1, 3))

    leaf, bring = _paper(desk, recorded), desk.store.site.procedures[DEPOSIT].bring
    assert leaf.bring == (bring[0], bring[2])
    assert leaf.reason == "incomplete"


@pytest.mark.parametrize("missing", [(), (0,), (99,)])
def test_papers_the_procedure_does_not_ask_for_are_not_missing(desk, missing):
    with pytest.raises(BadValue):
        asks(desk, reason=UnmetReason.INCOMPLETE, missing=missing)


def test_the_substitute_channel_keeps_what_was_tried(desk):  # L-03
    day = dt.date(2026, 2, 16)
    tried = Tried(impossibility=Impossibility.FORM, hotline_on=day, help_desk_on=None)

    recorded = asks(desk, reason=UnmetReason.SUBSTITUTE, tried=tried)

    fact = desk.journal()[-1]
    assert fact.kind == "SubstituteOpened"
    assert (fact.header["hotline_on"], fact.header["help_desk_on"]) == ("2026-02-16", None)
    assert fact.header["impossibility"] == "form"
    assert _paper(desk, recorded).tried == ("form", "2026-02-16", "")


@pytest.mark.parametrize("day", [dt.date(2026, 3, 3), dt.date(2024, 3, 1)])
def test_what_was_tried_lies_within_the_last_year(desk, day):
    tried = Tried(impossibility=Impossibility.FORM, help_desk_on=day)

    with pytest.raises(BadValue):
        asks(desk, reason=UnmetReason.SUBSTITUTE, tried=tried)


def test_the_substitute_channel_asks_what_is_impossible(desk):
    with pytest.raises(BadValue):
        asks(desk, reason=UnmetReason.SUBSTITUTE)


def test_missing_papers_are_no_attempt_a_proof_counts(desk):
    asks(desk, reason=UnmetReason.INCOMPLETE, missing=(1,))
    asks(desk, reason=UnmetReason.HELP_DESK)

    recorded = asks(desk)

    assert [line.reason for line in recorded.earlier] == [UnmetReason.HELP_DESK]
