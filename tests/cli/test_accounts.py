"""Accounts by the command line: passwords by environment, standard input or a terminal."""

from __future__ import annotations

import json

import pytest

from tests.account_fakes import PlainHasher
from tests.cli.desks import Answered, DeskRoom

FIRST, SECOND, THIRD = "Pont-Neuf-1607", "Quai-de-Loire-7", "Gare-du-Nord-12"
ISSUE = ("ticket", "issue", "--procedure", "INFO", "--no-wait")


class CountingHasher(PlainHasher):
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def verify(self, encoded: str, password: str) -> bool:
        self.asked += 1
        return super().verify(encoded, password)


class Terminal:
    """A person who types *answers* unseen, one for each question."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.questions: list[str] = []

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        return self._answers.pop(0)


@pytest.fixture
def real(empty_room: DeskRoom) -> DeskRoom:
    """A real desk whose administrator is `chef`."""
    empty_room.json("store", "create", "--admin", "chef", lines=f"{FIRST}\n")
    return empty_room


@pytest.fixture
def staffed(real: DeskRoom) -> DeskRoom:
    """The real desk with an agent and a supervisor of its own; the administrator acts."""
    real.environ["DESK_APP_PASSWORD"] = FIRST
    for login, role, password in (
        ("lnouveau", "agent", SECOND),
        ("vchef", "supervisor", THIRD),
    ):
        words = ("--agent", "chef", "agent", "add", login, "--role", role)
        real.json(*words, lines=f"{password}\n")
    return real


def acts(room: DeskRoom, login: str, password: str, *words: str, lines: str = "") -> Answered:
    """Do a command as *login*."""
    room.environ["DESK_APP_PASSWORD"] = password
    return room.run("--json", "--agent", login, *words, lines=lines)


def error(answered: Answered) -> tuple[int, str]:
    """Return the exit code and the class of a refusal."""
    assert isinstance(answered.data, dict)
    return answered.exit, str(answered.data["error"])


def code_of(answered: Answered) -> str:
    """Return the one-time code of an answer."""
    assert isinstance(answered.data, dict)
    return str(answered.data["code"])


def test_a_real_store_is_not_made_without_the_administrators_password(
    empty_room: DeskRoom,
) -> None:
    refused = empty_room.run("--json", "store", "create", "--admin", "chef")

    assert error(refused) == (3, "PasswordMissing")
    assert list(empty_room.folder.iterdir()) == []


def test_a_weak_password_leaves_no_store_behind(empty_room: DeskRoom) -> None:
    refused = empty_room.run("--json", "store", "create", lines="motdepasse\n")

    assert error(refused) == (3, "PasswordTooWeak")
    assert list(empty_room.folder.iterdir()) == []


def test_a_store_that_is_there_is_told_before_a_password_is_asked(real: DeskRoom) -> None:
    assert error(real.run("--json", "store", "create")) == (3, "StoreExists")


def test_an_administrator_of_a_rehearsal_may_have_a_password(empty_room: DeskRoom) -> None:
    empty_room.json("store", "create", "--rehearsal", "--admin", "chef", lines=f"{FIRST}\n")

    wrong = acts(empty_room, "chef", "wrong", *ISSUE)
    right = acts(empty_room, "chef", FIRST, *ISSUE)
    nobody = empty_room.run(*ISSUE)

    assert error(wrong) == (3, "SignInRefused")
    assert (right.exit, nobody.exit) == (0, 0)


def test_a_rehearsal_without_password_makes_its_administrator_as_well(
    empty_room: DeskRoom,
) -> None:
    empty_room.json("store", "create", "--rehearsal", "--admin", "chef")

    assert acts(empty_room, "chef", "", *ISSUE).exit == 0


def test_every_act_on_a_real_desk_takes_a_password(staffed: DeskRoom) -> None:
    none = acts(staffed, "lnouveau", "", *ISSUE)
    wrong = acts(staffed, "lnouveau", "wrong", *ISSUE)
    right = acts(staffed, "lnouveau", SECOND, *ISSUE)

    assert error(none) == (3, "PasswordMissing")
    assert error(wrong) == (3, "SignInRefused")
    assert right.exit == 0


def test_no_password_at_all_is_not_counted_as_a_guess(staffed: DeskRoom) -> None:
    for _ in range(5):
        acts(staffed, "lnouveau", "", *ISSUE)

    assert acts(staffed, "lnouveau", SECOND, *ISSUE).exit == 0


def test_a_person_at_a_terminal_is_asked_unseen(staffed: DeskRoom) -> None:
    staffed.ask = terminal = Terminal(SECOND)

    done = acts(staffed, "lnouveau", "", *ISSUE)

    assert done.exit == 0
    assert terminal.questions == ["Mot de passe de lnouveau\u00a0: "]


def test_whoever_types_nothing_is_refused(staffed: DeskRoom) -> None:
    staffed.ask = Terminal("")

    assert error(acts(staffed, "lnouveau", "", *ISSUE)) == (3, "PasswordMissing")


def test_a_person_of_a_rehearsal_is_asked_nothing(room: DeskRoom) -> None:
    room.ask = terminal = Terminal()

    assert acts(room, "smarchand", "", *ISSUE).exit == 0
    assert terminal.questions == []


def test_five_wrong_passwords_lock_and_the_minutes_are_told(staffed: DeskRoom) -> None:
    tries = [acts(staffed, "lnouveau", "wrong", *ISSUE) for _ in range(5)]
    right = acts(staffed, "lnouveau", SECOND, *ISSUE)
    staffed.passes(minutes=1)

    assert [error(each)[1] for each in tries] == ["SignInRefused"] * 4 + ["AccountLocked"]
    assert error(right) == (3, "AccountLocked")
    assert right.data["until"] == "2026-03-02T09:01:00+01:00"  # type: ignore[index, call-overload]
    assert acts(staffed, "lnouveau", SECOND, *ISSUE).exit == 0


def test_nobody_is_told_apart_from_a_wrong_password(staffed: DeskRoom) -> None:
    stranger = acts(staffed, "nobody", "wrong", *ISSUE)
    known = acts(staffed, "lnouveau", "wrong", *ISSUE)

    assert stranger.data == known.data


def test_a_batch_looks_at_a_password_once(staffed: DeskRoom) -> None:
    staffed.hasher = counting = CountingHasher()
    staffed.environ["DESK_APP_PASSWORD"] = SECOND
    lines = f"{json.dumps(['--agent', 'lnouveau', *ISSUE])}\n" * 6

    answered = staffed.run("batch", lines=lines)

    answers = [json.loads(line) for line in answered.out.splitlines()]
    assert [answer["exit"] for answer in answers] == [0] * 6
    assert counting.asked == 1


def test_an_account_that_ends_in_the_middle_of_a_batch_does_no_more(staffed: DeskRoom) -> None:
    words = ("agent", "add", "nneuf", "--role", "agent")
    acts(staffed, "chef", FIRST, *words, lines=f"{FIRST}\n")
    issues = json.dumps(["--agent", "nneuf", *ISSUE])
    ends = json.dumps(["--agent", "chef", "agent", "end", "nneuf"])

    answered = staffed.run("batch", lines=f"{issues}\n{ends}\n{issues}\n")

    answers = [json.loads(line) for line in answered.out.splitlines()]
    assert [answer["exit"] for answer in answers] == [0, 0, 3]
    assert answers[2]["error"] == "AccountEnded"


def test_an_account_that_is_reset_in_the_middle_of_a_batch_does_no_more(staffed: DeskRoom) -> None:
    staffed.environ["DESK_APP_PASSWORD"] = FIRST
    staffed.json("--agent", "chef", "agent", "add", "twin", "--role", "agent", lines=f"{FIRST}\n")
    issues = json.dumps(["--agent", "twin", *ISSUE])
    resets = json.dumps(["--agent", "chef", "agent", "reset", "twin", "--no-wait"])

    answered = staffed.run("batch", lines=f"{issues}\n{issues}\n{resets}\n{issues}\n")

    told = [json.loads(line) for line in answered.out.splitlines()]
    assert [each["exit"] for each in told] == [0, 0, 0, 3]
    assert told[-1]["error"] == "PasswordNeeded"


def test_a_batch_takes_no_line_for_a_password(staffed: DeskRoom) -> None:
    lines = (
        json.dumps(["--agent", "chef", "agent", "add", "nsans", "--role", "agent"]),
        json.dumps(["board"]),
    )

    answered = staffed.run("batch", lines="\n".join(lines) + "\n")

    answers = [json.loads(line) for line in answered.out.splitlines()]
    assert [answer["exit"] for answer in answers] == [0, 0]
    assert _state(staffed, "nsans") == "no_password"


@pytest.mark.parametrize(
    "words",
    [("agent", "add", "nneuf", "--role", "agent"), ("agent", "reset", "lnouveau")],
    ids=["add", "reset"],
)
def test_others_work_while_a_password_is_hashed(staffed: DeskRoom, words) -> None:
    meanwhile: list[int] = []

    class Slow(PlainHasher):
        def encode(self, password: str) -> str:
            staffed.hasher = PlainHasher()
            meanwhile.append(acts(staffed, "vchef", THIRD, *ISSUE).exit)
            return super().encode(password)

        def verify(self, encoded: str, password: str) -> bool:
            return PlainHasher().verify(encoded, password)

    staffed.environ["DESK_APP_PASSWORD"] = FIRST
    staffed.hasher = Slow()

    done = staffed.run("--request-id", "r1", "--agent", "chef", *words, lines=f"{SECOND}\n")

    assert done.exit == 0
    assert meanwhile == [0]


def test_an_agent_is_added_with_the_password_on_standard_input(staffed: DeskRoom) -> None:
    done = acts(
        staffed, "chef", FIRST, "agent", "add", "nneuf", "--role", "counter", lines=f"{SECOND}\n"
    )

    assert done.data == {"login": "nneuf", "role": "counter"}
    assert acts(staffed, "nneuf", SECOND, "queue", "call-next", "--counter", "1").exit == 3
    assert error(acts(staffed, "nneuf", "no", "agent", "list")) == (3, "SignInRefused")


def test_a_weak_first_password_adds_nobody(staffed: DeskRoom) -> None:
    refused = acts(
        staffed, "chef", FIRST, "agent", "add", "nneuf", "--role", "agent", lines="12345678\n"
    )

    assert error(refused) == (3, "PasswordTooWeak")
    assert _state(staffed, "nneuf") is None


@pytest.mark.parametrize("login", ["lnouveau", "vchef"])
def test_only_an_administrator_adds_people_and_ends_accounts(staffed: DeskRoom, login) -> None:
    password = SECOND if login == "lnouveau" else THIRD

    added = acts(staffed, login, password, "agent", "add", "nneuf", "--role", "agent")
    ended = acts(staffed, login, password, "agent", "end", "chef")

    assert error(added) == error(ended) == (3, "NotAllowed")


def test_a_password_is_not_read_for_who_may_not_act(staffed: DeskRoom) -> None:
    staffed.ask = terminal = Terminal()

    refused = acts(staffed, "vchef", "wrong", "agent", "add", "nneuf", "--role", "agent")

    assert error(refused) == (3, "SignInRefused")
    assert terminal.questions == []


def test_nobody_gives_a_colleague_another_password(staffed: DeskRoom) -> None:
    refused = acts(
        staffed, "chef", FIRST, "agent", "add", "lnouveau", "--role", "agent", lines=f"{THIRD}\n"
    )

    assert error(refused) == (3, "OwnPasswordOnly")
    assert acts(staffed, "lnouveau", SECOND, *ISSUE).exit == 0


def test_a_new_password_is_typed_twice_at_a_terminal(staffed: DeskRoom) -> None:
    words = ("agent", "add", "nneuf", "--role", "agent")
    staffed.ask = Terminal(SECOND, THIRD)
    differs = acts(staffed, "chef", FIRST, *words)
    staffed.ask = Terminal(SECOND, SECOND)

    done = acts(staffed, "chef", FIRST, *words)

    assert error(differs) == (3, "PasswordTooWeak")
    assert "pas les mêmes" in differs.out
    assert done.exit == 0


def test_an_agent_without_password_waits_for_a_code(staffed: DeskRoom) -> None:
    acts(staffed, "chef", FIRST, "agent", "add", "nneuf", "--role", "agent")

    refused = acts(staffed, "nneuf", "anything", *ISSUE)

    assert error(refused) == (3, "PasswordNeeded")


def test_a_supervisors_code_opens_the_account_for_a_new_password_alone(staffed: DeskRoom) -> None:
    code = code_of(acts(staffed, "vchef", THIRD, "agent", "reset", "lnouveau"))

    old = acts(staffed, "lnouveau", SECOND, *ISSUE)
    by_code = acts(staffed, "lnouveau", code, *ISSUE)
    chosen = acts(staffed, "lnouveau", code, "agent", "password", lines="Loire-et-Cher-41\n")
    again = acts(staffed, "lnouveau", code, "agent", "password", lines="Loire-et-Cher-42\n")

    assert error(old) == error(by_code) == (3, "PasswordNeeded")
    assert chosen.data == {"login": "lnouveau"}
    assert error(again) == (3, "SignInRefused")
    assert acts(staffed, "lnouveau", "Loire-et-Cher-41", *ISSUE).exit == 0


def test_a_code_is_told_once_even_to_a_repeated_request(staffed: DeskRoom) -> None:
    words = ("--request-id", "r7", "agent", "reset", "lnouveau")
    first = acts(staffed, "vchef", THIRD, *words)

    again = acts(staffed, "vchef", THIRD, *words)
    lines = staffed.run("--agent", "vchef", *words).out

    assert again.data == {**dict(first.data), "code": None}  # type: ignore[call-overload]
    assert code_of(first) not in lines
    assert acts(
        staffed, "lnouveau", code_of(first), "agent", "password", lines=f"{FIRST}x\n"
    ).exit == 0  # fmt: skip


def test_a_code_comes_out_on_paper_too(staffed: DeskRoom) -> None:
    given = acts(staffed, "vchef", THIRD, "agent", "reset", "lnouveau").data
    jobs = staffed.json("print", "jobs")

    assert isinstance(given, dict)
    assert isinstance(jobs, list)
    assert given["print_state"] == "PRINTED"
    assert (jobs[0]["id"], jobs[0]["what"]) == (given["print_job"], "code")


def test_a_printer_that_does_not_answer_leaves_the_code_told(staffed: DeskRoom) -> None:
    staffed.printer.cause = "no_answer"
    staffed.environ["DESK_APP_PASSWORD"] = THIRD

    said = staffed.run("--agent", "vchef", "agent", "reset", "lnouveau")

    assert said.exit == 0
    assert "C0DE 0001" in said.out
    assert "numéro" not in said.out


def test_a_folder_of_pages_gets_no_code(staffed: DeskRoom) -> None:
    staffed.has_paper = False

    given = acts(staffed, "vchef", THIRD, "agent", "reset", "lnouveau").data

    assert isinstance(given, dict)
    assert (given["print_job"], given["print_state"]) == (None, None)
    assert given["code"] == "C0DE0001"


def test_the_code_is_read_out_in_fours(staffed: DeskRoom) -> None:
    staffed.environ["DESK_APP_PASSWORD"] = THIRD

    said = staffed.run("--agent", "vchef", "agent", "reset", "lnouveau").out

    assert "C0DE 0001" in said


@pytest.mark.parametrize(
    ("by", "password", "whose", "refusal"),
    [
        ("lnouveau", SECOND, "vchef", "NotAllowed"),
        ("vchef", THIRD, "chef", "NotAllowed"),
        ("vchef", THIRD, "vchef", "SamePerson"),
        ("vchef", THIRD, "nobody", "UnknownAgent"),
        ("vchef", THIRD, "b@d", "BadValue"),
    ],
)
def test_who_may_not_reset_gets_no_code(staffed: DeskRoom, by, password, whose, refusal) -> None:
    refused = acts(staffed, by, password, "agent", "reset", whose)

    assert error(refused) == (3, refusal)
    assert "code" not in refused.data


def test_the_last_administrator_stays(staffed: DeskRoom) -> None:
    demoted = acts(staffed, "chef", FIRST, "agent", "add", "chef", "--role", "agent")

    assert error(demoted) == (3, "LastAdministrator")
    assert acts(staffed, "chef", FIRST, "agent", "list").exit == 0


def test_an_ended_login_is_never_given_again(staffed: DeskRoom) -> None:
    acts(staffed, "chef", FIRST, "agent", "end", "lnouveau")

    again = acts(staffed, "chef", FIRST, "agent", "add", "lnouveau", "--role", "agent")

    assert error(again) == (3, "LoginTaken")
    assert _state(staffed, "lnouveau") == "ended"


def test_a_password_needs_its_new_one(staffed: DeskRoom) -> None:
    assert error(acts(staffed, "lnouveau", SECOND, "agent", "password")) == (3, "PasswordMissing")


def test_how_accounts_stand_is_for_who_looks_after_them(staffed: DeskRoom) -> None:
    acts(staffed, "vchef", THIRD, "agent", "reset", "lnouveau")

    told = acts(staffed, "vchef", THIRD, "agent", "list").data
    to_agent = acts(staffed, "chef", FIRST, "agent", "add", "nneuf", "--role", "agent",
                    lines=f"{SECOND}\n")  # fmt: skip
    plain = acts(staffed, "nneuf", SECOND, "agent", "list").data
    nobody = staffed.json("agent", "list")

    assert isinstance(told, list)
    rows = {row["login"]: row for row in told}
    assert rows["lnouveau"]["state"] == "code"
    assert rows["vchef"]["last_signed_in_at"] == "2026-03-02T08:00:00+00:00"
    assert rows["smarchand"]["state"] == "no_password"
    assert to_agent.exit == 0
    assert isinstance(plain, list)
    assert plain == nobody
    assert set(plain[0]) == {"login", "name", "role"}


def test_people_read_how_accounts_stand(staffed: DeskRoom) -> None:
    staffed.environ["DESK_APP_PASSWORD"] = FIRST

    told = staffed.run("--agent", "chef", "agent", "list").out
    plain = staffed.run("agent", "list").out

    assert "sans mot de passe" in told
    assert "actif" in told
    assert "sans mot de passe" not in plain


def test_one_human_being_with_two_accounts_is_one_person(staffed: DeskRoom) -> None:
    words = ("agent", "add", "lsecond", "--role", "agent", "--same-person-as", "lnouveau")
    acts(staffed, "chef", FIRST, *words, lines=f"{THIRD}\n")
    acts(staffed, "lnouveau", SECOND, *ISSUE)
    acts(staffed, "lnouveau", SECOND, *ISSUE)
    staffed.environ["DESK_APP_APPROVER_PASSWORD"] = THIRD
    how = ("--counter", "1", "--approver", "lsecond", "--why", "our_mistake")

    refused = acts(staffed, "lnouveau", SECOND, "queue", "call", "A002", *how)

    assert error(refused) == (3, "SamePerson")


def test_no_secret_is_shown_or_kept(staffed: DeskRoom) -> None:
    answers = [
        acts(staffed, "lnouveau", "Wrong-Word-99", *ISSUE),
        acts(staffed, "chef", FIRST, "agent", "add", "nneuf", "--role", "agent",
             lines="Seine-et-Marne-77\n"),
        acts(staffed, "chef", FIRST, "agent", "add", "nfaible", "--role", "agent",
             lines="tropfaible\n"),
        acts(staffed, "nneuf", "Seine-et-Marne-77", "--request-id", "r2", *ISSUE),
        acts(staffed, "vchef", THIRD, "--request-id", "r3", "agent", "reset", "nneuf"),
    ]  # fmt: skip
    code = code_of(answers[-1])
    answers.append(acts(staffed, "nneuf", code, "agent", "password", lines="Haut-Rhin-68x\n"))
    exported = staffed.folder / "journal.jsonl"
    acts(staffed, "chef", FIRST, "journal", "export", str(exported))

    kept = b"".join(file.read_bytes() for file in staffed.folder.iterdir() if file.is_file())
    said = "".join(each.out + each.err for each in answers[:-2] + answers[-1:])

    for secret in (
        FIRST, SECOND, THIRD, "Wrong-Word-99", "Seine-et-Marne-77", "tropfaible", "Haut-Rhin-68x",
    ):  # fmt: skip
        assert secret not in said
        assert secret.encode() not in kept
    assert code not in said
    assert code.encode() not in kept
    assert exported.exists()


def _state(room: DeskRoom, login: str) -> str | None:
    rows = acts(room, "chef", FIRST, "agent", "list").data
    assert isinstance(rows, list)
    return next((str(row["state"]) for row in rows if row["login"] == login), None)
