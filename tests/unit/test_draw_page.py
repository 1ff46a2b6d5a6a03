"""The page about the draw is enough to write the check again."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.domain.draw import Half, Stratum
from desk_app.domain.draw_export import Held, hold
from tests.unit.draws import REVEALED, SECRETS, entry, exported, sheet, slot, small_draw

PAGE = Path(__file__).resolve().parents[2] / "docs" / "draw.md"


def _random_draw(run: int) -> Held:
    source = random.Random(run)
    wishes = ({}, {"half": Half.AFTERNOON}, {"half": Half.MORNING, "minutes": 30}, {"minutes": 45})
    entries = [
        entry(number, source.choice(tuple(Stratum)), **source.choice(wishes))
        for number in range(1, 40)
    ]
    pool = [
        slot(f"2026-03-{day}T{time}", seats=range(1, source.randrange(4)), series=series)
        for day in (10, 11)
        for time in ("09:00", "09:15", "09:30", "12:00", "12:15")
        for series in ("a", "b")
    ]
    return hold(sheet(entries, pool), SECRETS, at=REVEALED)


@pytest.mark.parametrize(
    "held", [small_draw(), *map(_random_draw, range(3))], ids=["small", "first", "second", "third"]
)
def test_the_program_on_the_page_finds_the_same_winners(held: Held, tmp_path: Path) -> None:
    program = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)[0]
    (tmp_path / "check.py").write_text(program)
    (tmp_path / "draw.jsonl").write_bytes(exported(held))

    done = subprocess.run(
        [sys.executable, "-I", "check.py", "draw.jsonl"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )

    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"number": win.number, "seats": [list(seat) for seat in win.seats]}
        for win in held.outcome.winners
    ]


def test_every_line_of_an_export_is_told_on_the_page() -> None:
    page = PAGE.read_text("utf-8")

    for line in exported(small_draw()).splitlines():
        fields = json.loads(line)
        assert f"| `{fields.pop('kind')}` |" in page
        assert [name for name in fields if f"`{name}`" not in page] == []
