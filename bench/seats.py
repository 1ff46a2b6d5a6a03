"""Four processes that book the same people at the same earliest places. `python -m bench.seats`.

Each goes through everybody; whoever comes second for a person, or for a place, is told so in a
sentence. No person and no place is given twice, nobody is left out.
"""

from __future__ import annotations

import collections
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from bench.contention import none
from bench.figures import Figure, p95_ms, told
from bench.simulated_house import AGENTS, ROOMY, House
from desk_app.domain.applicants import parse_applicant
from desk_app.domain.booking_errors import SlotTaken
from desk_app.domain.errors import Refused
from desk_app.words.errors import sentence

PROCESSES, PERSONS = 4, 350
BORN = dt.date(1950, 1, 1)
"""The first person; each of the others is born a day later, or they would be one (AT-01)."""


def main() -> int:
    """Run the processes, count and print; return 0 if nothing was given twice or left out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        house = House.made(folder, 0)
        started = time.perf_counter()
        answers = _run(folder)
        took = time.perf_counter() - started
        with house.store.read() as work:
            kept = work.journal.head()[0]
        house.store.close()
    people = collections.Counter(one for answer in answers for one in answer["people"])
    places = collections.Counter(one for answer in answers for one in answer["places"])
    refused = [one for answer in answers for one in answer["refused"]]
    waits = [float(one) for answer in answers for one in answer["seconds"]]
    return told(
        f"{PROCESSES} processes, {PERSONS} people, {len(waits)} attempts, {kept} entries",
        [
            none("people given two places", sum(count > 1 for count in people.values())),
            none("places given twice", sum(count > 1 for count in places.values())),
            none("people left out", PERSONS - len(people)),
            none("losers without a sentence", sum(not one for one in refused)),
            Figure(name="losers, each told in a sentence", measured=len(refused), unit=""),
            Figure(name="attempts a second", measured=len(waits) / took, unit="acts/s"),
            Figure(name="an attempt with its wait, p95", measured=p95_ms(waits), unit="ms"),
        ],
    )


def _run(folder: Path) -> list[dict[str, list[str]]]:
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.seats", str(folder), str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for place in range(PROCESSES)
    ]
    for child in children:
        _pipe(child.stdout).readline()
    for child in children:
        stdin = _pipe(child.stdin)
        stdin.write("go\n")
        stdin.flush()
    return [json.loads(child.communicate()[0]) for child in children]


def book_at(folder: Path, place: int) -> None:
    """Be one of the processes: book everybody, and say as JSON what came of it."""
    house = House.opened(folder, place)
    done: dict[str, list[object]] = {"people": [], "places": [], "refused": [], "seconds": []}
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(PERSONS):
        while _is_beaten(house, place, number, done):
            pass
    house.store.close()
    print(json.dumps(done), flush=True)


def _is_beaten(house: House, place: int, number: int, done: dict[str, list[object]]) -> bool:
    """Book person *number*; return True where another process had the place meanwhile."""
    started = time.perf_counter()
    who = parse_applicant(
        {
            "family_name": "Benali", "given_names": "Nadia", "nationality": "DZA",
            "birth_date": str(BORN + dt.timedelta(days=number % 20_000)),
            "document": {"kind": "foreigner_number", "number": str(9304200100 + number)},
        },
        today=house.clock().date(),
    )  # fmt: skip
    try:
        booked = house.books(who, by=AGENTS[place], procedure=ROOMY)
    except Refused as refused:
        done["refused"].append(sentence(refused).text)
        return isinstance(refused, SlotTaken)
    finally:
        done["seconds"].append(time.perf_counter() - started)
    done["people"].append(number)
    done["places"].append(f"{booked.place.slots[0]} {booked.place.seats[0]}")
    return False


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise AssertionError("no pipe")
    return pipe


if __name__ == "__main__":
    if len(sys.argv) == 3:
        book_at(Path(sys.argv[1]), int(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
