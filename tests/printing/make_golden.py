"""The golden bytes and pictures: what they are made from, and the way to renew them.

`python -m tests.printing.make_golden --update` writes them again; look at the change before it
is kept.
"""

from __future__ import annotations

import argparse
import pathlib
from collections.abc import Sequence

from PIL import Image

from desk_app.domain.prints import LeafKind
from desk_app.printing import papers, profiles
from desk_app.printing.bitmap import Bitmap
from desk_app.printing.encode import encode, fenced
from desk_app.printing.ops import PrintOp
from desk_app.printing.profiles import Paper
from tests.printing.fakes import leaf, slip

FOLDER = pathlib.Path(__file__).parent / "golden"
PICTURES = ("fr-80", "fr-58", "ar-80", "ar-58")
LEAVES = tuple(f"{kind}-{name}" for kind in ("convocation", "unmet") for name in PICTURES)


def bytes_of(name: str) -> bytes:
    """Return a French ticket as text, then dots of a fixed pattern, for the profile *name*."""
    profile = profiles.load(name)
    text = encode(papers.operations(slip(), profile), profile, draw=pattern, paper=Paper.HYBRID)
    drawn = encode((), profile, draw=pattern, paper=Paper.DRAWN)
    return text.data + (fenced(drawn) if profile.has_fence else drawn).data


def pattern(ops: Sequence[PrintOp], width: int) -> Bitmap:
    """Return dots that no font or version of Qt changes: bars with blank rows between them."""
    stride = (width + 7) // 8
    rows = [bytes(stride) if y % 150 < 10 else bytes([y]) * stride for y in range(180)]
    return Bitmap(width, len(rows), b"".join(rows))


def picture_of(name: str) -> Bitmap:
    """Return the ticket of a language and a width, drawn."""
    language, _, roll = name.partition("-")
    profile = profiles.load("epson-tm-t20iii" if roll == "80" else "generic-58mm")
    return papers.draw(papers.operations(slip(language), profile), profile.media.dots)


def picture_of_leaf(name: str) -> Bitmap:
    """Return the convocation, or the proof, of a language and a width, drawn."""
    kind, language, roll = name.split("-")
    profile = profiles.load("epson-tm-t20iii" if roll == "80" else "generic-58mm")
    drawn = leaf(LeafKind(kind), language)
    return papers.draw(papers.operations(drawn, profile), profile.media.dots)


def read_picture(name: str) -> Bitmap:
    """Return the picture that was looked at."""
    with Image.open(FOLDER / f"{name}.png") as picture:
        dots = picture.convert("1").tobytes()
        return Bitmap(*picture.size, bytes(byte ^ 0xFF for byte in dots))


def difference(one: Bitmap, other: Bitmap) -> float:
    """Return the share of black dots that are not in both; 1.0 for another size."""
    if (one.width, one.height) != (other.width, other.height):
        return 1.0
    ours, theirs = int.from_bytes(one.data, "big"), int.from_bytes(other.data, "big")
    return (ours ^ theirs).bit_count() / theirs.bit_count()


def _update() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in profiles.known():
        (FOLDER / f"{name}.bin").write_bytes(bytes_of(name))
    for name in (*PICTURES, *LEAVES):
        drawn = picture_of(name) if name in PICTURES else picture_of_leaf(name)
        dots = bytes(byte ^ 0xFF for byte in drawn.data)
        picture = Image.frombytes("1", (drawn.width, drawn.height), dots)
        picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--update", action="store_true", required=True)
    arguments.parse_args()
    _update()
