"""The sentences of a list of holders to call before their day, in French: it stays inside."""

from __future__ import annotations

import dataclasses

from desk_app.domain.prints import Leaf
from desk_app.words.paper import clean, french_date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReminderWords:
    """Every line of a list of holders to call: it stays with the agent, nobody is named."""

    site: str
    issued: str
    title: str
    lines: tuple[str, ...]
    notice: str
    marks: tuple[str, ...] = ()


def reminder_words(leaf: Leaf) -> ReminderWords:
    """Return the lines of a list of holders to call."""
    return ReminderWords(
        site=clean(leaf.site),
        issued=f"Imprimée le {french_date(leaf.issued_at)}, {leaf.issued_at:%H:%M}",
        title="Personnes à rappeler",
        lines=tuple(clean(line) for line in leaf.bring),
        notice="À usage interne, avec des téléphones\u00a0: à détruire après les appels.",
        marks=("EXERCICE",) if leaf.rehearsal else (),
    )
