"""What is sealed opens where it belongs and nowhere else."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.errors import KeyUnknown
from desk_app.security.cipher import KEPT, DayCipher
from desk_app.security.keys import new_keys
from desk_app.services.keeping_ports import SealBroken, Wrapped

TODAY = dt.date(2026, 3, 2)


class Keys:
    """A key set that the test changes."""

    def __init__(self) -> None:
        self.now = new_keys(TODAY)

    def __call__(self):
        return self.now


def test_a_seal_opens_under_its_key_and_context_alone():
    cipher = DayCipher(Keys())
    sealed = cipher.seal(b"k" * 32, b"N. B., 1988", b"here")

    assert cipher.unseal(b"k" * 32, sealed, b"here") == b"N. B., 1988"
    for key, bytes_, context in (
        (b"j" * 32, sealed, b"here"),
        (b"k" * 32, sealed, b"there"),
        (b"k" * 32, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"here"),
        (b"k" * 32, sealed[:20], b"here"),
        (b"k" * 32, b"", b"here"),
    ):
        with pytest.raises(SealBroken):
            cipher.unseal(key, bytes_, context)


def test_two_seals_of_one_text_differ():
    cipher = DayCipher(Keys())

    assert cipher.seal(b"k" * 32, b"x", b"") != cipher.seal(b"k" * 32, b"x", b"")


def test_a_day_s_key_opens_after_the_master_key_was_changed():
    keys = Keys()
    cipher = DayCipher(keys)
    day = cipher.new_key(b"day")
    known = cipher.unwrap(day, b"day")

    keys.now = keys.now.master_rotated(TODAY)
    again = cipher.wrap(known, b"day")

    assert day.master != again.master == cipher.master
    assert DayCipher(keys).unwrap(day, b"day") == DayCipher(keys).unwrap(again, b"day") == known


def test_a_day_s_key_of_another_desk_does_not_open():
    stranger = DayCipher(Keys()).new_key(b"day")

    with pytest.raises(KeyUnknown):
        DayCipher(Keys()).unwrap(stranger, b"day")


def test_a_wrapped_key_that_was_changed_does_not_open():
    cipher = DayCipher(Keys())
    day = cipher.new_key(b"day")

    with pytest.raises(SealBroken):
        cipher.unwrap(Wrapped(master=day.master, wrapped=day.wrapped[::-1]), b"day")


def test_more_days_than_are_held_in_memory_open():
    cipher = DayCipher(Keys())
    days = [cipher.new_key(b"%d" % n) for n in range(KEPT + 2)]

    opened = [cipher.unwrap(key, b"%d" % n) for n, key in enumerate(days)]

    assert [cipher.unwrap(key, b"%d" % n) for n, key in enumerate(days)] == opened
