"""Black and white dots, packed eight to a byte. It knows neither Qt nor printers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator


@dataclasses.dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of dots, the first dot in the highest bit, 1 is black; each row padded to a byte."""

    width: int
    height: int
    data: bytes

    @property
    def stride(self) -> int:
        """Bytes of a row."""
        return (self.width + 7) // 8

    def row(self, y: int) -> bytes:
        """Return the bytes of row *y*."""
        return self.data[y * self.stride : (y + 1) * self.stride]

    def is_black(self, x: int, y: int) -> bool:
        """Return whether the dot at column *x* of row *y* is black."""
        return bool(self.data[y * self.stride + x // 8] & 0x80 >> x % 8)

    def runs(self) -> Iterator[tuple[bool, int, int]]:
        """Yield (is blank, first row, rows) for the stretches of blank and of printed rows."""
        blank = bytes(self.stride)
        start = 0
        was_blank = self.height > 0 and self.row(0) == blank
        for y in range(1, self.height):
            is_blank = self.row(y) == blank
            if is_blank != was_blank:
                yield was_blank, start, y - start
                start, was_blank = y, is_blank
        if self.height:
            yield was_blank, start, self.height - start


def solid(width: int, height: int) -> Bitmap:
    """Return a black bar, *width* by *height* dots."""
    row = _packed((1,) * width)
    return Bitmap(width, height, row * height)


def from_modules(rows: Iterable[Iterable[int]], *, module: int, left: int, width: int) -> Bitmap:
    """Return the squares of *rows* (1 is black), each *module* dots, *left* dots into *width*."""
    lines: list[bytes] = []
    for row in rows:
        dots = (0,) * left + tuple(dot for square in row for dot in (square,) * module)
        lines += [_packed(dots + (0,) * (width - len(dots)))] * module
    return Bitmap(width, len(lines), b"".join(lines))


def stack(bitmaps: Iterable[Bitmap], width: int) -> Bitmap:
    """Return *bitmaps* of one *width* one under another."""
    parts = tuple(bitmaps)
    return Bitmap(width, sum(part.height for part in parts), b"".join(part.data for part in parts))


def _packed(dots: tuple[int, ...]) -> bytes:
    padded = dots + (0,) * (-len(dots) % 8)
    return int("".join("1" if dot else "0" for dot in padded), 2).to_bytes(len(padded) // 8, "big")
