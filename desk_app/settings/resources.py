"""Where the files that come with the program are, installed, frozen or in a clone."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
"""A frozen program unpacks its modules and `resources` side by side, as a clone has them."""


def resource(*parts: str) -> Path:
    """Return the path of a shipped file, such as `resource("sites", "demonstration.toml")`."""
    return RESOURCES.joinpath(*parts)
