"""The verbs of each noun, for help without importing every module."""

from __future__ import annotations

_VERBS: dict[str, tuple[str, ...]] = {
    "store": ("create", "status", "upgrade", "grant", "check", "compact", "backup", "restore"),
    "site": ("show", "load", "new"),
    "agent": ("add", "reset", "end", "password", "list", "tie", "ties"),
    "ticket": ("issue", "show", "list", "cancel", "correct", "reprint"),
    "queue": (
        "list", "call-next", "call", "recall", "start", "complete", "complete-and-call",
        "no-show", "absent-and-call", "park", "unpark", "return", "transfer", "wrong-holder",
        "undo", "close-day",
    ),
    "appointment": (
        "offer", "book", "show", "list", "history", "move", "correct", "cancel", "reconfirm",
        "calls", "called", "verify-phone", "release", "undo", "reprint", "paper", "check-in",
        "import", "export",
    ),
    "calendar": ("show", "impact", "close", "open", "reopen", "waiting", "replace", "calls"),
    "unmet": ("add", "show", "list"),
    "register": (
        "add", "show", "list", "seen", "deadline", "withdraw", "winners", "told", "confirm", "paper"
    ),
    "counter": ("list", "open", "sit", "pause", "close"),
    "procedure": ("list", "open", "close", "quota"),
    "board": (),
    "print": ("run", "jobs", "status", "test", "reprint", "confirm"),
    "report": ("day", "anomalies"),
    "journal": ("verify", "export", "show"),
    "alarm": ("raise", "list", "acknowledge"),
    "override": ("ask", "approve", "today", "left", "list", "agree", "refuse"),
    "key": ("show", "rotate"),
    "person": ("show", "erase", "merge"),
    "purge": (),
    "draw": (
        "commit", "close", "run", "void", "export", "opening", "card", "doors", "opened",
        "verify",
    ),
    "code": ("verify",),
    "doctor": (),
    "batch": (),
}  # fmt: skip
"""A test keeps it equal to what the modules have."""


def verbs_of(noun: str) -> tuple[str, ...]:
    """Return the verbs that help shows for *noun*."""
    return _VERBS[noun]
