"""A-01 to A-04, AT-05, AT-06, AT-15, AT-19: how often, for how many, and for whom."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.assistance import (
    OnlineObstacle,
    Relation,
    Representative,
    SubstituteChannel,
    check_representative,
)
from desk_app.domain.identity_errors import (
    AssociationCapReached,
    ChangesUsedUp,
    HelperCapReached,
    HelperUnknown,
    OwnInterest,
)
from desk_app.domain.limits import (
    Association,
    NoShowVerdict,
    check_interest,
    contact_verdict,
    next_change,
    no_show_verdict,
)
from desk_app.domain.people import parse_document
from desk_app.domain.person_keys import PersonKey

TODAY = dt.date(2026, 3, 3)
NOW = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)
CARD = parse_document("card:X0A1B2C3D")


def _used(*persons: str, days_ago: int = 0) -> list[tuple[PersonKey, dt.date]]:
    return [(PersonKey(one), TODAY - dt.timedelta(days=days_ago)) for one in persons]


# --- A-02, AT-06, A-04 -----------------------------------------------------------------------


def test_at_06_the_third_change_is_refused():
    assert [next_change(changes) for changes in (0, 1)] == [1, 2]
    with pytest.raises(ChangesUsedUp):
        next_change(2)


@pytest.mark.parametrize(
    ("absences", "verdict"),
    [
        ([], NoShowVerdict.FREE),
        ([dt.date(2026, 2, 1)], NoShowVerdict.FREE),
        ([dt.date(2026, 2, 1), dt.date(2025, 3, 3)], NoShowVerdict.FREE),
        ([dt.date(2026, 2, 1), dt.date(2025, 3, 4)], NoShowVerdict.SUPERVISOR),
        ([dt.date(2026, 3, 3), dt.date(2026, 3, 2), dt.date(2026, 3, 1)], NoShowVerdict.SUPERVISOR),
        ([dt.date(2026, 2, 1), dt.date(2026, 3, 4)], NoShowVerdict.FREE),
    ],
)
def test_a_second_absence_in_twelve_months_asks_for_a_supervisor(absences, verdict):
    assert no_show_verdict(absences, today=TODAY) is verdict


def test_twelve_months_before_a_29_february_end_on_the_28th():
    leap = dt.date(2028, 2, 29)
    before, after = dt.date(2027, 2, 28), dt.date(2027, 3, 1)

    assert no_show_verdict([leap, before], today=leap) is NoShowVerdict.FREE
    assert no_show_verdict([leap, after], today=leap) is NoShowVerdict.SUPERVISOR


@given(st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))), st.dates(dt.date(2020, 1, 1)))
def test_an_absence_is_never_a_ban(absences, today):
    assert no_show_verdict(absences, today=today) in set(NoShowVerdict)


# --- AT-05 ---------------------------------------------------------------------------------


def test_at_05_a_family_of_three_raises_no_alert_and_the_fourth_person_one():
    verdicts = [
        contact_verdict(PersonKey(one), _used(*"abcd"[:before]), today=TODAY)
        for before, one in enumerate("abcd")
    ]

    assert [verdict.alerts for verdict in verdicts] == [False, False, False, True]
    assert [verdict.persons for verdict in verdicts] == [1, 2, 3, 4]


def test_a_person_already_counted_raises_no_second_alert():
    assert not contact_verdict(PersonKey("a"), _used(*"abcd"), today=TODAY).alerts


@pytest.mark.parametrize(("days", "alerts"), [(29, True), (30, False)])
def test_contacts_are_counted_for_thirty_days(days, alerts):
    verdict = contact_verdict(PersonKey("d"), _used(*"abc", days_ago=days), today=TODAY)

    assert verdict.alerts is alerts


def test_a_declared_association_raises_no_alert_and_has_ten_persons_a_day():
    association = Association(name="La Cimade")
    ten = "abcdefghij"

    verdict = contact_verdict(PersonKey("j"), _used(*ten[:9]), today=TODAY, association=association)
    again = contact_verdict(PersonKey("a"), _used(*ten), today=TODAY, association=association)

    assert (verdict.persons, verdict.alerts, again.alerts) == (10, False, False)
    with pytest.raises(AssociationCapReached):
        contact_verdict(PersonKey("k"), _used(*ten), today=TODAY, association=association)
    assert not contact_verdict(
        PersonKey("k"), _used(*ten, days_ago=1), today=TODAY, association=association
    ).alerts


# --- AT-15 ---------------------------------------------------------------------------------


def test_at_15_an_agent_does_not_book_with_what_they_declared_as_theirs():
    declared = frozenset({"own phone", "cousin"})

    check_interest(declared, ["somebody", "other phone"])
    check_interest((), ["own phone"])
    with pytest.raises(OwnInterest):
        check_interest(declared, ["somebody", "own phone"])


# --- AT-19 ---------------------------------------------------------------------------------


def test_at_19_the_sixth_person_of_a_day_is_refused_to_who_is_nobody_in_particular():
    other = Representative(relation=Relation.OTHER, document=CARD, mandate_seen=True)

    assert not check_representative(other, others_today=4).is_flagged
    with pytest.raises(HelperCapReached) as refused:
        check_representative(other, others_today=5)
    assert refused.value.cap == 5


def test_at_19_a_lawyer_is_flagged_and_not_refused():
    lawyer = Representative(relation=Relation.LAWYER, document=CARD, mandate_seen=True)

    assert check_representative(lawyer, others_today=40).is_flagged


@pytest.mark.parametrize("relation", list(Relation))
def test_at_19_the_applicant_comes_on_the_day_whoever_helped(relation):
    helper = Representative(relation=relation, document=CARD, mandate_seen=True)

    assert check_representative(helper, others_today=0).applicant_must_come


@pytest.mark.parametrize("relation", list(Relation))
def test_at_19_nobody_speaks_for_another_without_a_document(relation):
    with pytest.raises(HelperUnknown) as refused:
        check_representative(
            Representative(relation=relation, document=None, mandate_seen=True), others_today=0
        )
    assert refused.value.fault == "document"


@pytest.mark.parametrize("relation", list(Relation))
def test_family_alone_speaks_without_a_mandate(relation):
    helper = Representative(relation=relation, document=CARD)

    if relation in {Relation.PARENT, Relation.SPOUSE}:
        assert not check_representative(helper, others_today=9).is_flagged
    else:
        with pytest.raises(HelperUnknown) as refused:
            check_representative(helper, others_today=0)
        assert refused.value.fault == "mandate"


# --- L-03 ----------------------------------------------------------------------------------

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("centre", "point", "obstacle", "is_open"),
    [
        (YESTERDAY, TODAY, OnlineObstacle.SERVICE_FAILED, True),
        (YESTERDAY, TODAY, OnlineObstacle.NO_NUMBER, True),
        (YESTERDAY, TODAY, OnlineObstacle.NOT_AT_EASE, False),
        (YESTERDAY, TODAY, None, False),
        (None, TODAY, OnlineObstacle.SERVICE_FAILED, False),
        (YESTERDAY, None, OnlineObstacle.SERVICE_FAILED, False),
        (TOMORROW, TODAY, OnlineObstacle.SERVICE_FAILED, False),
    ],
)
def test_l_03_the_substitute_channel_opens_once_both_aids_were_tried_in_vain(
    centre, point, obstacle, is_open
):
    channel = SubstituteChannel(contact_centre_on=centre, help_point_on=point, obstacle=obstacle)

    assert channel.is_open(today=TODAY) is is_open
