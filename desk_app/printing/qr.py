"""The squares of a QR code (segno). It neither draws nor encodes them for a printer."""

from __future__ import annotations

import functools
from collections.abc import Iterator

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""


@functools.lru_cache(maxsize=64)
def modules(payload: str) -> tuple[tuple[int, ...], ...]:
    """Return the rows of the QR code of *payload*, 1 is black, without its quiet margin."""
    import segno  # noqa: PLC0415 - 80 ms that a paper without a raster QR does not need

    code = segno.make_qr(payload, error="m", boost_error=False)
    return tuple(tuple(int(bool(square)) for square in row) for row in code.matrix)


def fitting_module(module: int, count: int, width: int, *, is_beside: bool) -> int:
    """Return the dots a module may have so that *count* of them and the margins fit the paper.

    Beside a caption a code takes at most half of the *width* dots.
    """
    most = width // 2 if is_beside else width
    return max(2, min(module, most // (count + 2 * QUIET)))


def black_runs(row: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield (first, length) of the stretches of black squares in *row*."""
    start = None
    for at, square in enumerate((*row, 0)):
        if square and start is None:
            start = at
        elif not square and start is not None:
            yield start, at - start
            start = None
