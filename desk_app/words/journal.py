"""The journal in sentences: what an entry says, who did it, and what is wrong with the chain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from desk_app.domain.people import Role
from desk_app.words.catalogue import _, pgettext
from desk_app.words.moves import counter_state, done, role_name, status_name
from desk_app.words.prints import print_state
from desk_app.words.texts import spaced

Names = Mapping[str, str]
Fields = Mapping[str, object]


class Recorded(Protocol):
    """What a sentence needs of an entry; `domain.journal.Entry` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def header(self) -> Fields: ...
    @property
    def author(self) -> str | None: ...


class Kept(Recorded, Protocol):
    """An entry with its place in the chain."""

    @property
    def seq(self) -> int: ...
    @property
    def hash(self) -> str: ...


def sentence(entry: Recorded, names: Names, procedures: Names) -> str:
    """Return what *entry* says: `B 041 remis`. *names* are the agents by their refs.

    A kind without a sentence of its own, or with fields that were edited, gives its bare name.
    """
    fields = entry.header
    try:
        if entry.kind in _TICKETS:
            return _of_ticket(entry.kind, fields, procedures)
        if entry.kind in _SENTENCES:
            return _SENTENCES[entry.kind]().format(**_shown(fields, names, procedures)).strip()
    except (KeyError, ValueError, TypeError):
        pass  # somebody edited the fields: the chain tells where
    return entry.kind


def who(entry: Recorded, names: Names) -> str:
    """Return the agent's name; what nobody did the program did itself."""
    if entry.author is None:
        return _("The program")
    return names.get(entry.author, entry.author)


def act_name(kind: str) -> str:
    """Return what a kind of act is called in a filter: `Ticket remis`."""
    return _ACTS[kind]() if kind in _ACTS else kind


def facts_of(entry: Kept, names: Names, procedures: Names) -> tuple[tuple[str, str], ...]:
    """Return what *entry* holds, each field with its name, its place in the chain at the end."""
    held = tuple(
        (_field_name(name), str(_told(name, value, names, procedures)))
        for name, value in entry.header.items()
        if value not in (None, "")
    )
    return (
        (_("Act"), act_name(entry.kind)),
        (_("Who"), who(entry, names)),
        *held,
        (_("Line"), str(entry.seq)),
        (_("Hash"), _grouped(entry.hash)),
    )


def _told(name: str, value: object, names: Names, procedures: Names) -> object:
    try:
        shown = _field(name, value, names, procedures)
    except ValueError:  # edited: shown as it is
        return value
    return {True: _("yes"), False: _("no")}[shown] if isinstance(shown, bool) else shown


def _field_name(name: str) -> str:
    return _FIELDS[name]() if name in _FIELDS else name


def _grouped(hash_: str) -> str:
    """Eight digits at a time: what a person compares without losing the place."""
    return " ".join(hash_[at : at + 8] for at in range(0, len(hash_), 8))


def broken_at(number: int) -> str:
    """Return the sentence for a chain that does not hold from entry *number* on."""
    return _("The journal is broken at entry {number}.").format(number=number)


def _of_ticket(kind: str, fields: Fields, procedures: Names) -> str:
    operation = "undo" if fields.get("is_undo") else _TICKETS[kind] or str(fields["move"])
    if kind == "TicketCalled" and int(str(fields.get("calls", 1))) > 1:
        operation = "recall"
    counter, procedure = fields.get("counter"), str(fields.get("procedure", ""))
    return done(
        operation,
        str(fields["number"]),
        counter=counter if isinstance(counter, int) else None,
        procedure=procedures.get(procedure, procedure),
    )


def _shown(fields: Fields, names: Names, procedures: Names) -> dict[str, object]:
    shown = {name: _field(name, value, names, procedures) for name, value in fields.items()}
    return {"agent": "", "counter": "", **shown}


def _field(name: str, value: object, names: Names, procedures: Names) -> object:
    if name in {"agent", "asker", "approver"}:
        return names.get(str(value), str(value)) if value else _("nobody")
    if name == "place":
        return value or _("a desk")
    if value is None:
        return ""
    if name == "procedure":
        return procedures.get(str(value), str(value))
    return _FORMS[name](str(value)) if name in _FORMS else value


def _state(value: str) -> str:
    for words in (print_state, counter_state):
        try:
            return words(value).lower()
        except ValueError:
            continue
    return {
        "approved": pgettext("journal", "agreed"),
        "refused": pgettext("journal", "refused"),
    }.get(value, value)


_FORMS: Mapping[str, Callable[[str], str]] = {
    "role": lambda role: role_name(Role(role)),
    "state": _state,
    "number": spaced,
    "status": status_name,
}
_TICKETS = {
    "TicketIssued": "issue",
    "TicketCalled": "call",
    "TicketMoved": "",
    "WrongHolder": "wrong_holder",
}

_SENTENCES: Mapping[str, Callable[[], str]] = {
    "CounterChanged": lambda: _("Counter {counter}: {state} ({agent})"),
    "ProcedureChanged": lambda: _("{procedure}: opened, closed or quota changed"),
    "PrintSettled": lambda: _("Paper: {state}"),
    "TicketReprinted": lambda: _("Copy number {copy_no} of a ticket asked for"),
    "SiteLoaded": lambda: _("Site file loaded, revision {revision}"),
    "DayClosed": lambda: _(
        "Day {day} closed, {expired} tickets left, {bindings} documents forgotten"
    ),
    "SignedIn": lambda: _("{agent} signed in: {place}"),
    "SignedOut": lambda: _("{agent} left: {place}"),
    "SignInFailed": lambda: _("Wrong password for {agent}, time number {failures}"),
    "AgentAdded": lambda: _("Account of {agent}: {role}"),
    "AccountReset": lambda: _("One-time code given to {agent}"),
    "PasswordChanged": lambda: _("{agent} chose a new password"),
    "AccountClosed": lambda: _("Account of {agent} ended"),
    "ActDenied": lambda: _("Asked for what the role does not allow: {power}"),
    "OverrideAsked": lambda: _("Exception asked for: {subject}"),
    "OverrideDecided": lambda: _("Exception for {asker}, {subject}: {state}"),
    "OverrideUsed": lambda: _("Exception made with {approver}: {subject}"),
    "OverrideDenied": lambda: _("Exception denied: {subject}"),
    "IdentityCorrected": lambda: _("{number}: identity corrected"),
    "AlarmRaised": lambda: _("Call for help: {place} {counter}"),
    "AlarmAcknowledged": lambda: _("Call for help answered"),
    "ClockSetBack": lambda: _("The clock was set back by {seconds} s"),
    "Purged": lambda: _("Forgotten up to {until}: {kind}, {count}"),
    "PersonShown": lambda: _("What is held for a document was shown"),
    "PersonErased": lambda: _("What was held for a document was erased: {count}"),
    "KeysRotated": lambda: _("New key in force: {kind}"),
    "JournalRead": lambda: _("Journal read: {what}, {entries} entries"),
    "MonthClosed": lambda: _("Month {segment} of the journal closed at entry {last}"),
    "BackupMade": lambda: _("Copy of the data made"),
    "StoreRestored": lambda: _("The desk went back to a copy of its data"),
}

_FIELDS: Mapping[str, Callable[[], str]] = {
    "number": lambda: pgettext("field", "Ticket"),
    "procedure": lambda: pgettext("field", "Procedure"),
    "counter": lambda: pgettext("field", "Counter"),
    "agent": lambda: pgettext("field", "Agent"),
    "asker": lambda: pgettext("field", "Asked by"),
    "approver": lambda: pgettext("field", "Second person"),
    "priority": lambda: pgettext("field", "Priority"),
    "party": lambda: pgettext("field", "People"),
    "is_bound": lambda: pgettext("field", "For the holder of a document"),
    "why": lambda: pgettext("field", "Reason"),
    "passed": lambda: pgettext("field", "Passed before"),
    "calls": lambda: pgettext("field", "Calls"),
    "status": lambda: pgettext("field", "Then"),
    "state": lambda: pgettext("field", "Then"),
    "place": lambda: pgettext("field", "Desk"),
    "role": lambda: pgettext("field", "Role"),
    "is_undo": lambda: pgettext("field", "Taken back"),
    "day": lambda: pgettext("field", "Day"),
    "kind": lambda: pgettext("field", "Kind"),
    "subject": lambda: pgettext("field", "About"),
    "before": lambda: pgettext("field", "Before"),
    "after": lambda: pgettext("field", "After"),
    "ticket": lambda: pgettext("field", "Ticket’s id"),
}

_ACTS: Mapping[str, Callable[[], str]] = {
    "TicketIssued": lambda: pgettext("act", "Tickets handed out"),
    "TicketCalled": lambda: pgettext("act", "Calls"),
    "TicketMoved": lambda: pgettext("act", "Moves of tickets"),
    "TicketReprinted": lambda: pgettext("act", "Copies of tickets"),
    "SignedIn": lambda: pgettext("act", "Sign-ins"),
    "SignInFailed": lambda: pgettext("act", "Wrong passwords"),
    "ActDenied": lambda: pgettext("act", "Acts denied"),
    "OverrideUsed": lambda: pgettext("act", "Exceptions made"),
    "OverrideDenied": lambda: pgettext("act", "Exceptions denied"),
    "IdentityCorrected": lambda: pgettext("act", "Identities corrected"),
    "AgentAdded": lambda: pgettext("act", "Accounts"),
    "ClockSetBack": lambda: pgettext("act", "Clock set back"),
    "JournalRead": lambda: pgettext("act", "Readings of the journal"),
}
ACTS = tuple(_ACTS)
"""Kinds of acts that people filter by, in the order shown."""
