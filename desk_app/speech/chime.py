"""Plays the chime of a call with what the system has; it never waits and never raises."""

from __future__ import annotations

import enum
import functools
import pathlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from desk_app.settings.resources import resource

PLAYERS = ("pw-play", "paplay", "aplay")  # PipeWire, PulseAudio, ALSA: the first that is there


class ChimeState(enum.Enum):
    """Whether a call can be heard."""

    READY = "ready"
    NO_PLAYER = "no_player"
    FAILED = "failed"  # the player is there and says no: no sound card, no sound service


class Running(Protocol):
    """A player at work."""

    def poll(self) -> int | None:
        """Return how it ended, None while it plays."""
        ...

    def kill(self) -> None:
        """Fall silent."""
        ...

    def wait(self) -> int:
        """Return how it ended, once it has been killed."""
        ...


class Player(Protocol):
    """Plays a sound file without waiting for its end."""

    def __call__(self, sound: pathlib.Path) -> Running:
        """Begin to play. Raises OSError or RuntimeError where that cannot be."""
        ...


class Chime:
    """The sound of a call. *player* is None where the system has none."""

    def __init__(self, player: Player | None, *, sound: pathlib.Path | None = None) -> None:
        self._player = player
        self._sound = sound or resource("sounds", "chime.wav")
        self._running: Running | None = None
        self._state = ChimeState.NO_PLAYER if player is None else ChimeState.READY

    def play(self) -> ChimeState:
        """Begin to play, unless the last chime still sounds; return whether it can be heard."""
        if self._player is not None and not self._sounds():
            try:
                self._running = self._player(self._sound)
                self._state = ChimeState.READY
            except (OSError, RuntimeError):
                self._state = ChimeState.FAILED
        return self._state

    def state(self) -> ChimeState:
        """Return whether a call can be heard, as far as the last chime tells."""
        self._sounds()
        return self._state

    def close(self) -> None:
        """Fall silent and leave no process behind."""
        if self._sounds() and self._running is not None:
            self._running.kill()
            self._running.wait()
            self._running = None

    def _sounds(self) -> bool:
        if self._running is None:
            return False
        ended = self._running.poll()
        if ended is None:
            return True
        self._running = None
        if ended != 0:
            self._state = ChimeState.FAILED
        return False


def system_chime(
    *,
    platform: str = sys.platform,
    find: Callable[[str], str | None] = shutil.which,
) -> Chime:
    """Return the chime of this machine."""
    if platform == "win32":
        return Chime(_play_on_windows)
    for name in PLAYERS:
        path = find(name)
        if path is not None:
            return Chime(functools.partial(_play_by, (path,)))
    return Chime(None)


class _Started:
    """A sound that Windows plays by itself: there is nothing to wait for."""

    def poll(self) -> int | None:
        """Return 0: it has been taken."""
        return 0

    def kill(self) -> None:
        """Let it sound: it ends by itself within two seconds."""

    def wait(self) -> int:
        """Return 0, as `poll` does."""
        return 0


def _play_by(command: Sequence[str], sound: pathlib.Path) -> Running:
    return subprocess.Popen(
        [*command, str(sound)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _play_on_windows(sound: pathlib.Path) -> Running:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - it exists on Windows alone

        winsound.PlaySound(str(sound), winsound.SND_FILENAME | winsound.SND_ASYNC)
        return _Started()
    raise OSError("winsound is a part of Windows")
