"""What a paper says, as the text that is sealed with its job, and back. It seals nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import TYPE_CHECKING

from desk_app.domain.prints import Callee, Earlier, Hours, Leaf, LeafKind, Slip

if TYPE_CHECKING:
    from typing import Any


def written(paper: Slip | Leaf) -> str:
    """Return *paper* as JSON; a leaf is told from a slip by its kind."""
    return json.dumps(dataclasses.asdict(paper), ensure_ascii=False, default=_plain)


def read_back(text: str) -> Slip | Leaf:
    """Return the paper that `written` gave."""
    fields = json.loads(text)
    fields["issued_at"] = dt.datetime.fromisoformat(fields["issued_at"])
    return _leaf(fields) if "kind" in fields else Slip(**fields)


_LINES = ("address", "access", "bring", "tried")


def _leaf(fields: dict[str, Any]) -> Leaf:
    read = {name: tuple(fields.get(name, ())) for name in _LINES} | {
        "kind": LeafKind(fields["kind"]),
        "starts_at": _instant(fields["starts_at"]),
        "hours": tuple(
            Hours(
                days=tuple(each["days"]),
                opens=dt.time.fromisoformat(each["opens"]),
                closes=dt.time.fromisoformat(each["closes"]),
            )
            for each in fields["hours"]
        ),
        "earlier": tuple(
            Earlier(day=dt.date.fromisoformat(each["day"]), reference=each["reference"])
            for each in fields["earlier"]
        ),
        "callees": tuple(
            Callee(
                name=each["name"],
                phone=each["phone"],
                was_at=dt.datetime.fromisoformat(each["was_at"]),
                starts_at=_instant(each["starts_at"]),
            )
            for each in fields.get("callees", ())
        ),
    }
    return Leaf(**fields | read)


def _instant(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def _plain(value: object) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(type(value).__name__)
