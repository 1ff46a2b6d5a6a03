"""`make run`: opens the desk on the demonstration site; without a screen it plays the demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tools.system_packages import missing

HOME = Path("build/poste")
PICTURES = Path("build/demo")


def main() -> int:
    """Open the windows, or say where the pictures of a played day are."""
    packages = missing()
    if packages:
        print(f"Qt needs {' '.join(packages)}: sudo apt-get install {' '.join(packages)}")
        return 1
    from desk_app.app.look import has_screen  # noqa: PLC0415 - Qt, once it can be loaded

    if not has_screen():
        print("No screen here: a reception day is played through the windows, out of sight.")
        return _desk_app("demo", "--out", str(PICTURES))
    store = f"sqlite:///{(HOME / 'poste.sqlite').absolute()}"
    if not (HOME / "poste.sqlite").exists():
        made = _desk_app("--store", store, "store", "create", "--rehearsal")
        if made != 0:
            return made
    print(f"The desk's file and its papers are in {HOME.absolute()}.")
    return _desk_app("--store", store, DESK_APP_CLOCK="open")


def _desk_app(*arguments: str, **variables: str) -> int:
    command = [sys.executable, "-m", "desk_app", *arguments]
    return subprocess.run(command, env=os.environ | variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
