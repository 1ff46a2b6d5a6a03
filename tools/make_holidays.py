"""Writes resources/sites/holidays.txt from the `holidays` library, which is too slow to start.

Importing it loads every country of the world (about half a second); a command answers in less.
"""

from __future__ import annotations

from desk_app.domain.sitefile_parts import HOLIDAY_SUBDIVISIONS
from desk_app.settings.holidays import SHIPPED_YEARS, computed, holiday_line, shipped_path


def main() -> None:
    """Compute every subdivision and year, and write one line each."""
    lines = [
        holiday_line(subdivision, year, computed(subdivision, year))
        for subdivision in HOLIDAY_SUBDIVISIONS
        for year in SHIPPED_YEARS
    ]
    shipped_path().write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines in {shipped_path()}")


if __name__ == "__main__":
    main()
