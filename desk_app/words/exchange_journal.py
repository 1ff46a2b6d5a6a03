"""What the journal says of lists taken in and agendas given out. See words/journal.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.exchange_facts import AgendaReason
from desk_app.domain.online import Check
from desk_app.words.booking_journal import presence_name
from desk_app.words.catalogue import _, pgettext
from desk_app.words.exchange import agenda_reason, check_name

SENTENCES: Mapping[str, Callable[[], str]] = {
    "DayListImported": lambda: _(
        "List of {platform} taken in: {added} new, {updated} changed, {cancelled} given up"
    ),
    "OnlineArrived": lambda: _(
        "Online appointment {appointment} let in as {number}: {presence}, {check}"
    ),
    "AgendaExported": lambda: _("Agenda from {first} to {last} written out: {lines} lines {why}"),
}
ACTS: Mapping[str, Callable[[], str]] = {
    "DayListImported": lambda: pgettext("act", "Lists taken in"),
    "OnlineArrived": lambda: pgettext("act", "Arrivals booked online"),
    "AgendaExported": lambda: pgettext("act", "Agendas written out"),
}
FIELDS: Mapping[str, Callable[[], str]] = {
    "platform": lambda: pgettext("field", "Online platform"),
    "added": lambda: pgettext("field", "New"),
    "updated": lambda: pgettext("field", "Changed"),
    "cancelled": lambda: pgettext("field", "Given up"),
    "refused": lambda: pgettext("field", "Lines refused"),
    "check": lambda: pgettext("field", "How it was seen who came"),
    "form": lambda: pgettext("field", "Form of the file"),
    "lines": lambda: pgettext("field", "Lines written"),
}
OF_KIND: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("OnlineArrived", "presence"): presence_name,
    ("OnlineArrived", "check"): lambda value: check_name(Check(value)),
    ("AgendaExported", "why"): lambda value: agenda_reason(AgendaReason(value)),
}
