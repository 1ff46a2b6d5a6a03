"""Answers as text, as `meeting_wire` has offers: versioned, bounded, read field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desk_app.domain.errors import BadValue
from desk_app.domain.meeting import (
    ROWS_AT_MOST,
    Answer,
    Denial,
    Grant,
    Refusal,
    Verdict,
)
from desk_app.domain.shared import Kind, Shared, Thing
from desk_app.domain.tickets import DeskCode
from desk_app.domain.wire import count, image_fields, instant, refuse, short, written


def answer_text(answer: Answer) -> str:
    """Return *answer* as text."""
    return written(
        {
            "verdict": answer.verdict.value,
            "asked_as": str(answer.asked_as),
            "acked": answer.acked,
            "acked_hash": answer.acked_hash,
            "asked_from": answer.asked_from,
            "cursor": answer.cursor,
            "rows": [_row(row) for row in answer.rows],
            "is_whole": answer.is_whole,
            "grants": [_grant(grant) for grant in answer.grants],
            "refusals": [[each.want, each.why.value] for each in answer.refusals],
            "passed": list(answer.passed),
            "epoch": answer.epoch,
            "ordinal": answer.ordinal,
            "site_epoch": answer.site_epoch,
            "protocol_least": answer.protocol_least,
            "at": None if answer.at is None else answer.at.isoformat(),
        }
    )


def read_answer(text: str) -> Answer:
    """Return the answer of *text*. Raises BadValue for what is no answer, or too much of one."""
    try:
        read = json.loads(text)
        if len(read["rows"]) > ROWS_AT_MOST:
            refuse("answer", "rows", f"at most {ROWS_AT_MOST}")
        return Answer(
            verdict=Verdict(read["verdict"]),
            asked_as=UUID(read["asked_as"]),
            acked=count(read["acked"]),
            acked_hash=short(read["acked_hash"], 64),
            asked_from=count(read["asked_from"]),
            cursor=count(read["cursor"]),
            rows=tuple(_read_row(each) for each in read["rows"]),
            is_whole=bool(read["is_whole"]),
            grants=tuple(_read_grant(each) for each in read["grants"]),
            refusals=tuple(
                Refusal(want=short(want, 64), why=Denial(why)) for want, why in read["refusals"]
            ),
            passed=tuple(DeskCode(short(desk, 8)) for desk in read["passed"]),
            epoch=count(read["epoch"]),
            ordinal=count(read["ordinal"]),
            site_epoch=count(read["site_epoch"]),
            protocol_least=count(read["protocol_least"]),
            at=None if read["at"] is None else instant(read["at"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadValue("answer", type(error).__name__, "an answer") from error


def _row(row: Shared) -> dict[str, object]:
    return {
        "kind": row.thing.kind.value,
        "key": row.thing.key,
        "position": row.position,
        "owner": row.owner,
        "version": row.version,
        "recall_to": row.recall_to,
        "image": dict(row.image),
    }


def _read_row(read: Mapping[str, Any]) -> Shared:
    return Shared(
        thing=Thing(Kind(read["kind"]), short(read["key"], 96)),
        image=image_fields(read["image"]),
        owner=_desk(read["owner"]),
        version=count(read["version"]),
        recall_to=_desk(read["recall_to"]),
        position=count(read["position"]),
    )


def _grant(grant: Grant) -> dict[str, object]:
    thing = None if grant.thing is None else [grant.thing.kind.value, grant.thing.key]
    return {"want": grant.want, "thing": thing, "count": grant.count}


def _read_grant(read: Mapping[str, Any]) -> Grant:
    thing = None
    if read["thing"] is not None:
        kind, key = read["thing"]
        thing = Thing(Kind(kind), short(key, 96))
    return Grant(want=short(read["want"], 64), thing=thing, count=count(read["count"]))


def _desk(code: object) -> DeskCode | None:
    return None if code is None else DeskCode(short(code, 8))
