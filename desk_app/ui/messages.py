"""What is said aloud to a screen reader, and what a bug leaves to read; it writes no sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BugReport:
    """What the crash page shows: where we are, the way back and the details.

    *saved* is the sentence about the last act recorded; *save* writes the report and returns
    where it is. *head*, the title of the window, *title* and *mend* replace the usual words, for a
    store that cannot be opened.
    """

    saved: str
    details: str
    resume: Callable[[], object]
    save: Callable[[], str]
    head: str = ""
    title: str = ""
    mend: str = ""


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say *text*, politely or *at_once*; never a name or a document."""
    event = QAccessibleAnnouncementEvent(widget, text)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
