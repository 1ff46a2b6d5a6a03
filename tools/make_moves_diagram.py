"""Writes docs/moves.md from the two tables of moves; the tables decide, the page only shows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desk_app.domain.prints import PENDING, PRINT_MOVES, PrintState
from desk_app.domain.tickets import ACTIVE, MOVES, Move, TicketStatus

PAGE = Path(__file__).resolve().parents[1] / "docs" / "moves.md"
CALLS_BACK = frozenset(
    {Move.RETURN, Move.UNSTART, Move.REOPEN, Move.REINSTATE, Move.UNTRANSFER, Move.READMIT}
)

Arrow = tuple[str, str, str]
"""From, to, and what stands on the arrow."""

_TEXT = """# The moves

Made by `make docs` from `desk_app/domain/tickets.py` and `desk_app/domain/prints.py`; do not edit.
Nothing else decides whether a move is possible.

## A ticket

A ticket is issued WAITING.
A visitor still has something to expect while it is {active}.

```mermaid
{tickets}
```

| from | move | to | |
|---|---|---|---|
{table}

## A print job

A job is committed QUEUED with its ticket.
The spool still has something to do while it is {pending}.
From SENDING it goes back to WAIT_PRINTER only while no byte of its paper was handed over.
A second sending is how a ticket comes out twice.

```mermaid
{prints}
```
"""


def page() -> str:
    """Return the page as the tables have it now."""
    return _TEXT.format(
        active=_listed(status.name for status in TicketStatus if status in ACTIVE),
        tickets=_diagram(_ticket_arrows(), "WAITING", _ends(MOVES)),
        table="\n".join(_rows()),
        pending=_listed(state.name for state in PrintState if state in PENDING),
        prints=_diagram(_print_arrows(), "QUEUED", _ends(PRINT_MOVES)),
    )


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def _ticket_arrows() -> list[Arrow]:
    """One arrow per pair of statuses, with every move that leads along it."""
    labels: dict[tuple[str, str], list[str]] = {}
    for status, moves in MOVES.items():
        for move, to in moves.items():
            labels.setdefault((status.name, to.name), []).append(move.value)
    return [(start, end, ", ".join(moves)) for (start, end), moves in labels.items()]


def _print_arrows() -> list[Arrow]:
    return [
        (state.name, to.name, "") for state, ends in PRINT_MOVES.items() for to in _in_order(ends)
    ]


def _in_order(states: frozenset[PrintState]) -> list[PrintState]:
    return [state for state in PrintState if state in states]


def _diagram(arrows: Iterable[Arrow], first: str, ends: Iterable[str]) -> str:
    lines = ["stateDiagram-v2", f"    [*] --> {first}"]
    for start, end, label in arrows:
        lines.append(f"    {start} --> {end}" + (f" : {label}" if label else ""))
    lines += [f"    {end} --> [*]" for end in ends]
    return "\n".join(lines)


def _ends(
    table: dict[TicketStatus, dict[Move, TicketStatus]] | dict[PrintState, frozenset[PrintState]],
) -> list[str]:
    """Where the road may end: no move, or only moves that take something back."""
    return [state.name for state, moves in table.items() if set(moves) <= CALLS_BACK]


def _rows() -> Iterable[str]:
    for status, moves in MOVES.items():
        for move, to in moves.items():
            yield f"| {status.name} | {move.value} | {to.name} | {_kind(move)} |"


def _kind(move: Move) -> str:
    if move is Move.EXPIRE:
        return "closing of the day"
    return "takes back" if move in CALLS_BACK and move is not Move.READMIT else ""


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


if __name__ == "__main__":
    main()
