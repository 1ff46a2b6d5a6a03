"""The register and the draw on the command line: entered, drawn, exported, replayed, told."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from desk_app.domain.draw_mode import Mode
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.sitefile import parse_site
from desk_app.security.convocations import SiteCodes, code_key_file
from desk_app.security.keyplaces import FileKeys
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.register_ports import FamilyMode
from desk_app.store.setup import open_store
from tests.cli.desks import MONDAY, DeskRoom
from tests.services.booking_desk import born_as

FAMILY = "DEPOT"
ADD = ("register", "add", "--procedure", "RNV_DEPOT", "--reason", "no_contact", "--person")
DRAW = ("draw", "run", "--family", FAMILY)


def person(folder: Path, number: str = "9304218765") -> str:
    """The file of somebody who asks."""
    path = folder / f"{number}.json"
    fields = {
        "family_name": "Benali",
        "given_names": "Nadia",
        "birth_date": born_as(number),
        "nationality": "DZA",
        "document": {"kind": "foreigner_number", "number": number},
        "phone": "06 70 14 92 35",
    }
    path.write_text(json.dumps(fields), encoding="utf-8")
    return str(path)


def refused(room: DeskRoom, *words: str) -> str:
    """The error a command ends with."""
    answered = room.run("--json", *words)
    assert answered.exit == 3
    return str(answered.data["error"])  # type: ignore[index, call-overload]


def test_a_request_is_entered_drawn_confirmed_and_let_nobody_be_first(
    room: DeskRoom, tmp_path: Path
) -> None:
    SiteCodes(FileKeys(code_key_file(room.folder / "desk.sqlite"))).make(MONDAY.date())
    added = room.json(*ADD, person(tmp_path), "--half", "morning", "--priority")
    drawn = room.json(*DRAW)
    (winner,) = room.json("register", "winners", "--family", FAMILY)
    confirmed = room.json("register", "confirm", added["reference"])

    assert (added["number"], added["state"], added["is_new"]) == (1, "waiting", True)
    assert added["next_draw"] == "2026-03-02T12:15:00+01:00"
    assert (drawn["winners"], drawn["waiting"], drawn["is_weaker"]) == (1, 0, True)
    assert (winner["last4"], winner["phone"]) == ("8765", "+33670149235")
    assert confirmed["status"] == "booked"
    assert confirmed["code"]
    assert room.json("register", "show", added["reference"])["state"] == "placed"


def test_who_was_absent_twice_is_confirmed_by_a_supervisor(
    room: DeskRoom, tmp_path: Path
) -> None:
    SiteCodes(FileKeys(code_key_file(room.folder / "desk.sqlite"))).make(MONDAY.date())
    added = room.json(*ADD, person(tmp_path))
    store = open_store(room.url, parse_site=partial(parse_site, file="site"), new_id=uuid4)
    with closing(store), store.begin() as work:
        who = work.register.get(added["reference"]).person
        for days in (10, 20):
            day = MONDAY.date() - dt.timedelta(days=days)
            work.traces.add(Trace(kind=TraceKind.ABSENCE, subject=who, day=day, family=FAMILY))
    room.json(*DRAW)
    confirm = ("--agent", "smarchand", "register", "confirm", added["reference"])
    alone = refused(room, *confirm)
    together = room.json(*confirm, "--approver", "hgarnier", "--why", "travel")

    assert alone == "NeedsSupervisor"
    assert together["status"] == "booked"


def test_the_export_is_replayed_from_the_file_and_from_the_screen(
    room: DeskRoom, tmp_path: Path
) -> None:
    for number in ("9304218765", "9304218766"):
        room.json(*ADD, person(tmp_path, number))
    drawn = room.json(*DRAW)
    file, screen = tmp_path / "tirage.jsonl", tmp_path / "ecran.jsonl"
    room.json("draw", "export", "--family", FAMILY, "--on", "2026-03-02", "--out", str(file))
    screen.write_text(room.run("draw", "export", "--family", FAMILY).out, encoding="ascii")

    for each in (file, screen):
        told = room.json("draw", "verify", str(each), "--closing", drawn["closing"])
        assert (told["valid"], told["winners"], told["seed"]) == (True, 2, drawn["seed"])


def test_two_people_s_secrets_are_told_once_and_decide(room: DeskRoom, tmp_path: Path) -> None:
    room.json(*ADD, person(tmp_path))
    agents = ("hgarnier", "smarchand")
    made = [room.json("--agent", each, "draw", "commit", "--family", FAMILY) for each in agents]
    assert refused(room, *DRAW) == "CloseFirst"
    closed = room.json("draw", "close", "--family", FAMILY)

    drawn = room.json(*DRAW, "--revealed", " ".join(each["secret"] for each in made))

    assert drawn["closing"] == closed["closing"]
    assert drawn["is_weaker"] is False
    assert [each["witness"] for each in made] == [1, 2]


def test_a_lost_secret_gives_the_draw_up(room: DeskRoom, tmp_path: Path) -> None:
    room.json(*ADD, person(tmp_path))
    told = room.run("draw", "commit", "--family", FAMILY)
    room.run("draw", "close", "--family", FAMILY)

    words = ("draw", "void", "--family", FAMILY)
    alone = refused(room, *words)
    gone = room.json(*words, "--approver", "hgarnier", "--why", "our_mistake")

    assert "garantie est plus faible" in told.out
    assert alone == "SecondPersonNeeded"
    assert gone == {"draw": 1, "state": "void"}
    assert room.json(*DRAW)["draw"] == 2


def test_where_places_are_drawn_an_offer_leads_to_the_register(room: DeskRoom) -> None:
    store = open_store(room.url, parse_site=partial(parse_site, file="site"), new_id=uuid4)
    with closing(store), store.begin() as work:
        drawn = FamilyMode(mode=Mode.BATCH, measured_on=MONDAY.date())
        work.draws.put_mode(FamilyCode(FAMILY), drawn)

    answer = room.json("appointment", "offer", "--procedure", "RNV_DEPOT")

    assert (answer["mode"], answer["slots"]) == ("register", [])
    assert answer["next_draw"] == "2026-03-02T12:15:00+01:00"
    said = room.run("appointment", "offer", "--procedure", "RNV_DEPOT").out
    assert "tirées au sort" in said
    assert "12:15" in said


def test_requests_are_listed_kept_alive_and_withdrawn(room: DeskRoom, tmp_path: Path) -> None:
    file = person(tmp_path)
    clerk = ("--agent", "smarchand")
    reference = room.json(*clerk, *ADD, file, "--not-before", "2026-04-01")["reference"]
    assert room.json(*clerk, *ADD, file)["reference"] == reference

    (line,) = room.json("register", "list", "--family", FAMILY, "--state", "waiting")
    room.json("register", "seen", reference)
    room.json("register", "deadline", reference, "--on", "2026-03-10")
    gone = room.json("register", "withdraw", reference)

    assert (line["last4"], line["appointment"]) == ("8765", None)
    assert gone["state"] == "withdrawn"
    assert refused(room, "register", "withdraw", reference) == "RequestSettled"
    assert refused(room, "register", "show", "0000-0000") == "RequestUnknown"
    assert refused(room, "draw", "export", "--family", FAMILY) == "NoDraw"
    assert refused(room, "register", "list", "--family", "NO") == "UnknownFamily"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("register", "list", "--family", FAMILY), "Personne n’attend dans ce registre."),
        (("register", "winners", "--family", FAMILY), "Aucun gagnant n’est à appeler."),
        (DRAW, "0 gagnant, 0 personne attend encore."),
    ],
)
def test_an_empty_register_is_said_in_words(
    room: DeskRoom, words: tuple[str, ...], said: str
) -> None:
    assert said in room.run(*words).out


def test_people_read_where_they_stand(room: DeskRoom, tmp_path: Path) -> None:
    first = room.run(*ADD, person(tmp_path)).out
    again = room.run(*ADD, person(tmp_path)).out
    listed = room.run("register", "list", "--family", FAMILY).out
    room.run(*DRAW)
    told = room.run("register", "winners", "--family", FAMILY).out

    assert "Prochain tirage" in first
    assert "la demande continue" in again
    assert "…8765" in listed
    assert "+33670149235" in told
    assert "Benali" not in first + again + listed + told
