"""The ticket being prepared: what the agent has chosen so far. A value; it asks nobody."""

from __future__ import annotations

import dataclasses
import enum

from desk_app.domain.people import Document
from desk_app.domain.procedures import Binding
from desk_app.domain.tickets import Priority
from desk_app.services.issuing import PARTY_AT_MOST, Order
from desk_app.services.questions import Agreement
from desk_app.services.reception import ProcedureLine
from desk_app.ui.documents import tidy_hint

FRENCH = "fr"
PRIORITIES: tuple[Priority | None, ...] = (
    None, Priority.CMI, Priority.FAMILY, Priority.LOCAL,
)  # fmt: skip


class Spot(enum.Enum):
    """Where the agent goes on: what has the focus."""

    SEARCH = enum.auto()
    DOCUMENT = enum.auto()
    DOCUMENT_AGAIN = enum.auto()  # what is written is replaced by the next scan
    GIVE = enum.auto()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Choices that change the ticket; each visitor starts from French, no priority, alone.

    *agreement* is what the second person of a local priority has agreed to, for this procedure.
    """

    line: ProcedureLine | None = None
    language: str = FRENCH
    priority: Priority | None = None
    party: int = 1
    document: Document | None = None
    hint: str = ""
    agreement: Agreement | None = None

    def of(self, line: ProcedureLine) -> Form:
        """Return the form for *line*; a document is kept only where the procedure takes one.

        A local priority is for the procedure it was agreed to for.
        """
        takes = line.binding is not Binding.NONE
        is_same = self.line is not None and self.line.code == line.code
        kept = self if is_same or self.priority is not Priority.LOCAL else self.prior(None)
        return dataclasses.replace(
            kept,
            line=line,
            document=self.document if takes else None,
            hint=self.hint if takes else "",
        )

    def walked_language(self, languages: tuple[str, ...], step: int) -> Form:
        """Return the form in the next language of the site, or the one before."""
        if not languages:
            return self
        here = languages.index(self.language) if self.language in languages else 0
        return dataclasses.replace(self, language=languages[(here + step) % len(languages)])

    def prior(self, priority: Priority | None, agreement: Agreement | None = None) -> Form:
        """Return the form with *priority*; a local one has an *agreement*."""
        return dataclasses.replace(self, priority=priority, agreement=agreement)

    def with_party(self, party: int) -> Form:
        """Return the form for *party* people, within what a ticket may hold."""
        return dataclasses.replace(self, party=min(PARTY_AT_MOST, max(1, party)))

    def next_priority(self) -> Priority | None:
        """Return the priority after this one, round and round."""
        return PRIORITIES[(PRIORITIES.index(self.priority) + 1) % len(PRIORITIES)]

    def order(self) -> Order:
        """Return what to ask of the service. A form without a procedure has none: a bug."""
        if self.line is None:
            raise AssertionError("no procedure is chosen")
        return Order(
            procedure=self.line.code,
            priority=self.priority,
            language=self.language,
            party=self.party,
            document=self.document,
            hint=tidy_hint(self.hint) if self.document is not None else "",
        )
