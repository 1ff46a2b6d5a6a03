"""The passwords everybody tries first, shipped as a list; what is refused is in the domain."""

from __future__ import annotations

import functools

from desk_app.settings.resources import resource


@functools.cache
def common_passwords() -> frozenset[str]:
    """Return the common passwords, in small letters without accents (S-02)."""
    text = resource("texts", "common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
