"""Writes resources/sounds: the chime of a new call and the alert, made of sine tones.

python -m tools.make_sounds
"""

from __future__ import annotations

import array
import dataclasses
import math
import sys
import wave
from collections.abc import Sequence

from desk_app.settings.resources import resource

RATE = 22_050
PEAK = 0.6
"""Share of full scale: headroom for the loudspeaker of a waiting room."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """One struck tone: *pitch* in hertz, times in seconds."""

    pitch: float
    starts: float
    lasts: float
    fade: float

    def at(self, second: float) -> float:
        """Return the wave at *second*: soft attack, exponential decay, a little of the octave."""
        since = second - self.starts
        if not 0 <= since < self.lasts:
            return 0.0
        attack = min(1.0, since / 0.012)
        release = min(1.0, (self.lasts - since) / 0.05)
        turn = 2 * math.pi * self.pitch * since
        return (
            attack
            * release
            * math.exp(-since / self.fade)
            * (math.sin(turn) + 0.25 * math.sin(2 * turn) * math.exp(-since / 0.15))
        )


# A falling third, as public places use: heard through talk, not startling.
CHIME = (
    Tone(pitch=659.26, starts=0.0, lasts=0.9, fade=0.30),
    Tone(pitch=523.25, starts=0.35, lasts=0.95, fade=0.38),
)
# Three short equal tones: not to be taken for a call.
ALERT = tuple(Tone(pitch=880.0, starts=0.22 * n, lasts=0.16, fade=0.5) for n in range(3))


def main() -> None:
    """Write both sounds."""
    for name, tones in (("chime", CHIME), ("alert", ALERT)):
        _write(name, tones)


def _write(name: str, tones: Sequence[Tone]) -> None:
    length = max(tone.starts + tone.lasts for tone in tones)
    waves = [sum(tone.at(n / RATE) for tone in tones) for n in range(math.ceil(length * RATE))]
    scale = PEAK * 32_767 / max(abs(value) for value in waves)
    samples = array.array("h", (round(value * scale) for value in waves))
    if sys.byteorder == "big":
        samples.byteswap()
    path = resource("sounds", f"{name}.wav")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    print(f"{path.name}: {length:.2f} s, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
