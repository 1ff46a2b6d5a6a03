"""What an operation touched, so that screens read again only what they show."""

from __future__ import annotations

import dataclasses
import enum


class Topic(enum.StrEnum):
    """A kind of thing on a screen; never one row."""

    TICKETS = "tickets"
    COUNTERS = "counters"
    PROCEDURES = "procedures"
    PRINTS = "prints"
    MESSAGES = "messages"
    SITE = "site"
    AGENTS = "agents"
    ALARMS = "alarms"
    APPOINTMENTS = "appointments"
    REGISTER = "register"
    CALENDAR = "calendar"
    CLOCK = "clock"


@dataclasses.dataclass(frozen=True, slots=True)
class Changes:
    """An operation by name, the topics it touched and what it was about.

    *subject* is a ticket's number or a counter, for the undo bar; never a name.
    """

    operation: str
    topics: frozenset[Topic]
    subject: str = ""


def changes(operation: str, *topics: Topic, subject: str = "") -> Changes:
    """Return the Changes of *operation*."""
    return Changes(operation, frozenset(topics), subject)
