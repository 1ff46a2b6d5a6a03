"""Facts about the people who work here, and about what is kept. See facts.py for the rest.

Agents stand in them by their login; the journal writes their ref instead (R-04).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import ClassVar

from desk_app.domain.alarms import AlarmId
from desk_app.domain.changes import Topic
from desk_app.domain.counters import CounterId
from desk_app.domain.facts import Fact
from desk_app.domain.overrides import Cause, Override, OverrideId, OverrideState
from desk_app.domain.people import AgentLogin, Role
from desk_app.domain.sessions import End
from desk_app.domain.tickets import TicketId, TicketNumber

_AGENTS: frozenset[Topic] = frozenset({Topic.AGENTS})
_AGENT: frozenset[str] = frozenset({"agent"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Fact):
    """An agent took a place at this desk."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = _AGENT
    agent: AgentLogin
    place: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Fact):
    """A session ended: left, idle, or opened at another place with the same account."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = _AGENT
    agent: AgentLogin
    place: str
    why: End


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(Fact):
    """A wrong password was given for an account; *locks* once it closed the account."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = _AGENT
    agent: AgentLogin
    failures: int
    locks: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgentAdded(Fact):
    """An agent was added to the site, or an agent's role was changed.

    *same_as* is another account that was said to be the same human being's, None if none was.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = frozenset({"agent", "same_as"})
    agent: AgentLogin
    role: Role
    same_as: AgentLogin | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AccountReset(Fact):
    """A supervisor gave the agent a one-time code in place of the password (S-02)."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = _AGENT
    agent: AgentLogin


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Fact):
    """The agent chose a new password."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = _AGENT
    agent: AgentLogin


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Fact):
    """An account was ended: nobody signs in with it again."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = _AGENT
    agent: AgentLogin


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ActDenied(Fact):
    """Somebody asked for what their role does not allow."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    power: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OverrideAsked(Fact):
    """An agent asked a supervisor at another desk to agree to an exception."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    override: OverrideId
    kind: Override
    subject: str
    why: Cause


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OverrideDecided(Fact):
    """The second person agreed to an exception, refused it, or was refused as second person."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = frozenset({"asker", "approver"})
    override: OverrideId
    kind: Override
    subject: str
    why: Cause
    asker: AgentLogin
    approver: AgentLogin | None
    state: OverrideState


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OverrideUsed(Fact):
    """An exception was made: it stands in the transaction of what it allowed (AT-16)."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = frozenset({"approver"})
    override: OverrideId
    kind: Override
    subject: str
    why: Cause
    approver: AgentLogin


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OverrideDenied(Fact):
    """An exception was refused: own agreement, no right to agree, or the quota of the day."""

    TOPICS: ClassVar[frozenset[Topic]] = _AGENTS
    AGENTS: ClassVar[frozenset[str]] = frozenset({"approver"})
    kind: Override
    subject: str
    approver: AgentLogin | None
    error: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCorrected(Fact):
    """A slip in what binds a ticket was mended: keyed hashes before and after (AT-02).

    Both are empty where only the hint was mended: a hint is a person's and stands in no header.
    """

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.TICKETS})
    ticket: TicketId
    number: TicketNumber
    before: str
    after: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Fact):
    """An agent called for help."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.ALARMS})
    alarm: AlarmId
    counter: CounterId | None
    place: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged(Fact):
    """Somebody answered a call for help."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.ALARMS})
    alarm: AlarmId


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClockSetBack(Fact):
    """The clock stands *seconds* before an act already recorded: somebody set it back (S-07)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.CLOCK})
    seconds: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClockSetForward(Fact):
    """The clock went *seconds* further than the machine ran: places cool and holds end too soon."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.CLOCK})
    seconds: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Purged(Fact):
    """What was kept long enough was forgotten: *count* of one kind, up to and with a day."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    kind: str
    until: dt.date
    count: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown(Fact):
    """What is held for one document was shown to somebody (R-07, R-08)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    key: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Fact):
    """What is held for one document was erased at the person's wish (R-07)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    key: str
    count: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeysRotated(Fact):
    """A new key took over: `hash` for keyed hashes, `master` for what is sealed, `sign`, `code`."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    kind: str
    key: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class JournalRead(Fact):
    """Somebody read, verified or exported the journal."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    what: str
    entries: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PatternsSeen(Fact):
    """Somebody compared the acts of agents with the site's, of the days up to *until* (AT-18)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    until: dt.date
    acts: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MonthClosed(Fact):
    """A month of the journal was closed by a signed checkpoint: its last entry and its hash."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    segment: str
    last: int
    head: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade(Fact):
    """A copy of the store was made and opened once."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    sha256: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StoreRestored(Fact):
    """The desk went back to a copy; its journal goes on from the copy's head.

    *replaced* is the head of the journal that was put aside, empty where none could be read.
    """

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    head: str
    replaced: str = ""
