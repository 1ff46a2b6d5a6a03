"""The register and its draws: nobody is refused, nobody is first, nobody has two (AT-03, AT-14)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from uuid import uuid4

import pytest

from desk_app.domain.appointments import AppointmentId, AppointmentStatus
from desk_app.domain.booking_errors import DrawnByLot, NotByAppointment
from desk_app.domain.draw import Constraints, Half
from desk_app.domain.draw_errors import (
    BadSecret,
    CloseFirst,
    CommitTooLate,
    NeverPossible,
    NoDraw,
    OwnSecretLost,
    RequestSettled,
    RequestUnknown,
    SameWitness,
    SecretMissing,
    SecretNotCommitted,
    UnknownFamily,
    WitnessesComplete,
)
from desk_app.domain.draw_lines import read_sheet
from desk_app.domain.draw_mode import Mode
from desk_app.domain.draw_replay import replay
from desk_app.domain.draw_seed import seed
from desk_app.domain.errors import NotAllowed, SecondPersonNeeded
from desk_app.domain.identity_errors import ActiveAlready, OwnInterest
from desk_app.domain.overrides import Override
from desk_app.domain.people import parse_document
from desk_app.domain.register import RequestState
from desk_app.domain.series import Closure, ClosureId, ClosureReason
from desk_app.services import deadlines, draws, modes, register
from desk_app.services.booking_ports import SeatState, Wanted
from desk_app.services.register_ports import DrawState, FamilyMode
from tests.services.booking_desk import DAY, DEPOSIT, HASHED, HASHES, applicant
from tests.services.desk import CHIEF, KARIM, SYLVIE
from tests.services.register_desk import FAMILY, RegisterDesk, nobody_is_away


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def kinds(desk) -> list[str]:
    with desk.store.read() as work:
        return [entry.kind for entry in work.journal.after(0, 5000)]


def facts(desk, kind) -> list[dict]:
    with desk.store.read() as work:
        return [dict(each.header) for each in work.journal.after(0, 5000) if each.kind == kind]


def lines(draw, kind) -> list[dict]:
    found = map(json.loads, draw.export.splitlines())
    return [each for each in found if each["kind"] == kind]


# --- the register -----------------------------------------------------------------------------


def test_a_request_is_numbered_in_turn_and_comes_back_as_it_was_made(real_desk):
    wish = Constraints(not_before=DAY, not_after=DAY + dt.timedelta(days=60), half=Half.MORNING)
    first = real_desk.asks(constraints=wish, deadline=DAY, has_legal_priority=True)
    second = real_desk.asks()

    assert (first.request.number, second.request.number) == (1, 2)
    assert real_desk.stands(first) == first.request
    assert first.next_draw == dt.datetime(2026, 3, 2, 11, 15, tzinfo=dt.UTC)
    assert kinds(real_desk)[-3:] == ["SecretCommitted", "RequestMade", "RequestMade"]


def test_asking_twice_is_one_request_with_a_sign_of_life(real_desk):
    first = real_desk.asks(applicant())
    real_desk.clock.passes(days=3)
    again = real_desk.asks(applicant())

    assert again.request.reference == first.request.reference
    assert (first.is_new, again.is_new) == (True, False)
    assert again.request.seen_on == DAY + dt.timedelta(days=3)
    with real_desk.store.read() as work:
        assert '"Benali"' in (work.register.holder(again.request) or "")
        assert work.register.of_person(again.request.person) == [again.request]


def test_who_has_an_appointment_of_the_family_needs_no_request(desk):
    desk.books()

    with pytest.raises(ActiveAlready):
        desk.asks(applicant())


def test_an_appointment_of_another_family_is_no_reason_to_refuse(desk):
    desk.books(procedure="DCEM")

    assert desk.asks(applicant()).is_new


def test_an_agent_enters_no_request_for_themselves(desk):  # AT-15
    with desk.store.begin() as work:
        work.ties.add(SYLVIE, HASHED(b"x"), on=DAY)
    person = desk.asks(applicant()).request.person
    with desk.store.begin() as work:
        work.ties.add(KARIM, person, on=DAY)

    with pytest.raises(OwnInterest):
        desk.asks(applicant(), by=KARIM)


def test_what_is_not_given_by_appointment_is_not_drawn_either(desk):
    with pytest.raises(NotByAppointment):
        desk.asks(procedure="INFO")


def test_a_request_is_found_by_its_reference_and_by_the_document(desk):
    made = desk.asks(applicant()).request

    shown = register.show(made.reference.lower(), by=SYLVIE, holidays=nobody_is_away, **desk.ports)
    document = parse_document("foreigner_number:9304218765")
    found = register.of_document(document, by=SYLVIE, hashes=HASHES, **desk.ports)

    assert (shown.request, found) == (made, (made,))
    for nothing in ("0000-0000", "x"):
        with pytest.raises(RequestUnknown):
            register.show(nothing, by=SYLVIE, holidays=nobody_is_away, **desk.ports)


def test_the_list_shows_the_last_four_signs_and_no_name(real_desk):
    real_desk.asks(applicant())

    (line,) = register.listed(FAMILY.lower(), by=SYLVIE, **real_desk.ports)

    assert (line.last4, line.appointment) == ("8765", None)
    assert register.listed(FAMILY, RequestState.WON, by=SYLVIE, **real_desk.ports) == []
    with pytest.raises(UnknownFamily):
        register.listed("NO", by=SYLVIE, **real_desk.ports)


def test_a_request_is_withdrawn_once_and_made_anew_at_once(real_desk):
    made = real_desk.asks(applicant()).request

    gone = real_desk.withdraws(made.reference).request

    assert gone.state is RequestState.WITHDRAWN
    assert real_desk.asks(applicant()).request.number == 2
    with pytest.raises(RequestSettled):
        real_desk.withdraws(made.reference)


def test_coming_to_ask_keeps_a_request_alive(desk):
    made = desk.asks().request
    desk.clock.passes(days=20)

    lives = register.seen(made.reference, by=SYLVIE, **desk.writing).request

    assert lives.forgotten_on == made.forgotten_on + dt.timedelta(days=20)


def test_only_a_supervisor_says_that_a_deadline_was_seen(real_desk):
    made = real_desk.asks().request
    soon = DAY + dt.timedelta(days=9)

    with pytest.raises(NotAllowed):
        deadlines.see_deadline(made.reference, soon, by=SYLVIE, hashes=HASHES, **real_desk.writing)
    seen = deadlines.see_deadline(
        made.reference, soon, by=CHIEF, hashes=HASHES, **real_desk.writing
    ).request

    assert (seen.deadline, seen.is_deadline_checked) == (soon, True)


def test_who_books_in_a_family_waits_no_more_in_its_register(desk):
    made = desk.asks(applicant())

    desk.books()

    assert desk.stands(made).state is RequestState.WITHDRAWN


# --- secrets ----------------------------------------------------------------------------------


def test_two_people_commit_and_no_one_twice_nor_a_third(real_desk):
    first = real_desk.commits(by=CHIEF)

    with pytest.raises(SameWitness):
        real_desk.commits(by=CHIEF)
    second = real_desk.commits(by=KARIM)
    with pytest.raises(WitnessesComplete):
        real_desk.commits(by=SYLVIE)

    assert (first.witness, second.witness) == (1, 2)
    assert first.secret not in repr(first)
    with real_desk.store.read() as work:
        kept = work.draws.current(FAMILY)
    assert kept is not None
    assert [one.by for one in kept.commitments] == [CHIEF, KARIM]


def test_what_two_people_decide_is_closed_before_it_is_told(desk):
    desk.asks()
    told = desk.commits()

    with pytest.raises(CloseFirst):
        desk.draws(told.secret)
    closed = desk.closes()
    with pytest.raises(CommitTooLate):
        desk.commits(by=KARIM)

    assert desk.closes().closing == closed.closing


def test_a_draw_needs_each_secret_as_it_was_committed_to(desk):
    desk.asks()
    told = [desk.commits(by=each).secret for each in (CHIEF, KARIM)]
    desk.closes()

    with pytest.raises(SecretMissing):
        desk.draws(told[0])
    with pytest.raises(SecretNotCommitted):
        desk.draws(told[1], told[0])
    with pytest.raises(BadSecret):
        desk.draws(*told, told[0])

    assert desk.draws(*told).draw.state is DrawState.HELD


def test_a_lost_secret_gives_the_draw_up_and_another_takes_its_place(real_desk):
    made = real_desk.asks()
    real_desk.commits()

    agreement = real_desk.agreed(Override.VOID_DRAW, FAMILY, asker=CHIEF)
    gone = real_desk.gives_up(agreement=agreement)

    assert gone.state is DrawState.VOID
    with pytest.raises(NoDraw):
        real_desk.gives_up()
    assert real_desk.draws().draw.ref.number == 2
    assert real_desk.stands(made).state is RequestState.WON


# --- draws ------------------------------------------------------------------------------------


def test_a_draw_holds_seats_for_its_winners_and_anybody_can_replay_it(real_desk):
    made = [real_desk.asks() for _ in range(5)]

    drawn = real_desk.with_two_people()

    verdict = replay(drawn.draw.export.encode(), published=drawn.draw.closing)
    assert verdict.is_valid
    assert (verdict.winners, verdict.waiting, verdict.is_weaker) == (5, 0, False)
    assert verdict.seed == drawn.draw.seed
    assert {real_desk.stands(each).state for each in made} == {RequestState.WON}
    with real_desk.store.read() as work:
        for each in drawn.given:
            assert work.appointments.get(each.reference) == each
            seats = work.seats.of_slots(each.place.slots)
            assert each.id in {seat.appointment for seat in seats}
            assert seats[0].state is SeatState.TAKEN
    assert {each.status for each in drawn.given} == {AppointmentStatus.HELD}
    assert draws.held(FAMILY, DAY, by=SYLVIE, **real_desk.ports) == drawn.draw


def test_with_nobody_s_secret_the_desk_s_own_is_used_and_the_export_says_so(desk):
    desk.asks()

    drawn = desk.draws()

    assert drawn.draw.is_weaker
    assert replay(drawn.draw.export.encode()).is_weaker
    assert draws.to_come(FAMILY, by=SYLVIE, **desk.ports) is None


def test_a_draw_without_any_request_gives_nothing(desk):
    drawn = desk.draws()

    assert (drawn.given, drawn.draw.winners, drawn.draw.waiting) == ((), 0, 0)
    assert replay(drawn.draw.export.encode()).is_valid


def test_there_is_no_export_before_a_draw_was_held(desk):
    with pytest.raises(NoDraw):
        draws.held(FAMILY, None, by=SYLVIE, **desk.ports)


def test_who_cannot_come_then_waits_one_draw_older_for_the_next_one(real_desk):
    never = Constraints(not_after=DAY)
    loser = real_desk.asks(constraints=never)

    drawn = real_desk.draws()

    assert (drawn.draw.winners, drawn.draw.waiting) == (0, 1)
    assert real_desk.stands(loser).age == 1
    following = draws.to_come(FAMILY, by=SYLVIE, **real_desk.ports)
    assert following is not None
    assert following.ref.number == 2


def test_the_earlier_draw_of_a_day_is_found_by_its_day(desk):
    desk.asks()
    desk.draws()
    desk.clock.passes(days=1)
    desk.asks()
    second = desk.draws()

    assert draws.held(FAMILY, DAY, by=SYLVIE, **desk.ports).ref.number == 1
    assert draws.held(FAMILY, None, by=SYLVIE, **desk.ports) == second.draw


def test_who_withdrew_after_closing_gets_nothing_and_the_draw_stays_as_it_was_published(desk):
    kept, gone = desk.asks(), desk.asks()
    told = desk.commits().secret
    desk.closes()
    desk.withdraws(gone.request.reference)

    drawn = desk.draws(told)

    assert drawn.draw.winners == 2
    assert len(drawn.given) == 1
    assert desk.stands(kept).state is RequestState.WON
    assert replay(drawn.draw.export.encode()).is_valid


def test_who_has_two_appointments_by_then_wins_no_third(desk):
    who = applicant()
    made = desk.asks(who)
    for procedure in ("DCEM", "CHG_SIT"):
        desk.books(who, procedure)

    drawn = desk.draws()

    assert drawn.given == ()
    assert desk.stands(made).state is RequestState.WAITING


@pytest.mark.parametrize("how", ["taken", "closed", "forgotten"])
def test_what_has_gone_since_requests_closed_is_given_to_nobody(desk, how):
    made = desk.asks()
    told = desk.commits().secret
    first = read_sheet(desk.closes().sheet.splitlines()).pool[0]
    with desk.store.begin() as work:
        if how == "taken":
            wanted = [
                Wanted(slot=first.slot, seat=seat, capacity=9, starts_at=desk.clock())
                for seat in first.seats
            ]
            work.seats.take(wanted, family=FAMILY, by=AppointmentId(uuid4()))
        elif how == "closed":
            work.calendar.close(everything(), desk.clock())
        else:
            desk.store.shelf.bookings.askers.clear()

    drawn = desk.draws(told)

    assert (drawn.draw.winners, drawn.given) == (1, ())
    assert desk.stands(made).state is RequestState.WAITING
    assert replay(drawn.draw.export.encode()).is_valid


def everything() -> Closure:
    """The site is closed for a year."""
    return Closure(
        id=ClosureId("travaux"),
        first_on=DAY,
        last_on=DAY + dt.timedelta(days=365),
        reason=next(iter(ClosureReason)),
    )


@pytest.mark.parametrize("how", ["gone", "another"])
def test_without_its_own_secret_no_draw_is_held(desk, how):
    desk.asks()
    secrets = desk.store.shelf.bookings.secrets
    if how == "gone":
        secrets.clear()
    else:
        secrets.update(dict.fromkeys(secrets, "e1" * 32))

    with pytest.raises(OwnSecretLost):
        desk.draws()
    desk.gives_up(agreement=desk.agreed(Override.VOID_DRAW, FAMILY, asker=CHIEF))

    assert desk.draws().draw.ref.number == 2


# --- what would let somebody choose among draws -------------------------------------------------


def test_two_accounts_of_one_person_are_no_two_witnesses(real_desk):  # AT-16
    with real_desk.store.begin() as work:
        one, other = work.accounts.get(CHIEF), work.accounts.get(KARIM)
        work.accounts.put(dataclasses.replace(other, person=one.person))
    real_desk.commits(by=CHIEF)

    with pytest.raises(SameWitness):
        real_desk.commits(by=KARIM)


@pytest.mark.parametrize("witnesses", [(CHIEF,), (CHIEF, KARIM)])
def test_nobody_who_was_told_a_secret_knows_the_seed(real_desk, witnesses):
    made = real_desk.asks().request
    told = [real_desk.commits(by=each).secret for each in witnesses]
    closed = real_desk.closes()

    drawn = real_desk.draws(*told).draw

    assert drawn.seed != seed(closed.ref, [made.number], told).hex()
    assert replay(drawn.export.encode(), published=closed.closing).is_valid
    assert [one["witness"] for one in lines(drawn, "secret")] == list(range(len(told) + 1))
    assert drawn.is_weaker is (len(told) < 2)
    own = [entry for entry in facts(real_desk, "SecretCommitted") if entry["draw_no"] == 1]
    assert [one["fingerprint"] for one in own] == [
        one["fingerprint"] for one in lines(drawn, "commitment")
    ]


def test_a_draw_is_not_given_up_by_one_person(desk):  # AT-16, AT-18
    desk.asks()
    desk.commits()

    with pytest.raises(SecondPersonNeeded):
        desk.gives_up()
    desk.gives_up(agreement=desk.agreed(Override.VOID_DRAW, FAMILY, asker=CHIEF))

    assert kinds(desk).count("OverrideUsed") == 1
    assert [entry["is_alone"] for entry in facts(desk, "DrawVoided")] == [False]


def test_where_nobody_else_could_agree_a_draw_is_given_up_alone_and_it_is_said(desk):
    with desk.store.begin() as work:
        one = work.accounts.get(CHIEF)
        for each in work.accounts.all():
            work.accounts.put(dataclasses.replace(each, person=one.person))
    desk.asks()

    desk.gives_up()

    assert [entry["is_alone"] for entry in facts(desk, "DrawVoided")] == [True]


def test_who_withdraws_after_a_secret_was_committed_to_and_asks_again_waits_one_draw(real_desk):
    kept, gone = real_desk.asks(), real_desk.asks(applicant())
    told = real_desk.commits().secret
    real_desk.clock.passes(minutes=1)
    real_desk.withdraws(gone.request.reference)
    again, new = real_desk.asks(applicant()), real_desk.asks()
    real_desk.closes()

    drawn = real_desk.draws(told)

    assert [one["number"] for one in lines(drawn.draw, "request")] == [
        kept.request.number,
        new.request.number,
    ]
    assert (real_desk.stands(again).state, real_desk.stands(again).age) == (
        RequestState.WAITING,
        0,
    )
    assert (again.next_draw, new.next_draw) == (
        dt.datetime(2026, 3, 2, 15, 15, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 2, 11, 15, tzinfo=dt.UTC),
    )
    real_desk.clock.passes(hours=4)
    assert [each.person for each in real_desk.draws().given] == [again.request.person]


def test_who_withdrew_before_any_secret_takes_part(desk):
    gone = desk.asks(applicant()).request
    desk.withdraws(gone.reference)
    again = desk.asks(applicant())
    desk.clock.passes(days=1)
    told = desk.commits().secret
    desk.closes()

    assert [each.person for each in desk.draws(told).given] == [again.request.person]


# --- winners ----------------------------------------------------------------------------------


def test_winners_are_told_by_a_list_with_four_signs_and_a_phone(real_desk):
    real_desk.asks(applicant(phone="06 39 98 01 27"))
    real_desk.draws()

    (call,) = real_desk.calls()

    assert call.last4 == "8765"
    assert call.phone
    assert call.request.held_until == dt.date(2026, 3, 5)
    assert call.appointment.hold_until == dt.datetime(2026, 3, 5, 23, tzinfo=dt.UTC)


def test_a_winner_who_asks_again_is_told_of_what_was_won(desk):
    made = desk.asks(applicant())
    desk.draws()

    again = desk.asks(applicant())

    assert (again.is_new, again.request.state) == (False, RequestState.WON)
    assert again.request.reference == made.request.reference


def test_a_winner_who_was_forgotten_is_not_called(desk):
    desk.asks()
    desk.draws()
    desk.store.shelf.bookings.askers.clear()

    assert desk.calls() == []


def test_a_winner_who_answers_has_an_appointment_and_its_code(real_desk):
    made = real_desk.asks(applicant())
    real_desk.draws()

    booked = real_desk.confirms(made.request)

    assert booked.code
    assert booked.appointment.status is AppointmentStatus.BOOKED
    assert real_desk.stands(made).state is RequestState.PLACED
    assert list(real_desk.calls()) == []
    with pytest.raises(RequestSettled):
        real_desk.confirms(made.request)


def test_a_seat_nobody_confirmed_goes_into_the_next_draw_and_its_winner_too(real_desk):
    made = real_desk.asks()
    first = real_desk.draws().given[0]
    real_desk.clock.passes(days=4)

    second = real_desk.draws().given[0]

    assert real_desk.stands(made).lapses == 1
    assert second.person == first.person
    with real_desk.store.read() as work:
        assert work.appointments.get(first.reference).status is AppointmentStatus.LAPSED


def test_the_second_time_the_request_ends_and_can_be_made_anew(desk):
    made = desk.asks(applicant())
    desk.draws()
    desk.clock.passes(days=4)
    desk.draws()
    desk.clock.passes(days=7)

    with pytest.raises(RequestSettled):
        desk.confirms(made.request)
    desk.draws()

    assert desk.stands(made).state is RequestState.ENDED
    assert desk.asks(applicant()).is_new


@pytest.mark.parametrize("how", ["request", "appointment"])
def test_a_winner_who_gives_up_frees_the_seat_for_the_next_draw_alone(desk, how):
    desk.is_drawn()
    made = desk.asks(applicant())
    won = desk.draws().given[0]

    if how == "request":
        desk.withdraws(made.request.reference)
    else:
        desk.cancels_appointment(won)

    assert desk.stands(made).state is RequestState.WITHDRAWN
    with desk.store.read() as work:
        assert work.appointments.get(won.reference).status is AppointmentStatus.CANCELLED


# --- modes ------------------------------------------------------------------------------------


def test_where_seats_are_drawn_none_is_offered_nor_booked(real_desk):  # AT-14
    slot = real_desk.offers()[0].place.slots[0]
    real_desk.is_drawn()

    with pytest.raises(DrawnByLot) as offered:
        real_desk.offers()
    with pytest.raises(DrawnByLot):
        real_desk.books(slot=slot)

    assert offered.value.next_draw == dt.datetime(2026, 3, 2, 11, 15, tzinfo=dt.UTC)


def test_a_cancelled_slot_appears_only_in_the_next_draw(real_desk):  # AT-03, AT-14
    booked = real_desk.books()
    real_desk.is_drawn()
    real_desk.cancels_appointment(booked)
    here = (booked.place.slots[0], booked.place.seats[0])

    with real_desk.store.read() as work:
        pooled = [(seat.slot, seat.seat) for seat in work.seats.pooled(FAMILY, real_desk.clock())]
    real_desk.clock.passes(days=2)

    assert here in pooled
    with real_desk.store.begin() as work:
        assert work.seats.cooled(real_desk.clock()) == []


def test_a_seat_given_back_is_won_by_somebody_of_the_next_draw(real_desk):
    real_desk.asks()
    won = real_desk.draws().given[0]
    real_desk.is_drawn()
    real_desk.asks(applicant("9304218888"))
    real_desk.cancels_appointment(won)
    real_desk.clock.passes(hours=4)

    again = real_desk.draws().given[0]

    assert again.place == won.place
    assert again.person != won.person


def test_in_a_family_booked_at_once_the_register_is_served_first(desk):
    booked = desk.books()
    desk.asks()
    desk.cancels_appointment(booked)

    with desk.store.read() as work:
        assert work.seats.pooled(FAMILY, desk.clock())
    desk.draws()
    with desk.store.read() as work:
        assert not work.seats.pooled(FAMILY, desk.clock())


def test_a_place_that_has_cooled_can_be_had_again(real_desk):
    real_desk.cooling = dt.timedelta(minutes=1)
    booked = real_desk.books()
    real_desk.cancels_appointment(booked)
    real_desk.clock.passes(minutes=2)

    again = real_desk.books()

    assert again.place.slots == booked.place.slots
    assert again.place.seats == booked.place.seats


def test_a_family_asked_for_more_than_it_gives_is_drawn_from_the_next_day(desk):
    with desk.store.begin() as work:
        for _ in range(5000):
            work.draws.asked(FAMILY, DAY)
    desk.asks()

    with pytest.raises(DrawnByLot):
        desk.offers()

    assert "ModeChanged" in kinds(desk)


def test_a_family_with_seats_enough_is_booked_at_once_again(desk):
    desk.is_drawn()
    desk.asks()

    desk.draws()

    assert desk.offers()
    with desk.store.read() as work:
        assert modes.mode_of(work, FAMILY) is Mode.IMMEDIATE
        assert work.draws.mode(FAMILY) == FamilyMode(mode=Mode.IMMEDIATE, measured_on=DAY)


def test_a_site_without_open_days_knows_no_next_draw(desk):
    every_day = frozenset(DAY + dt.timedelta(days=ahead) for ahead in range(90))

    assert modes.next_draw(desk.store.site, desk.clock(), every_day) is None


def test_draws_are_held_behind_the_last_hour_of_the_day_on_the_next(desk):
    desk.clock.passes(hours=8)

    due = modes.next_draw(desk.store.site, desk.clock(), frozenset())

    assert due is not None
    assert due.date() == DAY + dt.timedelta(days=1)


def test_a_draw_gives_nothing_for_a_procedure_the_site_has_no_more(desk):
    made = desk.asks()
    gone = {code: each for code, each in desk.store.site.procedures.items() if code != DEPOSIT}
    desk.store.site = dataclasses.replace(desk.store.site, procedures=gone)

    drawn = desk.draws()

    assert drawn.draw.waiting == 0
    assert desk.stands(made).state is RequestState.WAITING


@pytest.mark.parametrize(
    "days",
    [
        {"not_before": DAY + dt.timedelta(days=30), "not_after": DAY + dt.timedelta(days=2)},
        {"not_after": DAY - dt.timedelta(days=1)},
    ],
)
def test_a_request_that_no_day_can_suit_is_refused(desk, days):
    with pytest.raises(NeverPossible):
        desk.asks(constraints=Constraints(**days))


def test_a_request_that_goes_on_takes_the_deadline_told_now_but_one_seen_on_paper_stays(desk):
    soon, later = DAY + dt.timedelta(days=9), DAY + dt.timedelta(days=90)
    made = desk.asks(applicant())
    told = desk.asks(applicant(), deadline=soon)
    deadlines.see_deadline(made.request.reference, soon, by=CHIEF, hashes=HASHES, **desk.writing)
    after = desk.asks(applicant(), deadline=later)

    assert (told.is_new, desk.stands(told).deadline) == (False, soon)
    assert after.request.deadline == soon


def test_a_request_that_was_withdrawn_lives_on_no_longer(desk):
    made = desk.asks()
    desk.withdraws(made.request.reference)

    with pytest.raises(RequestSettled):
        register.seen(made.request.reference, by=SYLVIE, **desk.writing)


def test_an_unknown_family_is_told_with_those_there_are(desk):
    with pytest.raises(UnknownFamily) as refused:
        desk.closes("R")

    assert FAMILY in refused.value.known
