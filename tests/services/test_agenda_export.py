"""The agenda in a file: taken places, no free one, no name without a reason (AT-22)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.agenda import Wanted, week_of
from desk_app.domain.daylist import understood
from desk_app.domain.errors import NotAllowed
from desk_app.domain.exchange_facts import AgendaReason
from desk_app.domain.icalendar_reading import event_rows
from desk_app.services.agenda_export import export
from desk_app.services.exchange import ListFile
from desk_app.words.agenda import agenda_calendar, agenda_table
from tests.services.desk import CHIEF, SYLVIE
from tests.services.online_desk import MAPPING, OnlineDesk, line, mapping, table

MONDAY = dt.date(2026, 3, 2)


@pytest.fixture
def desk(memory, clock) -> OnlineDesk:
    """A desk in memory."""
    return OnlineDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> OnlineDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return OnlineDesk(store, clock)


def given_out(desk, *, first=MONDAY, last=None, why=None, by=CHIEF, form="csv"):
    wanted = Wanted(first=first, last=last or first, form=form, why=why)
    return export(wanted, by=by, **desk.writing)


def cells(agenda) -> list[list[str]]:
    return list(csv.reader(io.StringIO(agenda_table(agenda)), delimiter=";"))


def test_ours_and_those_of_platforms_stand_in_it_without_a_name(real_desk):
    ours = real_desk.books()
    day = ours.starts_at.date()
    real_desk.imports(line(start=f"{day:%d/%m/%Y} 08:00"))

    head, first, second = cells(given_out(real_desk, first=day))

    assert head[-1] == "Pris"
    assert first[1:] == ["08:00", "08:08", "REM_TITRE", "RDV-2026-0451", "réservé",
                         "rdv-prefecture"]  # fmt: skip
    assert second[4:] == [ours.reference, "réservé", "sur place"]


def test_names_stand_in_it_for_a_reason_that_the_journal_keeps(real_desk):
    ours = real_desk.books()
    day = ours.starts_at.date()
    real_desk.imports(line(start=f"{day:%d/%m/%Y} 08:00", name="=CMD()"))

    table = cells(given_out(real_desk, first=day, why=AgendaReason.CALLS))

    assert [row[-1] for row in table] == ["Nom", "'=CMD()", "Benali Nadia"]
    fact = real_desk.journal()[-1]
    assert (fact.kind, fact.header["why"], fact.header["lines"]) == ("AgendaExported", "calls", 2)


def test_no_free_place_is_ever_in_it(desk):
    free = {place.place.starts_at for place in desk.offers()}
    day = min(free).date()

    assert given_out(desk, first=day, last=day + dt.timedelta(days=6)).lines == ()


def test_an_agent_gets_none_and_the_try_is_journaled(desk):
    with pytest.raises(NotAllowed):
        given_out(desk, by=SYLVIE)

    assert desk.journal()[-1].kind == "ActDenied"


def test_a_week_goes_from_monday_to_sunday(desk):
    desk.imports(line(start="04/03/2026 10:00"), line("RDV-2", start="09/03/2026 10:00"))
    first, last = week_of(dt.date(2026, 3, 4))

    agenda = given_out(desk, first=first, last=last)

    assert (first, last) == (MONDAY, dt.date(2026, 3, 8))
    assert [one.reference for one in agenda.lines] == ["RDV-2026-0451"]


def test_a_calendar_of_it_is_read_back_by_any_program(desk):
    desk.imports(line("RDV-1"), line("RDV-2"), line("RDV-3"))
    desk.imports(line("RDV-1"), line("RDV-2", state="Annulé"), line("RDV-3"))
    text = agenda_calendar(given_out(desk, form="ics", why=AgendaReason.FILES))
    asked = mapping('schema = 1\n[source]\nplatform = "x"\nform = "ics"\n'
                    '[procedures]\n"?" = "REM_TITRE"\n')  # fmt: skip

    rows = event_rows(text.encode(), asked, file="a.ics", zone=ZoneInfo("Europe/Paris"))

    assert [row.is_cancelled for row in rows] == [False, True, False]
    assert "DIALLO" in text
    assert len(understood(rows, asked, today=MONDAY, zone=ZoneInfo("UTC")).refused) == 2


def test_one_whose_procedure_the_site_no_longer_has_is_in_it_all_the_same(desk):
    old = MAPPING.replace('"Remise de titre" = "REM_TITRE"', '"Remise de titre" = "VIEUX"')
    asked = mapping(old, procedures={"VIEUX", "RNV_DEPOT"})
    desk.imports(ListFile(name="a.csv", content=table(line()), mapping=asked))

    [found] = given_out(desk).lines

    assert (found.procedure, found.ends_at) == ("VIEUX", found.starts_at)
