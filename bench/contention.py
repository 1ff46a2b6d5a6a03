"""Six processes on one store, issuing and calling at once. `python -m bench.contention`.

First each process issues its share and calls in between; then, with nobody coming any more, all
call until the queue is empty. No number is given twice, nobody is called twice or forgotten, and
nobody is told "empty" while somebody waits.
"""

from __future__ import annotations

import collections
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bench.figures import Figure, p95_ms, told
from bench.reception import Reception
from desk_app.domain.errors import QueueEmpty

Done = TypeVar("Done")
PROCESSES = 6
TICKETS = 240
"""In all; each process issues its share."""


def main() -> int:
    """Run the processes, count and print; return 0 if nothing was doubled, lost or false."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Reception.made(folder)
        started = time.perf_counter()
        answers = _run(folder)
        took = time.perf_counter() - started
        with desk.store.read() as work:
            kept = work.tickets.of_day(desk.clock().date())
        desk.store.close()
    issued = [number for answer in answers for number in answer["issued"]]
    called = [number for answer in answers for number in answer["called"]]
    in_store = {ticket.number for ticket in kept}
    expected = {f"A{count:03}" for count in range(1, TICKETS + 1)}
    acts = len(issued) + len(called)
    return told(
        f"{PROCESSES} processes on one store, {TICKETS} tickets",
        [
            none("numbers given twice", len(issued) - len(set(issued))),
            none("numbers left out or lost", len(expected ^ (set(issued) & in_store))),
            none("visitors called twice", sum(_again(called).values())),
            none("visitors never called", len(set(issued) - set(called))),
            none('false "empty"', sum(len(answer["lies"]) for answer in answers)),
            Figure(name="issues and calls a second", measured=acts / took, unit="acts/s"),
            _p95("issue, p95 with its wait for the lock", answers, "issue_s"),
            _p95("call next, p95 with its wait for the lock", answers, "call_s"),
        ],
    )


def _run(folder: Path) -> list[dict[str, list[str]]]:
    """Start the processes, let them go at once twice, and return what each did."""
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.contention", str(folder), str(place % 4 + 1)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for place in range(PROCESSES)
    ]
    for _ in ("all are open", "everybody has come"):
        for child in children:
            _line(child)
        for child in children:
            _say(child, "go")
    answers: list[dict[str, list[str]]] = [json.loads(_line(child)) for child in children]
    for child in children:
        child.wait()
    return answers


def _line(child: subprocess.Popen[str]) -> str:
    if child.stdout is None:
        raise AssertionError("no pipe")
    line = child.stdout.readline()
    if not line:
        raise AssertionError("a process ended before its work did")
    return line


def _say(child: subprocess.Popen[str], word: str) -> None:
    if child.stdin is None:
        raise AssertionError("no pipe")
    child.stdin.write(f"{word}\n")
    child.stdin.flush()


def work_at(folder: Path, counter: int) -> None:
    """Be one of the processes: issue and call when told, and say as JSON what was done."""
    desk = Reception.opened(folder)
    done: dict[str, list[object]] = {
        "issued": [], "called": [], "lies": [], "issue_s": [], "call_s": [],
    }  # fmt: skip
    _wait()
    for turn in range(TICKETS // PROCESSES):
        issued, took = _timed(desk.issue)
        done["issued"].append(issued.ticket.number)
        done["issue_s"].append(took)
        if turn % 2:
            _call(desk, counter, done)
    _wait()
    while _call(desk, counter, done):
        pass
    with desk.store.read() as work:  # nobody comes any more: who waits now was waiting then
        left = work.tickets.waiting_by_procedure(desk.clock().date())
        done["lies"] += [str(line) for line in left.values()]
    desk.store.close()
    print(json.dumps(done), flush=True)


def _call(desk: Reception, counter: int, done: dict[str, list[object]]) -> bool:
    try:
        called, took = _timed(lambda: desk.call_next(counter))
    except QueueEmpty as empty:
        if empty.elsewhere:  # counters 1 to 4 serve all that is issued here
            done["lies"].append(empty.elsewhere)
        return False
    done["called"].append(called.ticket.number)
    done["call_s"].append(took)
    return True


def _timed(act: Callable[[], Done]) -> tuple[Done, float]:
    started = time.perf_counter()
    return act(), time.perf_counter() - started


def _wait() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


def none(name: str, count: int) -> Figure:
    """Return a figure that has to be nothing."""
    return Figure(name=name, measured=count, unit="", limit=0)


def _p95(name: str, answers: Sequence[dict[str, list[str]]], key: str) -> Figure:
    seconds = [float(one) for answer in answers for one in answer[key]]
    return Figure(name=name, measured=p95_ms(seconds), unit="ms")


def _again(numbers: Sequence[str]) -> dict[str, int]:
    counted = collections.Counter(numbers)
    return {number: count - 1 for number, count in counted.items() if count > 1}


if __name__ == "__main__":
    if len(sys.argv) == 3:
        work_at(Path(sys.argv[1]), int(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
