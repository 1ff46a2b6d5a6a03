"""A platform's table as entries and refused lines: real files, and files that are none."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.daylist import PEOPLE_AT_MOST, Entry, GivenUp, LineFault, understood
from desk_app.domain.daylist_mapping import Field
from desk_app.domain.daylist_table import LARGEST, MOST_COLUMNS, MOST_LINES, table_rows
from desk_app.domain.exchange_errors import DayListUnread, MappingFaults
from desk_app.services.issuing import PARTY_AT_MOST
from desk_app.settings.mappings import mappings_beside, read_mapping
from desk_app.settings.resources import resource
from desk_app.words.errors import sentence
from desk_app.words.exchange import why_refused
from desk_app.words.exchange_errors import faults
from tests.services.online_desk import HEAD, MAPPING, line, mapping, table

PARIS = ZoneInfo("Europe/Paris")
TODAY = dt.date(2026, 3, 2)


def read(*lines, text=MAPPING, today=TODAY, **how):
    """What is understood of a table of these lines."""
    asked = mapping(text)
    rows = table_rows(table(*lines, **how), asked, file="jour.csv")
    return understood(rows, asked, today=today, zone=PARIS)


def unread(content: bytes, text=MAPPING) -> DayListUnread:
    with pytest.raises(DayListUnread) as refused:
        table_rows(content, mapping(text), file="jour.csv")
    return refused.value


def with_columns(*rows: str) -> str:
    """The mapping with other columns than its start."""
    return MAPPING.replace('start = "Début"\n', "\n".join((*rows, "")))


def test_only_what_an_arrival_needs_is_kept_of_a_line():
    [entry] = read(line()).entries

    assert entry == Entry(
        line=2,
        bare="RDV20260451",
        holder=entry.holder,
        procedure="REM_TITRE",
        starts_at=dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC),
    )
    assert (entry.holder.last_name, entry.holder.last4) == ("DIALLO", "8765")
    assert entry.holder.hint == "D. …8765"
    assert "930421" not in repr(entry)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_table_is_read_as_spreadsheets_and_platforms_write_it(encoding, separator):
    content = table(line(), encoding=encoding).replace(b";", separator.encode())

    [row] = table_rows(content, mapping(), file="jour.csv")

    assert row.line == 2


@pytest.mark.parametrize(
    ("asked", "encoding"), [('encoding = "cp1252"', "cp1252"), ('encoding = "utf-8"', "utf-8")]
)
def test_what_the_mapping_says_of_the_file_is_followed(asked, encoding):
    text = MAPPING.replace("[columns]", f'{asked}\nseparator = "semicolon"\n[columns]')

    assert read(line(), text=text, encoding=encoding).entries


@pytest.mark.parametrize(
    "start",
    ["02/03/2026 10:30", "2026-03-02 10:30", "2026-03-02T10:30:00+01:00", "2026-03-02T10:30",
     "2026-03-02T09:30:00Z"],
)  # fmt: skip
def test_an_hour_is_that_of_the_site_unless_it_says_its_own(start):
    [entry] = read(line(start=start)).entries

    assert entry.starts_at == dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


def test_day_and_hour_may_stand_in_two_columns():
    text = with_columns('date = "Jour"', 'time = "Heure"')
    head = HEAD.replace("Début", "Jour;Heure")

    found = read(line(start="2/3/2026;9h05"), text=text, head=head)

    assert found.entries[0].starts_at == dt.datetime(2026, 3, 2, 8, 5, tzinfo=dt.UTC)


def test_the_formats_of_the_mapping_take_the_place_of_the_usual_ones():
    text = MAPPING + '\n[formats]\nstart = ["%Y%m%d-%H%M"]\n'

    found = read(line(start="20260302-1030"), line("RDV-2"), text=text)

    assert (len(found.entries), [one.fault for one in found.refused]) == (1, [LineFault.BAD_TIME])


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"reference": ""}, LineFault.NO_REFERENCE),
        ({"reference": "x" * 65}, LineFault.NO_REFERENCE),
        ({"reference": "x" * 201}, LineFault.TOO_LONG),
        ({"reference": "RDV\u202e1"}, LineFault.BAD_CHARACTER),
        ({"procedure": "Autre chose"}, LineFault.UNKNOWN_PROCEDURE),
        ({"start": "demain"}, LineFault.BAD_TIME),
        ({"start": "2026-03-02T99:00"}, LineFault.BAD_TIME),
        ({"start": "01/01/0001 00:00"}, LineFault.BAD_TIME),
        ({"start": "01/03/2026 10:30"}, LineFault.PAST),
        ({"start": "03/04/2026 10:30"}, LineFault.TOO_FAR),
        ({"people": "21"}, LineFault.BAD_PEOPLE),
        ({"people": "deux"}, LineFault.BAD_PEOPLE),
        ({"document": "12"}, LineFault.BAD_DOCUMENT),
        ({"name": "N" * 201}, LineFault.TOO_LONG),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_taken_in_says_where_and_why(fields, fault):
    found = read(line("RDV-1"), line(**{"reference": "RDV-2", **fields}))

    assert [(one.line, one.fault) for one in found.refused] == [(3, fault)]
    assert "{" not in why_refused(found.refused[0])
    assert len(found.entries) == 1


def test_a_refused_line_tells_no_name_and_no_document():
    found = read(line(name="DIALLO" * 40), line("RDV-2", document="930" * 80))

    assert {one.value for one in found.refused} == {""}


def test_a_reference_twice_is_told_with_both_lines_kept_apart():
    found = read(line("RDV-1"), line("rdv 1", name="AUTRE"))

    assert [(one.line, one.fault) for one in found.refused] == [(3, LineFault.TWICE)]
    assert found.entries[0].holder.last_name == "DIALLO"


def test_a_cancelled_line_needs_no_more_than_its_reference():
    found = read(
        line("RDV-1", state="annule", start="", procedure=""), line("RDV-2", state="Annulé")
    )

    assert found.entries == (
        GivenUp(line=2, bare="RDV1", reference="RDV-1"),
        GivenUp(line=3, bare="RDV2", reference="RDV-2",
                starts_at=dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)),
    )  # fmt: skip


def test_states_that_the_mapping_leaves_out_are_counted():
    found = read(line("RDV-1", state="en attente"), line("RDV-2"))

    assert (found.passed_over, len(found.entries)) == (1, 1)


def test_people_who_come_together_are_counted():
    assert [entry.people for entry in read(line(people=" 4 "), line("RDV-2")).entries] == [4, 1]
    assert PEOPLE_AT_MOST == PARTY_AT_MOST


def test_an_hour_that_the_clocks_skip_is_the_next_there_is():
    found = read(line(start="29/03/2026 02:30"), today=dt.date(2026, 3, 20))

    assert found.entries[0].starts_at == dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC)


def test_what_a_spreadsheet_puts_around_a_cell_is_taken_off():
    [entry] = read(line('="0042"', document="'9304218765")).entries

    assert (entry.holder.reference, entry.holder.last4) == ("0042", "8765")


def test_a_quote_may_hold_a_line_end_and_lines_are_still_counted():
    found = read(line(name='"DIALLO\r\nBA"'), line("RDV-2", procedure="?"))

    assert found.entries[0].holder.last_name == "DIALLO BA"
    assert found.refused[0].line == 4


def test_empty_lines_and_short_ones_are_no_trouble():
    found = read("", line("RDV-1"), ";;;", "RDV-2;Remise de titre;02/03/2026 11:00")

    assert [entry.line for entry in found.entries] == [3, 5]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (HEAD.encode(), "empty"),
        (b"PK\x03\x04\x00\x00" + b"\x00" * 50, "not_text"),
        (b"%PDF-1.7\x00", "not_text"),
        (b"a" * (LARGEST + 1), "too_big"),
        (table(*(["x"] * (MOST_LINES + 1))), "too_many"),
        (table(";" * (MOST_COLUMNS + 1)), "columns"),
        (table('"RDV;Remise'), "quote"),
        (table(line(), head=HEAD.replace("Nom", "Prénom")), "no_column"),
        (table(line(), head=HEAD + ";Nom"), "column_twice"),
    ],
)
def test_a_file_that_is_no_list_is_told_as_one(content, fault):
    error = unread(content)

    assert error.fault == fault
    assert "{" not in sentence(error).whole


def test_a_file_that_is_not_what_the_mapping_says_is_no_text():
    text = MAPPING.replace("[columns]", 'encoding = "utf-8"\n[columns]')

    assert unread(table(line(name="É"), encoding="cp1252"), text).fault == "not_text"


def test_every_way_a_file_is_no_list_has_its_sentence():
    told = {"empty", "not_text", "too_big", "too_many", "columns", "quote", "no_column",
            "column_twice", "no_file", "not_calendar", "cut_short", "bad_line"}  # fmt: skip

    assert faults() == told


def test_more_refused_than_understood_is_junk():
    assert read(line(), line("2", procedure="?"), line("3", procedure="?")).is_junk
    assert not read(line(), line("RDV-2", procedure="?")).is_junk


MISTAKES = (
    ("schema = 1", "schema = 2", "schema_unknown"),
    ("schema = 1", "", "missing_schema"),
    ('platform = "rdv-prefecture"', "", "missing_key"),
    ('platform = "rdv-prefecture"', 'platform = "RDV Préfecture"', "unknown_word"),
    ('reference = "Numéro"', "", "missing_key"),
    ('start = "Début"', "", "missing_key"),
    ('start = "Début"', 'start = 3', "wrong_type"),
    ('"Remise de titre" = "REM_TITRE"', '"Remise de titre" = "REM_TITR"', "unknown_word"),
    ('[procedures]\n"Remise de titre" = "REM_TITRE"\n"Renouvellement (dépôt)" = "RNV_DEPOT"\n',
     "", "missing_key"),
    ("[procedures]\n", "[procedure]\n", "unknown_key"),
    ("[states]", '[formats]\nstart = ["%A"]\n[states]', "unknown_word"),
    ("[states]", '[formats]\nstart = ["hier"]\n[states]', "unknown_word"),
    ("[states]\n", "[[states]]\n", "wrong_type"),
    ('cancelled = ["Annulé"]', 'canceled = ["Annulé"]', "unknown_key"),
    ("schema = 1", "schema = ", "syntax_value"),
    ("[columns]", 'encoding = "latin"\n[columns]', "unknown_word"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), MISTAKES)
def test_a_mistake_of_the_mapping_is_told_with_its_line(old, new, code):
    assert old in MAPPING
    with pytest.raises(MappingFaults) as refused:
        mapping(MAPPING.replace(old, new, 1))

    assert code in {fault.fault for fault in refused.value.faults}
    assert "rdv.toml" in sentence(refused.value).text
    assert "{" not in sentence(refused.value).whole


def test_a_mapping_of_a_calendar_needs_only_its_procedures():
    text = 'schema = 1\n[source]\nplatform = "a"\nform = "ics"\n[procedures]\n"X" = "REM_TITRE"\n'

    assert mapping(text).columns == {"reference": "UID", "procedure": "SUMMARY"}


def test_the_example_that_is_shipped_fits_the_demonstration_site(site):
    path = resource("sites", "rdv-prefecture.toml")

    asked = read_mapping(path, procedures=site.procedures.keys())

    assert (asked.platform, len(asked.procedures)) == ("rdv-prefecture", 3)
    assert set(asked.columns) == {*Field} - {Field.START}


def test_the_mappings_of_a_desk_lie_beside_its_data(tmp_path):
    store = tmp_path / "poste.sqlite"
    assert mappings_beside(store) == ()
    (tmp_path / "correspondances").mkdir()
    for name in ("b.toml", "a.toml", "notes.txt"):
        (tmp_path / "correspondances" / name).touch()

    assert [file.name for file in mappings_beside(store)] == ["a.toml", "b.toml"]
