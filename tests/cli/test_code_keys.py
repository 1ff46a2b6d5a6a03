"""The key that signs the codes on paper: turned, lost, carried to another machine (AT-08, S-04)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_care import House

PERSON = {
    "family_name": "Benali",
    "given_names": "Nadia",
    "birth_date": "1988-04-17",
    "nationality": "DZA",
    "document": {"kind": "foreigner_number", "number": "9304218765"},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The folder of a desk, made once: tests work on copies."""
    folder = tmp_path_factory.mktemp("made")
    House(folder).json("store", "create", "--rehearsal")
    return folder


@pytest.fixture
def house(made, tmp_path) -> House:
    return House(Path(shutil.copytree(made, tmp_path / "accueil")))


def slot(house: House) -> str:
    return house.json("appointment", "offer", "--procedure", "RNV_DEPOT")["slots"][0]["id"]


def booking(house: House) -> tuple[str, ...]:
    person = house.folder / "person.json"
    person.write_text(json.dumps(PERSON), encoding="utf-8")
    return ("appointment", "book", "--slot", slot(house), "--person", str(person),
            "--reason", "no_device", "--no-wait")  # fmt: skip


def codes(house: House) -> Path:
    return Path(f"{house.store}.codes")


def ill(house: House) -> dict[str, str]:
    _code, out, _err = house.run("--json", "doctor")
    return {row["check"]: row["mend"] for row in json.loads(out) if not row["ok"]}


def kinds(house: House) -> list[str]:
    file = house.folder / "journal.jsonl"
    file.unlink(missing_ok=True)
    house.json("journal", "export", str(file))
    return [json.loads(line).get("kind") for line in file.read_text("utf-8").splitlines()]


def test_a_code_signed_before_the_key_was_turned_is_good_and_names_the_old_key(house):
    before = house.json(*booking(house))["code"]

    name = house.json("key", "rotate", "code")["name"]

    assert house.json("code", "verify", before)["valid"]
    old, new = [key for key in house.json("key", "show") if key["kind"] == "code"]
    assert new["name"] == name != old["name"]
    assert (old["retired_on"], new["retired_on"]) == ("2027-03-03", None)
    assert "seed" not in json.loads(codes(house).read_text("ascii"))["keys"][0]
    assert "KeysRotated" in kinds(house)


def test_a_code_is_signed_by_the_new_key_from_then_on(house):
    house.json("key", "rotate", "code")
    codes_of_now = json.loads(codes(house).read_text("ascii"))["keys"]
    code = house.json(*booking(house))["code"]

    codes(house).write_text(json.dumps({"version": 1, "keys": codes_of_now[1:]}), encoding="ascii")

    assert house.json("code", "verify", code)["valid"]


def test_without_its_key_nothing_is_booked_and_it_is_an_incident(house):
    wanted = booking(house)
    codes(house).unlink()

    code, out, _err = house.run("--json", *wanted)

    assert (code, json.loads(out)["error"]) == (4, "SigningKeyMissing")
    assert str(codes(house)) in json.loads(out)["message"]
    assert house.json("appointment", "list", "--on", wanted[3].split("/")[1][:10]) == []
    assert kinds(house).count("CodeKeyMissed") == 1


def test_without_its_key_who_shows_the_reference_comes_in(house):
    booked = house.json(*booking(house))
    codes(house).unlink()
    house.clock = booked["starts_at"]

    arrived = house.json("appointment", "check-in", booked["reference"], "--last4", "8765")

    assert arrived["reference"] == booked["reference"]


def test_the_doctor_names_a_lost_key_and_a_new_one_mends_it(house):
    codes(house).unlink()
    assert "desk-app key rotate code" in ill(house)["codes"]

    house.json("key", "rotate", "code")

    assert "codes" not in ill(house)
    assert house.json(*booking(house))["code"]


@pytest.mark.parametrize(("spoil", "said"), [("{}", "copie"), ("", "compte")])
def test_the_doctor_tells_a_key_that_cannot_be_read_or_that_others_may_read(house, spoil, said):
    if spoil:
        codes(house).write_text(spoil, encoding="ascii")
    else:
        codes(house).chmod(0o644)

    assert said in ill(house)["codes"]


def test_a_copy_names_the_keys_it_is_of_use_with(house, tmp_path):
    copied = house.json("store", "backup", str(tmp_path / "copie.sqlite"))

    assert copied["keys"] == [f"{house.store}.key", f"{house.store}.codes"]


def test_on_another_machine_the_codes_printed_before_are_good_and_new_ones_are_signed(
    house, tmp_path
):
    code = house.json(*booking(house))["code"]
    stick = tmp_path / "cle"
    stick.mkdir()
    for key in house.json("store", "backup", str(stick / "copie.sqlite"))["keys"]:
        shutil.copy(key, stick / f"copie.sqlite{Path(key).suffix}")
    other = House(tmp_path / "autre")
    other.folder.mkdir()

    other.json("store", "restore", str(stick / "copie.sqlite"))

    assert other.json("code", "verify", code)["valid"]
    assert codes(other).stat().st_mode & 0o077 == 0
    assert "codes" not in ill(other)
    moved = {
        **PERSON,
        "birth_date": "1990-05-06",
        "document": {"kind": "foreigner_number", "number": "9304218766"},
    }
    person = other.folder / "other.json"
    person.write_text(json.dumps(moved), encoding="utf-8")
    wanted = list(booking(other))
    wanted[5] = str(person)
    assert other.json(*wanted)["code"]


def test_a_desks_own_key_is_not_written_over_by_that_of_a_copy(house, tmp_path):
    copy = tmp_path / "copie.sqlite"
    house.json("store", "backup", str(copy))
    shutil.copy(codes(house), f"{copy}.codes")
    name = house.json("key", "rotate", "code")["name"]

    house.json("store", "restore", str(copy), "--replace")

    assert name in [key["name"] for key in house.json("key", "show")]
