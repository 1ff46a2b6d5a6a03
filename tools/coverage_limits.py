"""Judges the coverage just measured: every branch where rules live, nine tenths over all."""

from __future__ import annotations

import io
import sys

from coverage import Coverage

PERFECT = ("desk_app/domain/*", "desk_app/services/*", "desk_app/printing/layout.py")
OVERALL = 90.0


def main() -> int:
    """Print both figures beside their limits; return 1 if one is missed."""
    coverage = Coverage()
    coverage.load()
    rules = coverage.report(
        include=list(PERFECT), show_missing=True, skip_covered=True, file=sys.stdout
    )
    overall = coverage.report(file=io.StringIO())
    print(f"rules {rules:.1f} % (limit 100) · all {overall:.1f} % (limit {OVERALL})")
    return 0 if rules >= 100.0 and overall >= OVERALL else 1


if __name__ == "__main__":
    sys.exit(main())
