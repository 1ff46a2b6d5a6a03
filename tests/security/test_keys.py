"""The key of the hashes: made once, read by its account alone, never replaced in silence."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from desk_app.domain.errors import StoreReadOnly, StoreUnavailable
from desk_app.security.codes import ALPHABET, new_code, new_id
from desk_app.security.keys import key_file, keyed_hash, read_or_make_key


def test_a_key_is_made_once_and_for_its_account_alone(tmp_path):
    path = key_file(tmp_path / "poste.sqlite")

    first = read_or_make_key(path)

    assert read_or_make_key(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [other.name for other in tmp_path.iterdir()] == ["poste.sqlite.key"]


def test_two_processes_that_start_at_once_share_one_key(tmp_path):
    path = tmp_path / "x.key"

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read_or_make_key(path), range(32)))

    assert len(keys) == 1


@pytest.mark.parametrize("content", ["", "zz", "ab" * 31])
def test_a_damaged_key_is_said_and_not_replaced(tmp_path, content):
    path = tmp_path / "x.key"
    path.write_text(content, encoding="ascii")

    with pytest.raises(StoreUnavailable):
        read_or_make_key(path)
    assert path.read_text(encoding="ascii") == content


def test_a_key_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(StoreReadOnly):
        read_or_make_key(tmp_path / "no folder" / "x.key")


def test_the_same_person_gives_the_same_hash_only_under_the_same_key():
    first, other = b"a" * 32, b"b" * 32

    assert keyed_hash(first, b"x") == keyed_hash(first, b"x")
    assert keyed_hash(first, b"x") != keyed_hash(other, b"x")
    assert keyed_hash(first, b"x") != keyed_hash(first, b"y")


def test_codes_can_be_read_aloud():
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_ids_are_version_seven_and_ordered_by_time():
    ids = [new_id() for _ in range(50)]

    assert {made.version for made in ids} == {7}
    assert len(set(ids)) == 50
    assert [made.int >> 80 for made in ids] == sorted(made.int >> 80 for made in ids)
