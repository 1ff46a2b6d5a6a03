"""What people read, and what the rarer commands do."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing

from sqlalchemy.engine import make_url

from desk_app.settings.desk import without_password
from tests.cli.desks import DeskRoom


def test_a_ticket_is_told_in_plain_french(room: DeskRoom) -> None:
    room.issue()

    answered = room.run("ticket", "issue", "--procedure", "INFO", "--priority", "CMI")

    assert answered.out.startswith("A 002 · 0 personne avant · ")
    assert answered.out.endswith("Carte CMI\nImprimé\n")


def test_a_late_paper_says_what_to_do(room: DeskRoom) -> None:
    room.printer.cause = "unreachable"

    answered = room.run("ticket", "issue", "--procedure", "INFO")

    assert "Dites ou écrivez ce numéro." in answered.out


def test_a_foreigner_number_of_nine_digits_is_taken_with_a_warning(room: DeskRoom) -> None:
    short = room.run("--json", "ticket", "issue", "--procedure", "URG", "--document", "930421876")
    whole = room.run("--json", "ticket", "issue", "--procedure", "URG", "--document", "9304218765")

    assert (short.exit, whole.exit) == (0, 0)
    assert short.data["warning"].startswith("Neuf chiffres")  # type: ignore[index, call-overload]
    assert whole.data["warning"] is None  # type: ignore[index, call-overload]


def test_the_queue_is_shown_in_the_order_of_calling(room: DeskRoom) -> None:
    room.issue()
    room.passes(minutes=12)
    room.issue("INFO", "--priority", "CMI")

    lines = room.run("queue", "list").out.splitlines()

    assert lines[0].split("  ")[1:3] == ["A 002", "Renseignement"]
    assert lines[0].endswith("Carte CMI")
    assert lines[1].endswith("12\u00a0min  Arrivé à 9:00")


def test_a_call_says_why(room: DeskRoom) -> None:
    room.issue()
    room.passes(minutes=1)
    room.issue("INFO", "--priority", "CMI")

    answered = room.run("queue", "call-next", "--counter", "1")

    assert answered.out.splitlines() == [
        "A 002 appelé au guichet 1",
        "Appelé avant 1 autre\u00a0: carte CMI, priorité légale (art. L. 241-3).",
    ]


def test_the_last_visit_ends_though_nobody_is_left_to_call(room: DeskRoom) -> None:
    room.issue()
    room.json("queue", "call-next", "--counter", "1")
    room.json("queue", "start", "A001")

    answered = room.run("queue", "complete-and-call", "--counter", "1")

    assert answered.out.splitlines() == [
        "A 001 terminé",
        "Personne d’autre n’attend pour ce guichet.",
    ]


def test_an_absent_visitor_is_called_later_and_the_next_one_now(room: DeskRoom) -> None:
    room.issue()
    room.issue()
    room.json("queue", "call-next", "--counter", "1")

    answered = room.run("queue", "absent-and-call", "A001", "--counter", "1")

    assert answered.out.splitlines()[:2] == [
        "A 001 absent, sera rappelé",
        "A 002 appelé au guichet 1",
    ]


def test_the_history_of_a_ticket_is_told_in_sentences(room: DeskRoom) -> None:
    room.issue()
    room.json("queue", "call-next", "--counter", "1")
    room.json("queue", "start", "A001")

    lines = room.run("ticket", "show", "a 1").out.splitlines()

    assert lines == [
        "A 001 · Renseignement / orientation · au guichet",
        "9:00  admin  A 001 remis",
        "9:00  admin  A 001 appelé au guichet 1",
        "9:00  admin  A 001 a commencé",
    ]


def test_a_reprint_is_marked_as_a_copy(room: DeskRoom) -> None:
    room.json("ticket", "issue", "--procedure", "INFO")

    answered = room.json("ticket", "reprint", "A001")

    assert isinstance(answered, dict)
    assert (answered["copy"], answered["print_state"]) == (2, "PRINTED")


def test_print_run_says_what_is_left(room: DeskRoom) -> None:
    room.issue()
    room.issue()
    room.printer.cause = "unreachable"
    stuck = room.run("--json", "print", "run")
    told = room.run("print", "run")
    room.printer.cause = ""
    done = room.json("print", "run")

    document = stuck.data
    assert isinstance(document, dict)
    assert (stuck.exit, told.exit) == (4, 4)
    assert (document["printed"], document["left"]) == (0, 2)
    assert (document["error"], document["cause"]) == ("PrinterUnavailable", "unreachable")
    assert document["message"] in told.out
    assert done == {"printed": 2, "left": 0}


def test_papers_that_another_process_prints_are_not_this_ones_trouble(room: DeskRoom) -> None:
    room.issue()
    room.printer.is_elsewhere = True

    assert room.json("print", "run") == {"printed": 0, "left": 1}


def test_a_test_page_belongs_to_no_ticket(room: DeskRoom) -> None:
    room.json("print", "test")

    jobs = room.json("print", "jobs")

    assert isinstance(jobs, list)
    assert [job["what"] for job in jobs] == ["test"]
    assert room.json("ticket", "list") == []


def test_the_report_of_a_day_opens_in_a_french_spreadsheet(room: DeskRoom) -> None:
    room.issue()
    room.passes(minutes=12, seconds=30)
    room.json("queue", "call-next", "--counter", "1")
    out = room.folder / "rapports"

    answered = room.json("report", "day", "--on", "2026-03-02", "--out", str(out))

    files = [str(out / f"jour-2026-03-02.{kind}") for kind in ("csv", "pdf")]
    assert answered["files"] == files  # type: ignore[index, call-overload]
    raw = (out / "jour-2026-03-02.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:3] == ["Numéro", "Démarche", "État"]
    assert rows[1][:4] == ["A001", "INFO", "appelé", "1"]
    assert rows[1][4:6] == ["2026-03-02 09:00:00", "2026-03-02 09:12:30"]
    assert rows[1][10] == "12,5"


def test_a_changed_journal_is_found(room: DeskRoom) -> None:
    for _ in range(3):
        room.issue()
    sound = room.json("journal", "verify")
    with closing(sqlite3.connect(room.folder / "desk.sqlite")) as file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            file.execute(f"DROP TRIGGER {trigger}")
        file.execute("UPDATE journal SET author = 'nobody' WHERE seq = 3")
        file.commit()

    answered = room.run("--json", "journal", "verify")

    assert sound["valid"] is True  # type: ignore[index, call-overload]
    assert answered.exit == 3
    assert (answered.data["valid"], answered.data["first_broken"]) == (False, 3)  # type: ignore[index, call-overload]
    assert "journal" in room.run("doctor", "--nagios").out


def test_the_journal_is_compared_with_a_printed_head(room: DeskRoom) -> None:
    room.issue()
    head = room.json("journal", "verify")["head"]  # type: ignore[index, call-overload]
    room.issue()

    assert room.run("journal", "verify", "--head", head).exit == 0
    assert room.run("journal", "verify", "--head", "0" * 64).exit == 3


def test_the_doctor_lists_each_check_with_its_mend(room: DeskRoom) -> None:
    well = room.run("--json", "doctor")
    room.printer.cause = "unreachable"
    ill = room.run("--json", "doctor")

    assert (well.exit, ill.exit) == (0, 3)
    assert isinstance(ill.data, list)
    (fault,) = [one for one in ill.data if not one["ok"]]
    assert (fault["check"], bool(fault["mend"])) == ("printer", True)


def test_the_doctor_answers_without_a_desk(empty_room: DeskRoom) -> None:
    answered = empty_room.run("--json", "doctor")

    assert answered.exit == 3
    assert isinstance(answered.data, list)
    assert [one["check"] for one in answered.data if not one["ok"]] == ["store"]


def test_the_doctor_sees_a_clock_that_went_back(empty_room: DeskRoom) -> None:
    empty_room.json("store", "create", lines="Pont-Neuf-1607\n")
    empty_room.environ["DESK_APP_PASSWORD"] = "Pont-Neuf-1607"
    empty_room.run("--agent", "admin", "ticket", "issue", "--procedure", "INFO")
    empty_room.passes(hours=-3)

    answered = empty_room.run("doctor", "--nagios")

    assert answered.exit == 2
    assert "clock" in answered.out


def test_the_doctor_sees_a_day_left_open(room: DeskRoom) -> None:
    room.issue()
    room.passes(days=1)
    ill = room.run("doctor", "--nagios")

    room.json("queue", "close-day", "--past")

    assert "days" in ill.out
    assert room.run("doctor").exit == 0


def test_a_copy_of_the_store_is_a_store(room: DeskRoom) -> None:
    room.issue()
    copy = room.folder / "copy.sqlite"

    room.json("store", "backup", str(copy))

    again = room.run("store", "backup", str(copy))
    assert again.exit == 3
    status = room.json("--store", f"sqlite:///{copy}", "store", "status")
    assert status["tickets_today"] == 1  # type: ignore[index, call-overload]


def test_a_first_site_file_is_not_written_over_another(room: DeskRoom) -> None:
    file = room.folder / "site.toml"

    first = room.run("site", "new", "Mamoudzou", "--out", str(file))
    again = room.run("site", "new", "Cayenne", "--out", str(file))

    assert (first.exit, again.exit) == (0, 3)
    assert "Indian/Mayotte" in file.read_text(encoding="utf-8")


def test_a_closed_procedure_gives_no_ticket_until_it_is_opened(room: DeskRoom) -> None:
    room.json("procedure", "close", "INFO")
    refused = room.run("--json", "ticket", "issue", "--procedure", "INFO")
    room.json("procedure", "open", "INFO")

    assert refused.data["error"] == "ProcedureClosed"  # type: ignore[index, call-overload]
    assert room.issue() == "A001"


def test_a_quota_goes_back_to_the_sites_own(room: DeskRoom) -> None:
    set_ = room.json("procedure", "quota", "PERMIS", "3")
    back = room.json("procedure", "quota", "PERMIS", "site")
    wrong = room.run("--json", "procedure", "quota", "PERMIS", "beaucoup")

    assert set_["quota"] == 3  # type: ignore[index, call-overload]
    assert back["quota"] == 12  # type: ignore[index, call-overload]
    assert wrong.exit == 2


def test_nobody_is_called_to_a_paused_counter(room: DeskRoom) -> None:
    room.issue()
    room.json("counter", "pause", "1")

    refused = room.run("queue", "call-next", "--counter", "1")

    assert refused.err == "Le guichet 1 est en pause. Ouvrez-le avant d’appeler quelqu’un.\n"


def test_a_new_agent_may_act_at_once(room: DeskRoom) -> None:
    room.json("agent", "add", "lnouveau", "--role", "agent", "--name", "Léa Nouveau")

    room.run("--agent", "lnouveau", "ticket", "issue", "--procedure", "INFO")

    shown = room.json("ticket", "show", "A001")
    assert shown["history"][0]["agent"] == "lnouveau"  # type: ignore[index, call-overload]


def test_a_copy_to_where_nothing_can_be_written_is_unavailable(room: DeskRoom) -> None:
    nowhere = room.folder / "no such folder" / "copy.sqlite"

    answered = room.run("--json", "store", "backup", str(nowhere))

    assert answered.exit == 4
    assert answered.data["error"] == "StoreReadOnly"  # type: ignore[index, call-overload]
    assert not nowhere.parent.exists()
    assert room.reports == []


def test_a_copy_of_no_store_makes_none(empty_room: DeskRoom) -> None:
    answered = empty_room.run("--json", "store", "backup", str(empty_room.folder / "copy.sqlite"))

    assert answered.exit == 4
    assert answered.data["error"] == "NoStore"  # type: ignore[index, call-overload]
    assert list(empty_room.folder.iterdir()) == []


def test_a_number_with_its_direction_turned_round_comes_back_plain(room: DeskRoom) -> None:
    turned = "Z\u202e9\u20669\u200f9\x07\u2069"

    answered = room.run("--json", "ticket", "show", turned)

    assert answered.exit == 3
    assert answered.data["number"] == "Z999"  # type: ignore[index, call-overload]
    assert str(answered.data).isprintable()


def test_a_server_s_password_is_in_no_answer(room: DeskRoom, postgres_copy: str) -> None:
    address = make_url(postgres_copy).set(username="postgres", password="sekret77")
    told = ("--store", address.render_as_string(hide_password=False))

    answers = [
        room.run(*told, "store", "status"),
        room.run("--json", *told, "store", "status"),
        room.run(*told, "store", "create", "--rehearsal"),
        room.run("--json", *told, "doctor"),
    ]

    assert "…@" in answers[0].out
    assert not any("sekret77" in answer.out + answer.err for answer in answers)


def test_an_address_is_told_without_its_password() -> None:
    assert without_password("postgresql://bob:x@here/desk") == "postgresql://…@here/desk"
    assert without_password("sqlite:////data/desk.sqlite") == "sqlite:////data/desk.sqlite"
