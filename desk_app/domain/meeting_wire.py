"""Offers and answers as text: JSON with a version, bounded, read field by field. It trusts nobody.

What a later version adds is passed over; what this version needs and is not there is refused.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import BadValue
from desk_app.domain.journal import Entry
from desk_app.domain.meeting import (
    FACTS_AT_MOST,
    WANTS_AT_MOST,
    Offer,
    SentFact,
    Want,
    WantNext,
    WantNumber,
    WantQuota,
    WantSeat,
    WantThing,
)
from desk_app.domain.people import AgentRef
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.shared import Kind, Thing
from desk_app.domain.tickets import DeskCode
from desk_app.domain.wire import (
    FACT_BYTES,
    IMAGE_FIELDS,
    count,
    day,
    image_fields,
    instant,
    refuse,
    sealed_bytes,
    short,
    written,
)

OFFER_BYTES = 2_000_000
"""Two hundred facts with their images are a tenth of it."""


def offer_text(offer: Offer) -> str:
    """Return *offer* as text."""
    return written(
        {
            "protocol": offer.protocol,
            "desk": offer.desk,
            "incarnation": str(offer.incarnation),
            "base": offer.base,
            "base_hash": offer.base_hash,
            "after": offer.after,
            "last_hash": offer.last_hash,
            "facts": [_fact(sent) for sent in offer.facts],
            "images": [
                [thing.kind.value, thing.key, dict(image)] for thing, image in offer.images.items()
            ],
            "cursor": offer.cursor,
            "epoch": offer.epoch,
            "site_epoch": offer.site_epoch,
            "pending": offer.pending,
            "wants": [_want(want) for want in offer.wants],
            "program": offer.program,
        }
    )


def read_offer(text: str) -> Offer:
    """Return the offer of *text*. Raises BadValue for what is no offer, or too much of one."""
    if len(text.encode()) > OFFER_BYTES:
        refuse("offer", f"{len(text)} characters", f"at most {OFFER_BYTES}")
    try:
        read = json.loads(text)
        if len(read["facts"]) > FACTS_AT_MOST:
            refuse("offer", "facts", f"at most {FACTS_AT_MOST}")
        return Offer(
            protocol=int(read["protocol"]),
            desk=DeskCode(short(read["desk"], 8)),
            incarnation=UUID(read["incarnation"]),
            base=count(read["base"]),
            base_hash=short(read["base_hash"], 64),
            after=count(read["after"]),
            last_hash=short(read["last_hash"], 64),
            facts=tuple(_read_fact(each) for each in read["facts"]),
            images={Thing(Kind(kind), short(key, 96)): image_fields(image)
                    for kind, key, image in read["images"]},
            cursor=count(read["cursor"]),
            epoch=count(read["epoch"]),
            site_epoch=count(read["site_epoch"]),
            pending=count(read["pending"]),
            wants=tuple(_read_want(each) for each in read["wants"][:WANTS_AT_MOST]),
            program=short(read.get("program", ""), 32),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadValue("offer", type(error).__name__, "an offer") from error


def fact_text(sent: SentFact) -> str:
    """Return one fact as text, as it lies in the inbox: this form never changes."""
    return written(_fact(sent))


def read_fact(text: str) -> SentFact:
    """Return the fact of *text*. Raises BadValue."""
    try:
        return _read_fact(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadValue("fact", type(error).__name__, "a fact") from error


def _fact(sent: SentFact) -> dict[str, object]:
    entry = sent.entry
    return {
        "seq": entry.seq,
        "id": str(entry.id),
        "kind": entry.kind,
        "v": entry.v,
        "at": entry.at.astimezone(dt.UTC).isoformat(),
        "desk": entry.desk,
        "author": entry.author,
        "header": entry.header,
        "body_hash": entry.body_hash,
        "hash": entry.hash,
        "sealed": None if sent.sealed is None else base64.b64encode(sent.sealed).decode(),
    }


def _read_fact(read: Mapping[str, Any]) -> SentFact:
    header = read["header"]
    if len(written(header).encode()) > FACT_BYTES:
        refuse("fact", "header", f"at most {FACT_BYTES} bytes")
    entry = Entry(
        seq=count(read["seq"]),
        id=UUID(read["id"]),
        kind=short(read["kind"], 32),
        v=count(read["v"]),
        at=instant(read["at"]),
        desk=DeskCode(short(read["desk"], 8)),
        author=None if read["author"] is None else AgentRef(short(read["author"], 12)),
        header=dict(header),
        body_hash=short(read["body_hash"], 64),
        hash=short(read["hash"], 64),
    )
    return SentFact(entry=entry, sealed=sealed_bytes(read["sealed"]))


def _want(want: Want) -> dict[str, object]:
    said: dict[str, object] = {"id": want.id}
    if isinstance(want, WantNumber):
        said |= {"want": "number", "series": want.series, "day": want.day.isoformat()}
    elif isinstance(want, WantNext):
        said |= {"want": "next", "counter": want.counter, "day": want.day.isoformat()}
    elif isinstance(want, WantThing):
        said |= {"want": "thing", "kind": want.thing.kind.value, "key": want.thing.key}
    elif isinstance(want, WantSeat):
        said |= {"want": "seat", "slots": list(want.slots), "person": want.person}
        said |= {"family": want.family}
    elif isinstance(want, WantQuota):
        said |= {"want": "quota", "procedure": want.procedure, "day": want.day.isoformat()}
        said |= {"amount": want.amount}
    return said


def _read_want(read: Mapping[str, Any]) -> Want:
    """Return the want of *read*; one of a later version is a want for nothing we know."""
    name, kind = short(read["id"], 64), read.get("want")
    if kind == "number":
        return WantNumber(id=name, series=short(read["series"], 4), day=day(read["day"]))
    if kind == "next":
        return WantNext(id=name, counter=CounterId(count(read["counter"])), day=day(read["day"]))
    if kind == "thing":
        return WantThing(id=name, thing=Thing(Kind(read["kind"]), short(read["key"], 96)))
    if kind == "seat":
        slots = tuple(short(slot, 64) for slot in read["slots"][:IMAGE_FIELDS])
        person, family = short(read["person"], 64), short(read["family"], 32)
        return WantSeat(id=name, slots=slots, person=person, family=family)
    if kind == "quota":
        procedure = ProcedureCode(short(read["procedure"], 32))
        amount = count(read["amount"])
        return WantQuota(id=name, procedure=procedure, day=day(read["day"]), amount=amount)
    return Want(id=name)
