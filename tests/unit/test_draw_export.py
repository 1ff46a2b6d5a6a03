"""The export of a draw: replayed, and refused with what is wrong once anything is changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.draw import Stratum
from desk_app.domain.draw_export import closing, hold, written
from desk_app.domain.draw_replay import Flaw, replay
from tests.unit.draws import (
    CLOSES,
    REVEALED,
    SECRETS,
    commitments,
    entry,
    exported,
    sheet,
    slot,
    small_draw,
)

HELD = small_draw()
EXPORT = exported(HELD)
LINES = EXPORT.decode().splitlines()


def _changed(line, **fields):
    """The export with fields of one line changed, and the sum at its end made right again."""
    lines = list(LINES)
    document = json.loads(lines[line - 1]) | fields
    kept = {key: value for key, value in document.items() if value is not None}
    lines[line - 1] = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    return _summed(lines)


def _summed(lines):
    body = "".join(f"{one}\n" for one in lines[:-1])
    end = json.loads(lines[-1]) | {"sha256": hashlib.sha256(body.encode()).hexdigest()}
    return (body + json.dumps(end, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _line_of(kind, nth=0):
    return [number for number, one in enumerate(LINES, start=1)
            if json.loads(one)["kind"] == kind][nth]  # fmt: skip


def test_a_draw_that_was_not_touched_gives_the_same_result():
    verdict = replay(EXPORT)

    assert verdict.is_valid
    assert verdict.seed == HELD.seed.hex()
    assert (verdict.winners, verdict.waiting) == (5, 3)
    assert not verdict.is_weaker


def test_the_export_is_lines_of_canonical_json_in_ascii():
    assert EXPORT.isascii()
    assert [
        json.dumps(json.loads(one), sort_keys=True, separators=(",", ":")) for one in LINES
    ] == (LINES)
    kinds = [json.loads(one)["kind"] for one in LINES]
    assert list(dict.fromkeys(kinds)) == [
        "draw", "commitment", "request", "slot", "closing", "secret", "seed", "win", "end",
    ]  # fmt: skip


def test_no_agent_and_no_person_stands_in_the_export():
    named = tuple(dataclasses.replace(one, by="l.martin") for one in commitments(*SECRETS))
    held = dataclasses.replace(HELD, sheet=dataclasses.replace(HELD.sheet, commitments=named))

    assert exported(held) == EXPORT


def test_the_order_in_which_requests_and_slots_come_changes_nothing():
    turned = dataclasses.replace(
        HELD.sheet, entries=HELD.sheet.entries[::-1], pool=HELD.sheet.pool[::-1]
    )

    assert exported(hold(turned, SECRETS, at=REVEALED)) == EXPORT


def test_what_is_published_at_closing_is_the_hash_of_the_lines_before():
    until = _line_of("closing") - 1
    before = "".join(f"{one}\n" for one in LINES[:until])

    assert closing(HELD.sheet) == hashlib.sha256(before.encode()).hexdigest()
    assert replay(EXPORT, published=closing(HELD.sheet)).is_valid


def test_another_closing_than_the_published_one_is_told():
    verdict = replay(EXPORT, published="0" * 64)

    assert verdict.flaw is Flaw.OTHER_CLOSING
    assert verdict.expected == "0" * 64


def test_a_site_of_one_person_says_that_the_guarantee_is_weaker():
    alone = sheet(HELD.sheet.entries, HELD.sheet.pool, secrets=SECRETS[:2])

    export = exported(hold(alone, SECRETS[:2], at=REVEALED))

    assert b'"is_weaker":true' in export
    assert replay(export).is_valid
    assert replay(export).is_weaker


def test_a_draw_of_nobody_and_nothing_can_be_replayed():
    assert replay(exported(hold(sheet([], []), SECRETS, at=REVEALED))).is_valid


@pytest.mark.parametrize(
    ("kind", "fields", "flaw", "at"),
    [
        ("request", {"age": 1}, Flaw.CLOSING, "closing"),
        ("request", {"number": 999}, Flaw.NUMBERS, "request+1"),
        ("request", {"stratum": "S3"}, Flaw.STRATUM, "request"),
        ("request", {"stratum": "S1"}, Flaw.CLOSING, "closing"),
        ("request", {"same_as": 1}, Flaw.NUMBERS, "request"),
        ("request", {"same_as": 0}, Flaw.NUMBERS, "request"),
        ("request", {"stratum": "S9"}, Flaw.UNREADABLE, "request"),
        ("request", {"half": "night"}, Flaw.UNREADABLE, "request"),
        ("request", {"not_before": "soon"}, Flaw.UNREADABLE, "request"),
        ("request", {"not_before": "9999-12-31"}, Flaw.UNREADABLE, "request"),
        ("request", {"minutes": True}, Flaw.UNREADABLE, "request"),
        ("request", {"minutes": 1441}, Flaw.UNREADABLE, "request"),
        ("request", {"name": "DIALLO"}, Flaw.FORM, "request"),
        ("slot", {"seats": [1, 2, 3]}, Flaw.CLOSING, "closing"),
        ("slot", {"seats": [1, 1]}, Flaw.NUMBERS, "slot"),
        ("slot", {"seats": 1}, Flaw.UNREADABLE, "slot"),
        ("slot", {"seats": [1, "2"]}, Flaw.FORM, "slot"),
        ("slot", {"slot": "depot/2026-03-10T0915"}, Flaw.NUMBERS, "slot+1"),
        ("slot", {"minutes": 0}, Flaw.UNREADABLE, "slot"),
        ("slot", {"starts_at": "2026-03-10T09:00+01:00"}, Flaw.UNREADABLE, "slot"),
        ("slot", {"procedures": None}, Flaw.UNREADABLE, "slot"),
        ("closing", {"sha256": "0" * 64}, Flaw.CLOSING, "closing"),
        ("commitment", {"fingerprint": "0" * 64}, Flaw.SECRET, "secret"),
        ("commitment", {"witness": 2}, Flaw.FORM, "commitment"),
        ("commitment", {"at": CLOSES.isoformat()}, Flaw.TIMES, "commitment"),
        ("commitment", {"at": "2026-03-03T09:15:00"}, Flaw.UNREADABLE, "commitment"),
        ("secret", {"secret": "c3" * 16}, Flaw.SECRET, "secret"),
        ("secret", {"secret": "é"}, Flaw.UNREADABLE, "secret"),
        ("secret", {"at": "2026-03-03T11:14:59+00:00"}, Flaw.TIMES, "secret"),
        ("seed", {"seed": "0" * 64}, Flaw.SEED, "seed"),
        ("win", {"number": 12}, Flaw.WINNER, "win"),
        ("win", {"seats": [["depot/2026-03-11T1400", 3]]}, Flaw.WINNER, "win"),
        ("end", {"waiting": 2}, Flaw.END, "end"),
        ("draw", {"form": "desk-app-draw-2"}, Flaw.UNREADABLE, "draw"),
        ("draw", {"draw": 0}, Flaw.UNREADABLE, "draw"),
        ("draw", {"site": "a\nb"}, Flaw.UNREADABLE, "draw"),
        ("draw", {"on": None}, Flaw.UNREADABLE, "draw"),
        ("draw", {"family": "VLS"}, Flaw.SECRET, "secret"),
        ("draw", {"patience": 1000}, Flaw.STRATUM, "request+2"),
        ("draw", {"is_weaker": True}, Flaw.FORM, "draw"),
        ("draw", {"kind": "lottery"}, Flaw.UNREADABLE, "draw"),
    ],
)
def test_what_was_changed_is_named_even_if_the_sum_was_made_right(kind, fields, flaw, at):
    place, _, further = at.partition("+")

    verdict = replay(_changed(_line_of(kind), **fields))

    assert (verdict.flaw, verdict.line) == (flaw, _line_of(place) + int(further or 0))


@pytest.mark.parametrize("kind", ["draw", "closing", "secret", "commitment"])
def test_a_line_taken_away_is_missed(kind):
    lines = [one for one in LINES if json.loads(one)["kind"] != kind]

    assert replay(_summed(lines)).flaw is Flaw.UNREADABLE


def test_a_win_taken_away_is_missed():
    line = _line_of("win", 1)

    verdict = replay(_summed([*LINES[: line - 1], *LINES[line:]]))

    assert (verdict.flaw, verdict.line) == (Flaw.WINNER, line)


def test_a_win_added_is_told():
    line = _line_of("end")

    verdict = replay(_summed([*LINES[:-1], LINES[-2], LINES[-1]]))

    assert (verdict.flaw, verdict.line) == (Flaw.END, line)


def test_an_export_that_was_cut_is_told():
    assert replay(EXPORT[: EXPORT.rindex(b"\n", 0, -1)]).flaw is Flaw.CUT
    assert replay(EXPORT[:-5]).flaw is Flaw.END
    assert replay(EXPORT[:-1]).flaw is Flaw.CUT
    assert replay(EXPORT[:-1]).line == len(LINES) + 1
    assert replay(EXPORT + b"{}\n").flaw is Flaw.FORM


@pytest.mark.parametrize("kind", ["request", "slot", "commitment"])
def test_an_export_that_ends_in_the_middle_is_told(kind):
    line = _line_of(kind)

    assert replay("\n".join(LINES[:line]).encode()).flaw is Flaw.UNREADABLE


def test_an_export_that_ends_with_its_secrets_is_cut():
    line = _line_of("secret", 2)

    verdict = replay("\n".join(LINES[:line]).encode())

    assert (verdict.flaw, verdict.line) == (Flaw.CUT, line + 1)


def test_an_export_without_the_desk_s_share_of_the_seed_is_refused():
    people = dataclasses.replace(HELD.sheet, commitments=HELD.sheet.commitments[1:])

    verdict = replay(exported(hold(people, SECRETS[1:], at=REVEALED)))

    assert (verdict.flaw, verdict.line) == (Flaw.FORM, _line_of("commitment"))


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"hello", b"\xff\xfe", b"[]\n", b"[" * 100_000, b"1" * 5_000, b'{"kind":1}\n'],
)
def test_anything_else_is_no_export(content):
    assert replay(content).flaw is Flaw.UNREADABLE


def test_the_line_of_a_byte_that_is_no_text_is_told():
    verdict = replay(EXPORT.replace(b"2026-03-11", b"2026\xad03-11", 1))

    assert (verdict.flaw, verdict.found) == (Flaw.UNREADABLE, "0xad")
    assert verdict.line == _line_of("request", 3)


@settings(max_examples=300)
@given(st.integers(0, len(EXPORT) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_without_being_seen(at, by):
    tampered = bytearray(EXPORT)
    tampered[at] ^= by

    verdict = replay(bytes(tampered))

    assert not verdict.is_valid
    assert verdict.line > 0


@settings(max_examples=100)
@given(st.integers(0, len(EXPORT)), st.integers(0, 40), st.binary(max_size=40))
def test_no_piece_can_be_replaced_without_being_seen(at, size, piece):
    tampered = EXPORT[:at] + piece + EXPORT[at + size :]

    assert replay(tampered).is_valid == (tampered == EXPORT)


@given(
    st.lists(st.sampled_from([Stratum.PATIENCE, Stratum.OTHERS]), max_size=20),
    st.integers(0, 10),
)
def test_every_draw_can_be_replayed(strata, seats):
    entries = [entry(number, stratum) for number, stratum in enumerate(strata, start=1)]
    held = hold(sheet(entries, [slot(seats=range(1, seats + 1))]), SECRETS, at=REVEALED)

    verdict = replay(exported(held))

    assert verdict.is_valid
    assert verdict.winners == min(len(strata), seats)


def test_instants_are_written_in_utc_whatever_the_clock_s_zone():
    paris = dt.timezone(dt.timedelta(hours=1))
    local = dataclasses.replace(HELD.sheet, closes_at=CLOSES.astimezone(paris))

    assert closing(local) == closing(HELD.sheet)
    assert "".join(written(dataclasses.replace(HELD, sheet=local))) == EXPORT.decode()
