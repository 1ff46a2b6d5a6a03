"""The seeded reception days of the demonstration and of the benchmarks."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import statistics
from pathlib import Path

import pytest

from desk_app.domain.people import parse_document
from desk_app.domain.procedures import Binding
from desk_app.domain.simulation import Visit, log_normal, reception_day
from desk_app.domain.site import Opening, Site
from desk_app.domain.sitefile import parse_site

MONDAY = dt.date(2026, 3, 2)
SUNDAY = dt.date(2026, 3, 1)


@pytest.fixture(scope="module")
def site() -> Site:
    file = Path("resources/sites/demonstration.toml")
    return parse_site(file.read_text(encoding="utf-8"), file=file.name)


@pytest.fixture(scope="module")
def visits(site: Site) -> tuple[Visit, ...]:
    return reception_day(site, random.Random(3), 2000, MONDAY)


def test_a_seed_gives_the_same_day_again(site: Site) -> None:
    first = reception_day(site, random.Random(9), 50, MONDAY)

    assert reception_day(site, random.Random(9), 50, MONDAY) == first
    assert reception_day(site, random.Random(10), 50, MONDAY) != first


def test_as_many_come_as_asked_in_order_of_arrival(visits: tuple[Visit, ...]) -> None:
    arrivals = [visit.arrives_at for visit in visits]

    assert len(visits) == 2000
    assert arrivals == sorted(arrivals)


def test_everybody_comes_while_tickets_are_handed_out(
    site: Site, visits: tuple[Visit, ...]
) -> None:
    opening = next(opening for opening in site.openings if 0 in opening.days)

    assert all(opening.opens <= visit.arrives_at.time() <= opening.last_ticket for visit in visits)
    assert {visit.arrives_at.date() for visit in visits} == {MONDAY}
    assert visits[0].arrives_at.tzinfo is site.time_zone


def test_a_queue_stands_at_the_door_and_the_morning_is_fuller(visits: tuple[Visit, ...]) -> None:
    day = reception_day_hours(visits)

    assert sum(hour < 9.5 for hour in day) > 2 * sum(13.5 < hour < 14.5 for hour in day)
    assert sum(hour < 12.25 for hour in day) > 0.6 * len(day)


def reception_day_hours(visits: tuple[Visit, ...]) -> list[float]:
    return [visit.arrives_at.hour + visit.arrives_at.minute / 60 for visit in visits]


def test_nobody_comes_on_a_closed_day(site: Site) -> None:
    closed = dataclasses.replace(site, closed_on=frozenset({MONDAY}))

    assert reception_day(site, random.Random(1), 30, SUNDAY) == ()
    assert reception_day(closed, random.Random(1), 30, MONDAY) == ()


def test_nobody_comes_where_no_counter_serves(site: Site) -> None:
    empty = dataclasses.replace(site, counters={})

    assert reception_day(empty, random.Random(1), 30, MONDAY) == ()


def test_an_afternoon_opening_has_its_share(site: Site) -> None:
    def opening(opens: int, closes: int) -> Opening:
        hours = dt.time(opens), dt.time(closes)
        return Opening(days=frozenset({0}), opens=hours[0], closes=hours[1], last_ticket=hours[1])

    halves = dataclasses.replace(site, openings=(opening(14, 16), opening(9, 12)))

    hours = reception_day_hours(reception_day(halves, random.Random(1), 400, MONDAY))

    assert not [hour for hour in hours if 12 < hour < 14]
    assert 80 < sum(hour >= 14 for hour in hours) < 200


def test_the_shares_are_those_of_the_field(visits: tuple[Visit, ...]) -> None:
    def share(count: int) -> float:
        return count / len(visits)

    assert 0.06 < share(sum(visit.priority is not None for visit in visits)) < 0.10
    assert 0.03 < share(sum(not visit.comes_when_called for visit in visits)) < 0.07
    assert 0.02 < share(sum(visit.transfers_to is not None for visit in visits)) < 0.06
    assert 0.13 < share(sum(visit.party > 1 for visit in visits)) < 0.23


def test_priority_is_always_one_of_the_law(visits: tuple[Visit, ...]) -> None:
    assert all(visit.priority.is_legal for visit in visits if visit.priority is not None)


def test_only_the_absent_return_late_and_only_the_present_are_transferred(
    visits: tuple[Visit, ...],
) -> None:
    late = [visit for visit in visits if visit.returns_late]
    transferred = [visit for visit in visits if visit.transfers_to is not None]

    assert late
    assert not any(visit.comes_when_called for visit in late)
    assert all(visit.comes_when_called for visit in transferred)
    assert all(visit.transfers_to != visit.procedure for visit in transferred)


def test_what_visitors_ask_for_is_received_without_appointment(
    site: Site, visits: tuple[Visit, ...]
) -> None:
    assert all(site.procedures[visit.procedure].is_walk_in for visit in visits)


def test_nobody_is_transferred_where_there_is_one_procedure(site: Site) -> None:
    code = next(code for code, procedure in site.procedures.items() if procedure.is_walk_in)
    alone = dataclasses.replace(site, procedures={code: site.procedures[code]})

    visits = reception_day(alone, random.Random(2), 200, MONDAY)

    assert {visit.transfers_to for visit in visits} == {None}


def test_documents_are_such_as_the_desk_accepts(site: Site, visits: tuple[Visit, ...]) -> None:
    shown = [visit.document for visit in visits if visit.document is not None]

    kinds = {parse_document(document).kind for document in shown}

    assert len(kinds) == 3
    assert len(set(shown)) == len(shown)


def test_a_document_is_shown_where_the_procedure_needs_one(
    site: Site, visits: tuple[Visit, ...]
) -> None:
    bindings = {
        binding: [v.document for v in visits if site.procedures[v.procedure].binding is binding]
        for binding in Binding
    }

    assert all(bindings[Binding.REQUIRED])
    assert not any(bindings[Binding.NONE])


def test_an_optional_document_is_shown_by_some(site: Site) -> None:
    code = next(code for code, procedure in site.procedures.items() if procedure.is_walk_in)
    procedure = dataclasses.replace(site.procedures[code], binding=Binding.OPTIONAL)
    optional = dataclasses.replace(site, procedures={code: procedure})

    shown = [v.document for v in reception_day(optional, random.Random(2), 100, MONDAY)]

    assert 40 < sum(document is not None for document in shown) < 80


def test_languages_are_the_sites_and_french_leads(site: Site, visits: tuple[Visit, ...]) -> None:
    languages = [visit.language for visit in visits]

    assert set(languages) <= set(site.languages)
    assert statistics.mode(languages) == "fr"


def test_visits_last_about_what_the_site_expects(site: Site, visits: tuple[Visit, ...]) -> None:
    ratios = [
        visit.service.total_seconds() / 60 / site.procedures[visit.procedure].minutes
        for visit in visits
        if visit.party == 1
    ]

    assert statistics.fmean(ratios) == pytest.approx(1, abs=0.08)


def test_households_take_longer(site: Site) -> None:
    visits = reception_day(site, random.Random(4), 3000, MONDAY)

    def mean(parties: range) -> float:
        return statistics.fmean(
            visit.service.total_seconds() / site.procedures[visit.procedure].minutes
            for visit in visits
            if visit.party in parties
        )

    assert mean(range(3, 9)) > 1.6 * mean(range(1, 2))


def test_a_log_normal_draw_has_the_mean_asked_for() -> None:
    rng = random.Random(1)

    drawn = [log_normal(rng, 600, 0.6) for _ in range(20_000)]

    assert statistics.fmean(drawn) == pytest.approx(600, rel=0.03)
    assert statistics.stdev(drawn) / statistics.fmean(drawn) == pytest.approx(0.6, rel=0.08)
