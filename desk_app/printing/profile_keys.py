"""Every key a printer profile may hold, with its bounds, and the check against them."""

from __future__ import annotations

import codecs
import dataclasses
import difflib
from collections.abc import Iterator, Mapping

from desk_app.domain.errors import Fault
from desk_app.domain.sitefile_lines import Lines
from desk_app.words import printers as words

Path = tuple[str, ...]
Value = str | int | bool | list[str]
Table = Mapping[str, object]
ROLLS = ("80", "58")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a key takes: a value like *default*, one of *words*, a number in *low* to *high*.

    *form* is `hex` for bytes, `codepage` for a code page Python knows; *is_needed* where a
    printer without it cannot be driven.
    """

    default: Value
    words: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    form: str = ""
    is_needed: bool = False


def _text(default: str = "", **more: bool) -> Key:
    return Key(default=default, is_needed=more.get("needed", False))


def _flag(default: bool) -> Key:
    return Key(default=default)


def _number(default: int, low: int, high: int, *, needed: bool = False) -> Key:
    return Key(default=default, low=low, high=high, is_needed=needed)


def _word(*known: str) -> Key:
    return Key(default=known[0], words=known)


def _hex(default: str) -> Key:
    return Key(default=default, form="hex")


KEYS: dict[Path, Key] = {
    ("printer", "id"): _text(needed=True),
    ("printer", "vendor"): _text(needed=True),
    ("printer", "model"): _text(),
    ("printer", "base"): _text(),
    ("printer", "abstract"): _flag(default=False),
    ("printer", "dpi"): _number(203, 150, 300),
    ("printer", "speed_mm_s"): _number(150, 20, 600),
    ("printer", "measure"): Key(default=[]),
    ("print", "paper"): _word("drawn", "hybrid"),
    ("media", "*", "dots"): _number(576, 200, 1000, needed=True),
    ("media", "*", "cols_a"): _number(48, 16, 80),
    ("lang", "mode"): _word("escpos"),
    ("lang", "kanji_off"): _hex("1C2E"),
    ("lang", "codepage"): Key(default="CP1252", form="codepage"),
    ("lang", "codepage_slot"): _number(16, 0, 255),
    ("raster", "command"): _word("gs_v_0"),
    ("raster", "strip_rows"): _number(128, 8, 255),
    ("raster", "pace_ms"): _number(0, 0, 200),
    ("raster", "blank_skip"): _flag(default=True),
    ("raster", "feed"): _word("raster", "esc_j"),
    ("raster", "feed_units"): _number(1, 1, 2),
    ("raster", "trim"): _flag(default=False),
    ("raster", "center"): _word("esc_a", "none"),
    ("cut", "supported"): _flag(default=True),
    ("cut", "bytes"): _hex("1D564200"),
    ("cut", "feed_no_cutter_mm"): _number(20, 0, 60),
    ("qr", "native"): _flag(default=True),
    ("status", "dle_eot"): Key(default=[]),
    ("status", "asb_mask"): _number(0, 0, 255),
    ("status", "gs_r"): _flag(default=True),
    ("status", "near_end_sensor"): _flag(default=False),
    ("ack", "kind"): _word("fence", "process_id", "etb", "poll", "none"),
    ("ack", "verified"): _text(),
    ("recover", "clear"): _hex(""),
    ("recover", "clear_reply"): _hex(""),
    ("recover", "dle_enq"): _flag(default=False),
    ("link", "buffer"): _number(4096, 16, 1 << 20),
    ("link", "idle_close_s"): _number(30, 0, 600),
    ("link", "baud"): _number(115200, 1200, 921600),
    ("link", "flow"): _word("none", "dtr", "rts", "xonxoff"),
    ("usb", "vid"): _number(0, 0, 0xFFFF),
    ("usb", "pid"): _number(0, 0, 0xFFFF),
}


def flat(table: Table, path: Path = ()) -> dict[Path, Value]:
    """Return the values of *table* by their path."""
    return {at: value for at, value in _walk(table, path) if isinstance(value, str | int | list)}


def faults_of(table: Table, lines: Lines, *, is_whole: bool) -> tuple[Fault, ...]:
    """Return every mistake of *table*; *is_whole* asks for the keys a printer needs."""
    values = dict(_walk(table, ()))
    faults = [fault for path, value in values.items() for fault in _faults(path, value, lines)]
    has_base = ("printer", "base") in values
    if is_whole:
        needed = [path for path, key in KEYS.items() if key.is_needed and "*" not in path]
        faults += [_missing(path) for path in needed if path not in values]
        if not has_base and not any(path[0] == "media" for path in values):
            faults.append(_missing(("media", "80", "dots")))
    return tuple(faults)


def _walk(table: Table, path: Path) -> Iterator[tuple[Path, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _walk(value, (*path, name))
        else:
            yield (*path, name), value


def _missing(path: Path) -> Fault:
    name = ".".join(path)
    return Fault(0, words.key_missing(name), words.key_missing_mend(name))


def _faults(path: Path, value: object, lines: Lines) -> Iterator[Fault]:
    line = lines.of(path)
    key = KEYS.get(_pattern(path))
    if key is None:
        name = ".".join(path)
        near = difflib.get_close_matches(name, map(".".join, KEYS), n=1)
        yield Fault(line, words.key_unknown(name), words.key_unknown_mend(*near))
        return
    expected = _expected(key, value)
    if expected:
        name = ".".join(path)
        yield Fault(line, words.bad_value(name, value), words.bad_value_mend(expected))


def _pattern(path: Path) -> Path:
    if len(path) == 3 and path[0] == "media" and path[1] in ROLLS:
        return ("media", "*", path[2])
    return path


def _expected(key: Key, value: object) -> str:
    """Return what the key takes where *value* is not it, else nothing."""
    if type(value) is not type(key.default):
        return words.expected_kind(key.default)
    if key.words and value not in key.words:
        return ", ".join(key.words)
    if isinstance(value, int) and key.high and not key.low <= value <= key.high:
        return words.expected_range(key.low, key.high)
    if key.form and isinstance(value, str) and not _has_form(key.form, value):
        return words.expected_hex() if key.form == "hex" else words.expected_codepage()
    return ""


def _has_form(form: str, value: str) -> bool:
    try:
        if form == "hex":
            bytes.fromhex(value)
        else:
            codecs.lookup(value)
    except (ValueError, LookupError):
        return False
    return True
