"""Sends windows to `app.windows` and commands to `app.commands`; imports Qt for no command."""

from __future__ import annotations

import sys

WINDOWS = frozenset({"demo", "display", "screenshots"})


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    asked = sys.argv[1:] if argv is None else argv
    if not asked or asked[0] in WINDOWS:
        from desk_app.app.windows import main as open_windows  # noqa: PLC0415 - Qt only for these

        return open_windows(asked)
    from desk_app.app.commands import run  # noqa: PLC0415 - see above

    return run(asked)


if __name__ == "__main__":
    sys.exit(main())
