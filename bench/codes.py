"""Signing a code and checking it without a store. `python -m bench.codes`."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import Figure, median_ms, p95_ms, told
from desk_app.domain.appointments import Reference
from desk_app.domain.codes import Paper, Payload
from desk_app.domain.crockford import grouped
from desk_app.security.codes import new_code
from desk_app.security.convocations import SiteCodes, code_key_file
from desk_app.security.keyplaces import FileKeys

TURNS, WARM_UP = 2_000, 20
LIMIT_MS = 2.0
TODAY = dt.date(2026, 3, 2)


def main() -> int:
    """Measure, print and return 0 if the limits are held."""
    with tempfile.TemporaryDirectory() as folder:
        codes = SiteCodes(FileKeys(code_key_file(Path(folder) / "desk.sqlite")))
        codes.make(TODAY)
        seconds: list[float] = []
        refused, longest = 0, 0
        for turn in range(WARM_UP + TURNS):
            payload = _payload(turn)
            started = time.perf_counter()
            text = codes.sign(payload)
            reading = codes.read(text, site=payload.site, today=TODAY)
            seconds.append(time.perf_counter() - started)
            refused += reading.payload != payload or not reading.is_valid
            longest = max(longest, len(text))
    timed = seconds[WARM_UP:]
    return told(
        f"Codes: {TURNS} signed and checked",
        [
            Figure(name="sign and check, median", measured=median_ms(timed), unit="ms"),
            Figure(name="sign and check, p95", measured=p95_ms(timed), unit="ms", limit=LIMIT_MS),
            Figure(name="genuine codes refused", measured=refused, unit="", limit=0),
            Figure(name="signs of a code (QR version 6 M)", measured=longest, unit="", limit=154),
        ],
    )


def _payload(turn: int) -> Payload:
    return Payload(
        site="93008",
        paper=Paper.CONVOCATION,
        reference=Reference(grouped(new_code())),
        on=TODAY + dt.timedelta(days=turn % 84),
        copy=turn % 3 + 1,
    )


if __name__ == "__main__":
    sys.exit(main())
