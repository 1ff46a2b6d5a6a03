"""The journal in sentences: what an entry says, who did it, and what is wrong with the chain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from desk_app.words import booking_journal, exchange_journal, register_journal, sync_journal
from desk_app.words.catalogue import _, pgettext
from desk_app.words.journal_codes import field_name, grouped, in_words
from desk_app.words.moves import done

Names = Mapping[str, str]
Fields = Mapping[str, object]
Bodies = Mapping[int, Fields]


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
    @property
    def body_hash(self) -> str: ...


def sentence(entry: Recorded, names: Names, procedures: Names) -> str:
    """Return what *entry* says: `B 041 remis`. *names* are the agents by their refs.

    A kind without a sentence of its own, or with fields that were edited, gives its bare name.
    """
    fields = entry.header
    try:
        if entry.kind in _TICKETS:
            return _of_ticket(entry.kind, fields, procedures)
        if entry.kind == "ProcedureChanged":
            return _of_procedure(fields, procedures)
        if entry.kind in _SENTENCES:
            shown = _shown(entry.kind, fields, names, procedures)
            return _SENTENCES[entry.kind]().format(**shown).strip()
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


def facts_of(
    entry: Kept, names: Names, procedures: Names, bodies: Bodies | None = None
) -> tuple[tuple[str, str], ...]:
    """Return what *entry* holds, each field with its name, its place in the chain at the end.

    *bodies* is what entries say of visitors, by number; None where the reader may not see it.
    """
    held = tuple(
        (field_name(name), str(_told(entry.kind, name, value, names, procedures)))
        for name, value in entry.header.items()
        if value not in (None, "")
    )
    return (
        (_("Act"), act_name(entry.kind)),
        (_("Who"), who(entry, names)),
        *held,
        *_said_of_visitor(entry, bodies),
        (_("Line"), str(entry.seq)),
        (_("Hash"), grouped(entry.hash)),
    )


def _said_of_visitor(entry: Kept, bodies: Bodies | None) -> tuple[tuple[str, str], ...]:
    if not entry.body_hash:
        return ()
    title = _("About the visitor")
    if bodies is None:
        return ((title, _("kept from whoever may not see persons")),)
    if entry.seq not in bodies:
        return ((title, _("erased")),)
    return tuple((field_name(name), str(value)) for name, value in bodies[entry.seq].items())


def _told(kind: str, name: str, value: object, names: Names, procedures: Names) -> object:
    try:
        return _field(kind, name, value, names, procedures)
    except (ValueError, KeyError):  # edited, or newer: shown as it is
        return value


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


def _of_procedure(fields: Fields, procedures: Names) -> str:
    name, quota = (
        procedures.get(str(fields["procedure"]), str(fields["procedure"])),
        fields["quota"],
    )
    if not fields["is_open"]:
        return _("Closed for today: {procedure}").format(procedure=name)
    if quota is None:
        return _("Open today: {procedure}").format(procedure=name)
    return _("Open today up to {quota} tickets: {procedure}").format(procedure=name, quota=quota)


def _shown(kind: str, fields: Fields, names: Names, procedures: Names) -> dict[str, object]:
    shown = {name: _told(kind, name, value, names, procedures) for name, value in fields.items()}
    if kind == "AlarmRaised" and isinstance(fields.get("counter"), int):
        shown |= {"place": _("Counter {n}").format(n=fields["counter"]), "counter": ""}
    return {"agent": "", "counter": "", **shown}


def _field(kind: str, name: str, value: object, names: Names, procedures: Names) -> object:
    if name in {"agent", "asker", "approver", "same_as"}:
        return names.get(str(value), str(value)) if value else _("nobody")
    if name == "place":
        return value or _("a desk")
    if value is None:
        return ""
    if name in {"procedure", "subject"} and str(value) in procedures:
        return procedures[str(value)]
    return in_words(kind, name, value)


_TICKETS = {
    "TicketIssued": "issue",
    "TicketCalled": "call",
    "TicketMoved": "",
    "WrongHolder": "wrong_holder",
}

_SENTENCES: Mapping[str, Callable[[], str]] = {
    "CounterChanged": lambda: _("Counter {counter}: {state} ({agent})"),
    "PrintSettled": lambda: _("Paper: {state}"),
    "TicketReprinted": lambda: _("Copy number {copy_no} of a ticket asked for"),
    "SiteLoaded": lambda: _("Site file loaded, revision {revision}"),
    "DayClosed": lambda: _(
        "Day {day} closed, {expired} tickets left, {bindings} documents forgotten"
    ),
    "SignedIn": lambda: _("{agent} signed in: {place}"),
    "SignedOut": lambda: _("{agent} left: {place} ({why})"),
    "SignInFailed": lambda: _("Wrong password for {agent}, time number {failures}"),
    "AgentAdded": lambda: _("Account of {agent}: {role}"),
    "AccountReset": lambda: _("One-time code given to {agent}"),
    "PasswordChanged": lambda: _("New password of {agent}"),
    "AccountClosed": lambda: _("Account of {agent} ended"),
    "ActDenied": lambda: _("Refused, the role does not allow it: {power}"),
    "OverrideAsked": lambda: _("Exception asked for: {kind}, {subject}"),
    "OverrideDecided": lambda: _("Exception for {asker}, {kind}, {subject}: {state}"),
    "OverrideUsed": lambda: _("Exception made with {approver}: {kind}, {subject}"),
    "OverrideDenied": lambda: _("Exception denied: {kind}, {subject} ({error})"),
    "IdentityCorrected": lambda: _("{number}: identity corrected"),
    "AlarmRaised": lambda: _("Call for help: {place} {counter}"),
    "AlarmAcknowledged": lambda: _("Call for help answered"),
    "ClockSetBack": lambda: _("The clock was set back by {seconds} s"),
    "ClockSetForward": lambda: _("The clock was set forward by {seconds} s"),
    "Purged": lambda: _("Forgotten up to {until}: {kind}, {count}"),
    "PersonShown": lambda: _("What is held for a document was shown"),
    "PersonErased": lambda: _("What was held for a document was erased: {count}"),
    "KeysRotated": lambda: _("New key in force: {kind}"),
    "JournalRead": lambda: _("Journal {what}, {entries} lines"),
    "PatternsSeen": lambda: _("Acts of agents compared with the site’s, up to {until}"),
    "MonthClosed": lambda: _("Month {segment} of the journal closed at line {last}"),
    "BackupMade": lambda: _("Copy of the data made"),
    "StoreRestored": lambda: _("The desk went back to a copy of its data"),
    **booking_journal.SENTENCES,
    **exchange_journal.SENTENCES,
    **register_journal.SENTENCES,
    **sync_journal.SENTENCES,
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
    "ClockSetForward": lambda: pgettext("act", "Clock set forward"),
    "PatternsSeen": lambda: pgettext("act", "Acts compared"),
    "JournalRead": lambda: pgettext("act", "Readings of the journal"),
    **booking_journal.ACTS,
    **exchange_journal.ACTS,
    **register_journal.ACTS,
}
ACTS = tuple(_ACTS)
"""Kinds of acts that people filter by, in the order shown."""
