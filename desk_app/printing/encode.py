"""Ops and dots as the bytes of one profile, op by op. It draws nothing and sends nothing."""

from __future__ import annotations

import dataclasses
import math
import textwrap
from collections.abc import Callable, Sequence

from desk_app.printing import qr
from desk_app.printing.bitmap import Bitmap, from_modules, solid
from desk_app.printing.codepage import as_bytes
from desk_app.printing.ops import Align, Band, Cut, Feed, Number, PrintOp, Qr, Rule, Text
from desk_app.printing.profiles import Paper, Profile
from desk_app.printing.realtime import Region, without_commands

Draw = Callable[[Sequence[PrintOp], int], Bitmap]
"""Draws ops on paper of a width in dots; `raster.draw`, imported by who needs it."""

FENCE = b"\x1d\x72\x01"
"""`GS r 1`: answered in order, so after the cut, and not while the printer is out of paper."""

_START = b"\x1b\x40"
_CENTRE, _LEFT = b"\x1b\x61\x01", b"\x1b\x61\x00"
_CELL = 12  # dots of a font A character across
_CELL_HEIGHT = 24


class TooWide(Exception):
    """The dots are wider than what the printer can print: it would print them as garbage."""


@dataclasses.dataclass(frozen=True, slots=True)
class Payload:
    """Bytes to send, and the dots of paper they make: what a deadline is reckoned from."""

    data: bytes
    rows: int


def encode(
    ops: Sequence[PrintOp],
    profile: Profile,
    *,
    draw: Draw,
    paper: Paper | None = None,
) -> Payload:
    """Return the bytes of *ops*.

    *paper* overrides the profile's. In HYBRID, *draw* is called only for what the code page
    lacks. Raises TooWide.
    """
    writer = _Writer(profile, draw)
    if (paper or profile.paper) is Paper.DRAWN:
        writer.image(draw([op for op in ops if not isinstance(op, Cut)], profile.media.dots))
        writer.cut()
    else:
        writer.begin_text()
        for op in ops:
            writer.op(op)
    return Payload(without_commands(bytes(writer.data), writer.images), writer.rows)


def fenced(payload: Payload) -> Payload:
    """Return *payload* followed by a question: its printer answers when it is through."""
    return Payload(payload.data + FENCE, payload.rows)


class _Writer:
    """The bytes so far, where the image data in them is, and the rows they print."""

    def __init__(self, profile: Profile, draw: Draw) -> None:
        self.data = bytearray(_START + profile.kanji_off)
        self.images: list[Region] = []
        self.rows = 0
        self._profile = profile
        self._draw = draw
        self._columns = profile.media.columns
        self._is_trimmed = False

    def begin_text(self) -> None:
        """Choose the code page; what is drawn among text is sent no wider than its dots."""
        self._is_trimmed = True
        self.data += b"\x1b\x74" + bytes([self._profile.codepage_slot])

    def op(self, op: PrintOp) -> None:
        """Write one op as text where the code page has it, else drawn."""
        match op:
            case Text():
                self._text(op)
            case Number():
                self._number(op)
            case Rule():
                self.image(solid(self._profile.media.dots, op.thickness))
            case Band():
                self._band(op)
            case Qr():
                self._qr(op)
            case Feed():
                self.feed(op.dots)
            case Cut():
                self.cut()

    def image(self, bitmap: Bitmap) -> None:
        """Write *bitmap* in strips, its blank rows as paper fed."""
        if bitmap.width > self._profile.media.dots:
            raise TooWide(f"{bitmap.width} dots, the printer has {self._profile.media.dots}")
        if not self._profile.has_blank_skip:
            self._strips(bitmap, 0, bitmap.height)
            return
        for is_blank, first, count in bitmap.runs():
            if is_blank:
                self.feed(count)
            else:
                self._strips(bitmap, first, count)

    def feed(self, dots: int) -> None:
        """Feed *dots* of white paper."""
        self.rows += dots
        if self._profile.feed == "esc_j":
            left = dots * self._profile.feed_units
            while left:
                step = min(left, 255)
                self.data += b"\x1b\x4a" + bytes([step])
                left -= step
            return
        # The unit of ESC J is half a dot on some models and a dot on others; a row of image
        # is a dot on all of them, so white is sent as an image one byte wide.
        left = dots
        while left:
            step = min(left, 255)
            self._strip(1, step, bytes(step))
            left -= step

    def cut(self) -> None:
        """Cut, or feed the paper out where there is no cutter."""
        if self._profile.cut:
            self.data += self._profile.cut
        else:
            self.feed(round(self._profile.feed_no_cutter_mm * self._profile.media.dpi / 25.4))

    def _strips(self, bitmap: Bitmap, first: int, count: int) -> None:
        self.rows += count
        for top in range(first, first + count, self._profile.strip_rows):
            count_here = min(self._profile.strip_rows, first + count - top)
            rows = [bitmap.row(y) for y in range(top, top + count_here)]
            # Only at the right: where a printer puts a strip moved from its left edge differs.
            stride = max(len(row.rstrip(b"\0")) for row in rows) if self._is_trimmed else 0
            stride = stride or bitmap.stride
            self._strip(stride, count_here, b"".join(row[:stride] for row in rows))

    def _strip(self, stride: int, rows: int, dots: bytes) -> None:
        self.data += b"\x1d\x76\x30\x00" + stride.to_bytes(2, "little") + rows.to_bytes(2, "little")
        self.images.append((len(self.data), len(self.data) + len(dots)))
        self.data += dots

    def _text(self, op: Text) -> None:
        if op.is_rtl or not self._write(op, _magnified(op)):
            self.image(self._draw((op,), self._profile.media.dots))

    def _write(self, op: Text, size: int, *, is_inverse: bool = False) -> bool:
        columns = self._columns // (size // 16 + 1)
        lines = textwrap.wrap(op.text, columns, break_on_hyphens=False) or [""]
        encoded = [as_bytes(line, self._profile.codepage) for line in lines]
        if any(line is None or len(line) > columns for line in encoded):
            return False
        self.data += _CENTRE if op.align is Align.CENTRE else _LEFT
        self.data += b"\x1d\x21" + bytes([size])
        self.data += b"\x1b\x45" + bytes([op.weight >= 600])
        for line in filter(None, encoded):
            self.data += (line.center(columns) if is_inverse else line) + b"\n"
            self.rows += 30 * (size % 16 + 1)
        self.data += b"\x1b\x45\x00\x1d\x21\x00" + _LEFT
        return True

    def _number(self, op: Number) -> None:
        # Eight cells high: the digits are then at least 14 mm whatever the printer's font.
        across = max(1, min(8, op.width // (_CELL * len(op.text))))
        text = as_bytes(op.text, self._profile.codepage)
        if text is None:
            self.image(self._draw((op,), self._profile.media.dots))
            return
        size = (across - 1) << 4 | 7
        self.data += _CENTRE + b"\x1b\x45\x01\x1d\x21" + bytes([size]) + text + b"\n"
        self.data += b"\x1d\x21\x00\x1b\x45\x00" + _LEFT
        self.rows += 8 * _CELL_HEIGHT

    def _band(self, op: Band) -> None:
        texts = [as_bytes(line.text, self._profile.codepage) for line in op.lines]
        if any(line.is_rtl for line in op.lines) or None in texts:
            self.image(self._draw((op,), self._profile.media.dots))
            return
        self.data += b"\x1d\x42\x01"
        for line in op.lines:
            self._write(line, _magnified(line), is_inverse=True)
        self.data += b"\x1d\x42\x00"

    def _qr(self, op: Qr) -> None:
        self.data += _CENTRE
        if self._profile.has_native_qr:
            self._native_qr(op)
        else:
            self._raster_qr(op)
        self.data += _LEFT
        for line in op.caption:
            self._text(dataclasses.replace(line, align=Align.CENTRE))

    def _native_qr(self, op: Qr) -> None:
        payload = op.payload.encode("utf-8")
        stored = len(payload) + 3
        self.data += b"\x1d\x28\x6b\x04\x00\x31\x41\x32\x00"  # model 2
        self.data += b"\x1d\x28\x6b\x03\x00\x31\x43" + bytes([min(16, op.module)])
        self.data += b"\x1d\x28\x6b\x03\x00\x31\x45\x31"  # error correction M
        self.data += b"\x1d\x28\x6b" + stored.to_bytes(2, "little") + b"\x31\x50\x30" + payload
        self.data += b"\x1d\x28\x6b\x03\x00\x31\x51\x30"
        self.rows += 45 * op.module  # a deadline needs no more than the largest likely code

    def _raster_qr(self, op: Qr) -> None:
        rows = qr.modules(op.payload)
        width = self._profile.media.dots
        module = qr.fitting_module(op.module, len(rows), width, is_beside=False)
        left = (width - len(rows) * module) // 2
        self.feed(qr.QUIET * module)
        self.image(from_modules(rows, module=module, left=left, width=width))
        self.feed(qr.QUIET * module)


def _magnified(op: Text) -> int:
    """Return the GS ! argument for the size of *op*: taller from 32 dots, wider too at 34."""
    if op.size >= 34 and op.weight >= 700:
        return 0x11
    return 0x01 if op.size >= 32 else 0x00


def seconds(payload: Payload, profile: Profile, bytes_per_second: float) -> float:
    """Return how long *payload* takes to arrive and to be printed, without any margin."""
    millimetres = payload.rows * 25.4 / profile.media.dpi
    return len(payload.data) / bytes_per_second + math.ceil(millimetres) / profile.speed_mm_s
