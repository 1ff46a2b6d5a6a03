"""Password hashes: what they are made of, that they hold, and what they cost on this machine."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from desk_app.security.passwords import (
    AIM_SECONDS,
    CHEAPEST,
    FEWEST_PASSES,
    MEMORY_KIB,
    MOST_PASSES,
    Argon2,
    Cost,
    cost_file,
    keep_cost,
    kept_cost,
    tuned,
)

CHEAP = Argon2(Cost(passes=1, memory_kib=64))
PASSWORD = "Pont-Neuf-1607"


def test_a_hash_at_its_real_cost_has_the_parameters_of_the_decision() -> None:
    encoded = Argon2(CHEAPEST).encode(PASSWORD)

    _, kind, version, cost, salt, _key = encoded.split("$")
    assert (kind, version) == ("argon2id", "v=19")
    assert cost == f"m={19 * 1024},t={FEWEST_PASSES},p=1"
    assert len(salt) == 22  # 16 bytes


def test_a_password_is_told_from_another() -> None:
    encoded = CHEAP.encode(PASSWORD)

    assert CHEAP.verify(encoded, PASSWORD)
    assert not CHEAP.verify(encoded, PASSWORD.lower())
    assert PASSWORD not in encoded


def test_every_hash_has_a_salt_of_its_own() -> None:
    assert CHEAP.encode(PASSWORD) != CHEAP.encode(PASSWORD)


@pytest.mark.parametrize("encoded", ["", "rubbish", "$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA"])
def test_without_a_sound_hash_nothing_is_right(encoded) -> None:
    assert not CHEAP.verify(encoded, PASSWORD)
    assert not CHEAP.verify(encoded, "")


def test_bytes_that_are_no_text_are_a_wrong_password_and_no_bug() -> None:
    encoded = CHEAP.encode(PASSWORD)

    assert not CHEAP.verify(encoded, "\udcff")


def test_a_cheaper_hash_is_outdated_and_a_dearer_one_is_not() -> None:
    dear = Argon2(Cost(passes=2, memory_kib=128))
    encoded = CHEAP.encode(PASSWORD)

    assert dear.is_outdated(encoded)
    assert Argon2(Cost(passes=1, memory_kib=128)).is_outdated(encoded)
    assert not CHEAP.is_outdated(encoded)
    assert not CHEAP.is_outdated(dear.encode(PASSWORD))


def test_another_kind_of_argon_is_outdated() -> None:
    encoded = CHEAP.encode(PASSWORD).replace("argon2id", "argon2i")

    assert CHEAP.is_outdated(encoded)


def _machine(seconds_per_trial: float):
    """A clock by which one trial takes so long."""
    ticks = itertools.count()

    def now() -> float:
        tick = next(ticks)
        return (tick // 2) * 10 + (tick % 2) * seconds_per_trial

    return now


def test_the_cost_is_that_of_the_time_aimed_at() -> None:
    cost = tuned(seconds=_machine(0.04))

    assert cost.memory_kib == MEMORY_KIB
    assert cost.passes == round(AIM_SECONDS / (0.04 / 4))


@pytest.mark.parametrize(
    ("seconds", "passes"), [(60.0, FEWEST_PASSES), (1e-6, MOST_PASSES)], ids=["slow", "fast"]
)
def test_no_machine_makes_it_too_cheap_or_endless(seconds, passes) -> None:
    assert tuned(seconds=_machine(seconds)).passes == passes


def test_a_busy_moment_does_not_make_hashes_cheap() -> None:
    moments = iter([0.0, 5.0, 10.0, 10.04, 20.0, 27.0])

    assert tuned(seconds=lambda: next(moments)).passes == 35


def test_the_cost_is_kept_beside_the_store(tmp_path: Path) -> None:
    store = tmp_path / "poste.sqlite"

    keep_cost(store, Cost(passes=37))

    assert kept_cost(store) == Cost(passes=37)
    assert [file.name for file in tmp_path.iterdir()] == ["poste.sqlite.cost"]


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        (None, FEWEST_PASSES),
        ("", FEWEST_PASSES),
        ("many", FEWEST_PASSES),
        ("é", FEWEST_PASSES),
        ("1", FEWEST_PASSES),
        ("-9", FEWEST_PASSES),
        ("999999999", MOST_PASSES),
    ],
)
def test_an_edited_file_makes_no_hash_cheaper_than_the_floor(tmp_path: Path, text, passes) -> None:
    store = tmp_path / "poste.sqlite"
    if text is not None:
        cost_file(store).write_text(text, encoding="utf-8")

    assert kept_cost(store) == Cost(passes=passes, memory_kib=MEMORY_KIB)
