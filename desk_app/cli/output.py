"""Where answers go: one JSON document or lines for people on stdout, the rest on stderr."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO

from desk_app.cli.command import Json
from desk_app.domain.errors import DeskError, Fault, SiteFileFaults
from desk_app.domain.text import is_plain
from desk_app.words.dates import local
from desk_app.words.errors import sentence
from desk_app.words.sitefile import in_words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The three streams of a process, and *ask*: a question whose answer nobody sees typed.

    *ask* is None where no person sits at a terminal.
    """

    out: TextIO
    err: TextIO
    source: TextIO
    ask: Callable[[str], str] | None = None

    def document(self, data: Json) -> None:
        """Write *data* as the one JSON document."""
        self.out.write(as_json(data) + "\n")
        self.out.flush()

    def lines(self, lines: Iterable[str]) -> None:
        """Write *lines* for a person."""
        for line in lines:
            self.out.write(f"{_harmless(line)}\n")
        self.out.flush()

    def trouble(self, text: str) -> None:
        """Write what went wrong."""
        self.err.write(f"{_harmless(text.rstrip())}\n")
        self.err.flush()


def as_json(data: Json) -> str:
    """Return *data* as JSON on one line; what would steer a terminal stands escaped in it."""
    text = json.dumps(data, ensure_ascii=False)
    return text.translate({ord(one): json.dumps(one)[1:-1] for one in _steering(text)})


def error_document(error: DeskError, *, now: dt.datetime | None) -> dict[str, Json]:
    """Return what `--json` prints for an expected failure: class, sentence and fields."""
    told = in_words(error) if isinstance(error, SiteFileFaults) else error
    fields = {name: _plain(value) for name, value in vars(told).items() if name[:1] != "_"}
    return {
        **fields,
        "error": type(error).__name__,
        "message": sentence(error, now=now).whole,
    }


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> tuple[str, ...]:
    """Return *rows* as aligned lines; the columns in *right* end at the same place."""
    if not rows:
        return ()
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return tuple(
        "  ".join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _harmless(text: str) -> str:
    """What a file name or a store brings may not steer the terminal that shows it."""
    return text.translate({ord(one): "\ufffd" for one in _steering(text) if one != "\n"})


def _steering(text: str) -> Iterator[str]:
    return (one for one in set(text) if not is_plain(one))


def _plain(value: object) -> Json:
    """The fields of an error: plain values, instants, and tuples of these or of faults."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dt.datetime):
        return local(value).isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Fault):
        return {"line": value.line, "fault": value.fault, "mend": value.mend}
    return str(value)
