"""What is said aloud to a screen reader, and what a bug leaves to read; it writes no sentence."""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BugReport:
    """What the crash page shows: where we are, the way back and the details.

    *saved* is the sentence about the last act recorded; *save* writes the report and returns
    where it is. *title* and *mend* replace the usual words, for a store that cannot be opened.
    """

    saved: str
    details: str
    resume: Callable[[], object]
    save: Callable[[], str]
    title: str = ""
    mend: str = ""


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say *text*, politely or *at_once*; never a name or a document."""
    event = QAccessibleAnnouncementEvent(widget, text)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def details_of(error: BaseException) -> str:
    """Return what a developer needs of *error* and nothing of a person.

    Messages and values may hold what was typed; kinds, files and lines cannot.
    """
    lines = [
        f"{frame.filename.replace(chr(92), '/').split('desk_app/')[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or error.__context__
    above = f"\n\n{details_of(cause)}" if cause is not None else ""
    return "\n".join((type(error).__name__, *lines)) + above
