"""Every pair of colours that is laid one on the other, measured (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import json
import pathlib

import pytest
from PySide6.QtGui import QColor

from desk_app.ui.palettes import DISPLAY, PALETTES

PAIRS = json.loads((pathlib.Path(__file__).parent / "contrast.json").read_text())
WINDOW_PAIRS = [
    (name, pair) for pair in PAIRS for name in ("light", "dark", "high_contrast") if name in pair
]
DISPLAY_PAIRS = [pair for pair in PAIRS if "display" in pair]


def luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("theme", "pair"), WINDOW_PAIRS, ids=lambda v: v if isinstance(v, str) else v["text"]
)
def test_a_pair_of_the_windows_can_be_read(theme: str, pair: dict[str, object]) -> None:
    palette = PALETTES[theme]

    measured = contrast(getattr(palette, pair["text"]), getattr(palette, pair["on"]))

    assert measured >= pair["at_least"]
    assert measured == pytest.approx(pair[theme], abs=0.02)


@pytest.mark.parametrize("pair", DISPLAY_PAIRS, ids=lambda pair: f"{pair['text']}-{pair['on']}")
def test_a_pair_of_the_display_can_be_read(pair: dict[str, object]) -> None:
    measured = contrast(getattr(DISPLAY, pair["text"]), getattr(DISPLAY, pair["on"]))

    assert measured >= pair["at_least"]
    assert measured == pytest.approx(pair["display"], abs=0.02)


def test_the_pairs_are_all_there() -> None:
    assert (len(WINDOW_PAIRS), len(DISPLAY_PAIRS)) == (90, 8)


@pytest.mark.parametrize("theme", PALETTES)
def test_the_rehearsal_band_can_be_read(theme: str) -> None:
    palette = PALETTES[theme]

    assert contrast(palette.surface, palette.warn) >= 4.5
