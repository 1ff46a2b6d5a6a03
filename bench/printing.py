"""How long a ticket takes to draw and to encode, how many bytes it is; needs no printer."""

from __future__ import annotations

import datetime as dt
import pathlib
import statistics
import time
from collections.abc import Callable

from desk_app.domain.prints import Slip
from desk_app.printing import papers, profiles, raster
from desk_app.printing.addresses import Pdf
from desk_app.printing.encode import encode
from desk_app.printing.profiles import Paper, Profile
from desk_app.words.texts import texts

ROUNDS = 60
PAGES = Pdf(pathlib.Path("/pages"))
LANGUAGES = ("fr", "ar", "bn", "ta", "zh-Hans", "ru")
PRINTERS = ("epson-tm-t20iii", "generic-58mm")
LONGEST_DRAWING_MS = 10.0


def main() -> int:
    """Print one line per printer and language; 1 if a warm drawing takes over 10 ms."""
    raster.prepare()
    worst = 0.0
    heads = "".join(f"{head:>9}" for head in ("draw", "encode", "drawn", "hybrid", "page"))
    print(f"{'printer':18}{'language':10}{heads}")
    for name in PRINTERS:
        profile = profiles.load(name)
        for language in LANGUAGES:
            worst = max(worst, _line(profile, language))
    print(f"slowest warm drawing: {worst:.1f} ms, at most {LONGEST_DRAWING_MS:.0f} ms wanted")
    return int(worst > LONGEST_DRAWING_MS)


def _line(profile: Profile, language: str) -> float:
    slip = _slip(language)
    ops = papers.operations(slip, profile)
    drawing = _median_ms(lambda: papers.draw(ops, profile.media.dots))
    picture = papers.draw(ops, profile.media.dots)
    drawn = encode(ops, profile, draw=lambda _ops, _width: picture, paper=Paper.DRAWN)
    encoding = _median_ms(
        lambda: encode(ops, profile, draw=lambda _ops, _width: picture, paper=Paper.DRAWN)
    )
    hybrid = encode(ops, profile, draw=papers.draw, paper=Paper.HYBRID)
    page = papers.make(slip, profile, PAGES)
    print(
        f"{profile.id:18}{language:10}{drawing:6.1f} ms{encoding:6.1f} ms"
        f"{len(drawn.data):7} B{len(hybrid.data):7} B{len(page.data):7} B"
    )
    return drawing


def _median_ms(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def _slip(language: str) -> Slip:
    return Slip(
        site="Préfecture de la Seine-Saint-Denis",
        number="B042",
        procedure="Dépôt de pièces complémentaires",
        procedure_translated=texts(language).procedure("PIECES") or "",
        issued_at=dt.datetime(2026, 3, 3, 10, 42, tzinfo=dt.UTC),
        people_before=12,
        wait_low=15,
        wait_high=25,
        language=language,
        code="7K4M2QXD",
        qr="D1:7K4M2QXD:B042:20260303",
    )


if __name__ == "__main__":
    raise SystemExit(main())
