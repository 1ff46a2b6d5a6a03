"""Printers plugged into this computer: serial and USB. They know no job."""

from __future__ import annotations

import errno
import os
import pathlib
import select
import time
from typing import Protocol

from desk_app.domain.errors import PrinterUnavailable
from desk_app.printing.addresses import Serial, Usb
from desk_app.printing.links import STALL_S, FenceAnswers, LinkLost, OnProgress
from desk_app.printing.profiles import Profile

_SERIAL_CHUNK = 256
_USB_CHUNK = 4096


class SerialLink:
    """An open serial port."""

    answers = True
    is_durable = False

    def __init__(
        self, printer: str, address: Serial, profile: Profile, *, stall_s: float = STALL_S
    ) -> None:
        """Open the port at its speed; raises PrinterUnavailable with a cause."""
        import serial  # noqa: PLC0415 - only a desk with a serial printer pays for it

        self._baud = address.baud or profile.baud
        self._pace_s = profile.pace_ms / 1000
        self._errors = (serial.SerialException, OSError)
        try:
            self._port = serial.Serial(
                address.device, self._baud, timeout=0.1, write_timeout=stall_s,
                rtscts=profile.flow == "rts", dsrdtr=profile.flow == "dtr",
                xonxoff=profile.flow == "xonxoff", exclusive=os.name == "posix" or None,
            )  # fmt: skip
        except (serial.SerialException, OSError, ValueError) as error:
            raise PrinterUnavailable(printer, _cause(getattr(error, "errno", None))) from error
        self._fence = FenceAnswers()

    @property
    def bytes_per_second(self) -> float:
        """Ten bits a byte."""
        return self._baud / 10

    def send(self, payload: bytes, on_progress: OnProgress) -> None:
        """Hand over *payload* in pieces a small buffer takes."""
        import serial  # noqa: PLC0415

        handed = 0
        try:
            for at in range(0, len(payload), _SERIAL_CHUNK):
                handed += int(self._port.write(payload[at : at + _SERIAL_CHUNK]) or 0)
                on_progress(handed)
                if self._pace_s:
                    time.sleep(self._pace_s)  # clones without flow control drop what comes faster
            self._port.flush()
        except serial.SerialTimeoutException as error:
            raise LinkLost(handed, "stalled") from error
        except self._errors as error:
            raise LinkLost(handed, "lost") from error

    def acknowledged(self, seconds: float) -> bool:
        """Wait for the fence's answer, byte by byte: a longer read would wait for more."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if self._fence.feed(self._port.read(1)):
                    return True
            except self._errors:
                return False
        return False

    def close(self) -> None:
        """Close the port."""
        self._port.close()


class DeviceLink:
    """An open device file that takes bytes and may answer: `/dev/usb/lp0`."""

    answers = True
    is_durable = False
    bytes_per_second = 500_000.0

    def __init__(self, descriptor: int, *, stall_s: float = STALL_S) -> None:
        """Take over *descriptor*, opened non-blocking for reading and writing."""
        self._descriptor = descriptor
        self._stall_ms = stall_s * 1000
        self._fence = FenceAnswers()

    def send(self, payload: bytes, on_progress: OnProgress) -> None:
        """Hand over *payload* as fast as the device takes it."""
        handed = 0
        ready = select.poll()
        ready.register(self._descriptor, select.POLLOUT)
        while handed < len(payload):
            if not ready.poll(self._stall_ms):
                raise LinkLost(handed, "stalled")
            try:
                handed += os.write(self._descriptor, payload[handed : handed + _USB_CHUNK])
            except BlockingIOError:
                continue
            except OSError as error:
                raise LinkLost(handed, "lost") from error
            on_progress(handed)

    def acknowledged(self, seconds: float) -> bool:
        """Wait for the fence's answer."""
        deadline = time.monotonic() + seconds
        ready = select.poll()
        ready.register(self._descriptor, select.POLLIN)
        while (left := deadline - time.monotonic()) > 0:
            if not ready.poll(left * 1000):
                return False
            try:
                received = os.read(self._descriptor, 64)
            except OSError:
                return False
            if not received:
                return False
            if self._fence.feed(received):
                return True
        return False

    def close(self) -> None:
        """Close the device."""
        os.close(self._descriptor)


class _Endpoint(Protocol):
    def write(self, data: bytes, timeout: int) -> int: ...
    def read(self, size: int, timeout: int) -> bytes: ...


class UsbLink:
    """A printer reached through libusb, where the system has no device file for it."""

    is_durable = False
    bytes_per_second = 500_000.0

    def __init__(self, out: _Endpoint, into: _Endpoint | None, *, stall_s: float = STALL_S) -> None:
        """Take the printer's two endpoints; *into* is None where it has no way back."""
        self._out, self._into = out, into
        self._stall_ms = round(stall_s * 1000)
        self._fence = FenceAnswers()

    @property
    def answers(self) -> bool:
        """Whether there is a way back."""
        return self._into is not None

    def send(self, payload: bytes, on_progress: OnProgress) -> None:
        """Hand over *payload* by pieces; of a piece that fails nothing is known to have gone."""
        handed = 0
        while handed < len(payload):
            try:
                handed += self._out.write(payload[handed : handed + _USB_CHUNK], self._stall_ms)
            except OSError as error:  # usb.core.USBError is one
                cause = "stalled" if error.errno == errno.ETIMEDOUT else "lost"
                raise LinkLost(handed, cause) from error
            on_progress(handed)

    def acknowledged(self, seconds: float) -> bool:
        """Wait for the fence's answer."""
        deadline = time.monotonic() + seconds
        while self._into is not None and time.monotonic() < deadline:
            try:
                if self._fence.feed(bytes(self._into.read(64, 200))):
                    return True
            except OSError as error:
                if error.errno != errno.ETIMEDOUT:
                    return False
        return False

    def close(self) -> None:
        """Nothing to close: libusb frees the interface with its last reference."""


def open_usb(
    printer: str, address: Usb, *, classes: pathlib.Path = pathlib.Path("/sys/class/usbmisc"),
    devices: pathlib.Path = pathlib.Path("/dev/usb"),
) -> DeviceLink | UsbLink:  # fmt: skip
    """Open the device file of *address*, or the device itself; raises PrinterUnavailable."""
    name = _device_name(address, classes)
    if name is None:
        return _open_libusb(printer, address)
    try:
        return DeviceLink(os.open(devices / name, os.O_RDWR | os.O_NONBLOCK))
    except OSError as error:
        raise PrinterUnavailable(printer, _cause(error.errno)) from error


def _device_name(address: Usb, classes: pathlib.Path) -> str | None:
    for entry in sorted(classes.glob("lp*")):
        device = (entry / "device").resolve().parent
        ids = (_hex(device / "idVendor"), _hex(device / "idProduct"))
        is_it = not address.serial_number or address.serial_number == _line(device / "serial")
        if ids == (address.vid, address.pid) and is_it:
            return entry.name
    return None


def _line(path: pathlib.Path) -> str:
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _hex(path: pathlib.Path) -> int:
    return int(_line(path) or "0", 16)


def _open_libusb(printer: str, address: Usb) -> UsbLink:
    import usb.core  # noqa: PLC0415
    import usb.util  # noqa: PLC0415

    wanted: dict[str, int | str] = {"idVendor": address.vid, "idProduct": address.pid}
    if address.serial_number:
        wanted["serial_number"] = address.serial_number
    try:
        device = usb.core.find(**wanted)
        if device is None:
            raise PrinterUnavailable(printer, "not-found")
        interface = usb.util.find_descriptor(device.get_active_configuration(), bInterfaceClass=7)
        ways = {usb.util.endpoint_direction(end.bEndpointAddress): end for end in interface or ()}
    except (usb.core.NoBackendError, usb.core.USBError, NotImplementedError) as error:
        raise PrinterUnavailable(printer, _cause(getattr(error, "errno", None))) from error
    if usb.util.ENDPOINT_OUT not in ways:
        raise PrinterUnavailable(printer, "not-found")
    return UsbLink(ways[usb.util.ENDPOINT_OUT], ways.get(usb.util.ENDPOINT_IN))


def _cause(code: int | None) -> str:
    causes = {errno.EACCES: "no-permission", errno.EPERM: "no-permission", errno.EBUSY: "busy",
              errno.EAGAIN: "busy"}  # fmt: skip
    return causes.get(code or 0, "not-found")
