"""Opens the windows a command line asks for: the desk, the display, the demo, the pictures."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from desk_app.app.look import has_screen, make_app
from desk_app.app.program import Program
from desk_app.app.whereabouts import default_store


def main(argv: Sequence[str]) -> int:
    """Open the windows that *argv* asks for and return the exit code."""
    asked = _parser().parse_args(argv)
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    url = asked.store or default_store(os.environ)
    if asked.what == "demo":
        from desk_app.app.demo import play  # noqa: PLC0415 - only for this

        return play(visitors=asked.visitors, out=Path(asked.out), seed=asked.seed)
    if asked.what == "screenshots":
        from desk_app.app.screenshots import draw_all  # noqa: PLC0415 - only for this

        return draw_all(Path(asked.out))
    if asked.what == "display":
        from desk_app.app.waiting_room import show_display  # noqa: PLC0415 - only for this

        return show_display(make_app("system"), url)
    return Program(url).run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="desk-app")
    parser.add_argument("--store")
    whats = parser.add_subparsers(dest="what")
    demo = whats.add_parser("demo")
    demo.add_argument("--visitors", type=int, default=120)
    demo.add_argument("--out", default="build/demo")
    demo.add_argument("--seed", type=int, default=1)
    whats.add_parser("display")
    screenshots = whats.add_parser("screenshots")
    screenshots.add_argument("--out", default="build/screenshots")
    return parser
