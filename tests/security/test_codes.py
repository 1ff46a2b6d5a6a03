"""Codes are read aloud, ids are ordered by time."""

from __future__ import annotations

from desk_app.security.codes import ALPHABET, new_code, new_id


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
