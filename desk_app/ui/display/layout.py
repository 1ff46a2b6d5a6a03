"""Where everything stands on a display of any shape, in the px of the design; it draws nothing.

The design is 1920×1080, or 1080×1920 on a screen standing upright. Another size scales it, and
another shape gives what is left over to the calls and to the band.
"""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QRectF, QSizeF

MARGIN = 56.0
GAP = 16.0
REHEARSAL = 44.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The places of one display; *scale* is screen px to one px of the design."""

    scale: float
    size: QSizeF
    rehearsal: QRectF
    header: QRectF
    first: QRectF
    live: tuple[QRectF, ...]
    recent: QRectF
    band: QRectF
    recent_columns: int
    recent_rows: int

    @property
    def is_upright(self) -> bool:
        """True on a screen that is higher than wide."""
        return self.size.height() > self.size.width()

    @property
    def calls(self) -> QRectF:
        """Everything between the header and the band."""
        return self.first.united(self.recent)

    @property
    def recent_places(self) -> int:
        """How many recent calls have a place."""
        return self.recent_columns * self.recent_rows


def layout_for(size: QSizeF, *, rehearsal: bool = False) -> Layout:
    """Return the places on a display of *size* screen px."""
    upright = size.height() > size.width()
    design = QSizeF(1080, 1920) if upright else QSizeF(1920, 1080)
    scale = min(size.width() / design.width(), size.height() / design.height())
    room = QSizeF(size.width() / scale, size.height() / scale)
    return (_upright if upright else _lying)(room, scale, REHEARSAL if rehearsal else 0.0)


def _lying(room: QSizeF, scale: float, top: float) -> Layout:
    width, height = room.width(), room.height()
    stretch = height / 1080
    band = _foot(room, 264 * stretch)
    head = QRectF(MARGIN, top, width - 2 * MARGIN, 112 - top)
    bottom = band.top() - 32 * stretch
    share = (bottom - head.bottom() - 2 * GAP) / (300 + 2 * 170)
    recent_width = 540.0 + (width - 1920) * 0.3
    left = width - 2 * MARGIN - recent_width - 40
    first = QRectF(MARGIN, head.bottom(), left, 300 * share)
    live = tuple(
        QRectF(MARGIN, first.bottom() + GAP + place * (170 * share + GAP), left, 170 * share)
        for place in range(2)
    )
    recent = QRectF(first.right() + 40, head.bottom(), recent_width, bottom - head.bottom())
    return Layout(
        scale=scale, size=room, rehearsal=QRectF(0, 0, width, top), header=head, first=first,
        live=live, recent=recent, band=band, recent_columns=1, recent_rows=5,
    )  # fmt: skip


def _upright(room: QSizeF, scale: float, top: float) -> Layout:
    width, height = room.width(), room.height()
    stretch = height / 1920
    band = _foot(room, 420 * stretch)
    inner = width - 2 * MARGIN
    head = QRectF(MARGIN, top, inner, 120 - top)
    first = QRectF(MARGIN, head.bottom(), inner, 320 * stretch)
    live = tuple(
        QRectF(MARGIN, first.bottom() + GAP + place * (190 * stretch + GAP), inner, 190 * stretch)
        for place in range(3)
    )
    above = live[-1].bottom() + GAP
    recent = QRectF(MARGIN, above, inner, band.top() - 24 * stretch - above)
    return Layout(
        scale=scale, size=room, rehearsal=QRectF(0, 0, width, top), header=head, first=first,
        live=live, recent=recent, band=band, recent_columns=2, recent_rows=3,
    )  # fmt: skip


def _foot(room: QSizeF, height: float) -> QRectF:
    return QRectF(0, room.height() - height, room.width(), height)
