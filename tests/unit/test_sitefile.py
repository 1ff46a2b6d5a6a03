"""Site files: what is read from them, and that every mistake is told with its line and mend."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import Fault, SiteFileFaults
from desk_app.domain.people import Role
from desk_app.domain.procedures import Binding, Channel
from desk_app.domain.sitefile import SIZE_LIMIT, parse_site
from desk_app.domain.sitefile_lines import Lines
from desk_app.domain.sitefile_parts import NAME_LIMIT, SHORT_LIMIT
from desk_app.words.sitefile import codes, in_words, said
from tests.unit.test_sitefile_series import CASES as CASES_OF_SERIES

SITE = """\
schema = 1

[site]
code = "93008"
name = "Préfecture d’essai"
time_zone = "Europe/Paris"
languages = ["fr", "ar"]
closed_on = [2026-05-15]

[[opening]]
days = ["mon", "tue"]
opens = "08:30"
closes = "12:00"
last_ticket = "11:30"

[[opening]]
days = ["mon"]
opens = "13:30"
closes = "16:30"

[rules]
recall_seconds = 45

[[family]]
code = "INFO"
series = "A"
name.fr = "Information"

[[family]]
code = "REMISE"
series = "C"
name.fr = "Remise"

[[procedure]]
code = "INFO"
family = "INFO"
name.fr = "Renseignement"
channels = ["walk_in"]
minutes = 5
document = "none"
tile = 1

[[procedure]]
code = "REM_TITRE"
family = "REMISE"
name.fr = "Remise d’un titre"
short.fr = "Remise"
channels = ["walk_in", "appointment"]
minutes = 8
quota = 30
last_ticket = "11:00"
tile = 2

[[counter]]
number = 1
serves = [["INFO"], ["REM_TITRE"]]

[[counter]]
number = 2
serves = ["appointments", "walk_in"]

[[agent]]
login = "smarchand"
name = "Sylvie Marchand"
role = "supervisor"

[[message]]
text.fr = "Bonjour"
legal = true
"""


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(SiteFileFaults) as raised:
        parse_site(text, file="site.toml")
    return raised.value.faults


def told(text: str) -> tuple[Fault, ...]:
    try:
        parse_site(text, file="site.toml")
    except SiteFileFaults as error:
        return in_words(error).faults
    return ()


def line_with(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), start=1) if part in line)


# --- what is read -----------------------------------------------------------------------------


def test_a_site_file_becomes_a_site() -> None:
    site = parse_site(SITE, file="site.toml")

    assert site.name == "Préfecture d’essai"
    assert site.time_zone.key == "Europe/Paris"
    assert site.closed_on == {dt.date(2026, 5, 15)}
    assert site.openings[0].days == {0, 1}
    assert site.openings[1].last_ticket == dt.time(16, 30)
    assert site.rules.recall_after == dt.timedelta(seconds=45)
    assert site.rules.calls_before_no_show == 3
    assert site.series(next(code for code in site.procedures if code == "REM_TITRE")) == "C"
    assert site.messages[0].legal


def test_a_procedure_keeps_what_the_file_says() -> None:
    procedure = {str(code): one for code, one in parse_site(SITE, file="").procedures.items()}

    assert procedure["INFO"].binding is Binding.NONE
    assert procedure["REM_TITRE"].binding is Binding.REQUIRED
    assert procedure["REM_TITRE"].channels == {Channel.WALK_IN, Channel.APPOINTMENT}
    assert procedure["REM_TITRE"].quota == 30
    assert procedure["REM_TITRE"].last_ticket == dt.time(11)


def test_counters_serve_tiers_and_a_later_tier_repeats_nothing() -> None:
    counters = {int(number): one for number, one in parse_site(SITE, file="").counters.items()}

    assert [sorted(tier) for tier in counters[1].serves] == [["INFO"], ["REM_TITRE"]]
    assert [sorted(tier) for tier in counters[2].serves] == [["INFO", "REM_TITRE"]]


def test_a_counter_may_serve_everything() -> None:
    site = parse_site(SITE.replace('["appointments", "walk_in"]', '"all"'), file="")

    assert {frozenset(site.procedures)} == {one.procedures for one in site.counters.values()}


def test_an_agent_has_the_role_of_the_file() -> None:
    (agent,) = parse_site(SITE, file="").agents.values()

    assert agent.role is Role.SUPERVISOR


def test_hours_and_days_may_be_written_as_toml_has_them() -> None:
    text = SITE.replace('"08:30"', "08:30:00").replace("[2026-05-15]", '["2026-05-15"]')

    assert parse_site(text, file="") == parse_site(SITE, file="")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = "\ufeff" + SITE.replace("\n", "\r\n")

    assert parse_site(text, file="") == parse_site(SITE, file="")


def test_texts_are_composed_so_that_search_finds_them() -> None:
    decomposed = SITE.replace("Préfecture", "Pre\u0301fecture")

    assert parse_site(decomposed, file="").name == "Préfecture d’essai"


# --- every mistake ----------------------------------------------------------------------------

LONG = "x" * 200
HEAD = SITE[SITE.index("[site]") : SITE.index("[[opening]]")]
CASES = [
    # code, what is replaced, by what, a part of the line that is named
    ("missing_schema", "schema = 1\n", "", ""),
    ("schema_unknown", "schema = 1", "schema = 2", "schema = 2"),
    ("missing_part", "[site]\n", "[sites]\n", ""),
    ("missing_key", 'name = "Préfecture d’essai"\n', "", "[site]"),
    ("missing_key", 'time_zone = "Europe/Paris"\n', "", "[site]"),
    ("unknown_key", 'time_zone = "Eu', 'timezone = "Europe/Paris"\ntime_zone = "Eu', "timezone"),
    ("wrong_type", 'code = "93008"', "code = 93008", "code = 93008"),
    ("wrong_type", 'languages = ["fr", "ar"]', 'languages = "fr"', "languages"),
    ("wrong_type", 'name.fr = "Information"', 'name = "Information"', '"Information"'),
    ("wrong_type", 'opens = "08:30"', 'opens = "8h30"', "8h30"),
    ("wrong_type", "minutes = 8", 'minutes = "8"', '"8"'),
    ("wrong_type", "quota = 30", "quota = 30.5", "30.5"),
    ("wrong_type", "quota = 30", "quota = true", "quota = true"),
    ("wrong_type", "legal = true", 'legal = "yes"', "yes"),
    ("wrong_type", "closed_on = [2026-05-15]", "closed_on = 2026-05-15", "closed_on"),
    ("wrong_type", 'channels = ["walk_in"]', 'channels = "walk_in"', 'channels = "walk_in"'),
    ("wrong_type", 'serves = [["INFO"], ["REM_TITRE"]]', "serves = 3", "serves = 3"),
    ("wrong_type", '["appointments", "walk_in"]', "[3]", "serves = [3]"),
    ("serves_nothing", '["appointments", "walk_in"]', "[[]]", "serves = [[]]"),
    ("missing_key", 'channels = ["walk_in"]\n', "", "[[procedure]]"),
    ("missing_key", 'serves = ["appointments", "walk_in"]\n', "", ""),
    ("out_of_range", "quota = 30", "quota = -1", "quota = -1"),
    ("out_of_range", "minutes = 8", "minutes = nan", "nan"),
    ("out_of_range", "minutes = 8", "minutes = inf", "inf"),
    ("out_of_range", "tile = 2", "tile = 10", "tile = 10"),
    ("unknown_word", 'document = "none"', 'document = "non"', '"non"'),
    ("unknown_word", '"supervisor"', '"boss"', "boss"),
    ("unknown_word", '["mon"]', '["lundi"]', "lundi"),
    ("unknown_word", '["appointments", "walk_in"]', '["walkin", "appointments"]', "walkin"),
    ("twice", 'login = "smarchand"', 'login = "a1"\nname="A"\n[[agent]]\nlogin = "a1"', ""),
    ("empty", 'name.fr = "Renseignement"', 'name.fr = " "', 'name.fr = " "'),
    ("too_long", 'name.fr = "Renseignement"', f'name.fr = "{LONG}"', LONG),
    ("bad_character", "d’essai", "d\\u202Eessai", "u202E"),
    ("no_french", 'name.fr = "Renseignement"', 'name.en = "Information"', "name.en"),
    ("bad_language", 'text.fr = "Bonjour"', 'text.fr = "B"\ntext.french = "B"', "french"),
    ("bad_language", '["fr", "ar"]', '["fr", "arabic"]', "arabic"),
    ("french_first", '["fr", "ar"]', '["ar"]', "languages"),
    ("bad_site_code", '"93008"', '"9300"', "9300"),
    ("unknown_zone", "Europe/Paris", "Europe/Pari", "Pari"),
    ("unknown_zone", "Europe/Paris", "Europe", '"Europe"'),
    ("unknown_zone", "Europe/Paris", "../../etc/passwd", "passwd"),
    ("unknown_holidays", "closed_on", 'holidays = "67"\nclosed_on', "67"),
    ("bad_date", "[2026-05-15]", '["2026-02-30"]', "02-30"),
    ("no_days", 'days = ["mon"]', "days = []", "days = []"),
    ("hours_reversed", 'closes = "16:30"', 'closes = "13:00"', "13:00"),
    ("hours_overlap", 'opens = "13:30"', 'opens = "11:59"', "11:59"),
    ("last_ticket_outside", '"11:30"', '"12:30"', "12:30"),
    ("last_ticket_outside", 'last_ticket = "11:00"', 'last_ticket = "17:00"', "17:00"),
    ("series_letter", 'series = "A"', 'series = "O"', '"O"'),
    ("series_letter", 'series = "A"', 'series = "AB"', "AB"),
    ("series_taken", 'series = "C"', 'series = "A"', ""),
    ("bad_code", 'code = "INFO"\nfamily', 'code = "info desk"\nfamily', "info desk"),
    ("unknown_family", 'family = "REMISE"', 'family = "REMISES"', "REMISES"),
    ("tile_taken", "tile = 2", "tile = 1", ""),
    ("unknown_procedure", '["REM_TITRE"]]', '["REM_TITR"]]', '["REM_TITR"]]'),
    ("served_twice", '["REM_TITRE"]]', '["REM_TITRE", "INFO"]]', "serves"),
    ("serves_nothing", '["appointments", "walk_in"]', "[]", "serves = []"),
    ("flat_tiers", '[["INFO"], ["REM_TITRE"]]', '["INFO", ["REM_TITRE"]]', "serves"),
    ("bad_login", '"smarchand"', '"Sylvie Marchand!"', "Marchand!"),
    ("syntax", "[rules]", "[rules] more", "more"),
    ("syntax_unclosed", '["fr", "ar"]', '["fr", "ar"', ""),
    ("syntax_equals", 'login = "s', 'login "s', "login"),
    ("syntax_twice", "[rules]", "[site]", ""),
    ("syntax_value", "minutes = 8", "minutes = eight", "eight"),
    ("syntax_character", 'name = "Sylvie Marchand"', 'name = "Sylvie Marchand', "Marchand"),
    ("syntax_backslash", '"Bonjour"', '"Bon\\jour"', "jour"),
    ("empty_part", HEAD, "site = []\n", "site = []"),
]
CASES_OF_FILES = {"too_big", "not_text", "no_file", "is_folder", "unreadable", "not_served"}


@pytest.mark.parametrize(("code", "old", "new", "part"), CASES)
def test_a_mistake_is_told_with_its_line(code: str, old: str, new: str, part: str) -> None:
    assert old in SITE
    text = SITE.replace(old, new, 1)

    found = [fault for fault in faults_of(text) if fault.fault == code]

    assert found
    if part:
        assert line_with(text, part) in {fault.line for fault in found}


@pytest.mark.parametrize(("code", "old", "new", "part"), CASES)
def test_a_mistake_is_said_in_two_sentences_without_holes(
    code: str, old: str, new: str, part: str
) -> None:
    faults = faults_of(SITE.replace(old, new, 1))

    sentences = [said(fault) for fault in faults]

    assert all(one.fault and one.mend for one in sentences)
    assert not [one for one in sentences if "{" in one.fault + one.mend]


def test_every_code_has_a_case_and_every_case_a_sentence() -> None:
    assert codes() == {code for code, *_ in (*CASES, *CASES_OF_SERIES)} | CASES_OF_FILES


def test_every_mistake_is_told_at_once_in_the_order_of_the_lines() -> None:
    text = (
        SITE.replace('"93008"', '"9"')
        .replace("quota = 30", "quota = -3")
        .replace('["REM_TITRE"]]', '["REM"]]')
        .replace('"supervisor"', '"supervisr"')
    )

    faults = faults_of(text)

    assert [fault.fault for fault in faults] == [
        "bad_site_code",
        "out_of_range",
        "unknown_procedure",
        "unknown_word",
    ]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_a_value_where_a_part_belongs_is_told() -> None:
    faults = faults_of("schema = 1\nsite = 3\n")

    assert (2, "wrong_type") in {(fault.line, fault.fault) for fault in faults}


def test_a_file_without_its_head_has_its_other_mistakes_told_too() -> None:
    faults = faults_of(SITE.replace(HEAD, "").replace("quota = 30", "quota = -1"))

    assert {fault.fault for fault in faults} == {"missing_part", "out_of_range"}


def test_a_counter_for_appointments_needs_some() -> None:
    text = SITE.replace('["walk_in", "appointment"]', '["walk_in"]').replace(
        '["appointments", "walk_in"]', '"appointments"'
    )

    assert [fault.fault for fault in faults_of(text)] == ["serves_nothing"]


def test_one_mistake_is_told_once() -> None:
    assert [fault.fault for fault in faults_of(SITE.replace('"08:30"', '"8h30"'))] == ["wrong_type"]
    assert [fault.fault for fault in faults_of(SITE.replace('[["INFO"], ["REM_TITRE"]]', "3"))] == [
        "wrong_type"
    ]


def test_a_text_is_named_with_its_language() -> None:
    (fault,) = faults_of(SITE.replace("Renseignement", LONG))

    assert "name.fr" in said(fault).fault


def test_the_nearest_name_is_offered() -> None:
    (fault,) = faults_of(SITE.replace("quota = 30", "qouta = 30"))

    assert "quota" in said(fault).mend


def test_a_word_in_a_long_list_is_told_at_its_own_line() -> None:
    text = SITE.replace('[["INFO"], ["REM_TITRE"]]', '[\n  ["INFO"],\n  ["REM_TITRE", "NO"],\n]')

    (fault,) = faults_of(text)

    assert fault.line == line_with(text, '"NO"')


def test_a_walk_in_procedure_that_no_counter_serves_is_a_mistake() -> None:
    text = SITE.replace('["appointments", "walk_in"]', '"appointments"').replace(
        '[["INFO"], ["REM_TITRE"]]', '[["REM_TITRE"]]'
    )

    assert "not_served" in [fault.fault for fault in faults_of(text)]


@pytest.mark.parametrize("character", ["\\u0007", "\\u202A", "\\u202E", "\\u2066", "\\u2069"])
@pytest.mark.parametrize("old", ["Préfecture d’essai", "Renseignement", "Sylvie", "Bonjour"])
def test_controls_and_bidi_overrides_are_refused_everywhere(old: str, character: str) -> None:
    (fault,) = faults_of(SITE.replace(old, f"{old}{character}"))

    assert fault.fault == "bad_character"
    assert f"U+{character[2:]}" in said(fault).fault


def test_joiners_that_persian_and_bengali_need_are_kept() -> None:
    site = parse_site(SITE.replace("Bonjour", "می\u200cشود"), file="")

    assert site.messages[0].text["fr"] == "می\u200cشود"


def test_what_a_sentence_quotes_of_the_file_is_fit_to_be_shown() -> None:
    text = SITE.replace('"supervisor"', '"\\u202Eboss' + "x" * 500 + '"')

    (fault,) = faults_of(text)

    assert "\u202e" not in said(fault).fault
    assert len(said(fault).fault) < 200


@pytest.mark.parametrize(("key", "limit"), [("name", NAME_LIMIT), ("short", SHORT_LIMIT)])
def test_labels_are_refused_from_one_character_over_the_limit(key: str, limit: int) -> None:
    old = {"name": 'name.fr = "Remise d’un titre"', "short": 'short.fr = "Remise"'}[key]

    fits = parse_site(SITE.replace(old, f'{key}.fr = "{"é" * limit}"'), file="")
    faults = faults_of(SITE.replace(old, f'{key}.fr = "{"é" * (limit + 1)}"'))

    assert fits.procedures
    assert [fault.fault for fault in faults] == ["too_long"]


def test_a_file_that_is_far_too_long_is_refused_unread() -> None:
    (fault,) = faults_of("#" * (SIZE_LIMIT + 1))

    assert fault.fault == "too_big"


def test_brackets_without_end_are_a_mistake_not_a_crash() -> None:
    (fault,) = faults_of("a = " + "[" * 100_000)

    assert fault.fault == "syntax_unclosed"


def test_a_number_of_thousands_of_digits_is_a_mistake_not_a_crash() -> None:
    assert faults_of("schema = " + "9" * 10_000)


@given(st.text())
def test_any_text_is_refused_with_its_mistakes(text: str) -> None:
    assert faults_of(text)


@given(st.data())
def test_a_file_with_lines_lost_or_doubled_is_a_site_or_told_mistakes(data: st.DataObject) -> None:
    lines = SITE.split("\n")
    chosen = data.draw(st.lists(st.sampled_from(range(len(lines))), max_size=4))
    times = data.draw(st.sampled_from([0, 2]))
    text = "\n".join(
        line for n, line in enumerate(lines) for _ in range(times if n in chosen else 1)
    )

    faults = told(text)

    assert all(one.fault and one.mend for one in faults)
    assert all(1 <= one.line <= text.count("\n") + 1 for one in faults)


# --- lines ------------------------------------------------------------------------------------


def test_lines_of_keys_are_found_in_every_way_toml_writes_them() -> None:
    text = (
        "a = 1\n"
        '"b c".d = """\n'
        "x = 2\n"
        '"""\n'
        "[[t]] # first\n"
        "k = [ # ]\n"
        "  'z = ]',\n"
        "]\n"
        "[t.inner]\n"
        "n = 3\n"
        "[[t]]\n"
        "k = 4\n"
    )
    tomllib.loads(text)

    lines = Lines(text)

    assert lines.of(("a",)) == 1
    assert lines.of(("b c", "d")) == 2
    assert lines.of(("t", 0)) == 5
    assert lines.of(("t", 0, "k")) == 6
    assert lines.of(("t", 0, "inner", "n")) == 10
    assert lines.of(("t", 1, "k")) == 12
    assert lines.of(("t", 1, "absent")) == 11


@given(st.text(alphabet="[]{}\"'=#.\\\n ab"))
def test_lines_are_inside_whatever_text_they_are_asked_of(text: str) -> None:
    assert 1 <= Lines(text).of(("a", 0, "b"), "a") <= text.count("\n") + 1


def test_a_mistake_that_is_already_said_stays_as_it_is() -> None:
    fault = Fault(3, "Something is wrong.", "Mend it.")

    assert said(fault) is fault
