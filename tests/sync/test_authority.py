"""The site's transaction: what is taken in, what is given, what is kept for people to decide."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from uuid import UUID

import pytest
from sqlalchemy import select

from desk_app.domain.collisions import Collision
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import RightNotHeld
from desk_app.domain.journal import Entry
from desk_app.domain.meeting import (
    Denial,
    SentFact,
    Verdict,
    Want,
    WantNext,
    WantNumber,
    WantSeat,
    WantThing,
)
from desk_app.domain.meeting_wire import read_fact
from desk_app.domain.shared import Kind, Thing
from desk_app.domain.tickets import DeskCode, Priority, TicketStatus
from desk_app.store.adopting import Taken
from desk_app.store.authority import Authority
from desk_app.store.replica import SqlReplica, begin_work, end_work
from desk_app.store.site_tables import site_facts, site_inbox
from tests.sync.desks import CAPACITY, DAY, FAMILY, SLOTS, START, meet, ticket_thing

NEXT = WantNext(id="x", counter=CounterId(1), day=DAY)
SLOT = min(SLOTS)


def later(**time: float) -> dt.datetime:
    return START + dt.timedelta(**time)


def conflicts(meeting) -> list[str]:
    return [thing.key.split(":")[0] for thing in meeting.rows() if thing.kind is Kind.CONFLICT]


def taken(meeting) -> list[tuple[int, UUID]]:
    with meeting.store.read() as work:
        query = select(site_facts.c.position, site_facts.c.id).order_by(site_facts.c.position)
        return [tuple(row) for row in work.connection.execute(query)]


def in_turn(desks, meeting, now) -> None:
    """Everybody meets the site twice: what one tells, the others fetch."""
    for _ in range(2):
        for desk in desks:
            meet(desk, meeting, now)


# --- facts in ---------------------------------------------------------------------------------


def test_an_offer_told_twice_is_taken_once(each_meeting, desks):
    meeting = each_meeting
    one, *_ = desks
    one.issue(START)
    offer = one.offer()

    for _ in range(2):
        answer = meeting.authority.meet(offer, START)

    assert answer.verdict is Verdict.TAKEN
    assert [position for position, _ in taken(meeting)] == list(range(1, len(taken(meeting)) + 1))
    assert len(taken(meeting)) == offer.facts[-1].entry.seq


def test_facts_that_are_missing_are_asked_for(meeting, desks):
    one, *_ = desks
    meet(one, meeting, START)
    one.issue(START)
    offer = one.offer()
    ahead = dataclasses.replace(offer, after=offer.after + 1, facts=())

    answer = meeting.authority.meet(ahead, START)

    assert (answer.verdict, answer.acked) == (Verdict.GAP, offer.after)


def test_a_desk_tells_again_what_the_site_misses(meeting, desks):
    one, *_ = desks
    one.issue(START)
    [answer, *_] = meet(one, meeting, START)
    lost = dataclasses.replace(answer, verdict=Verdict.GAP, acked=1)

    adopted = one.adopt(lost, START)

    assert adopted.taken is Taken.AGAIN
    assert one.offer().after == 1


def test_a_desk_that_nobody_enrolled_is_not_let_in(meeting, desks):
    one, *_ = desks
    stranger = dataclasses.replace(one.offer(), desk=DeskCode("99"))

    answer = meeting.authority.meet(stranger, START)

    assert answer.verdict is Verdict.UNKNOWN_DESK
    assert one.adopt(answer, START).taken is Taken.REFUSED


def test_a_program_too_old_is_told_and_its_facts_wait_in_the_inbox(each_meeting, desks):
    meeting = each_meeting
    one, *_ = desks
    one.issue(START)
    old = dataclasses.replace(one.offer(), protocol=0)

    assert meeting.authority.meet(old, START).verdict is Verdict.TOO_OLD
    assert meeting.authority.unload(old) == len(old.facts)
    assert meeting.authority.unload(old) == 0
    with meeting.store.read() as work:
        raw = work.connection.execute(select(site_inbox.c.raw).order_by(site_inbox.c.seq)).scalars()
        assert tuple(read_fact(text) for text in raw) == old.facts


def test_a_fact_of_a_later_version_is_kept(meeting, desks):
    one, *_ = desks
    meet(one, meeting, START)
    offer = one.offer()
    entry = Entry(
        seq=offer.after + 1,
        id=UUID(int=9),
        kind="CoffeeServed",
        v=3,
        at=START,
        desk=one.code,
        author=None,
        header={"cups": 2},
    ).chained(offer.last_hash)

    answer = meeting.authority.meet(
        dataclasses.replace(offer, facts=(SentFact(entry=entry),)), START
    )

    assert answer.acked == entry.seq
    assert UUID(int=9) in {one_id for _, one_id in taken(meeting)}


def test_a_fact_that_does_not_follow_is_not_let_in(meeting, desks):
    one, *_ = desks
    one.issue(START)
    offer = one.offer()
    forged = [
        dataclasses.replace(sent, entry=dataclasses.replace(sent.entry, author="x"))
        for sent in offer.facts
    ]

    answer = meeting.authority.meet(dataclasses.replace(offer, facts=tuple(forged)), START)

    assert answer.acked == 0
    assert taken(meeting) == []


def test_a_body_that_is_not_the_chained_one_is_not_let_in(meeting, desks):
    one, *_ = desks
    one.issue(START)
    offer = one.offer()
    other = [dataclasses.replace(sent, sealed=b"other") for sent in offer.facts]

    answer = meeting.authority.meet(dataclasses.replace(offer, facts=tuple(other)), START)

    assert answer.acked == 0


def with_image(desk, **changed: object):
    offer = desk.offer()
    images = {thing: {**image, **changed} for thing, image in offer.images.items()}
    return dataclasses.replace(offer, images=images)


def test_an_image_that_is_another_desks_ticket_changes_nothing(meeting, desks):
    one, two, _ = desks
    theirs = two.issue(START, count=1)
    in_turn(desks, meeting, START)
    one.issue(START, count=2)

    meeting.authority.meet(with_image(one, id=str(theirs.id), number="A666"), START)

    assert conflicts(meeting) == [Collision.NOT_APPLIED]
    meet(two, meeting, START)
    assert [each.number for each in two.tickets()] == ["A001"]


def test_an_image_that_is_no_row_is_kept_as_a_conflict(meeting, desks):
    one, *_ = desks
    meet(one, meeting, START)
    one.issue(START, count=2)

    answer = meeting.authority.meet(with_image(one, party=99), START)

    assert answer.acked == one.offer().facts[-1].entry.seq
    assert conflicts(meeting) == [Collision.NOT_APPLIED]


def test_what_follows_a_fact_that_is_no_row_is_taken_all_the_same(meeting, desks):
    one, two, _ = desks
    meet(one, meeting, START)
    bad, good = one.issue(START), one.issue(START)
    offer = one.offer()
    images = dict(offer.images)
    images[ticket_thing(bad)] = {**images[ticket_thing(bad)], "party": 99}

    meeting.authority.meet(dataclasses.replace(offer, images=images), START)
    meet(two, meeting, START)

    assert [each.id for each in two.tickets()] == [good.id]
    assert conflicts(meeting) == [Collision.NOT_APPLIED]


def test_a_call_of_a_ticket_the_site_never_heard_of_makes_it_known(meeting, desks):
    one, two, _ = desks
    meet(one, meeting, START)
    ticket = one.issue(START, count=4)
    one.call(ticket.id, START)
    offer = one.offer()
    call = dataclasses.replace(offer.facts[-1].entry, seq=offer.after + 1).chained(offer.last_hash)

    meeting.authority.meet(dataclasses.replace(offer, facts=(SentFact(entry=call),)), START)
    meet(two, meeting, START)

    assert [each.status for each in two.tickets()] == [TicketStatus.CALLED]


# --- copies of a file -------------------------------------------------------------------------


def test_an_old_copy_that_went_on_working_keeps_its_facts(each_meeting, desks):
    meeting = each_meeting
    one, two, _ = desks
    meet(one, meeting, START)
    copy = one.file.with_suffix(".copy")
    copy.write_bytes(one.file.read_bytes())
    first = one.issue(START)
    meet(one, meeting, START)
    one.store.close()
    one.file.write_bytes(copy.read_bytes())
    one.reopen()
    other = one.issue(START)  # the same number of its own series: two papers

    meet(one, meeting, START)
    meet(two, meeting, START)

    assert first.number == "A01-1"
    assert {ticket.id for ticket in two.tickets()} == {first.id, other.id}
    assert conflicts(meeting) == [Collision.NUMBER_TWICE]
    assert one.rows() == meeting.rows()


def test_two_machines_with_one_file_both_keep_their_facts(meeting, desks, tmp_path, site, ids):
    from tests.sync.desks import Desk

    one, two, _ = desks
    meet(one, meeting, START)
    file = tmp_path / "clone.sqlite"
    file.write_bytes(one.file.read_bytes())
    clone = Desk("01", file, site, ids)
    numbers = [one.issue(START, count=1), clone.issue(START, count=2)]
    for _ in range(3):
        meet(one, meeting, START)
        meet(clone, meeting, START)

    meet(two, meeting, START)
    clone.store.close()

    assert {ticket.id for ticket in two.tickets()} == {ticket.id for ticket in numbers}


def test_an_answer_to_an_earlier_incarnation_is_nothing(meeting, desks):
    one, *_ = desks
    answer = meeting.authority.meet(one.offer(), START)
    stale = dataclasses.replace(answer, asked_as=UUID(int=5))

    assert one.adopt(stale, START).taken is Taken.STALE


def test_an_overtaken_answer_is_nothing(meeting, desks):
    one, *_ = desks
    early = meeting.authority.meet(one.offer(), START)
    one.issue(START)
    meet(one, meeting, START)
    meet(one, meeting, START)

    assert one.adopt(early, START).taken is Taken.STALE
    assert one.rows() == meeting.rows()


def test_a_file_put_back_has_no_rights_before_it_has_met_the_site(meeting, desks):
    one, *_ = desks
    ticket = one.issue(START)
    meet(one, meeting, START)
    with one.store.begin() as work:
        SqlReplica(work).restored(one.ids())

    assert one.own_waiting() == []
    with pytest.raises(RightNotHeld):
        one.call(ticket.id, START)
    meet(one, meeting, START)
    assert ticket.id in {each.id for each in one.own_waiting()}
    assert one.issue(START).number == "A01B-1"


def test_after_an_unclean_end_own_numbers_skip_some(desks):
    one, *_ = desks
    with one.store.begin() as work:
        begin_work(work)
    assert one.issue(START).number == "A01-1"
    one.reopen()
    assert one.issue(START).number == "A01-12"

    with one.store.begin() as work:
        end_work(work)
    one.reopen()
    assert one.issue(START).number == "A01-13"


# --- the next ticket --------------------------------------------------------------------------


def test_the_law_goes_first_whoever_issued_the_ticket(each_meeting, desks):
    meeting = each_meeting
    one, two, three = desks
    one.issue(START, count=1)
    first = two.issue(later(minutes=1), count=2, priority=Priority.CMI)
    in_turn(desks, meeting, later(minutes=2))

    meet(three, meeting, later(minutes=2), NEXT)
    meet(two, meeting, later(minutes=2))
    [answer, *_] = meet(three, meeting, later(minutes=2, seconds=0.1), NEXT)

    assert [grant.thing for grant in answer.grants] == [ticket_thing(first)]


def test_an_owner_that_does_not_let_go_is_passed_over_and_told_of(meeting, desks):
    one, two, _ = desks
    one.issue(START, count=1)
    own = two.issue(later(seconds=5), count=2)
    in_turn(desks, meeting, later(seconds=6))

    meet(two, meeting, later(seconds=7), NEXT)
    [answer, *_] = meet(two, meeting, later(seconds=7.5), NEXT)

    assert [grant.thing for grant in answer.grants] == [ticket_thing(own)]
    assert answer.passed == ("01",)


def test_a_silent_desk_keeps_what_it_has(meeting, desks):
    one, two, _ = desks
    ticket = one.issue(START, count=1)
    meet(one, meeting, START)

    [answer, *_] = meet(two, meeting, later(minutes=1), NEXT)

    assert [refusal.why for refusal in answer.refusals] == [Denial.HELD]
    one.call(ticket.id, later(minutes=2))
    in_turn(desks, meeting, later(minutes=3))
    assert conflicts(meeting) == []


def test_nobody_waits_is_said(meeting, desks):
    one, *_ = desks
    [answer, *_] = meet(one, meeting, START, NEXT, WantNext(id="y", counter=99, day=DAY))

    assert [refusal.why for refusal in answer.refusals] == [Denial.EMPTY, Denial.UNKNOWN]


def test_a_ticket_given_to_call_is_asked_of_it_by_nobody_else(meeting, desks):
    one, two, _ = desks
    one.issue(START, count=1)
    meet(one, meeting, START)
    [mine, *_] = meet(one, meeting, START, NEXT)

    [other, *_] = meet(two, meeting, later(seconds=1), NEXT)

    assert len(mine.grants) == 1
    assert [refusal.why for refusal in other.refusals] == [Denial.HELD]


def test_a_row_is_wanted_by_its_name(meeting, desks):
    one, two, _ = desks
    ticket = one.issue(START, count=1)
    in_turn(desks, meeting, START)
    want = WantThing(id="t", thing=ticket_thing(ticket))

    meet(two, meeting, later(seconds=1), want)
    meet(one, meeting, later(seconds=1))
    [answer, *_] = meet(two, meeting, later(seconds=1), want)
    [none, *_] = meet(
        two,
        meeting,
        later(seconds=1),
        WantThing(id="u", thing=Thing(Kind.TICKET, "9")),
        Want(id="v"),
    )
    [silent, *_] = meet(one, meeting, later(minutes=5), want)

    assert [grant.thing for grant in answer.grants] == [want.thing]
    assert [refusal.why for refusal in none.refusals] == [Denial.UNKNOWN, Denial.UNKNOWN]
    assert [refusal.why for refusal in silent.refusals] == [Denial.HELD]


def test_a_ticket_called_before_the_recall_came_is_not_let_go(meeting, desks):
    one, two, _ = desks
    ticket = one.issue(START, count=1)
    in_turn(desks, meeting, START)
    meet(two, meeting, later(seconds=1), NEXT)  # the site asks for it
    one.call(ticket.id, later(seconds=1.1))  # the desk has not heard

    meet(one, meeting, later(seconds=1.2))
    [answer, *_] = meet(two, meeting, later(seconds=1.2), NEXT)
    one.finish(ticket.id, later(minutes=1))
    in_turn(desks, meeting, later(minutes=1))

    assert [refusal.why for refusal in answer.refusals] == [Denial.EMPTY]
    assert conflicts(meeting) == []
    assert {desk.tickets()[0].status for desk in desks} == {TicketStatus.COMPLETED}


def test_what_was_told_stands_until_all_rows_are_here(meeting, desks):
    one, two, _ = desks
    ticket = one.issue(START, count=1)
    in_turn(desks, meeting, START)
    for count in range(2, 7):
        two.issue(START, count=count)
    meet(two, meeting, START)
    one.call(ticket.id, START)
    few = Authority(meeting.store, rows_at_most=2)

    adopted = one.adopt(few.meet(one.offer(), START), START)

    assert adopted.has_more
    assert one.pending() == 0
    assert ticket.id not in {each.id for each in one.own_waiting()}


# --- fencing ----------------------------------------------------------------------------------


def test_a_dead_desks_tickets_are_others_and_its_late_call_is_kept_and_told(each_meeting, desks):
    meeting = each_meeting
    one, two, _ = desks
    ticket = one.issue(START, count=1)
    in_turn(desks, meeting, START)
    one.call(ticket.id, later(seconds=5))  # nobody heard of it

    assert meeting.authority.fence(one.code, now=later(seconds=6)) == 1
    meet(two, meeting, later(seconds=7))
    [answer, *_] = meet(two, meeting, later(seconds=7), NEXT)
    for grant in answer.grants:
        two.call(UUID(grant.thing.key), later(seconds=8))
    meet(two, meeting, later(seconds=8))
    in_turn(desks, meeting, later(seconds=9))

    assert conflicts(meeting) == [Collision.CALLED_TWICE]
    assert [desk.tickets()[0].status for desk in desks] == [TicketStatus.CALLED] * 3


def test_a_release_told_after_the_right_was_taken_over_moves_nothing(meeting, desks):
    one, two, three = desks
    ticket = one.issue(START, count=1)
    in_turn(desks, meeting, START)
    meet(two, meeting, later(seconds=1), NEXT)
    answer = meeting.authority.meet(one.offer(), later(seconds=1))
    one.adopt(answer, later(seconds=1))  # it lets go, and is cut off before it says so
    meet(three, meeting, later(seconds=40))
    meeting.authority.fence(one.code, now=later(seconds=40))

    in_turn(desks, meeting, later(seconds=41))

    assert meeting.rows()[ticket_thing(ticket)][1] == three.code
    assert [each.id for each in three.own_waiting()] == [ticket.id]


def test_a_ticket_given_up_at_a_dead_desk_stays_as_others_know_it(meeting, desks):
    one, *_ = desks
    ticket = one.issue(START, count=1)
    in_turn(desks, meeting, START)
    one.gives_up(ticket.id, later(seconds=5))
    meeting.authority.fence(one.code, now=later(seconds=6))

    in_turn(desks, meeting, later(seconds=7))

    assert conflicts(meeting) == [Collision.MOVED_LATE]
    assert {desk.tickets()[0].status for desk in desks} == {TicketStatus.WAITING}


def test_a_fenced_desk_gets_nothing_before_it_knows(each_meeting, desks):
    meeting = each_meeting
    one, *_ = desks
    meet(one, meeting, START)
    meeting.authority.fence(one.code, now=START)
    number = WantNumber(id="n", series="A", day=DAY)

    [before, told, *_] = meet(one, meeting, START, number)
    [after, *_] = meet(one, meeting, START, number)

    assert (before.grants, before.epoch) == ((), 2)
    assert told.acked == before.acked + 1  # that it has learned is a fact
    assert len(after.grants) == 1


def test_who_is_not_there_cannot_be_fenced(meeting):
    assert meeting.authority.fence(DeskCode("99"), now=START) == 0


# --- seats ------------------------------------------------------------------------------------


def seat_want(person: str, slot: str = SLOT) -> WantSeat:
    return WantSeat(id=f"s{person}", slots=(slot,), person=person, family=FAMILY)


def booked(desk, meeting, person: str, now: dt.datetime):
    [answer, *_] = meet(desk, meeting, now, seat_want(person))
    for grant in answer.grants:
        slot, number = grant.thing.key.rsplit("#", 1)
        desk.book(slot, int(number), person, now)
    meet(desk, meeting, now)
    return answer


def test_a_slot_is_filled_and_then_full(each_meeting, desks):
    meeting = each_meeting
    one, *_ = desks
    answers = [booked(one, meeting, f"p{number}", START) for number in range(CAPACITY + 1)]

    assert [len(answer.grants) for answer in answers] == [1] * CAPACITY + [0]
    assert [refusal.why for refusal in answers[-1].refusals] == [Denial.FULL]


def test_a_person_has_one_appointment_of_a_family(meeting, desks):
    one, two, _ = desks
    booked(one, meeting, "p", START)

    answer = booked(two, meeting, "p", START)

    assert [refusal.why for refusal in answer.refusals] == [Denial.HAS_ONE]


def test_a_claim_that_no_booking_needs_is_let_go(meeting, desks):
    one, two, _ = desks
    meet(one, meeting, START, seat_want("p"))
    meet(one, meeting, START)

    assert len(booked(two, meeting, "p", START).grants) == 1


def test_a_desk_keeps_seats_and_lets_them_go_to_who_wants_the_last(meeting, desks):
    one, two, _ = desks
    meet(one, meeting, START)
    meet(one, meeting, START)
    kept = one.own_seats()
    slot = kept[0][0]
    for number in range(CAPACITY):
        meet(two, meeting, START, seat_want(f"p{number}", slot))
        meet(one, meeting, START)
        booked_now = meet(two, meeting, START, seat_want(f"p{number}", slot))[0].grants
        for grant in booked_now:
            two.book(slot, int(grant.thing.key.rsplit("#", 1)[1]), f"p{number}", START)
        meet(two, meeting, START)

    assert len(kept) == 3
    assert len(two.appointments()) == CAPACITY


def test_a_seat_a_silent_desk_keeps_is_nobody_elses(meeting, desks):
    one, two, _ = desks
    for _ in range(2):
        meet(one, meeting, START)
    slot, number = one.own_seats()[0]
    much_later = later(minutes=10)
    wants = [seat_want(f"p{person}", slot) for person in range(CAPACITY)]

    answers = [meet(two, meeting, much_later, want)[0] for want in wants]
    one.book(slot, number, "q", much_later)  # still cut off: from its own
    in_turn(desks, meeting, later(minutes=20))

    given = {grant.thing for answer in answers for grant in answer.grants}
    assert Thing(Kind.SEAT, f"{slot}#{number}") not in given
    assert conflicts(meeting) == []


def test_two_booked_one_person_while_cut_off(each_meeting, desks):
    meeting = each_meeting
    one, two, _ = desks
    for desk in (one, two):
        meet(desk, meeting, START)
        meet(desk, meeting, START)
        slot, number = desk.own_seats()[0]
        assert desk.book(slot, number, "p", START) is not None

    in_turn(desks, meeting, START)

    assert conflicts(meeting) == [Collision.PERSON_TWICE]
    standings = sorted(
        image["standing"] for thing, image in images(meeting) if thing.kind is Kind.APPOINTMENT
    )
    assert standings == ["confirmed", "person_twice"]


def images(meeting):
    import json

    return [(thing, json.loads(row[0])) for thing, row in meeting.rows().items()]


def test_seats_released_for_a_dead_desk_are_found_again_or_told(each_meeting, desks):
    meeting = each_meeting
    one, two, _ = desks
    meet(one, meeting, START)
    meet(one, meeting, START)
    slot, number = one.own_seats()[0]
    one.book(slot, number, "late", START)  # a slip nobody heard of
    meeting.authority.fence(one.code, now=START, release_seats=True)
    for person in range(CAPACITY):
        for _ in range(2):
            booked(two, meeting, f"p{person}", START) if slot == SLOT else meet(
                two, meeting, START, seat_want(f"p{person}", slot)
            )
    in_turn(desks, meeting, START)

    assert set(conflicts(meeting)) <= {Collision.RESEATED, Collision.NO_SEAT}
    assert conflicts(meeting) != []
    assert one.rows() == meeting.rows()


def test_a_cancelled_seat_is_given_again_once_the_site_knows(meeting, desks):
    one, two, _ = desks
    for number in range(CAPACITY):
        booked(one, meeting, f"p{number}", START)
    in_turn(desks, meeting, START)
    two.cancel(one.appointments()[0].reference, START)
    in_turn(desks, meeting, START)

    assert len(booked(two, meeting, "new", START).grants) == 1


# --- a site that was put back -----------------------------------------------------------------


def test_a_site_put_back_gives_nothing_before_its_desks_are_back(each_meeting, desks):
    meeting = each_meeting
    one, two, _ = desks
    one.issue(START, count=7)
    in_turn(desks, meeting, START)
    assert meeting.authority.put_back() == 2
    number = WantNumber(id="n", series="A", day=DAY)

    meet(one, meeting, later(seconds=1))
    [waits, *_] = meet(one, meeting, later(seconds=1), number)
    for desk in desks:
        meet(desk, meeting, later(seconds=2))
    [given, *_] = meet(one, meeting, later(seconds=3), number)

    assert [refusal.why for refusal in waits.refusals] == [Denial.GRACE]
    assert [grant.count for grant in given.grants] == [8]
    meet(two, meeting, later(seconds=4))
    assert two.rows() == meeting.rows()


def test_an_operator_ends_the_grace_and_hears_who_is_missing(meeting, desks):
    one, *_ = desks
    in_turn(desks, meeting, START)
    meeting.authority.put_back()
    meet(one, meeting, START)

    assert meeting.authority.end_grace(START) == ("02", "03")
    [answer, *_] = meet(one, meeting, START, WantNumber(id="n", series="A", day=DAY))
    assert len(answer.grants) == 1


# --- many at once -----------------------------------------------------------------------------


def test_desks_at_once_get_each_seat_and_number_once(each_meeting, desks):
    """Real connections against one another: no number twice, no seat to two desks."""
    meeting = each_meeting
    for desk in desks:
        meet(desk, meeting, START)
        meet(desk, meeting, START)
    numbers: list[int] = []
    seats: set[tuple[str, str]] = set()

    def asks(desk) -> None:
        offer = desk.offer()
        for turn in range(8):
            name = f"{desk.code}{turn}"
            wants = (
                WantNumber(id=f"n{name}", series="A", day=DAY),
                WantSeat(id=f"s{name}", slots=(SLOT,), person=name, family=FAMILY),
            )
            answer = meeting.authority.meet(dataclasses.replace(offer, wants=wants), START)
            numbers.extend(grant.count for grant in answer.grants if grant.thing is None)
            seats.update((grant.thing.key, desk.code) for grant in answer.grants if grant.thing)

    threads = [threading.Thread(target=asks, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1, 25))
    assert len({seat for seat, _ in seats}) == len(seats)
