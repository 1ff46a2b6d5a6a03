"""Keys, forgetting, persons and copies by command, on a whole desk with its own keys."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path

import pytest

from desk_app.app.commands import tools
from desk_app.cli import checkup_care
from desk_app.cli.care import KeyStanding
from desk_app.cli.main import main
from desk_app.cli.output import Console
from desk_app.domain.retention import Kept
from desk_app.words.keeping import keys_made

DOCUMENT = "foreigner_number:9304218765"
PASSWORD = "Sept-Ormes-42"
SOUND = KeyStanding(place="x.key", fault="", is_ring=False, disk=True, has_tpm=True)


class House:
    """A folder with a desk as it is wired, at a fixed hour."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "poste.sqlite"
        self.clock = "2026-03-02T09:00:00+01:00"

    def run(self, *words: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        environ = {"DESK_APP_STORE": f"sqlite:///{self.store}", "DESK_APP_CLOCK": self.clock}
        console = Console(out=out, err=err, source=io.StringIO(""))
        code = main(words, tools=tools(environ), environ=environ, console=console)
        return code, out.getvalue(), err.getvalue()

    def json(self, *words: str) -> dict[str, object] | list[dict[str, object]]:
        code, out, err = self.run("--json", *words)
        assert code == 0, out + err
        return json.loads(out)

    def refused(self, *words: str) -> str:
        code, out, _err = self.run("--json", *words)
        assert code in {3, 4}
        return json.loads(out)["error"]

    def issue(self, *more: str) -> str:
        """A ticket: with a document one that is bound to it."""
        procedure = "REM_TITRE" if more else "INFO"
        return self.json("ticket", "issue", "--procedure", procedure, "--no-wait", *more)["number"]


@pytest.fixture
def house(tmp_path) -> House:
    made = House(tmp_path)
    made.json("store", "create", "--rehearsal")
    return made


def test_keys_are_named_and_no_secret_is_shown(house):
    keys = house.json("key", "show")

    secrets = json.loads(Path(f"{house.store}.key").read_text(encoding="ascii"))
    said = json.dumps(keys) + house.run("key", "show")[1]
    assert [key["kind"] for key in keys] == ["hash", "master", "sign", "code"]
    assert keys[0]["name"] == secrets["hash"][0]["name"]
    assert not [key["key"] for kind in ("hash", "master") for key in secrets[kind]
                if key["key"] in said]  # fmt: skip


@pytest.mark.parametrize("kind", ["hash", "master", "sign"])
def test_a_turned_key_leaves_what_was_sealed_readable(house, kind):
    house.issue("--document", DOCUMENT, "--hint", "N. B., 1988")

    turned = house.json("key", "rotate", kind)

    assert turned["name"] in {key["name"] for key in house.json("key", "show")}
    assert house.json("person", "show", "--document", DOCUMENT)[0]["hint"] == "N. B., 1988"
    assert house.refused(
        "ticket", "issue", "--procedure", "REM_TITRE", "--document", DOCUMENT
    ) == "AlreadyHasTicket"  # fmt: skip
    assert house.json("journal", "verify")["valid"]


def test_a_lost_key_file_is_said_and_not_remade(house):
    house.issue("--document", DOCUMENT)
    key = Path(f"{house.store}.key")
    key.unlink()

    assert house.refused("store", "status") == "KeyMissing"
    assert not key.exists()


def test_a_person_is_shown_and_erased_by_document(house):
    number = house.issue("--document", DOCUMENT, "--hint", "N. B., 1988")

    (shown,) = house.json("person", "show", "--document", DOCUMENT)
    erased = house.json("person", "erase", "--document", DOCUMENT)

    assert (shown["number"], shown["hint"]) == (number, "N. B., 1988")
    assert erased == {"erased": 1}
    assert house.json("person", "show", "--document", DOCUMENT)[0]["hint"] == ""
    assert house.refused("person", "show", "--document", "passport:FRA:12AB34567") == "NothingHeld"
    assert "N. B." not in house.run("person", "show", "--document", DOCUMENT)[1]
    assert house.run("person", "erase", "--document", DOCUMENT)[0] == 0


def test_an_agent_of_the_reception_neither_looks_nor_erases(house):
    house.issue("--document", DOCUMENT)

    for verb in ("show", "erase"):
        assert house.refused("--agent", "smarchand", "person", verb, "--document", DOCUMENT) == (
            "NotAllowed"
        )


def test_a_purge_counts_what_it_forgot(house):
    house.issue("--document", DOCUMENT, "--hint", "N. B., 1988")
    house.clock = "2026-03-04T09:00:00+01:00"

    gone = house.json("purge")

    assert set(gone) == {kept.value for kept in Kept}
    assert gone["papers"] == 1
    assert house.run("purge")[0] == 0
    assert not any(house.json("purge").values())
    assert house.refused("person", "show", "--document", DOCUMENT) == "NothingHeld"


def test_a_purge_is_told_in_words(house):
    house.issue()
    house.clock = "2026-03-04T09:00:00+01:00"

    code, out, _ = house.run("purge")

    assert code == 0
    assert out.strip().startswith("1")


def test_a_copy_goes_and_comes_back(house):
    house.issue()
    copy = house.folder / "copie.sqlite"
    made = house.json("store", "backup", str(copy))
    house.issue()

    assert house.refused("store", "restore", str(copy)) == "StoreExists"
    back = house.json("store", "restore", str(copy), "--replace")

    assert (made["file"], made["bytes"]) == (str(copy), copy.stat().st_size)
    assert (back["lost_tickets"], back["skipped"]) == (1, 0)
    assert Path(str(back["replaced"])).exists()
    assert house.issue() == "A003"
    assert house.json("journal", "verify")["valid"]


class RealHouse:
    """A real desk: whoever acts has a password."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "poste.sqlite"

    def run(
        self, *words: str, password: str = "", typed: str = ""
    ) -> tuple[int, dict[str, object]]:
        out, err = io.StringIO(), io.StringIO()
        environ = {"DESK_APP_STORE": f"sqlite:///{self.store}", "DESK_APP_PASSWORD": password}
        console = Console(out=out, err=err, source=io.StringIO(typed))
        code = main(("--json", *words), tools=tools(environ), environ=environ, console=console)
        return code, json.loads(out.getvalue())


@pytest.fixture
def real_house(tmp_path) -> RealHouse:
    made = RealHouse(tmp_path)
    code, said = made.run("store", "create", "--admin", "chef", typed=f"{PASSWORD}\n")
    assert code == 0, said
    return made


def test_a_restore_asks_for_an_administrator_s_password_where_there_is_a_desk(real_house):
    copy = str(real_house.folder / "copy.sqlite")
    made, _ = real_house.run("--agent", "chef", "store", "backup", copy, password=PASSWORD)

    nobody, said = real_house.run("store", "restore", copy, "--replace")
    wrong, refused = real_house.run(
        "--agent", "chef", "store", "restore", copy, "--replace", password="wrong"
    )
    unchanged = list(real_house.folder.glob("*.remplace-*")) == []
    right, _ = real_house.run(
        "--agent", "chef", "store", "restore", copy, "--replace", password=PASSWORD
    )

    assert made == 0
    assert (nobody, said["error"]) == (3, "AgentNeeded")
    assert (wrong, refused["error"]) == (3, "SignInRefused")
    assert unchanged
    assert right == 0


def test_where_there_is_none_it_asks_for_one_of_the_copy(real_house):
    copy = str(real_house.folder / "copy.sqlite")
    real_house.run("--agent", "chef", "store", "backup", copy, password=PASSWORD)
    real_house.store.unlink()

    wrong, refused = real_house.run("--agent", "chef", "store", "restore", copy, password="wrong")
    absent = not real_house.store.exists()
    right, said = real_house.run("--agent", "chef", "store", "restore", copy, password=PASSWORD)

    assert (wrong, refused["error"]) == (3, "SignInRefused")
    assert absent
    assert (right, said["lost_tickets"]) == (0, None)


def test_a_restore_says_what_is_lost_and_what_is_skipped(house):
    copy = house.folder / "copie.sqlite"
    house.run("store", "backup", str(copy))
    house.issue()
    _, lost, _ = house.run("store", "restore", str(copy), "--replace")
    _, nothing, _ = house.run("store", "restore", str(house.folder / "2"), "--replace")
    house.store.unlink()
    code, gap, _ = house.run("store", "restore", str(copy))

    assert "1" in lost
    assert nothing == ""
    assert (code, "300" in gap) == (0, True)


def test_who_may_not_copy_is_refused_before_the_copy(house):
    copy = house.folder / "copie.sqlite"

    assert house.refused("--agent", "smarchand", "store", "backup", str(copy)) == "NotAllowed"
    assert not copy.exists()


def test_making_keys_says_where_they_are_and_that_they_must_be_copied():
    said = keys_made("/srv/poste.sqlite.key", "/srv/poste.sqlite.codes")

    assert "/srv/poste.sqlite.key" in said[0]
    assert "/srv/poste.sqlite.codes" in said[1]
    assert len(said) == 4


@pytest.mark.parametrize("fault", ["missing", "unreadable", "open"])
def test_keys_that_are_gone_or_open_to_others_are_ill(fault):
    found = checkup_care.keys(dataclasses.replace(SOUND, fault=fault))

    assert not found.ok
    assert found.mend


def test_the_doctor_says_which_protection_holds():
    def held(**how: object) -> checkup_care.Finding:
        return checkup_care.protection(dataclasses.replace(SOUND, **how), rehearsal=False)

    both, ring = held(), held(is_ring=True, disk=False)
    unknown, none = held(disk=None, has_tpm=False), held(disk=False)

    assert both.ok
    assert "TPM" in both.found
    assert ring.ok
    assert "TPM" not in ring.found
    assert unknown.ok
    assert not none.ok
    assert checkup_care.protection(
        dataclasses.replace(SOUND, disk=False), rehearsal=True
    ).ok  # fmt: skip


def test_the_doctor_sees_a_key_file_that_others_may_read(house):
    Path(f"{house.store}.key").chmod(0o644)

    code, out, _ = house.run("--json", "doctor")

    findings = {one["check"]: one["ok"] for one in json.loads(out)}
    assert code == 3
    assert not findings["keys"]
    assert findings["copies"]


def test_the_doctor_says_what_is_kept_too_long_and_what_went_last(house):
    def found() -> tuple[bool, str]:
        document = json.loads(house.run("--json", "doctor")[1])
        one = next(one for one in document if one["check"] == "forgetting")
        return one["ok"], one["found"]

    house.issue()
    nothing = found()
    house.clock = "2026-03-07T09:00:00+01:00"
    late = found()
    house.json("purge")
    done = found()

    assert nothing == (True, "Rien n’est conservé trop longtemps.")
    assert late == (False, "Gardé trop longtemps\u00a0: papiers des tickets")
    assert done[0]
    assert "papiers des tickets\u00a0: 1" in done[1]


@pytest.mark.parametrize("name", ["a'; DROP TABLE tickets; --", "%s%n", "{0}", "../../x"])
def test_odd_words_are_words_everywhere(house, name):
    copy = house.folder / "d" / "e" / "f" / name

    assert house.refused("store", "backup", str(copy)) == "StoreReadOnly"
    assert house.refused("person", "show", "--document", name) == "BadDocument"
    assert house.json("store", "status")["tickets_today"] == 0
