"""A printer on the network, port 9100: one connection for one paper. It knows no job."""

from __future__ import annotations

import contextlib
import select
import socket
import time

from desk_app.domain.errors import PrinterUnavailable
from desk_app.printing.addresses import Tcp
from desk_app.printing.links import STALL_S, FenceAnswers, LinkLost, OnProgress

_CONNECT_S = 2.0
_CHUNK = 4096
_SEND_BUFFER = 8192  # small, so that the bytes we count as handed are nearly the printer's
_LINGER_S = 1.0


class TcpLink:
    """An open connection."""

    answers = True
    is_durable = False
    bytes_per_second = 1_000_000.0

    def __init__(self, printer: str, address: Tcp, *, stall_s: float = STALL_S) -> None:
        """Connect within 2 s; raises PrinterUnavailable with a cause."""
        self._socket = _connect(printer, address)
        self._stall_s = stall_s
        self._fence = FenceAnswers()
        self._is_through = False

    def send(self, payload: bytes, on_progress: OnProgress) -> None:
        """Hand over *payload* in small pieces, reading what the printer says in between.

        A printer whose words are not read closes with a reset, which loses the paper's end.
        """
        handed = 0
        rest = memoryview(payload)
        while rest:
            readable, writable, _ = select.select([self._socket], [self._socket], [], self._stall_s)
            if not readable and not writable:
                raise LinkLost(handed, "stalled")
            try:
                if readable and not self._read():
                    raise LinkLost(handed, "lost")
                if writable:
                    sent = self._socket.send(rest[:_CHUNK])
                    handed += sent
                    rest = rest[sent:]
                    on_progress(handed)
            except BlockingIOError:
                continue
            except OSError as error:
                raise LinkLost(handed, "lost") from error

    def acknowledged(self, seconds: float) -> bool:
        """Wait for the fence's answer; what came before the last byte was sent is no answer."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            readable, _, _ = select.select([self._socket], [], [], left)
            try:
                received = self._socket.recv(_CHUNK) if readable else b""
            except OSError:
                return False
            if not received:
                return False
            if self._fence.feed(received):
                self._is_through = True
                return True
        return False

    def close(self) -> None:
        """Say that nothing more comes, read to the end for at most a second, then close."""
        deadline = time.monotonic() + (_LINGER_S / 5 if self._is_through else _LINGER_S)
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
            while (left := deadline - time.monotonic()) > 0:
                readable, _, _ = select.select([self._socket], [], [], left)
                if not readable or not self._socket.recv(_CHUNK):
                    break
        self._socket.close()

    def _read(self) -> bool:
        received = self._socket.recv(_CHUNK)
        self._fence.feed(received)
        return bool(received)


def _connect(printer: str, address: Tcp) -> socket.socket:
    try:
        opened = socket.create_connection((address.host, address.port), timeout=_CONNECT_S)
    except socket.gaierror as error:
        raise PrinterUnavailable(printer, "unknown-host") from error
    except ConnectionRefusedError as error:
        raise PrinterUnavailable(printer, "refused") from error
    except (OSError, UnicodeError) as error:
        raise PrinterUnavailable(printer, "unreachable") from error
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 10_000)
    opened.setblocking(False)
    return opened
