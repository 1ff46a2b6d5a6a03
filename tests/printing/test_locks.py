"""One process at a time works a printer."""

from __future__ import annotations

import pathlib
import subprocess
import sys

from desk_app.printing import locks


def test_a_held_printer_is_not_held_twice(tmp_path: pathlib.Path) -> None:
    with locks.hold("a", tmp_path) as first, locks.hold("a", tmp_path) as second:
        held = (first, second)

    assert held == (True, False)


def test_two_printers_are_held_side_by_side(tmp_path: pathlib.Path) -> None:
    with locks.hold("a", tmp_path) as first, locks.hold("b", tmp_path) as second:
        held = (first, second)

    assert held == (True, True)


def test_a_process_that_dies_lets_its_printer_go(tmp_path: pathlib.Path) -> None:
    script = (
        "import os, pathlib\n"
        "from desk_app.printing import locks\n"
        f"with locks.hold('a', pathlib.Path({str(tmp_path)!r})) as is_ours:\n"
        "    os._exit(0 if is_ours else 1)\n"
    )
    root = pathlib.Path(__file__).parents[2]

    died = subprocess.run([sys.executable, "-c", script], check=False, cwd=root, timeout=60)
    with locks.hold("a", tmp_path) as is_ours:
        held = is_ours

    assert (died.returncode, held) == (0, True)
