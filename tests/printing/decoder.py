"""Reads a byte stream as a printer would and says what stands on its paper."""

from __future__ import annotations

import dataclasses

from desk_app.printing.bitmap import Bitmap, stack
from desk_app.printing.profiles import Profile
from desk_app.printing.virtual import read_command


@dataclasses.dataclass
class Decoded:
    """What a stream draws: lines of text with their size, dots, QR payloads, answers asked."""

    lines: list[str] = dataclasses.field(default_factory=list)
    sizes: list[tuple[int, int]] = dataclasses.field(default_factory=list)
    inverse: list[str] = dataclasses.field(default_factory=list)
    strips: list[Bitmap] = dataclasses.field(default_factory=list)
    codes: list[str] = dataclasses.field(default_factory=list)
    widest: int = 0
    tallest_strip: int = 0
    cuts: int = 0
    fences: int = 0

    def picture(self, width: int) -> Bitmap:
        """Return all dots, each strip set out to *width*."""
        return stack((_widened(strip, width) for strip in self.strips), width)


def decode(payload: bytes, profile: Profile) -> Decoded:
    """Return what *payload* draws on a printer of *profile*; unknown commands fail."""
    paper = Decoded()
    size, is_inverse, codepage = (1, 1), False, "cp437"
    text = bytearray()
    rest = payload
    while rest:
        command = read_command(rest)
        assert command is not None, rest[:16]
        rest = rest[len(command.data) :]
        data = command.data
        match command.code:
            case b"":
                text += data
                *whole, last = bytes(text).split(b"\n")
                text = bytearray(last)
                for line in whole:
                    shown = line.decode(codepage)
                    paper.lines.append(shown.strip())
                    paper.sizes.append(size)
                    paper.widest = max(paper.widest, len(line) * 12 * size[0])
                    if is_inverse:
                        paper.inverse.append(shown)
            case b"\x1b\x40":
                size, is_inverse, codepage = (1, 1), False, "cp437"
            case b"\x1b\x74":
                assert data[2] == profile.codepage_slot
                codepage = profile.codepage
            case b"\x1d\x21":
                size = ((data[2] >> 4) + 1, (data[2] & 7) + 1)
            case b"\x1d\x42":
                is_inverse = bool(data[2])
            case b"\x1d\x76":
                stride, rows = (
                    int.from_bytes(data[4:6], "little"),
                    int.from_bytes(data[6:8], "little"),
                )
                paper.strips.append(Bitmap(stride * 8, rows, data[8:]))
                paper.widest = max(paper.widest, stride * 8)
                paper.tallest_strip = max(paper.tallest_strip, rows)
            case b"\x1b\x4a":
                rows = data[2] // profile.feed_units
                paper.strips.append(Bitmap(8, rows, bytes(rows)))
            case b"\x1d\x28":
                if data[5:7] == b"\x31\x50":
                    paper.codes.append(data[8:].decode())
            case b"\x1d\x56":
                paper.cuts += 1
            case b"\x1d\x72":
                paper.fences += 1
            case b"\x1c\x2e" | b"\x1b\x61" | b"\x1b\x45":
                pass
            case unknown:
                raise AssertionError(unknown)
    assert not text.strip(), bytes(text)
    return paper


def _widened(strip: Bitmap, width: int) -> Bitmap:
    stride = (width + 7) // 8
    rows = (strip.row(y).ljust(stride, b"\0") for y in range(strip.height))
    return Bitmap(width, strip.height, b"".join(rows))
