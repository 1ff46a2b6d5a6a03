"""Says which of the system's libraries Qt misses, and how to get them; does nothing else."""

from __future__ import annotations

import ctypes.util
import sys

NEEDED = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
}


def missing() -> list[str]:
    """Return the Debian packages of the libraries that are not there."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for name, package in NEEDED.items() if ctypes.util.find_library(name) is None]


def main() -> int:
    """Print the mend and return 1 if something is missing."""
    packages = missing()
    if packages:
        print(f"Qt needs {' '.join(packages)}: sudo apt-get install {' '.join(packages)}")
    return 1 if packages else 0


if __name__ == "__main__":
    sys.exit(main())
