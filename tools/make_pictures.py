"""Makes docs/pictures, those of the README, from what `make screenshots` has drawn.

`make screenshots && python -m tools.make_pictures`; look at them before they are kept.
"""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Sequence

from PIL import Image

DRAWN = pathlib.Path("build/screenshots")
OUT = pathlib.Path("docs/pictures")
WINDOWS = {
    "reception-light": "reception-chosen-light-100",
    "counter-light": "counter-serving-light-100",
    "booking-light": "booking-filled-light-100",
    "arrivals-light": "arrivals-late-light-100",
    "register-light": "register-closed-light-100",
    "calendar-light": "calendar-week-light-100",
    "supervision-light": "supervision-busy-light-100",
}
DISPLAY = "display-calls-wide"
TICKETS = ("fr-80mm", "ar-80mm", "duplicata-80mm", "bn-58mm")
GAP, DESK = 48, 200  # between two papers, and the grey they lie on


def main() -> int:
    """Write each picture small: 256 colours are as many as the looks have."""
    for name, drawn in WINDOWS.items():
        _small(Image.open(DRAWN / f"{drawn}.png")).save(OUT / f"{name}.png", optimize=True)
    display = Image.open(DRAWN / f"{DISPLAY}.png").convert("RGB").resize((1280, 720))
    _small(display).save(OUT / "display.png", optimize=True)
    papers = [Image.open(DRAWN / "tickets" / f"ticket-{name}.png") for name in TICKETS]
    _laid_out(papers).save(OUT / "tickets.png", optimize=True)
    return 0


def _laid_out(papers: Sequence[Image.Image]) -> Image.Image:
    """Return *papers* side by side, at half their size."""
    width = sum(paper.width + GAP for paper in papers) + GAP
    height = max(paper.height for paper in papers) + 2 * GAP
    desk, left = Image.new("L", (width, height), DESK), GAP
    for paper in papers:
        desk.paste(paper.convert("L"), (left, GAP))
        left += paper.width + GAP
    return desk.resize((width // 2, height // 2)).quantize(16)


def _small(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main())
