"""What one model of printer can do and how it is told, read from a TOML file. It prints nothing."""

from __future__ import annotations

import dataclasses
import enum
import functools
import pathlib
import tomllib
from collections.abc import Mapping

from desk_app.domain.errors import Fault, ProfileFaults
from desk_app.domain.sitefile_lines import Lines
from desk_app.printing.ops import Media
from desk_app.printing.profile_keys import KEYS, Path, Table, Value, faults_of, flat
from desk_app.settings.resources import resource
from desk_app.words import printers as words

DEFAULT = "epson-tm-t20iii"


class Paper(enum.StrEnum):
    """How a ticket is made for a printer."""

    DRAWN = "drawn"
    """Everything is drawn: it looks as designed, on any printer with `GS v 0`."""
    HYBRID = "hybrid"
    """French as text, other scripts drawn: for slow lines."""


@dataclasses.dataclass(frozen=True, slots=True)
class Profile:
    """A checked profile on one width of roll; units are in profile_keys' table."""

    id: str
    vendor: str
    model: str
    media: Media
    speed_mm_s: int
    paper: Paper
    kanji_off: bytes
    codepage: str
    codepage_slot: int
    strip_rows: int
    pace_ms: int
    has_blank_skip: bool
    feed: str
    feed_units: int
    cut: bytes
    feed_no_cutter_mm: int
    has_native_qr: bool
    has_fence: bool
    baud: int
    flow: str
    usb: tuple[int, int]
    measure: tuple[str, ...]


def folder() -> pathlib.Path:
    """Return where the shipped profiles are."""
    return resource("i18n").parent.parent / "printer_profiles"


def known() -> tuple[str, ...]:
    """Return the ids of the shipped profiles that name a printer, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in folder().glob("*.toml") if not _is_base(path)))


@functools.lru_cache(maxsize=32)
def load(name: str) -> Profile:
    """Return the profile *name*: an id, or a path ending in .toml; `id@58` for the narrow roll.

    Raises ProfileFaults with every mistake, its line and its mend.
    """
    wanted, _, roll = name.partition("@")
    path = pathlib.Path(wanted) if wanted.endswith(".toml") else folder() / f"{wanted}.toml"
    return _profile(merged(path), roll, path.name)


def merged(path: pathlib.Path, seen: tuple[str, ...] = ()) -> Mapping[Path, Value]:
    """Return the keys of the file at *path* over those of its base; raises ProfileFaults."""
    table, lines = _read(path)
    faults = faults_of(table, lines, is_whole=not seen and not _is_abstract(table))
    base = flat(table).get(("printer", "base"))
    if isinstance(base, str) and base in (*seen, path.stem):
        at = lines.of(("printer", "base"))
        faults += (Fault(at, words.base_circle(base), words.base_circle_mend()),)
    if faults:
        raise ProfileFaults(path.name, tuple(sorted(faults, key=lambda fault: fault.line)))
    under: Mapping[Path, Value] = {}
    if isinstance(base, str):
        parent = path.with_name(f"{base}.toml")
        parent = parent if parent.is_file() else folder() / f"{base}.toml"
        under = merged(parent, (*seen, path.stem))
    return {**under, **flat(table)}


def _read(path: pathlib.Path) -> tuple[Table, Lines]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        fault = Fault(0, words.no_profile(path.stem), words.no_profile_mend(known()))
        raise ProfileFaults(path.name, (fault,)) from None
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(0, words.not_readable(), words.not_readable_mend())
        raise ProfileFaults(path.name, (fault,)) from error
    try:
        return tomllib.loads(text), Lines(text)
    except tomllib.TOMLDecodeError as error:
        line = int(getattr(error, "lineno", 0)) or _line_of(str(error))
        fault = Fault(line, words.not_toml(str(error)), words.not_toml_mend())
        raise ProfileFaults(path.name, (fault,)) from None


def _line_of(message: str) -> int:
    _, found, rest = message.partition("at line ")
    return int(rest.split(",")[0]) if found and rest.split(",")[0].isdigit() else 0


def _is_abstract(table: Table) -> bool:
    return flat(table).get(("printer", "abstract")) is True


def _is_base(path: pathlib.Path) -> bool:
    return _is_abstract(tomllib.loads(path.read_text(encoding="utf-8")))


def _profile(keys: Mapping[Path, Value], roll: str, file: str) -> Profile:
    rolls = tuple(sorted({path[1] for path in keys if path[0] == "media"}, reverse=True))
    if not rolls:
        name = "media.80.dots"
        raise ProfileFaults(
            file, (Fault(0, words.key_missing(name), words.key_missing_mend(name)),)
        )
    chosen = roll or rolls[0]
    if chosen not in rolls:
        raise ProfileFaults(file, (Fault(0, words.no_roll(chosen), words.no_roll_mend(rolls)),))
    value = _Values(keys)
    has_cutter = value.flag("cut.supported")
    return Profile(
        id=value.text("printer.id"),
        vendor=value.text("printer.vendor"),
        model=value.text("printer.model"),
        media=Media(
            dots=value.number(f"media.{chosen}.dots"),
            columns=value.number(f"media.{chosen}.cols_a"),
            dpi=value.number("printer.dpi"),
        ),
        speed_mm_s=value.number("printer.speed_mm_s"),
        paper=Paper(value.text("print.paper")),
        kanji_off=bytes.fromhex(value.text("lang.kanji_off")),
        codepage=value.text("lang.codepage"),
        codepage_slot=value.number("lang.codepage_slot"),
        strip_rows=value.number("raster.strip_rows"),
        pace_ms=value.number("raster.pace_ms"),
        has_blank_skip=value.flag("raster.blank_skip"),
        feed=value.text("raster.feed"),
        feed_units=value.number("raster.feed_units"),
        cut=bytes.fromhex(value.text("cut.bytes")) if has_cutter else b"",
        feed_no_cutter_mm=value.number("cut.feed_no_cutter_mm"),
        has_native_qr=value.flag("qr.native"),
        has_fence=value.text("ack.kind") != "none" and value.flag("status.gs_r"),
        baud=value.number("link.baud"),
        flow=value.text("link.flow"),
        usb=(value.number("usb.vid"), value.number("usb.pid")),
        measure=value.list("printer.measure"),
    )


class _Values:
    """Checked values by dotted key, or the default of their key."""

    def __init__(self, keys: Mapping[Path, Value]) -> None:
        self._keys = keys

    def text(self, key: str) -> str:
        """Return a text."""
        return str(self._value(key))

    def number(self, key: str) -> int:
        """Return a whole number."""
        value = self._value(key)
        assert isinstance(value, int)
        return value

    def flag(self, key: str) -> bool:
        """Return yes or no."""
        return self._value(key) is True

    def list(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._value(key)
        assert isinstance(value, list)
        return tuple(map(str, value))

    def _value(self, key: str) -> Value:
        path = tuple(key.split("."))
        default = KEYS[tuple("*" if part in {"80", "58"} else part for part in path)].default
        return self._keys.get(path, default)
