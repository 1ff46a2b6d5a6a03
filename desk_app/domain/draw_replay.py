"""Replays an exported draw and names the first thing that is not as it must be. Needs no store.

The inputs are read from the lines, the draw is held again, and everything is compared with what
was exported, byte by byte: whatever follows from the inputs cannot be changed without being seen.
"""

from __future__ import annotations

import dataclasses
import enum
import itertools
import json
from collections.abc import Sequence

from desk_app.domain.draw import Entry, Stratum
from desk_app.domain.draw_export import Held, Sheet, closing, written
from desk_app.domain.draw_lines import Line, Unreadable, read
from desk_app.domain.draw_seed import OWN, fingerprint, is_weaker

_SHOWN = 160


class Flaw(enum.StrEnum):
    """What is wrong with an export."""

    UNREADABLE = "unreadable"  # a line is no line of an export, or stands in the wrong place
    CUT = "cut"  # lines are missing at the end
    TIMES = "times"  # a secret was committed to too late, or revealed too early
    SECRET = "secret"  # a secret is not what its witness committed to
    NUMBERS = "numbers"  # a number stands twice, or a person's first request is not there
    STRATUM = "stratum"  # a request is in a group its age does not give it
    CLOSING = "closing"  # what was frozen at closing was changed
    OTHER_CLOSING = "other_closing"  # it is not the closing that was published
    SEED = "seed"  # the seed does not follow from requests and secrets
    WINNER = "winner"  # somebody else must have won, or another seat
    END = "end"  # the sum at the end is wrong
    FORM = "form"  # a line is not written as it must be


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The draw replayed; without a *flaw* it is what must have come out.

    *line* counts from 1; *found* and *expected* are shortened texts of that line. *is_weaker*:
    fewer than two people committed to a secret beside the desk's.
    """

    flaw: Flaw | None = None
    line: int = 0
    found: str = ""
    expected: str = ""
    winners: int = 0
    waiting: int = 0
    seed: str = ""
    closing: str = ""
    is_weaker: bool = False

    @property
    def is_valid(self) -> bool:
        """True if the replay gave the same draw."""
        return self.flaw is None


def replay(export: bytes, *, published: str = "") -> Verdict:
    """Return the verdict on *export*; *published* is the closing hash printed on the day, if known.

    Never raises for what the bytes may be.
    """
    try:
        lines = _lines(export)
        held, at = read(lines)
    except Unreadable as error:
        return Verdict(flaw=Flaw.UNREADABLE, line=error.line, found=error.text[:_SHOWN])
    flaw = _of_inputs(held, at) or _compared(lines, held)
    if flaw:
        return flaw
    known = closing(held.sheet)
    if published and published != known:
        return Verdict(flaw=Flaw.OTHER_CLOSING, found=known, expected=published)
    return Verdict(
        winners=len(held.outcome.winners),
        waiting=len(held.outcome.waiting),
        seed=held.seed.hex(),
        closing=known,
        is_weaker=is_weaker(held.sheet.commitments),
    )


def _lines(export: bytes) -> list[str]:
    try:
        text = export.decode("ascii")
    except UnicodeDecodeError as error:
        line = export[: error.start].count(b"\n") + 1
        raise Unreadable(line, f"0x{export[error.start]:02x}") from error
    return text.split("\n")


def _of_inputs(held: Held, at: Line) -> Verdict | None:
    """The first rule that the inputs themselves break."""
    sheet = held.sheet
    return (
        _times(held, at)
        or _secrets(held, at)
        or _entries(sheet, at.first_request)
        or _pool(sheet, at.first_request + len(sheet.entries))
    )


def _times(held: Held, at: Line) -> Verdict | None:
    closes = held.sheet.closes_at
    for line, one in enumerate(held.sheet.commitments, start=at.first_commitment):
        if one.at >= closes:
            return Verdict(flaw=Flaw.TIMES, line=line, found=one.at.isoformat())
    if held.revealed_at < closes:
        return Verdict(flaw=Flaw.TIMES, line=at.first_secret, found=held.revealed_at.isoformat())
    return None


def _secrets(held: Held, at: Line) -> Verdict | None:
    sheet = held.sheet
    for place, (one, secret) in enumerate(zip(sheet.commitments, held.secrets, strict=True)):
        line = at.first_secret + place
        if one.witness != OWN + place:
            return Verdict(flaw=Flaw.FORM, line=at.first_commitment + place)
        made = fingerprint(sheet.ref, one.witness, secret)
        if made != one.fingerprint:
            return Verdict(flaw=Flaw.SECRET, line=line, found=made, expected=one.fingerprint)
    return None


def _entries(sheet: Sheet, first: int) -> Verdict | None:
    taking_part = {one.number for one in sheet.entries if one.same_as is None}
    before = 0
    for line, one in enumerate(sheet.entries, start=first):
        if one.number <= before or not _is_first(one, taking_part):
            return Verdict(flaw=Flaw.NUMBERS, line=line, found=str(one.number))
        if not _is_in_place(one, sheet.patience):
            return Verdict(flaw=Flaw.STRATUM, line=line, found=one.stratum)
        before = one.number
    return None


def _pool(sheet: Sheet, first: int) -> Verdict | None:
    known: set[str] = set()
    for line, slot in enumerate(sheet.pool, start=first):
        if slot.slot in known or len(set(slot.seats)) < len(slot.seats):
            return Verdict(flaw=Flaw.NUMBERS, line=line, found=slot.slot[:_SHOWN])
        known.add(slot.slot)
    return None


def _is_first(one: Entry, taking_part: set[int]) -> bool:
    return one.same_as is None or (one.same_as < one.number and one.same_as in taking_part)


def _is_in_place(one: Entry, patience: int) -> bool:
    """S1 and S2 are what people saw on paper; between the others the age alone decides."""
    if one.stratum in {Stratum.DEADLINE, Stratum.PRIORITY}:
        return True
    return (one.stratum is Stratum.PATIENCE) == (one.age >= patience)


def _compared(lines: Sequence[str], held: Held) -> Verdict | None:
    must = itertools.chain((line[:-1] for line in written(held)), ("",))
    for number, (found, expected) in enumerate(itertools.zip_longest(lines, must), start=1):
        if found == expected:
            continue
        if found is None:
            return Verdict(flaw=Flaw.CUT, line=number, expected=(expected or "")[:_SHOWN])
        return Verdict(
            flaw=_flaw_of(expected or "{}"),
            line=number,
            found=found[:_SHOWN],
            expected=(expected or "")[:_SHOWN],
        )
    return None


def _flaw_of(line: str) -> Flaw:
    """What went wrong where *line* must stand; nothing must stand behind the end."""
    kinds = {"closing": Flaw.CLOSING, "seed": Flaw.SEED, "win": Flaw.WINNER, "end": Flaw.END}
    return kinds.get(json.loads(line).get("kind"), Flaw.FORM)
