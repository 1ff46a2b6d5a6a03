"""From an address to an open way to the printer."""

from __future__ import annotations

import os
import pathlib
import tty

import pytest

from desk_app.domain.errors import BadPrinterAddress, PrinterUnavailable, ProfileFaults
from desk_app.printing import profiles
from desk_app.printing.devices import SerialLink
from desk_app.printing.files import FileLink, PdfLink
from desk_app.printing.probe import probe
from desk_app.printing.tcp import TcpLink
from desk_app.printing.transports import open_link
from desk_app.printing.virtual import VirtualPrinter

EPSON = profiles.load("epson-tm-t20iii")


def test_each_kind_of_address_opens_its_own_way(tmp_path: pathlib.Path) -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    with VirtualPrinter() as printer:
        addresses = (
            printer.address,
            f"serial://{os.ttyname(theirs)}?baud=9600",
            f"file://{tmp_path}/out.bin",
            f"pdf://{tmp_path}/pages",
        )
        links = [open_link(address, EPSON, "ticket A001") for address in addresses]
        for link in links:
            link.close()
    os.close(ours)
    os.close(theirs)

    assert [type(link) for link in links] == [TcpLink, SerialLink, FileLink, PdfLink]


def test_a_usb_printer_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(PrinterUnavailable):
        open_link("usb://fffe:fffe", EPSON, "ticket A001")


def test_a_probe_says_why_a_printer_would_not_print(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").touch()

    assert probe(f"pdf://{tmp_path}/pages", "epson-tm-t20iii") == ""
    assert probe(f"pdf://{tmp_path}/file", "epson-tm-t20iii") == "not-writable"


def test_a_probe_refuses_nonsense() -> None:
    with pytest.raises(BadPrinterAddress):
        probe("nonsense", "epson-tm-t20iii")
    with pytest.raises(ProfileFaults):
        probe("pdf:///tmp", "nonsense")
