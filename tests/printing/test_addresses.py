"""Printer addresses as people write them."""

from __future__ import annotations

import contextlib
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import BadPrinterAddress
from desk_app.printing.addresses import Address, File, Pdf, Serial, Tcp, Usb, parse, pdf_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://10.0.0.7:9100", Tcp("10.0.0.7", 9100)),
        ("tcp://printer-3.local", Tcp("printer-3.local", 9100)),
        ("tcp://[::1]:9101/", Tcp("::1", 9101)),
        ("serial:///dev/ttyUSB0?baud=9600", Serial("/dev/ttyUSB0", 9600)),
        ("serial:///dev/ttyS0", Serial("/dev/ttyS0")),
        ("serial:///COM3?baud=19200", Serial("COM3", 19200)),
        ("usb://04b8:0e28", Usb(0x04B8, 0x0E28)),
        ("usb://04B8:0E28/X5QF012345", Usb(0x04B8, 0x0E28, "X5QF012345")),
        ("file:///tmp/a%20b.bin", File(pathlib.Path("/tmp/a b.bin"))),
        ("file:///C:/tickets.bin", File(pathlib.Path("C:/tickets.bin"))),
        ("pdf:///tmp/pages", Pdf(pathlib.Path("/tmp/pages"))),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert parse(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "pdf:///pages#1", "", "printer", "10.0.0.7:9100", "http://10.0.0.7", "tcp://", "tcp://host:0",
        "tcp://host:99999", "tcp://host:abc", "tcp://ho st:9100", "tcp://host:9100/path",
        "tcp://me@host:9100", "tcp://host\n:9100", "serial://ttyUSB0", "serial:///",
        "serial:///dev/ttyS0?baud=fast", "serial:///dev/ttyS0?baud=1", "serial:///dev/ttyS0?x=1",
        "usb://04b8", "usb://zzzz:0e28", "usb://04b8:0e28/a/b", "file://relative", "file:///",
        "file:///tmp/", "file:///tmp/a%00b", "pdf://pages", "pdf:///", "tcp://[::1", "lpt1:",
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_what_is_expected(text: str) -> None:
    with pytest.raises(BadPrinterAddress) as refused:
        parse(text)

    assert (refused.value.address, "tcp://" in refused.value.expected) == (text, True)


@pytest.mark.parametrize("name", ["pages", "Tickets du 3 mars", "50 % #1?", "é"])
def test_a_folder_of_any_name_has_an_address(name: str) -> None:
    folder = pathlib.Path("/home/a") / name

    assert parse(pdf_address(folder)) == Pdf(folder)


def test_a_spooler_is_refused_for_its_own_reason() -> None:
    with pytest.raises(BadPrinterAddress) as refused:
        parse("spooler://Accueil")

    assert refused.value.expected != _expected_of("nonsense")


@given(text=st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for scheme in ("", "tcp://", "serial://", "usb://", "file://", "pdf://"):
        with contextlib.suppress(BadPrinterAddress):
            assert isinstance(parse(scheme + text), Address)


def _expected_of(text: str) -> str:
    with pytest.raises(BadPrinterAddress) as refused:
        parse(text)
    return refused.value.expected
