"""Keys, exit codes and streams: what anything outside the code may rely on."""

from __future__ import annotations

import json

import pytest

from desk_app.cli.parsing import NOUNS, commands_of
from desk_app.domain.errors import PrinterUnavailable
from tests.cli.desks import DeskRoom

DOCUMENT = "9304218765"


def _say(room: DeskRoom, words: str) -> object:
    return room.json(*words.split())


def test_every_command_answers_its_fixed_keys(room: DeskRoom) -> None:
    for words in (
        "ticket issue --procedure INFO",
        f"ticket issue --procedure REM_TITRE --document {DOCUMENT} --priority CMI --language ar",
        "ticket issue --procedure INFO",
        "ticket issue --procedure INFO",
    ):
        _say(room, words)
    job = _say(room, "print jobs")[0]["id"]  # type: ignore[index]
    played = (
        "store status", "store check", "site show", "agent list", "ticket show A001",
        "ticket list", "queue list", "queue call-next --counter 1", "queue start C001",
        "queue park C001 --note photocopies", "queue unpark C001 --counter 1",
        "queue transfer C001 --procedure INFO",
        "queue call A002 --counter 2 --approver hgarnier --why our_mistake",
        "queue return A002", "queue call-next --counter 1", "queue start C001",
        "queue complete-and-call --counter 1", "queue undo", "queue wrong-holder A001",
        "counter list", "counter open 3", "counter sit 3", "counter pause 3", "counter close 3",
        "procedure list", "procedure close INFO", "procedure open INFO", "procedure quota INFO 99",
        "board", "print jobs", "print run", "print status", "print test", f"print reprint {job}",
        "ticket reprint A003", "ticket cancel A003", "journal verify", "doctor",
        "queue close-day",
    )  # fmt: skip

    answers = {words: _say(room, words) for words in played}

    for words, answer in answers.items():
        noun, verb, *_rest = (*words.split(), "")
        command = commands_of(noun).get(verb) or commands_of(noun)[""]
        rows = answer if command.is_list else [answer]
        assert isinstance(rows, list)
        for row in rows:
            assert set(command.keys) <= set(row), words


def test_json_is_exactly_one_document_and_nothing_else(room: DeskRoom) -> None:
    answered = room.run("--json", "ticket", "issue", "--procedure", "INFO")

    assert answered.out.count("\n") == 1
    assert answered.err == ""
    assert json.loads(answered.out)["number"] == "A001"


def test_a_ticket_says_its_place_and_a_range_of_minutes(room: DeskRoom) -> None:
    room.issue()

    ticket = _say(room, "ticket issue --procedure INFO")

    assert isinstance(ticket, dict)
    assert (ticket["number"], ticket["procedure"], ticket["position"]) == ("A002", "INFO", 2)
    low, high = ticket["wait_minutes"]
    assert 0 <= low <= high
    assert ticket["print_state"] == "PRINTED"


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ("ticket issue --procedure NOPE", 3, "UnknownProcedure"),
        ("ticket issue --procedure REM_TITRE", 3, "DocumentNeeded"),
        ("ticket issue --procedure REM_TITRE --document 1234567890", 3, "BadDocument"),
        ("ticket issue --procedure CHG_SIT", 3, "NotWalkIn"),
        ("ticket issue --procedure INFO --language tlh", 3, "UnknownLanguage"),
        ("ticket issue --procedure INFO --party 0", 3, "BadValue"),
        ("ticket show Z999", 3, "UnknownTicket"),
        ("queue call-next --counter 1", 3, "QueueEmpty"),
        ("queue call-next --counter 99", 3, "UnknownCounter"),
        ("queue undo", 3, "NothingToUndo"),
        ("queue list --counter 99", 3, "UnknownCounter"),
        ("print reprint not-a-job", 3, "UnknownJob"),
        ("print confirm 00000000-0000-7000-8000-000000000000 yes", 3, "UnknownJob"),
        ("--agent nobody ticket cancel A001", 3, "UnknownAgent"),
        ("--store nonsense queue list", 3, "BadValue"),
        ("--store sqlite:////nowhere/desk.sqlite queue list", 4, "NoStore"),
        ("site load /nowhere.toml", 3, "SiteFileFaults"),
        ("site new Atlantis", 3, "BadValue"),
        ("agent add B@D --role agent", 3, "BadValue"),
        ("store create", 3, "StoreExists"),
        ("report day --out /proc/nowhere", 4, "StoreReadOnly"),
        ("ticket issue", 2, "Usage"),
        ("ticket", 2, "Usage"),
        ("ticket isue", 2, "Usage"),
        ("tiket issue", 2, "Usage"),
        ("ticket issue --procedure INFO --priority VIP", 2, "Usage"),
        ("queue call-next --counter one", 2, "Usage"),
        ("procedure quota INFO 99999999999999999999", 2, "Usage"),
        ("report day --on yesterday", 2, "Usage"),
        ("queue list --colour", 2, "Usage"),
        ("draw run --family DEPOT --revealed aa --revealed bb", 2, "Usage"),
        ("queue call-next --counter 1 --counter 2", 2, "Usage"),
    ],
)
def test_a_refusal_has_its_exit_code_class_and_sentence(
    room: DeskRoom, words: str, code: int, error: str
) -> None:
    plain = room.run(*words.split())
    answered = room.run("--json", *words.split())

    document = answered.data
    assert isinstance(document, dict)
    assert (answered.exit, plain.exit) == (code, code)
    assert document["error"] == error
    assert document["message"]
    assert answered.err == ""
    assert plain.out == ""
    assert document["message"].split("\n")[0] in plain.err


def test_a_second_ticket_for_a_step_to_come_is_refused(room: DeskRoom) -> None:
    first = room.issue("EXAMEN", "--document", DOCUMENT, "--then", "REM_TITRE,INFO")
    another = ("ticket", "issue", "--procedure", "CHG_ADR", "--document", DOCUMENT)

    answered = room.run("--json", *another, "--then", "rem_titre")
    again = room.run("--json", *another, "--then", "RECEP_RNV")

    document = answered.data
    assert isinstance(document, dict)
    assert (answered.exit, document["error"]) == (3, "AlreadyHasTicket")
    assert (document["number"], document["before"]) == (first, 0)
    assert again.exit == 0


def test_the_fields_of_a_refusal_stand_beside_its_class(room: DeskRoom) -> None:
    room.json("procedure", "quota", "INFO", "0")

    document = room.run("--json", "ticket", "issue", "--procedure", "INFO").data

    assert isinstance(document, dict)
    assert (document["error"], document["quota"]) == ("QuotaReached", 0)
    assert document["reopens_at"] == "2026-03-03T08:30:00+01:00"
    assert "demain 8:30" in document["message"]


def test_the_mistakes_of_a_site_file_are_listed_with_line_and_mend(room: DeskRoom) -> None:
    file = room.folder / "site.toml"
    file.write_text('schema = 1\n[site]\ncode = "x"\n', encoding="utf-8")

    answered = room.run("--json", "site", "load", str(file))

    document = answered.data
    assert isinstance(document, dict)
    assert document["file"] == "site.toml"
    assert {"line", "fault", "mend"} == set(document["faults"][0])
    assert room.run("site", "load", str(file)).err.count("Ligne") == len(document["faults"])


def test_a_site_file_with_mistakes_makes_no_store(empty_room: DeskRoom) -> None:
    file = empty_room.folder / "site.toml"
    file.write_text("schema = 1\n", encoding="utf-8")

    answered = empty_room.run("store", "create", "--rehearsal", "--site", str(file))

    assert answered.exit == 3
    assert not (empty_room.folder / "desk.sqlite").exists()


def test_what_is_committed_is_done_though_its_paper_did_not_come(room: DeskRoom) -> None:
    room.printer.cause = "unreachable"

    answered = room.run("--json", "ticket", "issue", "--procedure", "INFO")

    assert isinstance(answered.data, dict)
    assert (answered.exit, answered.data["print_state"]) == (0, "WAIT_PRINTER")
    assert room.printer.waits == [20.0]


def test_no_wait_answers_while_the_paper_is_queued(room: DeskRoom) -> None:
    answered = room.run("--json", "ticket", "issue", "--procedure", "INFO", "--no-wait")

    assert isinstance(answered.data, dict)
    assert answered.data["print_state"] == "QUEUED"
    assert room.printer.waits == []


def test_the_world_that_says_no_is_exit_four(room: DeskRoom) -> None:
    def unplugged() -> None:
        raise PrinterUnavailable("tcp://10.0.0.9:9100", "unreachable")

    room.issue()
    room.broken = unplugged

    answered = room.run("--json", "board")

    assert isinstance(answered.data, dict)
    assert (answered.exit, answered.data["error"]) == (4, "PrinterUnavailable")


def test_a_bug_says_that_it_is_ours_and_leaves_a_report(room: DeskRoom) -> None:
    room.issue()
    room.broken = lambda: {}["nothing here"]

    plain = room.run("board")
    answered = room.run("--json", "board")

    assert (plain.exit, answered.exit) == (1, 1)
    assert "Traceback" not in plain.err
    assert "C’est notre erreur" in plain.err
    assert answered.data == {
        "error": "KeyError",
        "message": "C’est notre erreur, pas la vôtre. Rien de ce qui a été enregistré n’est perdu.",
        "report": "/reports/1.txt",
    }
    assert [type(error) for error in room.reports] == [KeyError, KeyError]


def test_a_real_desk_wants_to_know_who_acts(empty_room: DeskRoom) -> None:
    empty_room.json("store", "create", "--admin", "chef", lines="Pont-Neuf-1607\n")
    empty_room.environ["DESK_APP_PASSWORD"] = "Pont-Neuf-1607"

    refused = empty_room.run("--json", "ticket", "issue", "--procedure", "INFO")
    done = empty_room.run("--agent", "Chef", "ticket", "issue", "--procedure", "INFO")

    assert isinstance(refused.data, dict)
    assert (refused.exit, refused.data["error"]) == (3, "AgentNeeded")
    assert done.exit == 0


def test_the_demonstration_administrator_acts_on_a_rehearsal_desk(room: DeskRoom) -> None:
    room.issue()

    history = _say(room, "ticket show A001")

    assert isinstance(history, dict)
    assert history["history"][0]["agent"] == "admin"


def test_globals_may_stand_before_or_after_the_command(room: DeskRoom) -> None:
    before = room.run("--json", "--agent", "kbelhadj", "store", "status")
    after = room.run("store", "status", "--json", "--agent", "kbelhadj")

    assert before.out == after.out
    assert before.exit == after.exit == 0


def test_help_names_every_noun_and_needs_no_desk(empty_room: DeskRoom) -> None:
    answered = empty_room.run("--help")

    assert answered.exit == 0
    assert all(noun in answered.out for noun in NOUNS)
    assert empty_room.run("ticket", "issue", "--help").exit == 0


def test_help_shows_the_verbs_that_exist() -> None:
    from desk_app.cli.verbs import verbs_of

    for noun in NOUNS:
        assert tuple(verb for verb in commands_of(noun) if verb) == verbs_of(noun)


@pytest.mark.parametrize("word", ["\x1b[31mC042", "C042\u202e", "x" * 200, "\udcff", "C\n042"])
def test_text_that_could_harm_a_terminal_comes_back_harmless(room: DeskRoom, word: str) -> None:
    answered = room.run("ticket", "show", word)

    assert answered.exit == 3
    assert not set("\x1b\u202e\udcff") & set(answered.err)
    assert answered.err.count("\n") == 1


def test_a_character_that_no_name_has_is_a_usage_fault(room: DeskRoom) -> None:
    assert room.run("site", "load", "a\0b").exit == 2


def test_the_language_is_the_one_asked_for(room: DeskRoom) -> None:
    room.environ["DESK_APP_LANGUAGE"] = "en"

    answered = room.run("queue", "call-next", "--counter", "1")

    assert answered.err == "Nobody waits for this counter.\n"
