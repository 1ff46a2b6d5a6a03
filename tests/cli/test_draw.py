"""`draw verify` on any machine: a replay needs the file and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.domain.draw_export import hold
from desk_app.domain.draw_signature import line
from tests.cli.desks import DeskRoom
from tests.services.booking_desk import CODES
from tests.unit.draws import REVEALED, SECRETS, exported, sheet, small_draw

EXPORT = exported(small_draw())


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "tirage.jsonl"
    path.write_bytes(EXPORT)
    return path


def test_a_draw_is_replayed_without_any_store(empty_room: DeskRoom, export: Path) -> None:
    answer = empty_room.json("draw", "verify", str(export))

    assert isinstance(answer, dict)
    assert (answer["valid"], answer["winners"], answer["waiting"]) == (True, 5, 3)
    assert answer["seed"] == small_draw().seed.hex()
    assert not (empty_room.folder / "desk.sqlite").exists()


def test_the_verdict_is_said_to_people(empty_room: DeskRoom, export: Path) -> None:
    answered = empty_room.run("draw", "verify", str(export))

    assert answered.exit == 0
    assert "Le tirage rejoué donne le même résultat." in answered.out
    assert "5 gagnants, 3 personnes attendent encore." in answered.out


def test_one_byte_changed_is_refused_with_what_is_wrong(empty_room: DeskRoom, export: Path) -> None:
    first = f'"kind":"win","number":{small_draw().outcome.winners[0].number},'
    export.write_bytes(EXPORT.replace(first.encode(), b'"kind":"win","number":7,'))

    answered = empty_room.run("--json", "draw", "verify", str(export))

    assert answered.exit == 3
    assert isinstance(answered.data, dict)
    assert answered.data["flaw"] == "winner"
    assert answered.data["error"] == "DrawNotReplayed"
    assert '"number":7' in answered.data["found"]
    assert first in answered.data["expected"]
    said = empty_room.run("draw", "verify", str(export))
    assert said.exit == 3
    assert "un autre gagnant" in said.out


def test_the_published_closing_is_compared_as_it_is_printed(
    empty_room: DeskRoom, export: Path
) -> None:
    known = empty_room.json("draw", "verify", str(export))
    assert isinstance(known, dict)
    grouped = known["closing"].upper()
    printed = " ".join(grouped[at : at + 4] for at in range(0, 64, 4))

    assert empty_room.run("draw", "verify", str(export), "--closing", printed).exit == 0
    other = empty_room.run("--json", "draw", "verify", str(export), "--closing", "0" * 64)

    assert other.exit == 3
    assert isinstance(other.data, dict)
    assert other.data["flaw"] == "other_closing"


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_a_file_that_cannot_be_read_is_told(empty_room: DeskRoom, name: str) -> None:
    answered = empty_room.run("--json", "draw", "verify", str(empty_room.folder / name))

    assert answered.exit == 3
    assert isinstance(answered.data, dict)
    assert answered.data["error"] == "NoExport"


def test_any_other_file_is_no_export(empty_room: DeskRoom, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" * 1_000)

    answered = empty_room.run("draw", "verify", str(tmp_path / "photo.jpg"))

    assert answered.exit == 3
    assert "La ligne 1" in answered.out


def test_a_weaker_guarantee_is_said(empty_room: DeskRoom, tmp_path: Path) -> None:
    alone = hold(sheet((), (), secrets=SECRETS[:1]), SECRETS[:1], at=REVEALED)
    (tmp_path / "seul.jsonl").write_bytes(exported(alone))

    assert "la garantie est plus faible" in empty_room.run(
        "draw", "verify", str(tmp_path / "seul.jsonl")
    ).out  # fmt: skip


def test_a_signed_export_is_checked_against_the_key_that_is_given(
    empty_room: DeskRoom, tmp_path: Path
) -> None:
    signature = CODES.sign_draw(EXPORT)
    file = tmp_path / "signed.jsonl"
    file.write_bytes(EXPORT + line(signature).encode())

    sound = empty_room.json("draw", "verify", str(file), "--key", signature.public)
    other = empty_room.run("--json", "draw", "verify", str(file), "--key", "ab" * 32)

    assert (sound["valid"], sound["signature"]) == (True, "valid")  # type: ignore[index, call-overload]
    assert (other.exit, other.data["error"]) == (3, "DrawNotSigned")  # type: ignore[index, call-overload]


def test_an_export_that_nobody_signed_is_refused_where_a_key_is_given(
    empty_room: DeskRoom, export: Path
) -> None:
    answered = empty_room.run("draw", "verify", str(export), "--key", "ab" * 32)

    assert answered.exit == 3
    assert "n’est pas signé" in answered.out + answered.err


def test_an_export_whose_line_ends_were_changed_is_told_so(
    empty_room: DeskRoom, export: Path
) -> None:
    export.write_bytes(EXPORT.replace(b"\n", b"\r\n"))

    answered = empty_room.run("draw", "verify", str(export))

    assert answered.exit == 3
    assert "fins de ligne" in answered.out
