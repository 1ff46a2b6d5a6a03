"""Printer addresses as people write them, read into values. Nothing is opened here."""

from __future__ import annotations

import dataclasses
import pathlib
import re
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from desk_app.domain.errors import BadPrinterAddress
from desk_app.words import printers as words

RAW_PORT = 9100
BAUDS = range(1200, 921601)


@dataclasses.dataclass(frozen=True, slots=True)
class Tcp:
    """A printer on the network."""

    host: str
    port: int


@dataclasses.dataclass(frozen=True, slots=True)
class Serial:
    """A printer on a serial port; *baud* 0 is the profile's."""

    device: str
    baud: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Usb:
    """A printer on USB; with *serial_number* where two of one model are plugged in."""

    vid: int
    pid: int
    serial_number: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class File:
    """A file that raw bytes are appended to, or an odd device that is one."""

    path: pathlib.Path


@dataclasses.dataclass(frozen=True, slots=True)
class Pdf:
    """A folder that gets a page for each job."""

    folder: pathlib.Path


Address = Tcp | Serial | Usb | File | Pdf


def parse(address: str) -> Address:
    """Return what *address* spells; raises BadPrinterAddress with what is expected."""
    try:
        parts = urlsplit(address)
        read = _READERS.get(parts.scheme)
        found = read(parts) if read and address.isprintable() else None
    except ValueError:
        found = None
    if found is None:
        is_spooler = address.startswith("spooler:")
        expected = words.expected_no_spooler() if is_spooler else words.expected_address()
        raise BadPrinterAddress(address, expected)
    return found


def pdf_address(folder: pathlib.Path) -> str:
    """Return the address of *folder*, whatever characters its name has."""
    path = folder.absolute().as_posix()
    return f"pdf://{quote(path if path.startswith('/') else f'/{path}')}"


def _tcp(parts: SplitResult) -> Tcp | None:
    port = RAW_PORT if parts.port is None else parts.port
    is_plain = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    is_host = bool(parts.hostname and re.fullmatch(r"[A-Za-z0-9._:%-]+", parts.hostname))
    return Tcp(str(parts.hostname), port) if is_plain and is_host and port else None


def _serial(parts: SplitResult) -> Serial | None:
    device = unquote(parts.path)
    if re.fullmatch(r"/COM[0-9]+", device, re.IGNORECASE):
        device = device[1:]
    options = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    bauds = options.pop("baud", ["0"])
    baud = int(bauds[0])
    is_known = not options and len(bauds) == 1 and (baud in BAUDS or not parts.query)
    is_place = not parts.netloc and len(device) > 1
    return Serial(device, baud) if is_known and is_place else None


def _usb(parts: SplitResult) -> Usb | None:
    found = re.fullmatch(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})", parts.netloc)
    if not found or parts.query or "/" in parts.path[1:]:
        return None
    return Usb(int(found[1], 16), int(found[2], 16), unquote(parts.path[1:]))


def _file(parts: SplitResult) -> File | None:
    path = _path(parts)
    return File(path) if path and not parts.path.endswith("/") else None


def _pdf(parts: SplitResult) -> Pdf | None:
    path = _path(parts)
    return Pdf(path) if path else None


def _path(parts: SplitResult) -> pathlib.Path | None:
    text = unquote(parts.path)
    if re.match(r"/[A-Za-z]:", text):  # file:///C:/tickets.bin
        text = text[1:]
    is_place = len(text) > 1 and "\0" not in text
    is_plain = not (parts.netloc or parts.query or parts.fragment)
    return pathlib.Path(text) if is_place and is_plain else None


_READERS = {"tcp": _tcp, "serial": _serial, "usb": _usb, "file": _file, "pdf": _pdf}
