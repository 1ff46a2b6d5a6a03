"""What the code on a paper says, how it is typed, and whom it lets in."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.appointments import Reference
from desk_app.domain.codes import (
    Entrance,
    Paper,
    Payload,
    Signed,
    Standing,
    packed,
    taken_apart,
    unpacked,
    verdict,
)
from desk_app.domain.crockford import ALPHABET, decode, encode, grouped, read_reference

PARIS = ZoneInfo("Europe/Paris")
PAYLOAD = Payload(
    site="93008",
    paper=Paper.CONVOCATION,
    reference=Reference("R7K2-QX4M"),
    on=dt.date(2026, 3, 12),
    copy=1,
)
CODE = Signed(said=packed(PAYLOAD), key=b"\x01\x02\x03\x04", signature=bytes(range(64)))
STANDING = Standing(
    reference=Reference("R7K2-QX4M"),
    starts_at=dt.datetime(2026, 3, 12, 9, 40, tzinfo=PARIS),
    copy=1,
)
MORNING = dt.datetime(2026, 3, 12, 8, 30, tzinfo=dt.UTC)
REFERENCES = st.text(ALPHABET, min_size=8, max_size=8).map(grouped).map(Reference)


@given(st.binary(max_size=120))
def test_bytes_come_back_from_their_text(content):
    text = encode(content)

    assert (decode(text) or b"") == content
    assert decode(text.lower()) == decode(text)
    assert decode(grouped(text, size=5)) == decode(text)


@given(st.text(ALPHABET, max_size=60))
def test_a_text_has_one_meaning_or_none(text):
    content = decode(text)

    assert content is None or encode(content) == text


@pytest.mark.parametrize(
    "text", ["", " - ", "U0", "é", "aB" * 4, "R7K2ſ", "00001", "0Z", "0\ud800"]
)
def test_what_is_no_code_is_not_read(text):
    assert decode(text) is None


@pytest.mark.parametrize("typed", ["R7K2QX4M", "r7k2-qx4m", " R7K2 QX4M ", "R7K2-QX4M\n", "Rè2é"])
def test_a_reference_is_read_as_people_type_it(typed):
    found = read_reference(typed)

    assert found == ("R7K2-QX4M" if typed != "Rè2é" else None)


def test_letters_taken_for_figures_are_read():
    assert read_reference("OIL1-0000") == "0111-0000"
    assert read_reference("R7K2-QX4") is None


def test_a_scanner_with_the_wrong_keyboard_is_understood():
    typed_on_azerty = "".join(
        dict(zip("1234567890QWAZM", "&é\"'(-è_çàAZQW?", strict=True)).get(sign, sign)
        for sign in CODE.text
    )

    assert taken_apart(typed_on_azerty) == CODE


@given(
    st.from_regex(r"[A-Za-z0-9_.\-]{1,32}", fullmatch=True),
    st.sampled_from(Paper),
    REFERENCES,
    st.dates(dt.date(2000, 1, 1), dt.date(2179, 6, 6)),
    st.integers(1, 255),
)
def test_a_payload_comes_back_from_its_bytes(site, paper, reference, on, copy):
    payload = Payload(site=site, paper=paper, reference=reference, on=on, copy=copy)

    assert unpacked(packed(payload)) == payload


@pytest.mark.parametrize(
    "fields",
    [
        {"site": ""},
        {"site": "é"},
        {"site": "x" * 33},
        {"reference": "R7K2QX4M"},
        {"reference": "R7K2"},
        {"on": dt.date(1999, 12, 31)},
        {"on": dt.date(2179, 6, 7)},
        {"copy": 0},
        {"copy": 256},
    ],
)
def test_what_no_code_can_say_is_refused(fields):
    with pytest.raises(ValueError, match="Payload"):
        dataclasses.replace(PAYLOAD, **fields)


def test_the_payload_has_no_room_for_a_person():
    assert {field.name for field in dataclasses.fields(Payload)} == {
        "site", "paper", "reference", "on", "copy",
    }  # fmt: skip
    assert len(packed(PAYLOAD)) == 11 + len("93008")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        packed(PAYLOAD)[:-1],
        packed(PAYLOAD) + b"x",
        b"\x02" + packed(PAYLOAD)[1:],
        b"\x01\x09" + packed(PAYLOAD)[2:],
        packed(PAYLOAD)[:-1] + b"\xe9",
    ],
)
def test_bytes_that_say_nothing_are_not_read(said):
    assert unpacked(said) is None


def test_a_code_comes_apart_as_it_was_put_together():
    assert taken_apart(CODE.text) == CODE
    assert taken_apart(CODE.text.lower()) == CODE
    assert set(CODE.text) <= set(ALPHABET)


def test_a_code_fits_a_small_qr():
    # 154 signs are version 6 at level M in alphanumeric mode: 41 modules, 20 mm at 4 dots each
    assert len(CODE.text) <= 154


@given(st.data())
def test_any_sign_changed_is_no_code(data):
    at = data.draw(st.integers(0, len(CODE.text) - 1))
    sign = data.draw(st.sampled_from(ALPHABET).filter(lambda one: one != CODE.text[at]))

    assert taken_apart(CODE.text[:at] + sign + CODE.text[at + 1 :]) is None


@given(st.integers(0, len(CODE.text) * 7 - 1))
def test_any_bit_of_the_text_changed_is_no_code(bit):
    changed = bytearray(CODE.text.encode())
    changed[bit // 7] ^= 1 << bit % 7

    assert taken_apart(changed.decode()) is None


@pytest.mark.parametrize("text", ["", "HELLO", "R7K2QX4M", CODE.text[:-1], CODE.text + "0"])
def test_what_is_too_short_or_too_long_is_no_code(text):
    assert taken_apart(text) is None


@pytest.mark.parametrize(
    ("standing", "said", "now", "expected"),
    [
        ({}, {}, MORNING, Entrance.ADMITTED),
        ({}, {}, MORNING - dt.timedelta(days=1), Entrance.WRONG_DAY),
        ({}, {}, dt.datetime(2026, 3, 11, 23, 30, tzinfo=dt.UTC), Entrance.ADMITTED),
        ({"used_at": MORNING}, {}, MORNING, Entrance.ALREADY_USED),
        ({"copy": 2}, {}, MORNING, Entrance.OLD_COPY),
        ({"copy": 2}, {"copy": 2}, MORNING, Entrance.ADMITTED),
        ({"copy": 2}, {"copy": 3}, MORNING, Entrance.ADMITTED),
        ({}, {"on": dt.date(2026, 3, 5)}, MORNING, Entrance.OLD_COPY),
        ({"is_revoked": True, "used_at": MORNING}, {}, MORNING, Entrance.REVOKED),
        ({"reference": Reference("0000-0000")}, {}, MORNING, Entrance.UNKNOWN),
    ],
)
def test_a_genuine_paper_lets_in_once_on_its_day_while_nothing_replaced_it(
    standing, said, now, expected
):
    payload = dataclasses.replace(PAYLOAD, **said)
    known = dataclasses.replace(STANDING, **standing)

    assert verdict(payload, known, now, PARIS) is expected


def test_a_paper_the_store_does_not_know_lets_nobody_in():
    assert verdict(PAYLOAD, None, MORNING, PARIS) is Entrance.UNKNOWN
