"""Calls for help: one press one call, answered by name, forgotten overnight, in the journal."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from desk_app.domain.account_facts import AlarmAcknowledged, AlarmRaised
from desk_app.domain.alarms import AlarmId
from desk_app.domain.changes import Topic
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import NotAllowed, UnknownCounter, UnknownRequest
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.sessions import Session, SessionId
from desk_app.security.codes import new_id
from desk_app.services import alarms
from desk_app.services.board import board
from tests.acts import NO_HOLIDAYS
from tests.services.desk import CHIEF, KARIM, SYLVIE


def raised(desk, counter=3, *, by=KARIM, place="Guichet 3"):
    number = None if counter is None else CounterId(counter)
    return alarms.raise_alarm(number, place=place, by=by, new_id=new_id, **desk.writing)


def answered(desk, alarm, *, by=SYLVIE):
    return alarms.acknowledge(alarm, by=by, **desk.writing)


def facts(desk):
    with desk.store.read() as work:
        return [entry.kind for entry in work.journal.after(0, 1000) if "Alarm" in entry.kind]


def test_a_call_names_the_counter_and_stands_in_the_journal(real_desk):
    called = raised(real_desk)

    [call] = alarms.unanswered(**real_desk.ports)
    assert (call.counter, call.raised_by, call.answered_by) == (3, KARIM, "")
    assert (call.at.hour, call.at.minute) == (9, 0)
    assert called.changes.topics == {Topic.ALARMS}
    assert facts(real_desk) == [AlarmRaised.__name__]


def test_pressing_again_is_the_same_call(desk):
    first = raised(desk)
    desk.clock.passes(seconds=2)

    again = raised(desk)

    assert (again.call.id, again.changes.topics) == (first.call.id, frozenset())
    assert facts(desk) == [AlarmRaised.__name__]


def test_another_counter_or_another_agent_is_another_call(desk):
    raised(desk)

    raised(desk, 4, place="Guichet 4")
    raised(desk, 3, by=SYLVIE)

    assert [call.counter for call in alarms.unanswered(**desk.ports)] == [3, 4, 3]


def test_a_reception_calls_by_its_name(desk):
    raised(desk, None, by=SYLVIE, place="Accueil 1")

    [call] = alarms.unanswered(**desk.ports)
    assert (call.counter, call.place) == (None, "Accueil 1")


def sits(desk, login, place):
    session = Session(id=SessionId(uuid4()), agent=login, place=place, since=desk.clock())
    with desk.store.begin() as work:
        work.sessions.put(session)


def noted(desk):
    return [each.header["place"] for each in desk.journal() if each.kind == "AlarmRaised"]


def test_the_journal_names_the_place_where_somebody_sits(real_desk):
    sits(real_desk, SYLVIE, "Accueil 1")

    raised(real_desk, None, by=SYLVIE, place="Accueil 1")
    raised(real_desk, None, by=None, place="Accueil 2")

    assert noted(real_desk) == ["Accueil 1", "Accueil 2"]


def test_words_typed_for_a_place_call_and_reach_no_journal(real_desk):
    sits(real_desk, SYLVIE, "Accueil 1")

    called = raised(real_desk, None, by=SYLVIE, place="Amina Benali")
    raised(real_desk, None, by=KARIM, place="Amina Benali, 06 12 34 56 78")
    raised(real_desk, 3, by=KARIM, place="Amina Benali")

    assert called.call.place == "Amina Benali"
    assert noted(real_desk) == ["Accueil 1", "", ""]


def test_whoever_answers_is_named_and_nobody_is_called_any_more(real_desk):
    call = raised(real_desk).call

    told = answered(real_desk, call.id)

    assert told.call.answered_by == name(real_desk, SYLVIE)
    assert alarms.unanswered(**real_desk.ports) == ()
    watched = alarms.watch(**real_desk.ports)
    assert (watched.calls, watched.answered) == ((), (told.call,))
    assert facts(real_desk) == [AlarmRaised.__name__, AlarmAcknowledged.__name__]


def test_the_first_answer_stays(desk):
    call = raised(desk).call
    answered(desk, call.id)

    second = answered(desk, call.id, by=CHIEF)

    assert (second.call.answered_by, second.changes.topics) == (name(desk, SYLVIE), frozenset())
    assert facts(desk).count(AlarmAcknowledged.__name__) == 1


def test_everybody_is_told_for_a_while_who_goes(real_desk):
    first, second = raised(real_desk).call, raised(real_desk, 4, place="Guichet 4").call
    real_desk.clock.passes(seconds=5)
    answered(real_desk, second.id)
    real_desk.clock.passes(minutes=2)
    answered(real_desk, first.id, by=CHIEF)

    both = alarms.watch(**real_desk.ports).answered
    real_desk.clock.passes(minutes=2)
    later = alarms.watch(**real_desk.ports).answered

    assert [(call.counter, call.answered_by) for call in both] == [
        (4, name(real_desk, SYLVIE)),
        (3, name(real_desk, CHIEF)),
    ]
    assert [call.counter for call in later] == [3]


def test_a_locked_desk_calls_in_the_name_of_nobody(real_desk):
    called = raised(real_desk, by=None)

    [call] = alarms.unanswered(**real_desk.ports)
    assert (call, call.raised_by, call.name) == (called.call, None, "")
    with real_desk.store.read() as work:
        [entry] = [each for each in work.journal.after(0, 1000) if each.kind == "AlarmRaised"]
    assert (entry.author, entry.header["counter"]) == (None, 3)


def test_a_locked_desk_and_who_sits_there_call_once(desk):
    first = raised(desk)

    locked = raised(desk, by=None)
    answered(desk, first.call.id)
    nobody_s = raised(desk, by=None)
    signed_in = raised(desk, by=KARIM)

    assert locked.call.id == first.call.id
    assert signed_in.call.id == nobody_s.call.id != first.call.id


def test_nobody_can_take_back_the_call_of_a_locked_desk_unnamed(desk):
    call = raised(desk, by=None).call

    assert not answered(desk, call.id).call.is_over


def test_who_called_can_say_that_all_is_well(desk):
    call = raised(desk).call

    told = answered(desk, call.id, by=KARIM)

    assert told.call.is_over
    assert not answered(desk, raised(desk).call.id, by=SYLVIE).call.is_over


def test_what_nobody_answered_yesterday_calls_nobody_today(desk):
    raised(desk)

    desk.clock.passes(minutes=24 * 60)

    assert alarms.unanswered(**desk.ports) == ()
    assert raised(desk).changes.topics == {Topic.ALARMS}


def test_a_counter_that_the_site_has_not_is_refused(desk):
    with pytest.raises(UnknownCounter):
        raised(desk, 77)


def test_an_auditor_reads_and_neither_calls_nor_answers(desk):
    auditor = AgentLogin("auditor")
    with desk.store.begin() as work:
        work.sites.add_agent(Agent(login=auditor, name="Alice", role=Role.AUDITOR))
    call = raised(desk).call

    with pytest.raises(NotAllowed):
        raised(desk, by=auditor)
    with pytest.raises(NotAllowed):
        answered(desk, call.id, by=auditor)

    assert facts(desk) == [AlarmRaised.__name__]


def test_a_call_that_never_was_cannot_be_answered(desk):
    with pytest.raises(UnknownRequest):
        answered(desk, AlarmId(uuid4()))


def test_an_id_that_is_none_is_refused_as_unknown():
    alarm = AlarmId(uuid4())

    assert alarms.alarm_id(str(alarm)) == alarm
    with pytest.raises(UnknownRequest):
        alarms.alarm_id("3; DROP TABLE alarms")


def test_an_agent_whose_account_is_gone_from_the_list_is_named_by_the_login(desk):
    call = raised(desk).call
    with desk.store.begin() as work:
        found = work.alarms.get(call.id)
        work.alarms.put(found.acknowledged(AgentLogin("gone"), found.raised_at))

    [told] = alarms.watch(**desk.ports).answered
    assert told.answered_by == "gone"


def test_the_waiting_room_sees_nothing_of_it(real_desk):
    real_desk.comes()
    real_desk.calls(1)
    before = shown(real_desk)

    raised(real_desk)

    assert shown(real_desk) == before


def test_an_alarm_is_told_in_the_hour_of_the_site(desk):
    desk.clock.passes(minutes=63)

    assert raised(desk).call.at.utcoffset() == dt.timedelta(hours=1)


def shown(desk):
    return board(holidays=lambda _: NO_HOLIDAYS, **desk.ports)


def name(desk, login):
    with desk.store.read() as work:
        return work.accounts.get(login).name
