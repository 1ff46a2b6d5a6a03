"""From a printer's address to an open way to it: one function for every kind."""

from __future__ import annotations

from desk_app.printing.addresses import Address, File, Pdf, Serial, Tcp, Usb, parse
from desk_app.printing.files import FileLink, PdfLink
from desk_app.printing.links import Link
from desk_app.printing.profiles import Profile


def open_link(printer: str, profile: Profile, name: str) -> Link:
    """Open the way to *printer* for the paper called *name*.

    Raises BadPrinterAddress, and PrinterUnavailable while no byte has been handed over.
    """
    address: Address = parse(printer)
    link: Link
    match address:
        case Tcp():
            from desk_app.printing.tcp import TcpLink  # noqa: PLC0415

            link = TcpLink(printer, address)
        case Serial():
            from desk_app.printing.devices import SerialLink  # noqa: PLC0415

            link = SerialLink(printer, address, profile)
        case Usb():
            from desk_app.printing.devices import open_usb  # noqa: PLC0415

            link = open_usb(printer, address)
        case File():
            link = FileLink(printer, address)
        case Pdf():
            link = PdfLink(printer, address, name)
    return link
