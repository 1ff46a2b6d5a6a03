"""Asks a printer's address whether it would print now, without printing."""

from __future__ import annotations

from desk_app.domain.errors import PrinterUnavailable
from desk_app.printing.addresses import parse
from desk_app.printing.profiles import load
from desk_app.printing.transports import open_link


def probe(address: str, profile: str) -> str:
    """Return the cause why *address* would not print, empty if it would.

    Raises BadPrinterAddress or ProfileFaults. Paper and cover are not asked yet.
    """
    parse(address)
    known = load(profile)
    try:
        open_link(address, known, "probe").close()
    except PrinterUnavailable as error:
        return error.cause
    return ""
