"""The table of what is kept: every kind once, visitors first, and which copies stay."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.retention import (
    DAILY_COPIES,
    RULES,
    WEEKLY_COPIES,
    YEAR,
    Kept,
    Rule,
    copies_kept,
)
from desk_app.words.keeping import kept_for, kept_name, kept_why
from tools.make_retention_table import PAGE, table, written

TODAY = dt.date(2026, 3, 2)
days_of = st.sets(st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31)), max_size=80)


def test_every_kind_has_one_rule_with_its_source_and_a_name():
    assert sorted(rule.kept for rule in RULES) == sorted(Kept)
    assert all(rule.source and kept_name(rule.kept) and kept_why(rule.kept) for rule in RULES)


def test_the_guide_s_table_is_what_the_rules_say():
    guide = PAGE.read_text(encoding="utf-8")

    assert guide == written(guide)
    assert table() in guide


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "jusqu’à la clôture de la journée, au plus tard la nuit"),
        (1, "1 jour"),
        (7, "7 jours"),
        (YEAR, "1 an"),
        (3 * YEAR, "3 ans"),
    ],
)
def test_a_time_is_told_as_people_count(days, said):
    assert kept_for(Rule(kept=Kept.SEATS, days=days, source="x")) == said


def test_the_journal_goes_by_whole_months():
    assert "12 mois" in kept_for(Rule(kept=Kept.JOURNAL, days=YEAR, source="x"))


def test_what_names_a_visitor_goes_with_its_day():
    first = {rule.kept: rule.first_kept(TODAY) for rule in RULES}

    assert {first[kept] for kept in (Kept.BINDINGS, Kept.NOTES, Kept.PAPERS)} == {TODAY}
    assert first[Kept.ANSWERS] == dt.date(2026, 3, 1)
    assert first[Kept.JOURNAL] == dt.date(2025, 3, 1)


@given(days_of)
def test_the_last_seven_copies_and_four_weeks_stay(days):
    stays = copies_kept(days)

    assert stays <= days
    assert set(sorted(days)[-DAILY_COPIES:]) <= stays
    assert len(stays) <= DAILY_COPIES + WEEKLY_COPIES


@given(days_of, st.dates(dt.date(2028, 1, 1), dt.date(2028, 12, 31)))
def test_a_copy_that_went_is_never_missed_later(days, later):
    """Rotating each day keeps what rotating at once would keep, as far as it is still there."""
    stays = copies_kept(copies_kept(days) | {later})

    assert stays == copies_kept(days | {later}) & (copies_kept(days) | {later})


def test_a_year_of_daily_copies_leaves_about_a_month():
    kept = frozenset[dt.date]()
    for day in range(365):
        kept = copies_kept(kept | {TODAY + dt.timedelta(days=day)})

    ages = sorted((TODAY + dt.timedelta(days=364) - day).days for day in kept)
    assert ages[:7] == list(range(7))
    assert len(ages) == 11
    assert 21 <= ages[-1] <= 34
