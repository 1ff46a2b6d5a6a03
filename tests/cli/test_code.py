"""`code verify`: a paper checked by the site's keys, nothing looked up."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import Reference
from desk_app.domain.codes import Paper, Payload
from desk_app.security.convocations import SiteCodes, new_code_key, signed
from desk_app.security.keyplaces import FileKeys
from tests.cli.desks import MONDAY, DeskRoom


@pytest.fixture
def codes(room: DeskRoom) -> SiteCodes:
    made = SiteCodes(FileKeys(room.folder / "desk.sqlite.codes"))
    made.make(MONDAY.date())
    return made


def _payload(room: DeskRoom, site: str = "") -> Payload:
    shown = room.json("site", "show")
    assert isinstance(shown, dict)
    return Payload(
        site=site or str(shown["code"]),
        paper=Paper.CONVOCATION,
        reference=Reference("R7K2-QX4M"),
        on=dt.date(2026, 3, 12),
        copy=2,
    )


def test_a_genuine_code_is_valid(room: DeskRoom, codes: SiteCodes) -> None:
    answer = room.json("code", "verify", codes.sign(_payload(room)))

    assert isinstance(answer, dict)
    assert (answer["kind"], answer["valid"], answer["reason"]) == ("convocation", True, "valid")
    assert (answer["reference"], answer["on"], answer["copy"]) == ("R7K2-QX4M", "2026-03-12", 2)


def test_an_altered_code_is_refused(room: DeskRoom, codes: SiteCodes) -> None:
    text = codes.sign(_payload(room))
    other = "1" if text[20] == "0" else "0"

    answered = room.run("--json", "code", "verify", text[:20] + other + text[21:])

    assert answered.exit == 3
    assert isinstance(answered.data, dict)
    assert (answered.data["valid"], answered.data["reason"]) == (False, "altered")


def test_another_site_s_code_says_which(room: DeskRoom, codes: SiteCodes) -> None:
    text = signed(_payload(room, "971-guadeloupe"), new_code_key(MONDAY.date()))

    answered = room.run("code", "verify", text)

    assert answered.exit == 3
    assert answered.out == "Autre site\u00a0: ce papier est pour 971-guadeloupe.\n"
    assert codes.keys().current.name not in text


def test_a_forged_code_says_nothing_it_could_be_trusted_for(
    room: DeskRoom, codes: SiteCodes
) -> None:
    forged = signed(_payload(room), new_code_key(MONDAY.date()))

    answered = room.run("--json", "code", "verify", forged)

    assert answered.exit == 3
    assert isinstance(answered.data, dict)
    assert (answered.data["reason"], answered.data["reference"]) == ("unknown_key", None)
    assert codes.keys().current.name


def test_a_typed_reference_is_not_taken_for_a_code(room: DeskRoom, codes: SiteCodes) -> None:
    codes.make(MONDAY.date())

    answered = room.run("--json", "code", "verify", "R7K2-QX4M")

    assert answered.exit == 3
    assert isinstance(answered.data, dict)
    assert (answered.data["kind"], answered.data["reason"]) == (None, "reference")


def test_without_the_key_file_the_check_says_which_is_missing(room: DeskRoom) -> None:
    (room.folder / "desk.sqlite.codes").unlink()

    answered = room.run("--json", "code", "verify", "0" * 150)

    assert answered.exit in {3, 4}
    assert isinstance(answered.data, dict)
    assert answered.data["error"] == "SigningKeyMissing"
    assert "desk.sqlite.codes" in answered.data["message"]
