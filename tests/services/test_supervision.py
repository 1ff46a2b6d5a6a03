"""The supervisor's view when the site file has changed during the day."""

from __future__ import annotations

import dataclasses

from desk_app.services.alerts import AlertKind
from desk_app.services.supervision import supervision
from tests.services.desk import INFO


def test_a_visit_of_a_procedure_the_site_has_no_more_is_never_forgotten(desk, site):
    desk.comes(INFO)
    desk.serves(minutes=60)
    ports = desk.ports | {"language": "fr", "holidays": lambda _: frozenset()}
    before = supervision(**ports)
    kept = {code: each for code, each in site.procedures.items() if code != INFO}

    desk.store.site = dataclasses.replace(site, procedures=kept)

    after = supervision(**ports)
    assert [alert.number for alert in of_kind(before)] == ["A001"]
    assert of_kind(after) == []
    assert [line.number_here for line in after.counters if line.number == 1] == ["A001"]
    assert INFO not in {line.code for line in after.lines}


def of_kind(seen):
    return [alert for alert in seen.alerts if alert.kind is AlertKind.FORGOTTEN]
