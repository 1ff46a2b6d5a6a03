"""The agenda of a week as a file of a desk, and what the journal says of it."""

from __future__ import annotations

import datetime as dt

from desk_app.app.agendas import write
from desk_app.app.desk import make_desk, open_desk
from desk_app.domain.agenda import Wanted
from desk_app.domain.people import AgentLogin

MONDAY = dt.date(2026, 3, 2)


def test_an_agenda_is_written_as_a_table_or_as_a_calendar_and_journaled(tmp_path, sqlite_url):
    make_desk(sqlite_url, rehearsal=True)
    environ = {"DESK_APP_CLOCK": "2026-03-02T09:00:00+01:00"}
    desk = open_desk(sqlite_url, environ=environ, is_quick=True)
    for form in ("csv", "ics"):
        wanted = Wanted(first=MONDAY, last=MONDAY, form=form)
        write(desk, wanted, tmp_path / f"a.{form}", by=AgentLogin("hgarnier"))
    with desk.read() as work:
        kinds = [each.kind for each in work.journal.after(0, 500)]
    desk.close()

    assert "Démarche" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "a.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    assert kinds.count("AgendaExported") == 2
