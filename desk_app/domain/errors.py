"""The two failures the desk expects; anything else is a bug and says it is ours.

A class is one reason, its docstring the sentence for developers, its fields what a sentence for
people needs; that sentence is made in `words/errors.py` alone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt


class DeskError(Exception):
    """Root of every error the application raises on purpose."""


class Refused(DeskError):
    """A rule said no; the person at the desk can act on it."""


class Unavailable(DeskError):
    """The world said no (printer, disk, network); trying again may help."""


# --- asking for what does not exist ---------------------------------------------------------


@dataclasses.dataclass(eq=False)
class UnknownProcedure(Refused):
    """The site has no procedure of this code."""

    procedure: str
    nearest: str | None = None


@dataclasses.dataclass(eq=False)
class UnknownCounter(Refused):
    """The site has no counter of this number."""

    counter: int


@dataclasses.dataclass(eq=False)
class UnknownAgent(Refused):
    """No agent of the site has this login."""

    login: str


@dataclasses.dataclass(eq=False)
class UnknownTicket(Refused):
    """No ticket of today has this number."""

    number: str


@dataclasses.dataclass(eq=False)
class UnknownJob(Refused):
    """No print job has this id."""

    job: str


@dataclasses.dataclass(eq=False)
class UnknownLanguage(Refused):
    """The site offers no ticket in this language."""

    language: str
    offered: tuple[str, ...]


@dataclasses.dataclass(eq=False)
class BadValue(Refused):
    """A typed value is not what its field takes."""

    field: str
    value: str
    expected: str


# --- issuing --------------------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class CannotIssue(Refused):
    """No ticket for this procedure now; the fields say what is still possible."""

    procedure: str
    reopens_at: dt.datetime | None = None
    by_appointment: bool = False


class NotWalkIn(CannotIssue):
    """The procedure is not received without an appointment or a convocation."""


class SiteClosed(CannotIssue):
    """The site is not open at this hour or on this day."""


@dataclasses.dataclass(eq=False)
class LastTicketPassed(CannotIssue):
    """The hour of the last ticket has passed; who has one is received until *closes_at*."""

    closes_at: dt.datetime | None = None


class ProcedureClosed(CannotIssue):
    """A supervisor has closed the procedure for today."""


@dataclasses.dataclass(eq=False)
class QuotaReached(CannotIssue):
    """Every ticket of the day's quota has been handed out."""

    quota: int = 0


@dataclasses.dataclass(eq=False)
class DocumentNeeded(Refused):
    """A ticket for this procedure is bound to a document (AT-11)."""

    procedure: str


@dataclasses.dataclass(eq=False)
class BadDocument(Refused):
    """The document number cannot be one (format, placeholder, missing country)."""

    kind: str
    fault: str


@dataclasses.dataclass(eq=False)
class AlreadyHasTicket(Refused):
    """This document's active ticket is for this procedure today, now or later (AT-11)."""

    number: str
    before: int


# --- moves ----------------------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class ImpossibleMove(Refused):
    """The table of moves has no such move from this status."""

    number: str
    move: str
    status: str
    possible: tuple[str, ...]


@dataclasses.dataclass(eq=False)
class QueueEmpty(Refused):
    """Nobody is waiting for what this counter serves; *elsewhere* counts the others."""

    counter: int
    elsewhere: int = 0


@dataclasses.dataclass(eq=False)
class CounterClosed(Refused):
    """The counter is closed or paused: nobody is called to it."""

    counter: int
    state: str


@dataclasses.dataclass(eq=False)
class CounterBusy(Refused):
    """Somebody is being served at this counter."""

    counter: int
    number: str


@dataclasses.dataclass(eq=False)
class OtherCounter(Refused):
    """The ticket is at another counter."""

    number: str
    counter: int
    asked: int


@dataclasses.dataclass(eq=False)
class RecallTooSoon(Refused):
    """Calls of one ticket are spaced (Q-03)."""

    number: str
    again_at: dt.datetime


@dataclasses.dataclass(eq=False)
class CallsUsedUp(Refused):
    """The ticket has been called as often as the rule allows (Q-03): it is absent."""

    number: str
    calls: int


@dataclasses.dataclass(eq=False)
class TooFewCalls(Refused):
    """A visitor is absent only after the calls of rule Q-03."""

    number: str
    calls: int
    needed: int


@dataclasses.dataclass(eq=False)
class ReturnTooLate(Refused):
    """The time in which an absent visitor may come back has passed, or was used (Q-03)."""

    number: str
    until: dt.datetime | None


@dataclasses.dataclass(eq=False)
class SameProcedure(Refused):
    """A transfer to the procedure the ticket already has."""

    number: str
    procedure: str


@dataclasses.dataclass(eq=False)
class StepTwice(Refused):
    """A visit has the same procedure twice in a row."""

    procedure: str


@dataclasses.dataclass(eq=False)
class NotServedAnywhere(Refused):
    """No counter of the site serves this procedure."""

    procedure: str


@dataclasses.dataclass(eq=False)
class NothingToUndo(Refused):
    """The last act cannot be taken back, or something has happened since."""

    why: str


@dataclasses.dataclass(eq=False)
class RightNotHeld(Refused):
    """This desk does not hold the right the act needs (architecture.md, rights and facts)."""

    right: str


# --- site files and stores ------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One mistake of a file: where it stands, what it is and how to mend it."""

    line: int
    fault: str
    mend: str


@dataclasses.dataclass(eq=False)
class SiteFileFaults(Refused):
    """The site file has mistakes; every one is listed with its line and its mend."""

    file: str
    faults: tuple[Fault, ...]


@dataclasses.dataclass(eq=False)
class ProfileFaults(Refused):
    """A printer profile has mistakes."""

    file: str
    faults: tuple[Fault, ...]


@dataclasses.dataclass(eq=False)
class BadPrinterAddress(Refused):
    """The printer's address is not one we can speak to."""

    address: str
    expected: str


@dataclasses.dataclass(eq=False)
class StoreExists(Refused):
    """There is already a store at this place; nothing is overwritten."""

    path: str


@dataclasses.dataclass(eq=False)
class NoStore(Unavailable):
    """There is no store at this place yet."""

    path: str


@dataclasses.dataclass(eq=False)
class NotOurStore(Refused):
    """The file is a database, but not one of ours, or not a database at all."""

    path: str


@dataclasses.dataclass(eq=False)
class FolderNotStore(NotOurStore):
    """A folder was named where the file of a store is."""


@dataclasses.dataclass(eq=False)
class StoreTooNew(Refused):
    """The store was written by a newer version of the program."""

    path: str
    revision: str


@dataclasses.dataclass(eq=False)
class StoreNeedsUpgrade(Refused):
    """The store was written by an older version; it is upgraded on purpose, after a copy."""

    path: str
    revision: str


@dataclasses.dataclass(eq=False)
class OnlyRehearsal(Refused):
    """Something only a rehearsal store allows was asked of a real one."""

    what: str


@dataclasses.dataclass(eq=False)
class AgentNeeded(Refused):
    """Who acts must be said: every act is somebody's."""


@dataclasses.dataclass(eq=False)
class DeskTaken(Refused):
    """Another copy of the program already runs this desk."""

    desk: str
    process: int | None


# --- people who work here -----------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class NotAllowed(Refused):
    """The role does not have this power (domain/roles.py)."""

    power: str
    role: str


@dataclasses.dataclass(eq=False)
class SignInRefused(Refused):
    """Login and password do not go together; *left* tries remain before the account locks."""

    left: int


@dataclasses.dataclass(eq=False)
class AccountLocked(Refused):
    """Too many wrong passwords: nobody signs in before *until* (S-01)."""

    until: dt.datetime


@dataclasses.dataclass(eq=False)
class AccountEnded(Refused):
    """The account was ended; its acts stay in the journal under its name."""

    login: str


@dataclasses.dataclass(eq=False)
class PasswordNeeded(Refused):
    """Outside a rehearsal nobody acts without a password."""

    login: str


@dataclasses.dataclass(eq=False)
class PasswordMissing(Refused):
    """The account asks for a password and none was given, nor anybody there to ask."""

    login: str


@dataclasses.dataclass(eq=False)
class PasswordTooWeak(Refused):
    """The password does not meet the policy (S-01, S-02); *fault* says which rule."""

    fault: str


@dataclasses.dataclass(eq=False)
class OwnPasswordOnly(Refused):
    """A password is chosen by its owner alone; colleagues give a one-time code (S-02)."""

    login: str


@dataclasses.dataclass(eq=False)
class LoginTaken(Refused):
    """An account of that login exists already, or existed: a login is never given again."""

    login: str


@dataclasses.dataclass(eq=False)
class LastAdministrator(Refused):
    """The site would be left without anybody who may manage accounts."""

    login: str


@dataclasses.dataclass(eq=False)
class SamePerson(Refused):
    """Nobody is their own second person, under any pair of accounts (AT-16)."""

    login: str


@dataclasses.dataclass(eq=False)
class AnotherPerson(Refused):
    """What would be corrected is no slip of the pen: the holder of a ticket is never replaced.

    AT-02: one field, at most two signs, or the same name spelt otherwise; no second person and
    no supervisor may agree to more.
    """

    number: str


@dataclasses.dataclass(eq=False)
class NothingToCorrect(Refused):
    """The ticket is bound to nobody, its visit is over, or it says already what was typed."""

    number: str


@dataclasses.dataclass(eq=False)
class SecondPersonNeeded(Refused):
    """An exception needs a reason and another person's sign-in (AT-16)."""

    override: str


@dataclasses.dataclass(eq=False)
class OverridesUsedUp(Refused):
    """The agent's exceptions of the day are used; from here only a supervisor makes them."""

    quota: int


@dataclasses.dataclass(eq=False)
class UnknownRequest(Refused):
    """No such question waits for an answer: it was answered, or its day is over."""

    request: str


# --- keys, copies and what is kept ----------------------------------------------------------


@dataclasses.dataclass(eq=False)
class KeyMissing(Refused):
    """The keys of the store are not where they were: what they sealed cannot be read."""

    place: str


@dataclasses.dataclass(eq=False)
class KeyUnknown(Refused):
    """Something was sealed under a key that the present set of keys does not hold."""

    key: str


@dataclasses.dataclass(eq=False)
class NothingHeld(Refused):
    """Nothing is held for the document asked about (R-07)."""


@dataclasses.dataclass(eq=False)
class BackupUnsound(Refused):
    """The copy cannot be opened, belongs to another desk or its journal is broken."""

    path: str
    why: str


# --- the world ------------------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class StoreUnavailable(Unavailable):
    """The database cannot be read or written now (locked, gone, not reachable)."""

    cause: str


@dataclasses.dataclass(eq=False)
class StoreReadOnly(Unavailable):
    """The store's file or folder may not be written."""

    path: str


@dataclasses.dataclass(eq=False)
class StoreDamaged(Unavailable):
    """The file is ours but the database in it is damaged; the last backup is what helps."""

    path: str


@dataclasses.dataclass(eq=False)
class DiskFull(Unavailable):
    """No space is left where the store lives."""

    path: str


@dataclasses.dataclass(eq=False)
class PrinterUnavailable(Unavailable):
    """The printer does not take the job now; it stays queued."""

    printer: str
    cause: str
