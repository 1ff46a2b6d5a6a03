"""Papers written to disk: raw bytes appended to a file, pages in a folder. They know no job."""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import re
import stat
import tempfile

from desk_app.domain.errors import PrinterUnavailable
from desk_app.printing.addresses import File, Pdf
from desk_app.printing.links import LinkLost, OnProgress


class FileLink:
    """A file opened for appending, or an odd device that is one."""

    answers = False
    is_durable = True
    bytes_per_second = 1_000_000.0

    def __init__(self, printer: str, address: File) -> None:
        """Open the file, and make it where there is none; raises PrinterUnavailable."""
        try:
            address.path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(address.path, flags, 0o600)
        except OSError as error:
            raise PrinterUnavailable(printer, cause_of(error)) from error
        self._is_plain = stat.S_ISREG(os.fstat(self._descriptor).st_mode)

    def send(self, payload: bytes, on_progress: OnProgress) -> None:
        """Append *payload* and see it on disk; a paper that does not fit leaves no torn half."""
        start = os.fstat(self._descriptor).st_size
        handed = 0
        try:
            while handed < len(payload):
                handed += os.write(self._descriptor, payload[handed:])
                on_progress(handed)
            if self._is_plain:
                os.fsync(self._descriptor)
        except OSError as error:
            if self._is_plain:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._descriptor, start)
                    handed = 0
            raise LinkLost(handed, cause_of(error)) from error

    def acknowledged(self, seconds: float) -> bool:
        """A file does not answer; that it is on disk was the proof."""
        return seconds >= 0

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


class PdfLink:
    """A folder that gets one page, whole or not at all."""

    answers = False
    is_durable = True
    bytes_per_second = 1_000_000.0

    def __init__(self, printer: str, address: Pdf, name: str) -> None:
        """Make the folder where there is none; raises PrinterUnavailable. *name* is a job's."""
        self._target = page_path(address.folder, name)
        try:
            address.folder.mkdir(parents=True, exist_ok=True)
            self._descriptor, self._draft = tempfile.mkstemp(dir=address.folder, prefix=".page-")
        except OSError as error:
            raise PrinterUnavailable(printer, cause_of(error)) from error

    def send(self, payload: bytes, on_progress: OnProgress) -> None:
        """Write the page beside its place, see it on disk, then put it there."""
        try:
            with os.fdopen(self._descriptor, "wb", closefd=False) as file:
                file.write(payload)
                file.flush()
                os.fsync(self._descriptor)
            pathlib.Path(self._draft).replace(self._target)
        except OSError as error:
            raise LinkLost(0, cause_of(error)) from error
        on_progress(len(payload))

    def acknowledged(self, seconds: float) -> bool:
        """A page on disk is its own proof."""
        return seconds >= 0

    def close(self) -> None:
        """Close the draft, and take it away where it did not become the page."""
        os.close(self._descriptor)
        pathlib.Path(self._draft).unlink(missing_ok=True)


def page_path(folder: pathlib.Path, name: str) -> pathlib.Path:
    """Return where the page of the paper called *name* is in *folder*."""
    return folder / f"{_plain(name)}.pdf"


def cause_of(error: OSError) -> str:
    """Return the code of why nothing could be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC}:
        return "disk-full"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "no-permission"
    return "not-writable"


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", name).strip("-")[:80] or "page"
