"""Winners who are told, confirm by phone and come for their paper; the page that shows them."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.draw import Constraints, Stratum
from desk_app.domain.draw_errors import RequestSettled, RequestUnknown, UnknownFamily
from desk_app.domain.draw_mode import Mode
from desk_app.domain.errors import SecondPersonNeeded
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.prints import Leaf, LeafKind
from desk_app.domain.register import RequestState
from desk_app.security.codes import new_code, new_id
from desk_app.services import answers, draws, overrides, unmet, winners
from desk_app.services import site as sites
from desk_app.services.register_page import register_page
from tests.services.booking_desk import CODES, DAY, HASHES, applicant
from tests.services.desk import CHIEF, KARIM, SYLVIE
from tests.services.register_desk import FAMILY, OPENS, RegisterDesk


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def tells(desk, made):
    return answers.told(made.request.reference, by=SYLVIE, hashes=HASHES, **desk.writing).request


def by_phone(desk, made):
    return winners.confirm(
        made.request.reference, by=SYLVIE, codes=CODES, new_id=new_id, printer=desk.printer,
        is_here=False, hashes=HASHES, **desk.writing,
    )  # fmt: skip


def comes(desk, made):
    return answers.paper(
        made.request.reference, by=SYLVIE, codes=CODES, new_id=new_id, printer=desk.printer,
        **desk.writing,
    )  # fmt: skip


def page(desk, family=""):
    return register_page(family, language="fr", by=SYLVIE, laid=desk.laid, **desk.ports)


def papers(desk) -> list[str]:
    with desk.store.read() as work:
        return [job.slip.kind for job in work.prints.pending() if isinstance(job.slip, Leaf)]


def test_a_winner_is_told_confirms_by_phone_and_is_given_the_paper_later(real_desk):
    made = real_desk.asks(applicant())
    real_desk.draws()
    told = tells(real_desk, made)
    booked = by_phone(real_desk, made)
    before = papers(real_desk)
    due = page(real_desk).calls
    printed = comes(real_desk, made)

    assert (told.told_on, told.state) == (DAY, RequestState.WON)
    assert (booked.job, booked.appointment.status) == (None, AppointmentStatus.BOOKED)
    assert before == [LeafKind.REQUEST]
    assert [each.is_paper_due for each in due] == [True]
    assert printed.job is not None
    assert papers(real_desk) == [LeafKind.REQUEST, LeafKind.CONVOCATION]
    assert page(real_desk).calls == ()
    with real_desk.store.read() as work:
        assert "WinnerTold" in {each.kind for each in work.journal.after(0, 500)}


def test_a_paper_is_printed_once_and_only_for_who_confirmed_by_phone(desk):
    made = desk.asks(applicant())
    desk.draws()
    with pytest.raises(RequestSettled):
        comes(desk, made)
    by_phone(desk, made)
    comes(desk, made)

    with pytest.raises(RequestSettled):
        comes(desk, made)
    with pytest.raises(RequestUnknown):
        answers.told("0000-0000", by=SYLVIE, hashes=HASHES, **desk.writing)


def test_who_waits_still_is_not_told_of_anything(desk):
    made = desk.asks(applicant())

    with pytest.raises(RequestSettled):
        tells(desk, made)


def test_what_was_told_is_forgotten_when_the_place_lapses(desk):
    made = desk.asks(applicant())
    desk.draws()
    tells(desk, made)
    desk.clock.passes(days=4)
    desk.draws()

    assert desk.stands(made).told_on is None


def test_the_paper_of_a_request_says_its_number_and_no_name(desk):
    made = desk.asks(applicant())
    with desk.store.read() as work:
        (job,) = work.prints.pending()

    assert job.id == made.job
    assert (job.slip.request_no, job.slip.last4, job.slip.holder) == (1, "8765", "")
    assert CODES.read(job.slip.qr, site="93008", today=DAY).payload.reference == (
        made.request.reference
    )


def test_the_page_shows_who_waits_what_there_is_and_what_was_drawn(real_desk):
    never = Constraints(not_after=DAY)
    real_desk.asks(constraints=never)
    real_desk.asks(has_legal_priority=True, constraints=never)
    real_desk.asks()
    real_desk.draws()
    shown = page(real_desk, FAMILY.lower())

    assert {each: count for each, count in shown.strata.items() if count} == {
        Stratum.PRIORITY: 1, Stratum.OTHERS: 1,
    }  # fmt: skip
    assert (shown.requests, len(shown.calls), shown.is_due) == (2, 1, False)
    assert shown.places > 0
    (past,) = shown.past
    assert (past.number, past.winners, past.waiting, past.is_weaker) == (1, 1, 2, True)
    assert shown.draw is not None
    assert shown.draw.ref.number == 2


def test_the_page_opens_with_the_family_that_has_something_to_draw(desk):
    first = page(desk).family
    desk.asks(procedure="DCEM")
    waits = page(desk).family
    desk.is_drawn()

    assert first in {each.code for each in page(desk).families}
    assert waits == "VOYAGE"
    assert page(desk).family == FAMILY
    assert page(desk).mode is Mode.BATCH
    with pytest.raises(UnknownFamily):
        page(desk, "NO")


def test_a_draw_is_found_by_its_number_also_where_a_day_has_two(real_desk):
    for _ in range(2):
        real_desk.asks()
        real_desk.draws()
        real_desk.clock.passes(hours=4)

    for number in (1, 2):
        found = draws.held(FAMILY, DAY, number=number, by=SYLVIE, **real_desk.ports)
        assert found.ref.number == number


def _evening(desk):
    desk.clock.now += dt.timedelta(hours=10)


def test_out_of_hours_a_draw_takes_a_second_person_and_a_reason(desk):  # AT-16
    desk.asks()
    _evening(desk)
    with pytest.raises(SecondPersonNeeded):
        desk.draws()
    agreement = overrides.agree(
        overrides.Wish(kind=Override.OUT_OF_HOURS, subject=FAMILY, why=Cause.COURT),
        asker=CHIEF, login=KARIM, password="", new_id=new_id,
        check=lambda login, _password: sites.find_agent(login, read=desk.store.read),
        **desk.writing,
    )  # fmt: skip
    drawn = draws.run(
        FAMILY, by=CHIEF, new_code=new_code, laid=desk.laid, opens=OPENS,
        cool=lambda: desk.cooling, agreement=agreement, **desk.writing,
    )  # fmt: skip

    assert drawn.draw.winners == 1


def test_a_second_draw_before_the_next_hour_of_draws_takes_a_second_person(real_desk):  # AT-14
    real_desk.asks()
    real_desk.draws()
    real_desk.asks()
    real_desk.clock.passes(minutes=1)

    with pytest.raises(SecondPersonNeeded):
        real_desk.draws()
    alone = page(real_desk).is_due
    real_desk.clock.passes(hours=4)

    assert (alone, page(real_desk).is_due) == (False, True)
    assert real_desk.draws().draw.ref.number == 2


def test_where_nobody_can_agree_the_request_is_proven_for_a_procedure_of_the_family(desk):
    found = unmet.procedure_of(
        Override.OUT_OF_HOURS, FAMILY, read=desk.store.read, clock=desk.clock
    )

    assert desk.store.site.procedures[found].family == FAMILY


def test_a_second_person_is_asked_for_a_family_the_site_has(desk):
    _evening(desk)

    with pytest.raises(UnknownFamily):
        desk.agreed(Override.OUT_OF_HOURS, "NOWHERE")
