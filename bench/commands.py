"""The command line against the clock: one command, and many with one start.

Run as `python -m bench.commands`. A command is timed as a whole process, Python's start included;
so is the batch, whose commands are those of a day: tickets, calls, visits, the board.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, told

STARTS = 7
COMMANDS = 400
LIMIT_S, LIMIT_BATCH = 0.5, 100.0
REHEARSED = "2026-03-02T09:00:00+01:00"


def main() -> int:
    """Measure, print and return 0 if both limits are held."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'poste.sqlite'}"
        _desk_app(url, "store", "create", "--rehearsal")
        single = [_desk_app(url, "store", "status")[0] for _ in range(STARTS)]
        commands = list(_day())
        took, answer = _desk_app(url, "batch", given="".join(f"{line}\n" for line in commands))
    exits = [json.loads(line)["exit"] for line in answer.splitlines()]
    return told(
        "Commands",
        [
            Figure(
                name=f"store status, whole process, median of {STARTS}",
                measured=statistics.median(single),
                unit="s",
                limit=LIMIT_S,
            ),
            Figure(
                name=f"batch of {len(commands)}, whole process",
                measured=len(commands) / took,
                unit="commands/s",
                limit=LIMIT_BATCH,
                is_floor=True,
            ),
            Figure(
                name="commands of the batch not answered or refused",
                measured=len(commands) - exits.count(0),
                unit="",
                limit=0,
            ),
        ],
    )


def _day() -> Iterator[str]:
    """Four tickets in hand, then one ticket, call, start, end and look at the board at a time."""
    rounds = COMMANDS // 5
    for _ in range(COMMANDS % 5 + 4):
        yield _issue()
    for turn in range(1, rounds):
        yield _issue()
        yield json.dumps(["queue", "call-next", "--counter", "1"])
        yield json.dumps(["queue", "start", f"A{turn:03}", "--counter", "1"])
        yield json.dumps(["queue", "complete", f"A{turn:03}", "--counter", "1"])
        yield json.dumps(["board"])


def _issue() -> str:
    return json.dumps(["ticket", "issue", "--procedure", "INFO", "--no-wait"])


def _desk_app(url: str, *arguments: str, given: str = "") -> tuple[float, str]:
    """Run one command and return its seconds and what it printed."""
    command = [sys.executable, "-m", "desk_app", "--store", url, "--json", *arguments]
    environ = os.environ | {"DESK_APP_CLOCK": REHEARSED, "DESK_APP_PRINTER": "file:///dev/null"}
    started = time.perf_counter()
    done = subprocess.run(
        command, check=True, input=given, text=True, capture_output=True, env=environ
    )
    return time.perf_counter() - started, done.stdout


if __name__ == "__main__":
    sys.exit(main())
