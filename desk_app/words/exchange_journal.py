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
    "CodeKeyMissed": lambda: _("The key that signs the codes on paper was missing: {paper}"),
    "AgendaExported": lambda: _("Agenda from {first} to {last} written out: {lines} lines {why}"),
}
ACTS: Mapping[str, Callable[[], str]] = {
    "DayListImported": lambda: pgettext("act", "Lists taken in"),
    "OnlineArrived": lambda: pgettext("act", "Arrivals booked online"),
    "CodeKeyMissed": lambda: pgettext("act", "Key of the codes missing"),
    "AgendaExported": lambda: pgettext("act", "Agendas written out"),
}
FIELDS: Mapping[str, Callable[[], str]] = {
    "platform": lambda: pgettext("field", "Online platform"),
    "added": lambda: pgettext("field", "New"),
    "updated": lambda: pgettext("field", "Changed"),
    "cancelled": lambda: pgettext("field", "Given up"),
    "refused": lambda: pgettext("field", "Lines refused"),
    "check": lambda: pgettext("field", "How it was seen who came"),
    "paper": lambda: pgettext("field", "Paper"),
    "form": lambda: pgettext("field", "Form of the file"),
    "lines": lambda: pgettext("field", "Lines written"),
}
OF_KIND: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("CodeKeyMissed", "paper"): lambda value: _PAPERS[value](),
    ("OnlineArrived", "presence"): presence_name,
    ("OnlineArrived", "check"): lambda value: check_name(Check(value)),
    ("AgendaExported", "why"): lambda value: agenda_reason(AgendaReason(value)),
}
_PAPERS: Mapping[str, Callable[[], str]] = {
    "convocation": lambda: pgettext("paper", "convocation"),
    "request": lambda: pgettext("paper", "proof of a request"),
    "unmet_request": lambda: pgettext("paper", "proof of a request without a place"),
    "ticket": lambda: pgettext("paper", "ticket"),
}
