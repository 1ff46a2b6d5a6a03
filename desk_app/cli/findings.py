"""What one check of the doctor found. The checks are in checkup.py and checkup_care.py."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: its code, whether it is well, what was found and how to mend it."""

    check: str
    ok: bool
    mend: str
    found: str


def well(check: str, found: str) -> Finding:
    """Return a finding that asks for nothing."""
    return Finding(check=check, ok=True, mend="", found=found)
