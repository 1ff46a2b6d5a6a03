"""The keys of a desk: made once, read by its account alone, never replaced in silence."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from desk_app.domain.errors import KeyMissing, KeyUnknown, StoreReadOnly, StoreUnavailable
from desk_app.security.keyplaces import DeskKeys, FileKeys, RingKeys, key_file
from desk_app.security.keys import KeySet, keyed_hash, new_keys, parsed, written

TODAY = dt.date(2026, 3, 2)


def days_on(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


class FakeRing(keyring.backend.KeyringBackend):
    """A keyring in memory; *is_locked* says no to everything."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def _open(self) -> None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked("locked")


@pytest.fixture
def ring() -> Iterator[FakeRing]:
    before, fake = keyring.get_keyring(), FakeRing()
    keyring.set_keyring(fake)
    yield fake
    keyring.set_keyring(before)


@pytest.fixture
def file(tmp_path):
    return FileKeys(key_file(tmp_path / "poste.sqlite"))


def test_keys_are_made_once_and_for_their_account_alone(file, tmp_path):
    first = DeskKeys(file).make(TODAY)

    assert DeskKeys(file).make(days_on(1)) == first == DeskKeys(file)()
    assert stat.S_IMODE((tmp_path / "poste.sqlite.key").stat().st_mode) == 0o600
    assert file.is_private()
    assert [other.name for other in tmp_path.iterdir()] == ["poste.sqlite.key"]


def test_two_processes_that_start_at_once_share_their_keys(file):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: DeskKeys(file).make(TODAY), range(32)))

    assert all(keys == found[0] for keys in found)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "zz",
        "[]",
        '{"version": 1, "hash": [], "master": []}',
        '{"version": 2, "hash": [], "master": []}',
        '{"version": 2}',
        '{"version": 2, "hash": [{"name": "a", "key": "00", "since": "2026-03-02"}], "master": []}',
        "\udcff",
    ],
)
def test_damaged_keys_are_said_and_not_replaced(file, content):
    path = Path(file.name)
    path.write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(StoreUnavailable):
        DeskKeys(file)()
    with pytest.raises(StoreUnavailable):
        DeskKeys(file).make(TODAY)
    assert path.read_bytes() == content.encode("utf-8", "surrogateescape")


def test_missing_keys_are_said_and_never_remade_by_reading(file, tmp_path):
    with pytest.raises(KeyMissing) as refused:
        DeskKeys(file)()

    assert refused.value.place == str(tmp_path / "poste.sqlite.key")
    assert not list(tmp_path.iterdir())


def test_keys_that_cannot_be_written_are_said(tmp_path):
    with pytest.raises(StoreReadOnly):
        DeskKeys(FileKeys(tmp_path / "no folder" / "x.key")).make(TODAY)


def test_a_file_others_may_read_is_not_private(file):
    DeskKeys(file).make(TODAY)

    Path(file.name).chmod(0o640)

    assert not file.is_private()


def test_keys_put_by_another_process_are_seen(file):
    mine, other = DeskKeys(file), DeskKeys(file)
    first = mine.make(TODAY)

    other.put(first.master_rotated(TODAY))

    assert mine().master != first.master
    assert mine().master_called(first.master.name).secret == first.master.secret


def test_keys_read_once_stay_at_hand_when_their_file_goes(file):
    keys = DeskKeys(file)
    first = keys.make(TODAY)

    Path(file.name).unlink()

    assert keys() == first


def test_what_is_written_is_read_back_and_shown_nowhere():
    keys = new_keys(TODAY).hash_rotated(TODAY).master_rotated(days_on(3))

    assert parsed(written(keys)) == keys
    assert not any(key.secret.hex() in repr(keys) for key in (*keys.hashes, *keys.masters))


def test_a_new_key_of_hashes_takes_over_the_next_morning():
    before = new_keys(TODAY)

    after = before.hash_rotated(days_on(10))

    assert after.hash_key(days_on(10)) == before.hash_key(days_on(10)).__class__(
        name=before.hashes[0].name,
        secret=before.hashes[0].secret,
        since=TODAY,
        retired_on=days_on(11),
    )
    assert after.hash_key(days_on(11)) == after.hashes[1]
    assert after.hash_key(days_on(-5)) == after.hashes[0]


def test_a_key_made_while_the_clock_was_ahead_is_kept_by_a_rotation():
    keys = new_keys(days_on(200))

    turned = keys.hash_rotated(TODAY)

    assert turned.hashes[0].name == keys.hashes[0].name == turned.hash_key(TODAY).name
    assert len(turned.hashes) == 2


def test_two_rotations_of_one_day_leave_one_new_key():
    keys = new_keys(TODAY).hash_rotated(TODAY)

    again = keys.hash_rotated(TODAY)

    assert len(again.hashes) == 2
    assert again.hashes[1].since == days_on(1)
    assert again.hashes[1] != keys.hashes[1]


def test_a_key_of_hashes_is_old_after_a_year():
    keys = new_keys(TODAY)

    assert not keys.hash_is_old(days_on(364))
    assert keys.hash_is_old(days_on(365))


def test_retired_keys_are_kept_as_long_as_they_key_something():
    keys = new_keys(TODAY).hash_rotated(TODAY).master_rotated(TODAY)
    first = keys.masters[0].name

    assert keys.kept(days_on(59), ()) == keys
    assert len(keys.kept(days_on(60), ()).masters) == 1
    assert len(keys.kept(days_on(60), (first,)).masters) == 2
    assert len(keys.kept(days_on(366), ()).hashes) == 2
    assert len(keys.kept(days_on(367), ()).hashes) == 1


def test_a_key_that_is_not_there_is_said():
    with pytest.raises(KeyUnknown):
        new_keys(TODAY).master_called("beef")


def test_a_keyring_keeps_the_keys_of_each_store(ring, tmp_path):
    here, there = (RingKeys(tmp_path / name) for name in ("a.sqlite", "b.sqlite"))
    first = DeskKeys(here).make(TODAY)

    assert DeskKeys(here).make(TODAY) == first
    assert len(ring.kept) == 1
    assert not list(tmp_path.iterdir())
    assert here.is_private()
    with pytest.raises(KeyMissing) as refused:
        DeskKeys(there)()
    assert refused.value.place == f"desk-app: {tmp_path / 'b.sqlite'}"


def test_a_keyring_takes_new_keys(ring, tmp_path):
    keys = DeskKeys(RingKeys(tmp_path / "a.sqlite"))
    rotated: KeySet = keys.make(TODAY).master_rotated(TODAY)

    keys.put(rotated)

    assert keys() == rotated


def test_a_locked_keyring_is_said(ring, tmp_path):
    place = RingKeys(tmp_path / "a.sqlite")
    ring.is_locked = True

    with pytest.raises(StoreUnavailable):
        place.read()
    with pytest.raises(StoreReadOnly):
        place.write("x")


def test_the_same_person_gives_the_same_hash_only_under_the_same_key():
    first, other = b"a" * 32, b"b" * 32

    assert keyed_hash(first, b"x") == keyed_hash(first, b"x")
    assert keyed_hash(first, b"x") != keyed_hash(other, b"x")
    assert keyed_hash(first, b"x") != keyed_hash(first, b"y")
