"""What a paper is made of, op by op. Values only: nothing here draws, measures or encodes."""

from __future__ import annotations

import dataclasses
import enum


class Align(enum.StrEnum):
    """Where a line stands; START is left, and right in a language written from the right."""

    START = "start"
    CENTRE = "centre"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph of one language, wrapped to the paper. *size* is in dots, *weight* 400 to 700.

    *leading* is the height of a line as a multiple of the size.
    """

    text: str
    size: int
    weight: int = 400
    align: Align = Align.START
    language: str = "fr"
    is_rtl: bool = False
    leading: float = 1.35


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The ticket's number, the largest thing on paper. *size* and *width* in dots.

    It is never wider than *width*: it is narrowed, never lowered.
    """

    text: str
    size: int
    width: int
    stretch: float = 1.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A black line across the paper, *thickness* dots high."""

    thickness: int = 3


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """White lines on black across the paper, *padding* dots of black above and under them."""

    lines: tuple[Text, ...]
    padding: int = 8


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Qr:
    """A QR code of *module* dots a module with its quiet margin, and its caption.

    The caption stands at its right when *is_beside*, else under it.
    """

    payload: str
    module: int
    caption: tuple[Text, ...] = ()
    is_beside: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """White paper, *dots* high."""

    dots: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The end of this paper."""


PrintOp = Text | Number | Rule | Band | Qr | Feed | Cut


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """The roll in a printer: *dots* across what it can print, *columns* of its font A, *dpi*."""

    dots: int
    columns: int
    dpi: int = 203

    @property
    def is_narrow(self) -> bool:
        """Whether the paper is re-flowed as for 58 mm: less than 60 mm can be printed on."""
        return self.dots / self.dpi * 25.4 < 60

    def scaled(self, dots: int) -> int:
        """Return a length given in dots at 203 dpi as dots of this printer."""
        return round(dots * self.dpi / 203)


def as_slip(ops: tuple[PrintOp, ...]) -> str:
    """Return *ops* as lines a person compares at a glance; for tests and for reading a job."""
    return "\n".join(line for op in ops for line in _lines(op))


def _lines(op: PrintOp) -> tuple[str, ...]:
    lines: tuple[str, ...] = ()
    match op:
        case Text():
            marks = f"{op.size}/{op.weight} {op.align}{' rtl' if op.is_rtl else ''} {op.language}"
            lines = (f"[{marks}] {op.text}",)
        case Number():
            lines = (f"[number {op.size} in {op.width}] {op.text}",)
        case Rule():
            lines = ("-" * 24,)
        case Band():
            lines = tuple(f"# {line.text} #" for line in op.lines)
        case Qr():
            lines = (f"[qr {op.module}] {op.payload}", *(f"  {line.text}" for line in op.caption))
        case Cut():
            lines = ("=" * 24,)
        case Feed():
            pass
    return lines
