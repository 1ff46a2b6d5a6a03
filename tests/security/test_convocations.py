"""The signed codes of a site: genuine, altered, another site's, a key's last day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.appointments import Reference
from desk_app.domain.booking_errors import SigningKeyMissing
from desk_app.domain.codes import Genuine, Paper, Payload, Signed, packed, taken_apart
from desk_app.domain.crockford import decode
from desk_app.domain.errors import StoreUnavailable
from desk_app.security.convocations import (
    CodeKeys,
    SiteCodes,
    code_key_file,
    new_code_key,
    parsed,
    read,
    signed,
    written,
)
from desk_app.security.keyplaces import FileKeys

TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)
LAST_DAY = dt.date(2026, 5, 29)
PAYLOAD = Payload(
    site="93008",
    paper=Paper.CONVOCATION,
    reference=Reference("R7K2-QX4M"),
    on=dt.date(2026, 3, 12),
    copy=1,
)
KEYS = CodeKeys(keys=(new_code_key(TODAY),))
TEXT = signed(PAYLOAD, KEYS.current)


@pytest.fixture
def path(tmp_path):
    return code_key_file(tmp_path / "desk.sqlite")


@pytest.fixture
def codes(path):
    made = SiteCodes(FileKeys(path))
    made.make(TODAY)
    return made


def _read(text, keys=KEYS, today=TODAY, **how):
    return read(text, keys, site="93008", today=today, **how)


def test_a_code_is_checked_without_a_store():
    reading = _read(TEXT, paper=Paper.CONVOCATION)

    assert reading.is_valid
    assert reading.payload == PAYLOAD


def test_a_code_of_another_kind_of_paper_is_told():
    reading = _read(TEXT, paper=Paper.UNMET_REQUEST)

    assert reading.kind is Genuine.WRONG_KIND
    assert not reading.is_valid


def _bits(text):
    return len(decode(text) or b"") * 8


@given(st.integers(0, _bits(TEXT) - 1))
def test_any_bit_changed_is_refused_even_with_the_sum_made_right(bit):
    code = taken_apart(TEXT)
    assert code is not None
    whole = bytearray(code.said + code.key + code.signature)
    at = bit % (len(whole) * 8)
    whole[at // 8] ^= 1 << at % 8
    forged = Signed(
        said=bytes(whole[:-68]), key=bytes(whole[-68:-64]), signature=bytes(whole[-64:])
    )

    assert not _read(forged.text).is_valid


@given(st.integers(0, len(TEXT) - 1), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_sign_read_wrongly_is_an_altered_code(at, sign):
    changed = TEXT[:at] + sign + TEXT[at + 1 :]

    expected = Genuine.VALID if changed == TEXT else Genuine.ALTERED
    assert _read(changed).kind is expected


@pytest.mark.parametrize("text", ["", "bonjour", "R7K2QX4MR7K2QX4M", TEXT[:-3], "é" * 150])
def test_what_is_no_code_is_told_as_altered(text):
    assert _read(text).kind is Genuine.ALTERED


@pytest.mark.parametrize("text", ["R7K2QX4M", "r7k2-qx4m"])
def test_the_short_reference_is_for_the_store_to_check(text):
    assert _read(text).kind is Genuine.REFERENCE


def test_a_code_of_another_site_is_told_as_such():
    elsewhere = dataclasses.replace(PAYLOAD, site="75056")
    foreign = CodeKeys(keys=(new_code_key(TODAY),))

    assert _read(signed(elsewhere, foreign.current)).kind is Genuine.OTHER_SITE
    assert _read(signed(elsewhere, KEYS.current)).kind is Genuine.OTHER_SITE


def test_a_code_for_us_under_a_key_that_is_not_ours_is_told():
    forger = new_code_key(TODAY)

    assert _read(signed(PAYLOAD, forger)).kind is Genuine.UNKNOWN_KEY


def test_a_code_that_says_nothing_readable_under_any_key_is_altered():
    for key in (KEYS.current, new_code_key(TODAY)):
        nothing = Signed(said=b"\x09" * 16, key=key.public[:4], signature=bytes(64))
        assert _read(nothing.text).kind is Genuine.ALTERED


def test_what_another_program_part_signed_is_no_code():
    from cryptography.hazmat.primitives.asymmetric import ed25519

    said, key = packed(PAYLOAD), KEYS.current.public[:4]
    private = ed25519.Ed25519PrivateKey.from_private_bytes(KEYS.current.seed)
    other = Signed(said=said, key=key, signature=private.sign(said + key))

    assert _read(other.text).kind is Genuine.ALTERED


def test_an_older_key_checks_papers_until_its_last_day_and_signs_no_more(codes, path):
    text = codes.sign(PAYLOAD)
    older = codes.keys().current

    newer = codes.rotate(TODAY, last_day=LAST_DAY).current

    assert codes.read(text, site="93008", today=LAST_DAY).is_valid
    past = codes.read(text, site="93008", today=LAST_DAY + DAY)
    assert past.kind is Genuine.UNKNOWN_KEY
    assert newer.name != older.name
    assert codes.sign(PAYLOAD) != text
    assert older.seed.hex() not in path.read_text()


def test_a_key_past_its_last_day_goes_with_the_next_rotation(codes):
    codes.rotate(TODAY, last_day=LAST_DAY)
    codes.rotate(TODAY + DAY, last_day=LAST_DAY + DAY)

    assert len(codes.keys().keys) == 3
    assert len(codes.rotate(LAST_DAY + 2 * DAY, last_day=LAST_DAY + 90 * DAY).keys) == 2


def test_the_keys_lie_beside_the_store_for_the_account_alone(codes, path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.name == "desk.sqlite.codes"
    assert codes.keys().current.seed.hex() not in repr(codes.keys())


def test_two_processes_share_the_keys_and_see_a_rotation(codes, path):
    other = SiteCodes(FileKeys(path))
    text = other.sign(PAYLOAD)
    other.make(TODAY)

    codes.rotate(TODAY, last_day=LAST_DAY)

    assert other.keys() == codes.keys()
    assert other.read(text, site="93008", today=TODAY).is_valid


def test_without_its_key_file_nothing_is_signed_and_none_is_made(path):
    lost = SiteCodes(FileKeys(path))

    with pytest.raises(SigningKeyMissing):
        lost.sign(PAYLOAD)
    assert not path.exists()


def test_keys_come_back_as_they_were_written():
    keys = KEYS.rotated(TODAY, last_day=LAST_DAY)

    assert parsed(written(keys)) == keys


def _without_seed():
    document = json.loads(written(KEYS))
    del document["keys"][0]["seed"]
    return json.dumps(document)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version": 1}',
        '{"version": 2, "keys": []}',
        '{"version": 1, "keys": []}',
        '{"version": 1, "keys": [{"public": "00", "since": "2026-03-02"}]}',
        '{"version": 1, "keys": ["x"]}',
        _without_seed(),
    ],
)
def test_a_damaged_key_file_is_told_and_not_used(path, text):
    path.write_text(text)

    with pytest.raises(StoreUnavailable):
        SiteCodes(FileKeys(path)).sign(PAYLOAD)
