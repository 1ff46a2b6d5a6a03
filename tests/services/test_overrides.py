"""Exceptions and their second person: who may agree, how often, and what the journal keeps."""

from __future__ import annotations

import dataclasses
from functools import partial
from uuid import uuid4

import pytest

from desk_app.domain.changes import Topic
from desk_app.domain.draw_errors import UnknownFamily
from desk_app.domain.errors import (
    AccountEnded,
    BadValue,
    NotAllowed,
    OverridesUsedUp,
    SamePerson,
    SecondPersonNeeded,
    SignInRefused,
    UnknownProcedure,
    UnknownRequest,
    UnknownTicket,
)
from desk_app.domain.overrides import Cause, Override, OverrideId, OverrideState, causes_of
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.roles import Power
from desk_app.security.codes import new_id
from desk_app.services import colleagues, overrides, questions
from desk_app.services.accounts import check
from desk_app.services.day import locked
from desk_app.services.overrides import Wish
from desk_app.words.overrides import cause_name, override_about, override_name, override_state
from tests.account_fakes import PlainHasher
from tests.services.desk import CHIEF, KARIM, SYLVIE

LOCAL, ORDER = Override.LOCAL_PRIORITY, Override.OUT_OF_ORDER
AUDITOR, TWIN = AgentLogin("auditor"), AgentLogin("smarchand2")


def wish(kind=LOCAL, subject="INFO", why=Cause.FRAGILE):
    return Wish(kind=kind, subject=subject, why=why)


def agreed(desk, wished=None, *, asker=SYLVIE, login=KARIM, password=""):
    known = partial(check, begin=desk.store.begin, hasher=PlainHasher(), **desk.ports)
    return overrides.agree(
        wished or wish(), asker=asker, login=login, password=password,
        check=known, new_id=new_id, **desk.writing,
    )  # fmt: skip


def asked(desk, wished=None, *, asker=SYLVIE):
    return overrides.ask(wished or wish(), asker=asker, new_id=new_id, **desk.writing)


def decided(desk, question, *, agreed=True, by=CHIEF):
    return overrides.decide(question.id, agreed=agreed, by=by, **desk.writing)


def used(desk, agreement, kind=LOCAL, subject="INFO", *, by=SYLVIE, about=""):
    with desk.store.begin() as work:
        act = locked(work, desk.clock(), by, Power.CALL)
        overrides.use(agreement, kind, subject, act, about=about)


def facts(desk, *kinds):
    with desk.store.read() as work:
        return [entry for entry in work.journal.after(0, 1000) if entry.kind in kinds]


def kinds(desk):
    with desk.store.read() as work:
        return [each.kind for each in work.journal.after(0, 1000) if "Override" in each.kind]


def joins(desk, login, role, *, like=None, password=""):
    with desk.store.begin() as work:
        work.sites.add_agent(Agent(login=login, name=str(login), role=role))
        account = work.accounts.get(login)
        person = work.accounts.get(like).person if like else account.person
        work.accounts.put(dataclasses.replace(account, person=person, password=password))


def uses_up(desk, *, asker=SYLVIE, times=5):
    for _ in range(times):
        used(desk, agreed(desk, asker=asker), by=asker)


# --- at the same desk ----------------------------------------------------------------------------


def test_a_colleague_agrees_and_the_exception_is_made(real_desk):
    agreement = agreed(real_desk)

    used(real_desk, agreement, about="A001")

    [decision] = facts(real_desk, "OverrideDecided")
    [made] = facts(real_desk, "OverrideUsed")
    assert (decision.agent, made.agent) == (KARIM, SYLVIE)
    assert decision.header["state"] == "approved"
    assert (made.header["subject"], made.header["why"]) == ("A001", "fragile")


def test_the_approver_s_password_is_looked_at(desk):
    joins(desk, AgentLogin("lock"), Role.AGENT, password=PlainHasher().encode("Right-1"))

    with pytest.raises(SignInRefused):
        agreed(desk, login="lock", password="Wrong-1")

    assert agreed(desk, login="lock", password="Right-1").approver == "lock"


def test_nobody_agrees_with_themselves(real_desk):
    with pytest.raises(SamePerson):
        agreed(real_desk, login=SYLVIE)

    [denied] = facts(real_desk, "OverrideDenied")
    assert (denied.agent, denied.header["error"]) == (SYLVIE, "SamePerson")
    assert kinds(real_desk) == ["OverrideDenied"]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COUNTER])
def test_nobody_agrees_with_themselves_under_a_second_account(desk, role):
    joins(desk, TWIN, role, like=SYLVIE)

    with pytest.raises(SamePerson):
        agreed(desk, login=TWIN)
    with pytest.raises(SamePerson):
        agreed(desk, asker=TWIN, login=SYLVIE)


def test_two_supervisors_with_one_account_are_one_person(desk):
    with pytest.raises(SamePerson):
        agreed(desk, asker=CHIEF, login=CHIEF)


def test_an_auditor_neither_agrees_nor_asks(desk):
    joins(desk, AUDITOR, Role.AUDITOR)

    with pytest.raises(NotAllowed):
        agreed(desk, login=AUDITOR)
    with pytest.raises(NotAllowed):
        agreed(desk, asker=AUDITOR)
    with pytest.raises(NotAllowed):
        asked(desk, asker=AUDITOR)


def test_the_sixth_of_a_day_is_refused_whoever_agrees(real_desk):
    uses_up(real_desk)

    for login in (KARIM, CHIEF):
        with pytest.raises(OverridesUsedUp):
            agreed(real_desk, login=login)

    assert kinds(real_desk)[-2:] == ["OverrideDenied"] * 2
    real_desk.clock.passes(days=1)
    assert agreed(real_desk).approver == KARIM


def test_what_was_agreed_to_before_the_fifth_was_made_is_refused_as_sixth(desk):
    kept = agreed(desk)
    uses_up(desk)

    with pytest.raises(OverridesUsedUp):
        used(desk, kept)

    assert kinds(desk)[-1] == "OverrideDenied"
    assert kinds(desk).count("OverrideUsed") == 5


def test_a_supervisor_goes_on_with_a_second_person(desk):
    uses_up(desk, asker=CHIEF, times=6)

    assert agreed(desk, asker=CHIEF).approver == KARIM
    with pytest.raises(SamePerson):
        agreed(desk, asker=CHIEF, login=CHIEF)


# --- what an agreement is for -------------------------------------------------------------------


def test_without_an_agreement_a_second_person_is_asked_for(desk):
    with pytest.raises(SecondPersonNeeded) as refused:
        used(desk, None)

    assert refused.value.override == LOCAL


def test_the_program_itself_makes_no_exception(desk):
    agreement = agreed(desk)

    with pytest.raises(SecondPersonNeeded):
        used(desk, agreement, by=None)


def test_an_agreement_serves_once(desk):
    agreement = agreed(desk)
    used(desk, agreement)

    with pytest.raises(UnknownRequest):
        used(desk, agreement)


@pytest.mark.parametrize(
    ("kind", "subject", "by"),
    [(ORDER, "INFO", SYLVIE), (LOCAL, "PIECES", SYLVIE), (LOCAL, "INFO", CHIEF)],
)
def test_an_agreement_is_for_one_thing_one_subject_and_one_asker(desk, kind, subject, by):
    agreement = agreed(desk)

    with pytest.raises(UnknownRequest):
        used(desk, agreement, kind, subject, by=by)


def test_an_agreement_grows_old(desk):
    agreement = agreed(desk)

    desk.clock.passes(minutes=15)

    with pytest.raises(UnknownRequest):
        used(desk, agreement)


def test_an_invented_agreement_allows_nothing(desk):
    invented = dataclasses.replace(agreed(desk), id=OverrideId(uuid4()))

    with pytest.raises(UnknownRequest):
        used(desk, invented)


def test_a_question_nobody_has_answered_allows_nothing(desk):
    question = asked(desk).question
    pretended = questions.Agreement(id=question.id, kind=LOCAL, why=Cause.FRAGILE, approver=CHIEF)

    with pytest.raises(UnknownRequest):
        used(desk, pretended)


def test_a_number_is_the_same_however_it_is_typed():
    assert wish(ORDER, " c 42").subject == wish(ORDER, "C042").subject == "C042"
    assert wish(LOCAL, "info").subject == "INFO"


# --- a supervisor at another desk ----------------------------------------------------------------


def test_a_supervisor_agrees_from_another_desk(real_desk):
    question = asked(real_desk).question

    assert questions.questions(**real_desk.ports) == (question,)
    answer = decided(real_desk, question)

    assert answer.question.state is OverrideState.APPROVED
    assert answer.question.answered_by
    assert answer.changes.topics == {Topic.AGENTS}
    assert questions.questions(**real_desk.ports) == ()
    agreement = questions.usable(LOCAL, "info", asker=SYLVIE, **real_desk.ports)
    assert agreement is not None
    used(real_desk, agreement)
    assert questions.usable(LOCAL, "INFO", asker=SYLVIE, **real_desk.ports) is None
    assert kinds(real_desk) == ["OverrideAsked", "OverrideDecided", "OverrideUsed"]


def test_a_refusal_is_told_and_allows_nothing(desk):
    question = asked(desk).question

    decided(desk, question, agreed=False)

    read = {"read": desk.store.read}
    assert questions.question(question.id, **read).state is OverrideState.REFUSED
    assert questions.usable(LOCAL, "INFO", asker=SYLVIE, **desk.ports) is None
    with pytest.raises(UnknownRequest):
        decided(desk, question)


def test_what_is_agreed_for_one_is_not_usable_by_another(desk):
    decided(desk, asked(desk).question)

    assert questions.usable(LOCAL, "INFO", asker=KARIM, **desk.ports) is None
    assert questions.usable(ORDER, "INFO", asker=SYLVIE, **desk.ports) is None


def test_a_question_waiting_is_not_an_agreement(desk):
    asked(desk)

    assert questions.usable(LOCAL, "INFO", asker=SYLVIE, **desk.ports) is None


def test_asking_again_is_the_same_question(desk):
    first = asked(desk)

    again = asked(desk)
    other = asked(desk, wish(subject="PIECES"))

    assert (again.question, again.changes.topics) == (first.question, frozenset())
    assert other.question.id != first.question.id


def test_a_question_waits_fifteen_minutes(desk):
    old = asked(desk).question
    desk.clock.passes(minutes=15)

    assert questions.questions(**desk.ports) == ()
    with pytest.raises(UnknownRequest):
        decided(desk, old)
    assert asked(desk).question.id != old.id


def test_only_those_who_direct_answer(desk):
    question = asked(desk).question

    with pytest.raises(NotAllowed):
        decided(desk, question, by=KARIM)


def test_a_supervisor_does_not_answer_yes_to_himself_but_may_withdraw(desk):
    question = asked(desk, asker=CHIEF).question

    with pytest.raises(SamePerson):
        decided(desk, question, by=CHIEF)
    assert kinds(desk)[-1] == "OverrideDenied"

    assert decided(desk, question, agreed=False).question.state is OverrideState.REFUSED


def test_nobody_is_disturbed_for_what_the_quota_refuses(desk):
    uses_up(desk)

    with pytest.raises(OverridesUsedUp):
        asked(desk)

    [denied] = facts(desk, "OverrideDenied")
    assert denied.header["approver"] is None
    assert questions.questions(**desk.ports) == ()


def test_a_supervisor_asks_beyond_the_quota(desk):
    uses_up(desk, asker=CHIEF, times=5)

    assert asked(desk, asker=CHIEF).question.asker == CHIEF


def test_a_question_that_never_was_is_unknown(desk):
    with pytest.raises(UnknownRequest):
        questions.question(OverrideId(uuid4()), read=desk.store.read)
    with pytest.raises(UnknownRequest):
        overrides.decide(OverrideId(uuid4()), agreed=True, by=CHIEF, **desk.writing)


def test_an_exception_for_a_call_names_the_ticket(desk):
    number = desk.comes()
    agreement = agreed(desk, wish(ORDER, number))

    used(desk, agreement, ORDER, number)

    assert facts(desk, "OverrideUsed")[0].header["subject"] == number


# --- the kinds, their reasons and the day --------------------------------------------------------


def test_a_slot_made_by_hand_is_agreed_to_and_made_by_its_reference(desk):
    wished = wish(Override.MANUAL_SLOT, " depot_matin/2026-03-12T09:20 ", Cause.DEMAND)
    agreement = agreed(desk, wished)

    used(desk, agreement, Override.MANUAL_SLOT, "DEPOT_MATIN/2026-03-12T09:20")

    assert facts(desk, "OverrideUsed")[0].header["subject"] == "DEPOT_MATIN/2026-03-12T09:20"


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (LOCAL, "Amina Benali"),
        (ORDER, "Amina Benali"),
        (Override.RECTIFICATION, "Amina"),
        (Override.LATE_ACCEPTANCE, "AMIN-ABEN"),
        (Override.LATE_ACCEPTANCE, "Z999"),
        (Override.FREE_SLOT, "Amina Benali"),
        (Override.FREE_SLOT, "DEPOT_MATIN/2026-03-12T09:20"),
        (Override.MANUAL_SLOT, "Amina Benali"),
        (Override.MANUAL_SLOT, "BENALI/2026-03-12T09:20"),
        (Override.MANUAL_SLOT, "DEPOT_MATIN/2026-03-12T09:20 Benali"),
    ],
)
def test_words_are_no_subject_of_an_exception_and_reach_no_journal(real_desk, kind, subject):
    before = real_desk.journal()
    why = causes_of(kind)[0]

    with pytest.raises((UnknownProcedure, UnknownTicket)):
        agreed(real_desk, wish(kind, subject, why))
    with pytest.raises((UnknownProcedure, UnknownTicket)):
        asked(real_desk, wish(kind, subject, why))

    kinds_since = {entry.kind for entry in real_desk.journal()[len(before) :]}
    assert not any("Override" in each for each in kinds_since)


@pytest.mark.parametrize(
    ("kind", "why"),
    [(Override.RECTIFICATION, Cause.TRAVEL), (Override.OUT_OF_ORDER, Cause.MISREAD)],
)
def test_a_reason_is_one_of_the_exception_s_own(kind, why):
    with pytest.raises(BadValue):
        wish(kind, "C042", why)


def test_two_accounts_of_one_person_have_one_quota(desk):
    joins(desk, TWIN, Role.AGENT, like=SYLVIE)
    uses_up(desk, times=3)
    uses_up(desk, asker=TWIN, times=2)

    with pytest.raises(OverridesUsedUp):
        agreed(desk)
    with pytest.raises(OverridesUsedUp):
        agreed(desk, asker=TWIN)
    assert questions.left_today(TWIN, **desk.ports) == 0


def test_what_is_left_of_the_quota_is_told(desk):
    assert questions.left_today(SYLVIE, **desk.ports) == 5

    uses_up(desk, times=2)

    assert questions.left_today(SYLVIE, **desk.ports) == 3


def test_every_exception_of_the_day_is_told_oldest_first(real_desk):
    number = real_desk.comes()
    used(real_desk, agreed(real_desk))
    real_desk.clock.passes(minutes=1)
    decided(real_desk, asked(real_desk, wish(subject="PIECES")).question, agreed=False)
    real_desk.clock.passes(minutes=1)
    asked(real_desk, wish(ORDER, number))

    told = questions.exceptions(by=CHIEF, **real_desk.ports)

    assert [each.state for each in told] == ["used", "refused", "asked"]
    assert [each.subject for each in told] == ["INFO", "PIECES", number]
    real_desk.clock.passes(days=1)
    assert questions.exceptions(by=CHIEF, **real_desk.ports) == ()


def test_an_id_is_read_from_text(desk):
    question = asked(desk).question

    assert questions.override_id(str(question.id)) == question.id
    with pytest.raises(UnknownRequest):
        questions.override_id("not an id")


def test_what_somebody_agreed_to_who_has_left_since_is_not_made(real_desk):
    leaver = AgentLogin("leaver")
    joins(real_desk, leaver, Role.AGENT)
    agreement = agreed(real_desk, login=leaver)
    with real_desk.store.begin() as work:
        work.accounts.put(work.accounts.get(leaver).closed())

    with pytest.raises(AccountEnded):
        used(real_desk, agreement)

    assert facts(real_desk, "OverrideUsed") == []


def test_who_gave_a_colleague_a_code_is_not_agreed_to_under_their_name(real_desk):
    code = colleagues.OneTimeCode(told="x", encoded="x")
    colleagues.reset(
        KARIM, code, by=CHIEF, new_id=new_id, printer=lambda: None, **real_desk.writing
    )
    with real_desk.store.begin() as work:
        work.accounts.put(work.accounts.get(KARIM).with_password(""))  # chosen by whoever it was

    with pytest.raises(SamePerson):
        agreed(real_desk, asker=CHIEF, login=KARIM)
    others = agreed(real_desk, login=KARIM)
    real_desk.clock.passes(hours=24, seconds=1)
    later = agreed(real_desk, asker=CHIEF, login=KARIM)

    assert (others.approver, later.approver) == (KARIM, KARIM)


def test_an_ended_account_agrees_to_nothing(desk):
    joins(desk, AgentLogin("gone"), Role.AGENT)
    with desk.store.begin() as work:
        work.accounts.put(work.accounts.get(AgentLogin("gone")).closed())

    with pytest.raises(AccountEnded):
        agreed(desk, login="gone")


def test_words_of_an_exception():
    assert override_about(ORDER, "C042").startswith(override_name(ORDER))
    assert override_about(LOCAL, "INFO").endswith("INFO")
    late = Override.LATE_ACCEPTANCE
    assert override_name(late, "7K4M-2QXD") != override_name(late, "C042") == override_name(late)
    assert override_about(late, "7K4M-2QXD").startswith(override_name(late, "7K4M-2QXD"))
    assert all(cause_name(why) for why in Cause)
    assert all(override_state(state) for state in OverrideState)
    assert all(override_name(kind) for kind in Override)


@pytest.mark.parametrize("kind", [Override.OUT_OF_HOURS, Override.VOID_DRAW])
def test_an_exception_of_a_draw_is_about_a_family_of_the_site(desk, kind):
    with pytest.raises(UnknownFamily):
        agreed(desk, wish(kind, "NO", Cause.OUR_MISTAKE))
