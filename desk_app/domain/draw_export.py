"""A held draw as lines of JSON that anybody can replay. No person stands in it, nor any agent.

Canonical: ASCII, keys sorted, no spaces, values that are not set left out, every line ended by a
line feed. The line `closing` is known, and published, before the secrets are; docs/draw.md.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from desk_app.domain.draw import Entry, Outcome, PoolSlot, Win, draw, is_plain_booking
from desk_app.domain.draw_seed import FORM, Commitment, DrawRef, is_weaker, seed

Value = str | int | Sequence[int] | Sequence[str] | Sequence[tuple[str, int]] | None
_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a draw is held with, frozen when requests close; *patience* is the age of S3."""

    ref: DrawRef
    patience: int
    closes_at: dt.datetime
    commitments: tuple[Commitment, ...]
    entries: tuple[Entry, ...]
    pool: tuple[PoolSlot, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every request number in it, also those that take no part."""
        return tuple(one.number for one in self.entries)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A draw that was held: its sheet, the secrets, when they were revealed, what came out."""

    sheet: Sheet
    secrets: tuple[str, ...]
    revealed_at: dt.datetime
    seed: bytes
    outcome: Outcome


def hold(sheet: Sheet, secrets: tuple[str, ...], *, at: dt.datetime) -> Held:
    """Hold the draw of *sheet* with *secrets* that `draw_seed.revealed` let pass."""
    of_seed = seed(sheet.ref, sheet.numbers, secrets)
    return Held(
        sheet=sheet,
        secrets=secrets,
        revealed_at=at,
        seed=of_seed,
        outcome=draw(sheet.entries, sheet.pool, of_seed),
    )


def closing(sheet: Sheet) -> str:
    """Return the hex hash of all that is known at closing: published before any secret is."""
    return _hashed(_sheet_lines(sheet))


def frozen(sheet: Sheet) -> str:
    """Return the lines known at closing, each with its line feed: what `closing` is the hash of."""
    return "".join(_sheet_lines(sheet))


def written(held: Held) -> Iterator[str]:
    """Yield the lines of the export, each with its line feed."""
    digest = hashlib.sha256()
    for line in _body(held):
        digest.update(line.encode("ascii"))
        yield line
    outcome = held.outcome
    yield _line(
        "end",
        winners=len(outcome.winners),
        waiting=len(outcome.waiting),
        sha256=digest.hexdigest(),
    )


def _body(held: Held) -> Iterator[str]:
    sheet = held.sheet
    lines = list(_sheet_lines(sheet))
    yield from lines
    yield _line(
        "closing",
        requests=len(sheet.entries),
        slots=len(sheet.pool),
        sha256=_hashed(lines),
    )
    for one, secret in zip(sheet.commitments, held.secrets, strict=True):
        yield _line("secret", witness=one.witness, secret=secret, at=_instant(held.revealed_at))
    yield _line(
        "seed", seed=held.seed.hex(), is_plain_booking=is_plain_booking(sheet.entries, sheet.pool)
    )
    for win in held.outcome.winners:
        yield _win(win)


def _sheet_lines(sheet: Sheet) -> Iterator[str]:
    ref = sheet.ref
    yield _line(
        "draw",
        form=FORM,
        site=ref.site,
        family=ref.family,
        on=ref.on.isoformat(),
        draw=ref.number,
        patience=sheet.patience,
        closes_at=_instant(sheet.closes_at),
        is_weaker=is_weaker(sheet.commitments),
    )
    for one in sheet.commitments:
        yield _line(
            "commitment", witness=one.witness, fingerprint=one.fingerprint, at=_instant(one.at)
        )
    for entry in sorted(sheet.entries, key=lambda each: each.number):
        yield _request(entry)
    for slot in sorted(sheet.pool, key=lambda each: (each.starts_at, each.slot)):
        yield _slot(slot)


def _request(entry: Entry) -> str:
    wish = entry.constraints
    return _line(
        "request",
        number=entry.number,
        procedure=entry.procedure,
        minutes=entry.minutes,
        stratum=entry.stratum.value,
        age=entry.age,
        not_before=wish.not_before.isoformat() if wish.not_before else None,
        not_after=wish.not_after.isoformat() if wish.not_after else None,
        half=wish.half.value if wish.half else None,
        same_as=entry.same_as,
    )


def _slot(slot: PoolSlot) -> str:
    return _line(
        "slot",
        slot=slot.slot,
        series=slot.series,
        starts_at=slot.starts_at.isoformat(timespec="minutes"),
        minutes=slot.minutes,
        seats=sorted(slot.seats),
        procedures=sorted(str(one) for one in slot.procedures),
    )


def _win(win: Win) -> str:
    return _line("win", number=win.number, seats=[(seat.slot, seat.number) for seat in win.seats])


def _line(kind: str, **fields: Value) -> str:
    known: Mapping[str, Value] = {key: value for key, value in fields.items() if value is not None}
    return f"{_ENCODE({'kind': kind, **known})}\n"


def _instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat()


def _hashed(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("ascii"))
    return digest.hexdigest()
