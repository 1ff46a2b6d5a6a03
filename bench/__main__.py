"""Every benchmark in turn, and one table of what was measured beside its limit. `python -m bench`.

Each runs in a process of its own, so that none warms or slows another. Names given as arguments
run those alone: `python -m bench issue commands`.
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time
from collections.abc import Sequence

ALL = (
    "issue", "sealing", "purge", "call_next", "contention", "commands", "windows", "display",
    "printing", "estimate", "journal", "signin", "draw", "codes", "scalper", "offers",
    "offering", "seats", "agenda",
)  # fmt: skip
_SIGNS = ("limit", "wanted", "held", "missed")
"""Words by which a benchmark marks the lines that belong in the table."""


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """A benchmark that has ended."""

    name: str
    exit_code: int
    seconds: float
    lines: Sequence[str]

    @property
    def verdict(self) -> str:
        """`ok`, or `MISSED` where a limit is not held or the benchmark failed."""
        return "ok" if self.exit_code == 0 else "MISSED"


def main(names: Sequence[str]) -> int:
    """Run the benchmarks *names*, or all; return 1 if a limit is missed, 2 for a wrong name."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)} (there are: {', '.join(ALL)})")
        return 2
    runs = [_run(name) for name in names or ALL]
    print("\n=== measured, and the limit beside it ===")
    for run in runs:
        print(f"{run.verdict:7}{run.name} ({run.seconds:.0f} s)")
        for line in run.lines:
            print(f"       {line}")
    return 0 if all(run.exit_code == 0 for run in runs) else 1


def _run(name: str) -> Run:
    """Run one benchmark, show what it prints as it comes and keep the lines of the table."""
    print(f"\n--- {name} ---", flush=True)
    started = time.perf_counter()
    lines: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-u", "-m", f"bench.{name}"], stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if any(sign in line.lower() for sign in _SIGNS):
                lines.append(line.strip())
    return Run(name, process.returncode, time.perf_counter() - started, lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
