"""A printer that is not there: port 9100 as a real one answers it, for tests and trying out.

It keeps what it was sent paper by paper and can be told to misbehave; it draws nothing.
"""

from __future__ import annotations

import contextlib
import dataclasses
import select
import socket
import struct
import threading
from types import TracebackType

_REALTIME_STATUS = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12}
_OUT_OF_PAPER = {1: 0x1E, 2: 0x32, 3: 0x12, 4: 0x7E}
_TICK_S = 0.02
_FIXED = {  # bytes of a command with its arguments, by its first two bytes
    b"\x1b\x40": 2, b"\x1c\x2e": 2, b"\x1b\x74": 3, b"\x1b\x61": 3, b"\x1b\x45": 3,
    b"\x1b\x4a": 3, b"\x1b\x64": 3, b"\x1d\x21": 3, b"\x1d\x42": 3, b"\x1d\x72": 3,
    b"\x1d\x61": 3, b"\x1d\x49": 3, b"\x10\x04": 3, b"\x10\x05": 3,
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Command:
    """One command of a stream: its *code*, or nothing for text, and all its bytes."""

    code: bytes
    data: bytes


def read_command(data: bytes) -> Command | None:
    """Return the first command of *data*, or None while it is not whole."""
    if not data:
        return None
    if data[:1] not in b"\x10\x1b\x1c\x1d":
        end = next((at for at, byte in enumerate(data) if byte in b"\x10\x1b\x1c\x1d"), len(data))
        return Command(b"", data[:end])
    length = _length(data)
    return Command(data[:2], data[:length]) if length and len(data) >= length else None


def _length(data: bytes) -> int:
    """Return the bytes of the command that *data* begins with; 0 while that cannot be told."""
    code = data[:2]
    if code in _FIXED:
        return _FIXED[code]
    if len(data) < 3:
        return 0
    if code == b"\x1d\x56":
        return 4 if data[2] in {0x41, 0x42} else 3
    if code == b"\x1d\x76":
        return 8 + _word(data, 4) * _word(data, 6) if len(data) >= 8 else 0
    if code == b"\x1d\x28":
        return 5 + _word(data, 3) if len(data) >= 5 else 0
    return 10 if code == b"\x10\x14" else 2


def _word(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the printer behaves; byte counts are of what it has processed since it was made.

    *chatter* is what it says on its own as a connection opens; *bytes_per_second* 0 is at once.
    """

    is_mute: bool = False
    answers_fence: bool = True
    paper_out_at: int | None = None
    resets_at: int | None = None
    bytes_per_second: int = 0
    chatter: bytes = b""


class VirtualPrinter:
    """A printer on a free port of this computer, from `with` to the end of the block."""

    def __init__(self, manners: Manners | None = None) -> None:
        self._manners = manners or Manners()
        self._server = socket.create_server(("127.0.0.1", 0))
        self._paper = threading.Event()
        self._closing = threading.Event()
        self._changed = threading.Condition()
        self._received = bytearray()
        self._papers: list[bytes] = []
        self._begun = bytearray()
        self._thread = threading.Thread(target=self._serve, name="virtual printer")

    def __enter__(self) -> VirtualPrinter:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._thread.join()
        self._server.close()

    @property
    def address(self) -> str:
        """The address a print job names."""
        return f"tcp://127.0.0.1:{self._server.getsockname()[1]}"

    @property
    def received(self) -> bytes:
        """Every byte that arrived."""
        return bytes(self._received)

    @property
    def papers(self) -> tuple[bytes, ...]:
        """The bytes of each paper that was cut."""
        return tuple(self._papers)

    def load_paper(self) -> None:
        """Put a new roll in: the printer goes on where it stopped."""
        self._paper.set()

    def wait_for_papers(self, count: int, timeout: float = 5.0) -> bool:
        """Wait until *count* papers were cut; False after *timeout* seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._papers) >= count, timeout)

    def _serve(self) -> None:
        while not self._closing.is_set():
            readable, _, _ = select.select([self._server], [], [], _TICK_S)
            if readable:
                connection, _ = self._server.accept()
                with connection, contextlib.suppress(ConnectionError):
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        """Serve one connection to its end; others are accepted by the system and wait unheard."""
        connection.sendall(self._manners.chatter)
        waiting = bytearray()
        is_open = True
        while not self._closing.is_set() and (is_open or (waiting and not self._is_stopped())):
            if is_open and self._takes(waiting):
                is_open = self._take(connection, waiting)
            else:
                self._closing.wait(_TICK_S)
            if not self._work(connection, waiting):
                return

    def _takes(self, waiting: bytearray) -> bool:
        """Whether the buffer of 4 KB has room; an image longer than it prints as it comes."""
        if self._manners.is_mute or len(waiting) < 4096:
            return not self._manners.is_mute
        return not self._is_stopped() and read_command(bytes(waiting)) is None

    def _take(self, connection: socket.socket, waiting: bytearray) -> bool:
        readable, _, _ = select.select([connection], [], [], _TICK_S)
        if not readable:
            return True
        data = connection.recv(4096)
        self._received += data
        waiting += data
        at = data.find(b"\x10\x04")
        if 0 <= at < len(data) - 2:  # answered on reception, whatever stands before it
            states = _OUT_OF_PAPER if self._is_stopped() else _REALTIME_STATUS
            connection.sendall(bytes([states.get(data[at + 2], 0x12)]))
        return bool(data)

    def _is_stopped(self) -> bool:
        limit = self._manners.paper_out_at
        done = sum(map(len, self._papers)) + len(self._begun)
        return limit is not None and done >= limit and not self._paper.is_set()

    def _work(self, connection: socket.socket, waiting: bytearray) -> bool:
        """Print what has arrived whole; False once the connection was thrown away."""
        while not self._is_stopped() and (command := read_command(bytes(waiting))):
            del waiting[: len(command.data)]
            self._begun += command.data
            done = sum(map(len, self._papers)) + len(self._begun)
            if self._manners.resets_at is not None and done >= self._manners.resets_at:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
            if self._manners.bytes_per_second:
                self._closing.wait(len(command.data) / self._manners.bytes_per_second)
            if command.code == b"\x1d\x72" and self._manners.answers_fence:
                connection.sendall(b"\x00")
            if command.code == b"\x1d\x56":
                self._cut()
        return True

    def _cut(self) -> None:
        with self._changed:
            self._papers.append(bytes(self._begun))
            self._begun.clear()
            self._changed.notify_all()
