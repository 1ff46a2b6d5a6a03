"""The journal written out for whoever keeps a proof: one line an entry, and no person in it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from desk_app.domain.journal import SEPARATOR, Line
from desk_app.domain.people import AgentLogin
from desk_app.services.journal import PAGE, kept_from, note_reading
from desk_app.services.journal_ports import Signer
from desk_app.services.ports import Begin, Clock, Read


def written_out(
    *, by: AgentLogin, begin: Begin, read: Read, clock: Clock, signer: Signer
) -> Iterator[str]:
    """Yield the journal as JSON lines: closed months first, then each entry as it is kept.

    Agents stand as their refs and visitors not at all (R-04). A broken entry is written as it is:
    the file is the proof. Raises what `day.allow` does, before the first line.
    """
    note_reading("export", by, begin, clock)
    return _lines(read, signer)


def _lines(read: Read, signer: Signer) -> Iterator[str]:
    with read() as work:
        closed = work.journal.checkpoints()
    for each in closed:
        yield _json(
            {
                "checkpoint": each.segment,
                "first_seq": each.first_seq,
                "last_seq": each.last_seq,
                "head": each.head,
                "closed_at": each.closed_at.isoformat(),
                "key": signer.public(each.key) or each.key,
                "signature": each.signature,
                "dropped_at": each.dropped_at.isoformat() if each.dropped_at else None,
            }
        )
    last = kept_from(closed).seq
    while True:
        with read() as work:
            page = work.journal.lines(last, PAGE)
        if not page:
            return
        last = page[-1].seq
        yield from map(_line, page)


_FIELDS = ("seq", "id", "kind", "v", "at", "desk", "author")


def _line(line: Line) -> str:
    said = (line.text or b"").decode("utf-8", "replace")
    parts = said.split(SEPARATOR)
    fields: dict[str, object] = dict(zip(_FIELDS, parts, strict=False))
    fields |= {"seq": line.seq, "header": _header(SEPARATOR.join(parts[7:-1])), "hash": line.hash}
    fields["v"] = int(parts[3]) if "".join(parts[3:4]).isdecimal() else fields.get("v")
    fields["body_hash"] = parts[-1]
    return _json(fields)


def _header(text: str) -> object:
    """The header as an object; a text that was edited into something else stays as it is."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _json(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
