"""Serial and USB printers, on pseudo-terminals and socket pairs of this computer."""

from __future__ import annotations

import errno
import os
import pathlib
import socket
import threading
import tty

import pytest

from desk_app.domain.errors import PrinterUnavailable
from desk_app.printing import profiles
from desk_app.printing.addresses import Serial, Usb
from desk_app.printing.devices import DeviceLink, SerialLink, UsbLink, open_usb
from desk_app.printing.links import LinkLost, unheard

EPSON = profiles.load("epson-tm-t20iii")
PAPER = bytes(range(256)) * 8


class _Listener:
    """Reads *count* bytes at the far end of a line, then answers the fence."""

    def __init__(self, descriptor: int, count: int) -> None:
        self.heard = bytearray()
        self._descriptor, self._count = descriptor, count
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def join(self) -> None:
        self._thread.join(5)

    def _run(self) -> None:
        while len(self.heard) < self._count:
            self.heard += os.read(self._descriptor, 512)
        os.write(self._descriptor, b"\x00")


class _Endpoint:
    """A USB endpoint that takes or gives in pieces, then fails with *code*."""

    def __init__(
        self, *, fails_after: int = -1, code: int = errno.ENODEV, says: bytes = b""
    ) -> None:
        self.taken = b""
        self._fails_after, self._code, self._says = fails_after, code, says

    def write(self, data: bytes, timeout: int) -> int:
        if 0 <= self._fails_after <= len(self.taken):
            raise OSError(self._code, "gone")
        self.taken += data
        return len(data)

    def read(self, size: int, timeout: int) -> bytes:
        if not self._says:
            raise OSError(self._code, "nothing")
        said, self._says = self._says[:size], self._says[size:]
        return said


def test_a_serial_paper_arrives_whole_and_is_acknowledged() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    listener = _Listener(ours, len(PAPER))

    link = SerialLink("p", Serial(os.ttyname(theirs), 115200), EPSON)
    link.send(PAPER, unheard)
    is_acknowledged = link.acknowledged(5)
    link.close()
    listener.join()
    os.close(ours)
    os.close(theirs)

    assert (is_acknowledged, bytes(listener.heard)) == (True, PAPER)


def test_a_serial_printer_that_stops_taking_data_is_given_up() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    link = SerialLink("p", Serial(os.ttyname(theirs), 115200), EPSON, stall_s=0.2)

    with pytest.raises(LinkLost) as lost:
        link.send(PAPER * 100, unheard)
    link.close()
    os.close(ours)
    os.close(theirs)

    assert lost.value.cause == "stalled"


def test_a_serial_line_is_as_slow_as_its_baud() -> None:
    ours, theirs = os.openpty()

    link = SerialLink("p", Serial(os.ttyname(theirs), 9600), EPSON)
    speed = link.bytes_per_second
    link.close()
    os.close(ours)
    os.close(theirs)

    assert speed == 960


def test_a_serial_port_that_is_not_there_is_named_so() -> None:
    with pytest.raises(PrinterUnavailable) as unavailable:
        SerialLink("p", Serial("/dev/ttyNOWHERE", 9600), EPSON)

    assert unavailable.value.cause == "not-found"


def test_a_device_file_takes_the_paper_and_answers() -> None:
    near, far = socket.socketpair()
    near.setblocking(False)
    listener = _Listener(far.fileno(), len(PAPER))

    link = DeviceLink(os.dup(near.fileno()))
    link.send(PAPER, unheard)
    is_acknowledged = link.acknowledged(5)
    link.close()
    listener.join()
    near.close()
    far.close()

    assert (is_acknowledged, bytes(listener.heard)) == (True, PAPER)


def test_a_device_unplugged_in_the_middle_is_lost() -> None:
    near, far = socket.socketpair()
    near.setblocking(False)
    far.close()

    link = DeviceLink(os.dup(near.fileno()))
    with pytest.raises(LinkLost) as lost:
        link.send(PAPER, unheard)
    link.close()
    near.close()

    assert (lost.value.handed, lost.value.cause) == (0, "lost")


def test_a_device_that_takes_nothing_is_given_up() -> None:
    near, far = socket.socketpair()
    near.setblocking(False)

    link = DeviceLink(os.dup(near.fileno()), stall_s=0.1)
    with pytest.raises(LinkLost) as lost:
        link.send(PAPER * 1000, unheard)
    link.close()
    near.close()
    far.close()

    assert lost.value.cause == "stalled"


def test_two_printers_of_one_model_are_told_apart_by_their_serial_number(
    tmp_path: pathlib.Path,
) -> None:
    classes, devices = tmp_path / "class", tmp_path / "dev"
    devices.mkdir()
    for name, number in (("lp0", "AAA"), ("lp1", "BBB")):
        device = tmp_path / "bus" / name
        (device / "1-1:1.0").mkdir(parents=True)
        for file, text in (("idVendor", "04b8"), ("idProduct", "0e28"), ("serial", number)):
            (device / file).write_text(f"{text}\n")
        (classes / name).mkdir(parents=True)
        (classes / name / "device").symlink_to(device / "1-1:1.0")
        (devices / name).touch()

    link = open_usb("p", Usb(0x04B8, 0x0E28, "BBB"), classes=classes, devices=devices)
    link.send(b"paper", unheard)
    link.close()

    assert ((devices / "lp0").read_bytes(), (devices / "lp1").read_bytes()) == (b"", b"paper")


def test_a_usb_printer_that_is_not_plugged_in_is_named_so(tmp_path: pathlib.Path) -> None:
    with pytest.raises(PrinterUnavailable) as unavailable:
        open_usb("p", Usb(0xFFFE, 0xFFFE), classes=tmp_path)

    assert unavailable.value.cause == "not-found"


def test_a_libusb_paper_is_sent_by_pieces_and_acknowledged() -> None:
    out, into = _Endpoint(), _Endpoint(says=b"\x14\x00\x00\x0f\x00")

    link = UsbLink(out, into)
    link.send(PAPER * 4, unheard)

    assert (out.taken, link.acknowledged(1)) == (PAPER * 4, True)


@pytest.mark.parametrize(("code", "cause"), [(errno.ENODEV, "lost"), (errno.ETIMEDOUT, "stalled")])
def test_a_libusb_printer_that_fails_says_how_far_it_came(code: int, cause: str) -> None:
    link = UsbLink(_Endpoint(fails_after=4096, code=code), None)

    with pytest.raises(LinkLost) as lost:
        link.send(PAPER * 4, unheard)

    assert (4096, cause, False) == (lost.value.handed, lost.value.cause, link.answers)
