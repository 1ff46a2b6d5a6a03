"""The real list of prefectures: every place of it starts with a file that can be used."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import BadValue
from desk_app.domain.sitefile import parse_site
from desk_app.domain.sitefile_parts import FRENCH_ZONES, HOLIDAY_SUBDIVISIONS
from desk_app.settings.holidays import (
    SHIPPED_YEARS,
    computed,
    holiday_line,
    holidays_around,
    holidays_of,
    shipped_path,
)
from desk_app.settings.sites import demonstration_site
from desk_app.settings.territories import place_called, places, starting_site_file
from desk_app.words.texts import languages


def test_every_place_of_the_list_starts_with_a_file_that_reads_back() -> None:
    catalogue = set(demonstration_site().procedures)

    for place in places():
        site = parse_site(starting_site_file(place.seat), file=place.seat)

        assert (site.code, site.name) == (place.seat, place.name)
        assert site.time_zone.key == place.time_zone
        assert site.holidays == place.holidays
        assert set(site.procedures) == catalogue
        assert len(site.counters) == 4
        assert set().union(*(counter.procedures for counter in site.counters.values())) == catalogue


def test_a_starting_file_has_none_of_the_demonstrations_quotas() -> None:
    site = parse_site(starting_site_file("93008"), file="")

    assert {procedure.quota for procedure in site.procedures.values()} == {None}


def test_the_list_has_every_prefecture_and_its_sub_prefectures() -> None:
    prefectures = [place for place in places() if place.kind == "prefecture"]

    assert len(prefectures) == 96 + 5 + 6  # mainland, overseas departments, collectivities
    assert len({place.department for place in prefectures}) == len(prefectures)
    assert len({place.seat for place in places()}) == len(places())
    assert {place.kind for place in places()} == {"prefecture", "sub_prefecture"}


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("93008", "Préfecture de la Seine-Saint-Denis"),
        ("93", "Préfecture de la Seine-Saint-Denis"),
        ("bobigny", "Préfecture de la Seine-Saint-Denis"),
        ("Préfecture de la Seine-Saint-Denis", "Préfecture de la Seine-Saint-Denis"),
        ("77468", "Sous-préfecture de Torcy"),
        ("01", "Préfecture de l’Ain"),
        ("06", "Préfecture des Alpes-Maritimes"),
        ("14", "Préfecture du Calvados"),
        ("2A004", "Préfecture de la Corse-du-Sud"),
        ("2b", "Préfecture de la Haute-Corse"),
        ("35", "Préfecture d’Ille-et-Vilaine"),
        ("41", "Préfecture de Loir-et-Cher"),
        ("47", "Préfecture de Lot-et-Garonne"),
        ("75", "Préfecture de police de Paris"),
        ("77", "Préfecture de Seine-et-Marne"),
        ("82", "Préfecture de Tarn-et-Garonne"),
        ("84", "Préfecture de Vaucluse"),
        ("90", "Préfecture du Territoire de Belfort"),
        ("95", "Préfecture du Val-d’Oise"),
        ("974", "Préfecture de La Réunion"),
        ("976", "Préfecture de Mayotte"),
        ("le havre", "Sous-préfecture du Havre"),
        ("Les Andelys", "Sous-préfecture des Andelys"),
        ("La Tour du Pin", "Sous-préfecture de La Tour-du-Pin"),
        ("l'hay-les-roses", "Sous-préfecture de L’Haÿ-les-Roses"),
        ("Aix-en-Provence", "Sous-préfecture d’Aix-en-Provence"),
        ("Fougères", "Sous-préfecture de Fougères-Vitré"),
        ("CHATEAU-CHINON", "Sous-préfecture de Château-Chinon"),
    ],
)
def test_a_place_is_found_by_code_or_name_and_named_in_good_french(asked: str, name: str) -> None:
    assert place_called(asked).name == name


@pytest.mark.parametrize(
    ("asked", "candidates"),
    [
        ("Saint-Pierre", ["97225", "97416", "97502"]),
        ("Saint-Denis", ["93066", "97411"]),
        ("Mayenne", ["53130", "53147"]),
        ("Bobigni", ["93008"]),
    ],
)
def test_an_ambiguous_or_misspelt_name_is_refused_with_the_candidates(
    asked: str, candidates: list[str]
) -> None:
    with pytest.raises(BadValue) as raised:
        starting_site_file(asked)

    assert raised.value.value == asked
    assert [code for code in candidates if code not in raised.value.expected] == []


@pytest.mark.parametrize("asked", ["", "   ", "Zzyzx", "99999", "..", '"'])
def test_a_name_of_nothing_is_refused(asked: str) -> None:
    with pytest.raises(BadValue):
        place_called(asked)


@pytest.mark.parametrize(
    ("department", "zone", "holidays"),
    [
        ("57", "Europe/Paris", "57"),
        ("67", "Europe/Paris", "6AE"),
        ("68", "Europe/Paris", "6AE"),
        ("93", "Europe/Paris", ""),
        ("971", "America/Guadeloupe", "971"),
        ("972", "America/Martinique", "972"),
        ("973", "America/Cayenne", "973"),
        ("974", "Indian/Reunion", "974"),
        ("975", "America/Miquelon", "PM"),
        ("976", "Indian/Mayotte", "976"),
        ("977", "America/St_Barthelemy", "BL"),
        ("978", "America/Marigot", "MF"),
        ("986", "Pacific/Wallis", "WF"),
        ("987", "Pacific/Tahiti", "PF"),
        ("988", "Pacific/Noumea", "NC"),
    ],
)
def test_each_territory_has_its_own_time_and_holidays(
    department: str, zone: str, holidays: str
) -> None:
    place = place_called(department)

    assert (place.time_zone, place.holidays) == (zone, holidays)


def test_sub_prefectures_of_alsace_keep_the_local_holidays() -> None:
    assert place_called("Haguenau").holidays == "6AE"


def test_every_zone_of_the_list_is_one_the_site_file_offers() -> None:
    assert {place.time_zone for place in places()} == set(FRENCH_ZONES)


def test_every_language_of_a_starting_file_has_its_texts() -> None:
    offered = {language for place in places() for language in place.languages}

    assert offered <= set(languages())


# --- holidays ---------------------------------------------------------------------------------


def test_the_national_days_of_2026_are_the_eleven_of_the_law() -> None:
    days = {f"{day:%m-%d}" for day in holidays_of("", [2026])}

    assert days == {
        "01-01", "04-06", "05-01", "05-08", "05-14", "05-25",
        "07-14", "08-15", "11-01", "11-11", "12-25",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("subdivision", "more"),
    [
        ("57", {"04-03", "12-26"}),
        ("6AE", {"04-03", "12-26"}),
        ("972", {"05-22"}),
        ("973", {"06-10"}),
        ("974", {"12-20"}),
        ("976", {"04-27"}),
    ],
)
def test_local_law_adds_its_days(subdivision: str, more: set[str]) -> None:
    added = holidays_of(subdivision, [2026]) - holidays_of("", [2026])

    assert more <= {f"{day:%m-%d}" for day in added}


@pytest.mark.parametrize("subdivision", HOLIDAY_SUBDIVISIONS)
def test_the_shipped_years_are_what_the_library_computes(subdivision: str) -> None:
    for year in SHIPPED_YEARS:
        assert holidays_of(subdivision, [year]) == computed(subdivision, year)


def test_the_shipped_file_is_the_one_the_tool_writes() -> None:
    lines = [
        holiday_line(subdivision, year, holidays_of(subdivision, [year]))
        for subdivision in HOLIDAY_SUBDIVISIONS
        for year in SHIPPED_YEARS
    ]

    assert shipped_path().read_text("utf-8").splitlines() == lines


def test_a_year_that_is_not_shipped_is_computed() -> None:
    year = SHIPPED_YEARS.stop + 3

    assert dt.date(year, 7, 14) in holidays_of("", [year])


def test_around_a_day_the_years_before_and_after_are_known() -> None:
    days = holidays_around("", dt.date(2026, 12, 31))

    assert {day.year for day in days} == {2025, 2026, 2027}


def test_an_unknown_subdivision_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        holidays_of("67", [2026])
