"""Takes away the page of a paper that was printed into a folder. Other printers keep nothing."""

from __future__ import annotations

from desk_app.domain.errors import BadPrinterAddress
from desk_app.domain.prints import JobId
from desk_app.printing.addresses import Pdf, parse
from desk_app.printing.files import page_path


def paper_name(what: str, job: JobId) -> str:
    """Return what the paper of *job* is called where papers have names."""
    return f"{what} {str(job)[-8:]}"


def forget_page(printer: str, what: str, job: JobId) -> bool:
    """Take the page of *job* away; false where it is still there and will be tried again.

    Nothing else in the folder is touched: it may be somebody's own.
    """
    try:
        address = parse(printer)
    except BadPrinterAddress:
        return True
    if not isinstance(address, Pdf):
        return True
    try:
        page_path(address.folder, paper_name(what, job)).unlink(missing_ok=True)
    except OSError:
        return False
    return True
