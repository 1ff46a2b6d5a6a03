"""Writes the table of what is kept into docs/guide/donnees.md from domain/retention.py.

`python -m tools.make_retention_table` writes it; a test says when it is not fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desk_app.domain.retention import RULES
from desk_app.words.catalogue import language, set_language
from desk_app.words.keeping import kept_for, kept_name, kept_why

PAGE = Path(__file__).resolve().parents[1] / "docs" / "guide" / "donnees.md"
BEGIN, END = "<!-- conservation -->", "<!-- fin -->"


def table() -> str:
    """Return the table in French, one line a kind."""
    before = language()
    set_language("fr")
    try:
        rows = [
            (kept_name(rule.kept), kept_why(rule.kept), kept_for(rule), rule.source)
            for rule in RULES
        ]
    finally:
        set_language(before)
    head = ("| Quoi | Pourquoi | Combien de temps | Règle |", "|---|---|---|---|")
    return "\n".join((*head, *(f"| {' | '.join(row)} |" for row in rows)))


def written(text: str) -> str:
    """Return the page *text* with the table between its two marks."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main() -> int:
    """Write the page."""
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
