"""Why a platform's list is not taken in, or an agenda not given out. Sentences are in words/."""

from __future__ import annotations

import dataclasses

from desk_app.domain.errors import Refused, SiteFileFaults


@dataclasses.dataclass(eq=False)
class MappingFaults(SiteFileFaults):
    """The mapping of a platform's list has mistakes, each with its line and its mend."""


@dataclasses.dataclass(eq=False)
class DayListUnread(Refused):
    """The file is no list that can be read: *fault* is a code, *detail* a column or a line."""

    file: str
    fault: str
    detail: str = ""


@dataclasses.dataclass(eq=False)
class DocumentToSee(Refused):
    """The list says no end of a document: the agent must say that one was seen (AT-10)."""

    reference: str


@dataclasses.dataclass(eq=False)
class DayListJunk(Refused):
    """More lines were refused than could be read: the mapping or the file is another's."""

    file: str
    good: int
    refused: int
