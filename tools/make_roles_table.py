"""Writes docs/roles.md from the table of powers; the table decides, the page only shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desk_app.domain.people import Role
from desk_app.domain.roles import Power, may
from desk_app.words.account_errors import power_name
from desk_app.words.catalogue import language, set_language
from desk_app.words.moves import role_name

PAGE = Path(__file__).resolve().parents[1] / "docs" / "roles.md"

_HEAD = """# Who may do what

Made by `make docs` from `desk_app/domain/roles.py`; do not edit.
Every service asks this table; windows only hide what it refuses.
What it refuses is in the journal (`ActDenied`).
"""

_TAIL = """
- `counter` calls and serves but hands out no ticket.
- `auditor` reads and changes nothing.
- A supervisor gives one-time codes to those who may do no more, and never to themselves (S-02).
- Nobody agrees to their own exception, not even under a second account (AT-16).
  Accounts of one human being are marked as one person's.
- The last administrator who can sign in keeps the role.
- Whose role is changed signs in again (S-03).
"""


def page() -> str:
    """Return the page, in English."""
    before = language()
    set_language("en")
    try:
        return "\n".join(_lines())
    finally:
        set_language(before)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "| | " + " | ".join(f"{role_name(role)}<br>`{role.value}`" for role in Role) + " |"
    yield "|---|" + ":-:|" * len(Role)
    for power in Power:
        marks = ("yes" if may(role, power) else "–" for role in Role)
        yield f"| {power_name(power)} (`{power.value}`) | {' | '.join(marks)} |"
    yield _TAIL


if __name__ == "__main__":
    main()
