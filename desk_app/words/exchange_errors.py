"""What is said when a platform's list cannot be taken in. See words/errors.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain import exchange_errors as e
from desk_app.domain.errors import DeskError
from desk_app.words.catalogue import _

SAID: Mapping[type[DeskError], Callable[[], tuple[str, str]]] = {
    e.MappingFaults: lambda: (_("The mapping file {file} has mistakes."), ""),
    e.DayListUnread: lambda: (_("{file} is no list that can be read."), ""),
    e.DocumentToSee: lambda: (
        _("The platform’s list says no number of a document."),
        _("Look at the document, then say that it was seen (--document-seen)."),
    ),
    e.DayListJunk: lambda: (
        _("{file}: lines refused: {refused}, understood: {good}. Nothing was taken in."),
        _("Check that it is the platform’s list, and its mapping."),
    ),
}


def template(error: DeskError) -> tuple[str, str] | None:
    """Return what to say where it depends on what *error* holds; None where SAID is enough."""
    if not isinstance(error, e.DayListUnread):
        return None
    return SAID[e.DayListUnread]()[0], _WHY[error.fault]()


def faults() -> frozenset[str]:
    """Return the codes that have sentences."""
    return frozenset(_WHY)


_WHY: Mapping[str, Callable[[], str]] = {
    "no_file": lambda: _("It is not there, or may not be read. Check the name and the folder."),
    "too_big": lambda: _("It is too long for a day’s list (2 MB at most)."),
    "too_many": lambda: _("It has more than {detail} lines. Ask the platform for fewer days."),
    "not_text": lambda: _("It is no text: ask the platform for CSV or .ics, not for a workbook."),
    "empty": lambda: _("It has no line with an appointment."),
    "quote": lambda: _("A quote opened on line {detail} is never closed: the file is cut short."),
    "columns": lambda: _("Line {detail} has too many columns: check the separator."),
    "no_column": lambda: _("It has no column “{detail}”: check the mapping."),
    "column_twice": lambda: _("It has two columns “{detail}”: nobody can tell which is meant."),
    "not_calendar": lambda: _("It does not begin as a calendar does (.ics)."),
    "cut_short": lambda: _("It stops at line {detail} without an end: it is cut short."),
    "bad_line": lambda: _("Line {detail} is not that of a calendar."),
}
