"""Finding a procedure by a few letters, accents aside; pure, over the lines already read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desk_app.services.reception import Gate, ProcedureLine
from desk_app.ui.commands import plain

_WORDS = re.compile(r"[^\W_]+")


def found(lines: Iterable[ProcedureLine], typed: str) -> tuple[ProcedureLine, ...]:
    """Return the lines that hold each word *typed* at the start of one of theirs, best first.

    A name that begins as typed comes first, then procedures that give tickets now.
    """
    wanted = _words(typed)
    if not wanted:
        return ()
    scored = [(_score(line, wanted), line) for line in lines]
    kept = [(score, line) for score, line in scored if score is not None]
    return tuple(line for _score_, line in sorted(kept, key=lambda each: each[0]))


def _score(line: ProcedureLine, wanted: list[str]) -> tuple[bool, bool, bool] | None:
    names = _words(f"{line.name} {line.short}")
    codes = _words(line.code.replace("_", " "))
    for word in wanted:
        if not any(each.startswith(word) for each in (*names, *codes)):
            return None
    begins = plain(line.name).startswith(wanted[0]) or plain(line.short).startswith(wanted[0])
    return (not begins, line.gate is not Gate.OPEN, line.tile is None)


def _words(text: str) -> list[str]:
    return _WORDS.findall(plain(text))
