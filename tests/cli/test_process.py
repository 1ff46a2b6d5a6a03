"""The real program in a process of its own: what only a process can show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.cli.parsing import NOUNS, commands_of

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Pont-Neuf-1607\n"


class Program:
    """`desk-app` on a rehearsal desk in a folder."""

    def __init__(self, folder: Path) -> None:
        self.environ = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DESK_APP_STORE": f"sqlite:///{folder / 'desk.sqlite'}",
            "DESK_APP_PRINTER": f"file://{folder / 'paper.bin'}",
            "DESK_APP_CLOCK": "2026-03-02T09:00:00+01:00",
            "XDG_DATA_HOME": str(folder),
        }

    def run(
        self, *words: str, lines: str = "", out: int = subprocess.PIPE, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "desk_app", *words],
            env={**self.environ, **environ},
            input=lines,
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            timeout=60,
        )


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A rehearsal desk made by the program itself."""
    made = Program(tmp_path)
    assert made.run("store", "create", "--rehearsal").returncode == 0
    return made


def test_a_ticket_is_printed_by_the_program_itself(program: Program, tmp_path: Path) -> None:
    done = program.run("--json", "ticket", "issue", "--procedure", "INFO")

    assert json.loads(done.stdout)["print_state"] in {"PRINTED", "UNCERTAIN"}
    assert (tmp_path / "paper.bin").stat().st_size > 1000
    assert done.stderr == ""


def test_a_command_loads_no_window_and_no_heavy_library(program: Program) -> None:
    code = (
        "import sys; from desk_app.__main__ import main; main(['--json', 'store', 'status']);"
        "heavy = {'PySide6', 'reportlab', 'holidays', 'alembic', 'psycopg', 'segno'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        env=program.environ,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert done.stderr == "[]\n"


def test_an_answer_that_cannot_be_written_is_told(program: Program) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = program.run("--json", "store", "status", out=full.fileno())

    assert done.returncode == 4
    assert done.stderr.startswith("La réponse ne peut pas être écrite")
    assert "Traceback" not in done.stderr


def test_a_reader_who_leaves_is_no_fault(program: Program) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = program.run("--json", "store", "status", out=writer)
    finally:
        os.close(writer)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_of_another_alphabet_is_no_fault(program: Program) -> None:
    done = program.run("store", "status", PYTHONIOENCODING="ascii", LC_ALL="C")

    assert "Préfecture" in done.stdout


def test_a_file_that_is_no_store_is_refused_without_a_traceback(
    program: Program, tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite"
    other.write_text("not a database at all, but quite a long text " * 40, encoding="utf-8")

    done = program.run("--json", "--store", f"sqlite:///{other}", "queue", "list")

    assert done.returncode == 3
    assert json.loads(done.stdout)["error"] == "NotOurStore"


def test_a_nonsense_clock_is_refused(program: Program) -> None:
    done = program.run("--json", "store", "status", DESK_APP_CLOCK="yesterday")

    assert done.returncode == 3
    assert json.loads(done.stdout)["error"] == "BadValue"


def test_a_fixed_clock_is_refused_on_a_real_desk(program: Program, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'real.sqlite'}"
    made = program.run("--store", url, "store", "create", lines=PASSWORD, DESK_APP_CLOCK="")

    done = program.run("--json", "--store", url, "store", "status")

    assert made.returncode == 0, made.stderr
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"] == "OnlyRehearsal"


def test_a_real_desk_is_not_made_by_a_fixed_clock_and_nothing_is_left_of_it(
    program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "real"
    words = ("--json", "--store", f"sqlite:///{folder / 'real.sqlite'}", "store")

    refused = program.run(*words, "create", lines=PASSWORD)
    left = [file.name for file in folder.rglob("*")] if folder.exists() else []
    made = program.run(*words, "create", lines=PASSWORD, DESK_APP_CLOCK="")

    assert refused.returncode == 3
    assert json.loads(refused.stdout)["error"] == "OnlyRehearsal"
    assert left == []
    assert made.returncode == 0, made.stderr
    assert program.run(*words, "status", DESK_APP_CLOCK="").returncode == 0


def test_many_processes_with_one_request_id_hand_out_one_ticket(program: Program) -> None:
    words = ("--json", "--request-id", "r1", "ticket", "issue", "--procedure", "INFO", "--no-wait")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "desk_app", *words],
            env=program.environ,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(4)
    ]

    answers = {process.communicate(timeout=60)[0] for process in running}

    assert len(answers) == 1
    assert json.loads(program.run("--json", "queue", "list").stdout)[0]["number"] == "A001"


def test_a_password_is_in_no_argument_and_no_file_of_the_program(
    program: Program, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'real.sqlite'}"
    program.run("--store", url, "store", "create", lines=PASSWORD, DESK_APP_CLOCK="")
    words = ("--store", url, "--agent", "admin", "agent", "add", "nneuf", "--role", "agent")
    environ = {**program.environ, "DESK_APP_PASSWORD": PASSWORD.strip()}
    del environ["DESK_APP_CLOCK"]
    adding = subprocess.Popen(
        [sys.executable, "-m", "desk_app", *words],
        env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip

    arguments = Path(f"/proc/{adding.pid}/cmdline").read_bytes()
    said = adding.communicate("Quai-de-Loire-7\n", timeout=60)

    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    for secret in (PASSWORD.strip(), "Quai-de-Loire-7"):
        assert secret.encode() not in arguments
        assert secret.encode() not in kept
        assert secret not in "".join(said)
    assert (adding.returncode, said[1]) == (0, "")


def test_no_command_takes_a_secret_as_an_argument() -> None:
    named = [
        option.key
        for noun in NOUNS
        for command in commands_of(noun).values()
        for option in command.options
    ]

    assert named
    assert not [key for key in named if "password" in key or "secret" in key]
