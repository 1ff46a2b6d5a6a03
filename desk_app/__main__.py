"""Sends windows to `app.windows` and commands to `app.commands`; imports Qt for no command."""

from __future__ import annotations

import gc
import sys

WINDOWS = frozenset({"demo", "display", "screenshots"})


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    asked = sys.argv[1:] if argv is None else argv
    if _is_for_windows(asked):
        from desk_app.app.windows import main as open_windows  # noqa: PLC0415 - Qt only for these

        return open_windows(asked)
    gc.disable()  # nothing that is imported is ever garbage: a fifth of a command's time
    from desk_app.app.commands import run  # noqa: PLC0415 - see above

    gc.freeze()
    gc.enable()
    return run(asked)


def _is_for_windows(asked: list[str]) -> bool:
    """True for `desk-app [--store URL] [demo|display|screenshots]`."""
    rest = asked[2:] if asked[:1] == ["--store"] and len(asked) > 1 else asked
    return not rest or rest[0] in WINDOWS


if __name__ == "__main__":
    sys.exit(main())
