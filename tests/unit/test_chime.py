"""The chime plays with what there is, waits for nothing and breaks nothing."""

from __future__ import annotations

import os
import stat
import time
import wave
from pathlib import Path

import pytest

from desk_app.settings.resources import resource
from desk_app.speech.chime import PLAYERS, Chime, ChimeState, system_chime


class FakePlayer:
    """Plays nothing, in the way a test asks for."""

    def __init__(self, *, ends: int | None = 0, raises: Exception | None = None) -> None:
        self.ends, self.raises = ends, raises
        self.played: list[Path] = []

    def __call__(self, sound: Path):
        """Take a sound."""
        if self.raises is not None:
            raise self.raises
        self.played.append(sound)
        return self

    def poll(self) -> int | None:
        """Say how it ended."""
        return self.ends

    def kill(self) -> None:
        """Fall silent."""
        self.ends = -9

    def wait(self) -> int | None:
        """Say how it ended."""
        return self.ends


def script(folder: Path, name: str, lines: str) -> Path:
    """Write a player of our own."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def ended(chime: Chime) -> ChimeState:
    """Return the state once the player's end can be seen."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and chime.state() is ChimeState.READY:
        os.sched_yield()
    return chime.state()


def test_it_plays_the_shipped_chime():
    player = FakePlayer()

    state = Chime(player).play()

    assert state is ChimeState.READY
    assert player.played == [resource("sounds", "chime.wav")]


def test_the_shipped_chime_is_a_short_sound():
    with wave.open(str(resource("sounds", "chime.wav"))) as sound:
        seconds = sound.getnframes() / sound.getframerate()

    assert 0.2 < seconds < 3


def test_without_a_player_it_says_so():
    chime = system_chime(platform="linux", find=lambda name: None)

    assert chime.state() is ChimeState.NO_PLAYER
    assert chime.play() is ChimeState.NO_PLAYER


@pytest.mark.parametrize("error", [OSError("gone"), RuntimeError("Failed to play sound")])
def test_a_player_that_cannot_start_is_told_and_not_raised(error):
    assert Chime(FakePlayer(raises=error)).play() is ChimeState.FAILED


def test_a_player_that_ends_badly_is_told_afterwards():
    chime = Chime(FakePlayer(ends=1))

    chime.play()

    assert chime.state() is ChimeState.FAILED


def test_a_chime_that_plays_again_after_a_failure_is_ready():
    player = FakePlayer(raises=OSError("no sound card"))
    chime = Chime(player)
    chime.play()
    player.raises = None

    assert chime.play() is ChimeState.READY


def test_two_calls_at_once_chime_once():
    player = FakePlayer(ends=None)
    chime = Chime(player)

    chime.play()
    chime.play()

    assert len(player.played) == 1


def test_the_next_call_chimes_when_the_last_chime_has_ended():
    player = FakePlayer(ends=None)
    chime = Chime(player)
    chime.play()
    player.ends = 0

    chime.play()

    assert len(player.played) == 2


def test_the_players_are_tried_in_their_order():
    asked: list[str] = []

    system_chime(platform="linux", find=asked.append)

    assert tuple(asked) == PLAYERS


def test_the_first_player_found_is_given_the_sound(tmp_path):
    heard = tmp_path / "heard"
    player = script(
        tmp_path, "paplay", f'echo "$1" > "{heard}.part" && mv "{heard}.part" "{heard}"'
    )
    chime = system_chime(
        platform="linux", find=lambda name: str(player) if name == "paplay" else None
    )

    chime.play()

    deadline = time.monotonic() + 10
    while not heard.exists() and time.monotonic() < deadline:
        os.sched_yield()
    chime.close()
    assert heard.read_text(encoding="utf-8").strip() == str(resource("sounds", "chime.wav"))


def test_a_player_that_takes_its_time_does_not_hold_the_caller(tmp_path):
    os.mkfifo(tmp_path / "gate")
    player = script(tmp_path, "aplay", f'read line < "{tmp_path}/gate"')
    chime = system_chime(
        platform="linux", find=lambda name: str(player) if name == "aplay" else None
    )

    began = time.monotonic()
    state = chime.play()
    taken = time.monotonic() - began
    chime.close()

    assert state is ChimeState.READY
    assert taken < 1


def test_closing_ends_a_chime_that_still_sounds():
    player = FakePlayer(ends=None)
    chime = Chime(player)
    chime.play()

    chime.close()

    assert player.ends == -9


def test_a_player_without_a_sound_card_is_told(tmp_path):
    player = script(tmp_path, "aplay", "exit 1")
    chime = system_chime(
        platform="linux", find=lambda name: str(player) if name == "aplay" else None
    )
    chime.play()

    assert ended(chime) is ChimeState.FAILED


def test_a_player_removed_since_is_told(tmp_path):
    chime = system_chime(platform="linux", find=lambda name: str(tmp_path / "gone"))

    assert chime.play() is ChimeState.FAILED
