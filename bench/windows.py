"""The windows against the clock: start, idle, memory, a call seen, a ticket's first byte.

Run as `python -m bench.windows`. Start, idle and memory are those of a process of their own; the
other two go through the real windows, store and a printer's socket on loopback.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

START_S, IDLE_PERCENT, MEMORY_MB, CALL_MS, PRINT_MS = 1.8, 1.0, 240.0, 50.0, 60.0
STARTS, CALLS, TICKETS = 5, 60, 40
IDLE_MS = 5000
REHEARSED = "2026-03-02T09:00:00+01:00"


def main() -> int:
    """Print the figures beside their limits; return 1 where one is missed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["DESK_APP_CLOCK"] = REHEARSED
    with tempfile.TemporaryDirectory() as folder:
        stores = [_store(Path(folder) / name) for name in ("start", "calls", "paper")]
        starts = [_child("start", stores[0])[0] for _ in range(STARTS)]
        idle, memory = _child("idle", stores[0])
        calls, paper = measure_calls(stores[1]), measure_paper(stores[2])
    rows = (
        (f"start to usable window, median of {STARTS}", statistics.median(starts), START_S, "s"),
        ("idle with every screen opened, share of a core", idle, IDLE_PERCENT, "%"),
        ("memory with every screen opened", memory, MEMORY_MB, "MB"),
        (f"counter key -> call painted, p95 of {CALLS}", _p95(calls), CALL_MS, "ms"),
        (f"ticket key -> first byte at printer, p95 of {TICKETS}", _p95(paper), PRINT_MS, "ms"),
    )
    for name, measured, limit, unit in rows:
        verdict = "ok" if measured <= limit else "MISSED"
        print(f"{name}: {measured:.2f} {unit}, limit {limit:g} {unit}: {verdict}")
    return 0 if all(measured <= limit for _, measured, limit, _ in rows) else 1


def measure_calls(store: str) -> list[float]:
    """Return milliseconds from the counter's key to the call painted on the display."""
    from bench.desk import GUARD_MS, DrivenDesk, pass_time, until  # noqa: PLC0415 - Qt

    _issue(store, CALLS)
    taken = []
    with DrivenDesk(store) as desk:
        window = desk.display()
        painted: list[float] = []
        window.painted.connect(lambda: painted.append(time.perf_counter()))
        desk.sit_at(1)
        for _ in range(CALLS):
            painted.clear()
            began = time.perf_counter()
            desk.press("Return")
            until(lambda: bool(painted))
            taken.append((painted[0] - began) * 1000)
            pass_time(GUARD_MS)
            desk.press("Return")  # the person is here
            pass_time(GUARD_MS)
            desk.press("T")
            pass_time(GUARD_MS)
    return taken


def measure_paper(store: str) -> list[float]:
    """Return milliseconds from the ticket's key to the first byte at a loopback printer."""
    from bench.desk import GUARD_MS, DrivenDesk, pass_time, until  # noqa: PLC0415 - Qt

    taken = []
    with _Ear() as ear:
        os.environ["DESK_APP_PRINTER"] = f"tcp://127.0.0.1:{ear.port}"
        with DrivenDesk(store) as desk:
            for _ in range(TICKETS):
                ear.heard_at = 0.0
                desk.press("1")
                began = time.perf_counter()
                desk.press("Return")
                until(lambda: ear.heard_at > 0)
                taken.append((ear.heard_at - began) * 1000)
                pass_time(GUARD_MS)
        del os.environ["DESK_APP_PRINTER"]
    return taken


def start_only(store: str) -> None:
    """Start until the window can be used and print the seconds since this process began."""
    from bench.desk import DrivenDesk, until  # noqa: PLC0415 - Qt

    desk = DrivenDesk(store)
    desk.program.show()
    until(desk.is_usable)
    print(f"{_age():.4f}")
    desk.program.close()


def idle_only(store: str) -> None:
    """Open every screen, do nothing, print the share of a core in percent and the megabytes."""
    from bench.desk import DrivenDesk, pass_time  # noqa: PLC0415 - Qt

    with DrivenDesk(store) as desk:
        desk.display()
        for place in ("counter", "supervisor", "display", "reception"):
            desk.program.shell.show_place(place)
            pass_time(300)
        before, began = time.process_time(), time.perf_counter()
        pass_time(IDLE_MS)
        share = (time.process_time() - before) / (time.perf_counter() - began)
        print(f"{share * 100:.4f} {_megabytes():.1f}")


class _Ear:
    """A printer's socket that notes when the first byte comes and answers the fence."""

    def __init__(self) -> None:
        self.heard_at = 0.0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._listen, daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.getsockname()[1])

    def __enter__(self) -> _Ear:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection:
                while received := connection.recv(65536):
                    self.heard_at = self.heard_at or time.perf_counter()
                    if b"\x1dr\x01" in received[-16:]:
                        connection.sendall(b"\x00")


def _store(folder: Path) -> str:
    folder.mkdir()
    url = f"sqlite:///{folder / 'poste.sqlite'}"
    _desk_app(url, "store", "create", "--rehearsal")
    return url


def _issue(url: str, count: int) -> None:
    lines = '["ticket", "issue", "--procedure", "INFO", "--no-wait"]\n' * count
    _desk_app(url, "batch", given=lines)


def _desk_app(url: str, *arguments: str, given: str = "") -> None:
    command = [sys.executable, "-m", "desk_app", "--store", url, "--json", *arguments]
    subprocess.run(command, check=True, input=given, text=True, stdout=subprocess.DEVNULL)


def _child(what: str, store: str) -> list[float]:
    command = [sys.executable, "-m", "bench.windows", what, store]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(number) for number in answer.stdout.split()]


def _age() -> float:
    """Seconds since this process was made by the system, Python's own start included."""
    ticks = int(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
    up = float(Path("/proc/uptime").read_text().split()[0])
    return up - ticks / os.sysconf("SC_CLK_TCK")


def _megabytes() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[18]


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"start": start_only, "idle": idle_only}[sys.argv[1]](sys.argv[2])
        raise SystemExit(0)
    raise SystemExit(main())
