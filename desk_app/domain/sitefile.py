"""Reads a site file (TOML) into a Site, or says every mistake in it. It opens no file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import TypeVar

from desk_app.domain import sitefile_checks as checks
from desk_app.domain import sitefile_parts as parts
from desk_app.domain import sitefile_series
from desk_app.domain.counters import Counter, CounterId
from desk_app.domain.errors import SiteFileFaults
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.procedures import Family, FamilyCode, Procedure, ProcedureCode
from desk_app.domain.series import Series
from desk_app.domain.site import Opening, Rules, Site
from desk_app.domain.sitefile_faults import Notes, site_fault
from desk_app.domain.sitefile_lines import Lines
from desk_app.domain.sitefile_table import Table

Part = TypeVar("Part")

SCHEMA = 1
SIZE_LIMIT = 1_000_000
"""Characters of a site file; a real one has about 20,000."""

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_SYNTAX = {
    "Unclosed": "syntax_unclosed",
    "Unterminated": "syntax_unclosed",
    "Expected '='": "syntax_equals",
    "Cannot overwrite": "syntax_twice",
    "Cannot declare": "syntax_twice",
    "Invalid value": "syntax_value",
    "Illegal character": "syntax_character",
    "Found invalid character": "syntax_character",
    "Unescaped": "syntax_backslash",
}


def parse_site(text: str, *, file: str) -> Site:
    """Read the text of *file*.

    Raises SiteFileFaults with every mistake, each with its line; words/sitefile.py says them.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    values = toml_of(text, file)
    notes = Notes(Lines(text))
    root = Table(values, (), notes)
    site = _site(root)
    root.close()
    notes.raise_any(file)
    return site


def toml_of(text: str, file: str) -> Mapping[str, object]:
    """Return what the TOML *text* of *file* says. Raises SiteFileFaults with the first mistake."""
    if len(text) > SIZE_LIMIT:
        raise _unread(file, 1, "too_big")
    try:
        return tomllib.loads(text)
    except RecursionError:  # thousands of opening brackets
        raise _unread(file, 1, "syntax_unclosed") from None
    except ValueError as error:  # TOMLDecodeError, or a number of thousands of digits
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
        code = next((code for start, code in _SYNTAX.items() if start in str(error)), "syntax")
        raise _unread(file, line, code) from None


def _unread(file: str, line: int, code: str) -> SiteFileFaults:
    return SiteFileFaults(file, (site_fault(line, code),))


def _site(root: Table) -> Site:
    schema = root.whole("schema", low=0, high=1_000_000, required=True)
    if schema not in {None, SCHEMA}:
        root.note("schema_unknown", "schema", value=schema, known=SCHEMA)
    head = next(iter(_each(root, "site", parts.head)), parts.NO_HEAD)
    openings = _openings(root)
    families = _families(root)
    procedures, tables = _procedures(root, families, openings)
    counters = _counters(root, procedures)
    checks.check_served(procedures, tables, counters.values())
    return Site(
        code=head.code,
        name=head.name,
        time_zone=head.time_zone,
        holidays=head.holidays,
        address=head.address,
        access=head.access,
        languages=head.languages,
        openings=openings,
        closed_on=head.closed_on,
        open_on_holidays=head.open_on_holidays,
        rules=next(iter(_each(root, "rules", parts.rules, required=False)), Rules()),
        families=families,
        procedures=procedures,
        counters=counters,
        agents=_agents(root),
        messages=tuple(_each(root, "message", parts.message, required=False)),
        appointment_series=_series(root, procedures, counters, openings),
    )


def _openings(root: Table) -> tuple[Opening, ...]:
    read = _with_tables(root, "opening", parts.opening)
    openings = [(table, one) for table, one in read if one is not None]
    if len(openings) < len(read):  # hours that cannot be read: nothing is compared with the rest
        return ()
    checks.check_openings(openings)
    return tuple(one for _, one in openings)


def _families(root: Table) -> Mapping[FamilyCode, Family]:
    read = _with_tables(root, "family", parts.family)
    families, tables = checks.by_key([(table, one.code, one) for table, one in read], "code")
    checks.check_series(families, tables)
    return families


def _procedures(
    root: Table, families: Mapping[FamilyCode, Family], openings: tuple[Opening, ...]
) -> tuple[Mapping[ProcedureCode, Procedure], Mapping[ProcedureCode, Table]]:
    read = _with_tables(root, "procedure", parts.procedure)
    procedures, tables = checks.by_key([(table, one.code, one) for table, one in read], "code")
    checks.check_procedures(procedures, tables, families=families, openings=openings)
    return procedures, tables


def _counters(
    root: Table, procedures: Mapping[ProcedureCode, Procedure]
) -> Mapping[CounterId, Counter]:
    read = _with_tables(root, "counter", lambda table: checks.counter(table, procedures))
    counters, _ = checks.by_key([(table, one.number, one) for table, one in read], "number")
    return counters


def _series(
    root: Table,
    procedures: Mapping[ProcedureCode, Procedure],
    counters: Mapping[CounterId, Counter],
    openings: tuple[Opening, ...],
) -> tuple[Series, ...]:
    read = _with_tables(
        root,
        "series",
        lambda table: sitefile_series.series(table, procedures, counters),
        required=False,
    )
    known = [(table, one.id, one) for table, one in read if one is not None]
    found, tables = checks.by_key(known, "code")
    sitefile_series.check_series(tuple(found.values()), tables, openings)
    return tuple(found.values())


def _agents(root: Table) -> Mapping[AgentLogin, Agent]:
    read = _with_tables(root, "agent", parts.agent, required=False)
    agents, _ = checks.by_key([(table, one.login, one) for table, one in read], "login")
    return agents


def _each(
    root: Table, key: str, read: Callable[[Table], Part], *, required: bool = True
) -> list[Part]:
    return [part for _, part in _with_tables(root, key, read, required=required)]


def _with_tables(
    root: Table, key: str, read: Callable[[Table], Part], *, required: bool = True
) -> list[tuple[Table, Part]]:
    found = []
    for table in root.tables(key, required=required):
        found.append((table, read(table)))
        table.close()
    return found
