"""Counters that book at one instant, on SQLite and on PostgreSQL. `python -m bench.seats`.

Four processes go through the same people; whoever comes second for a person, or for a place, is
told so in a sentence. Then all want one seat, each for other people. No person and no place is
given twice, nobody is left out, and the one seat is given once.
"""

from __future__ import annotations

import collections
import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from bench.contention import none
from bench.figures import Figure, p95_ms, told
from bench.reception import Clock, url_in
from bench.servers import postgres
from bench.simulated_house import AGENTS, ROOMY, SCARCE_PROCEDURE, House
from desk_app.domain.applicants import Applicant, parse_applicant
from desk_app.domain.booking_errors import SlotTaken
from desk_app.domain.errors import Refused
from desk_app.domain.procedures import ProcedureCode
from desk_app.words.errors import sentence

PROCESSES, PERSONS, ON_ONE_SEAT = 4, 300, 250
"""Each process tries everybody, and so many others on the one seat."""
_LETTERS = "abdefgiklmnoprstuv"


@dataclasses.dataclass(slots=True)
class Done:
    """What a process was given, told and waited for; `json` carries it to the first."""

    people: list[int] = dataclasses.field(default_factory=list)
    places: list[str] = dataclasses.field(default_factory=list)
    refused: list[str] = dataclasses.field(default_factory=list)
    seconds: list[float] = dataclasses.field(default_factory=list)
    on_one_seat: list[bool] = dataclasses.field(default_factory=list)


def main() -> int:
    """Run the processes on both, count and print; return 0 if nothing was doubled or left out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failed = _contend("SQLite", url_in(folder))
        with postgres(folder / "server") as url:
            failed |= _contend("PostgreSQL", url)
    return failed


def _contend(what: str, url: str) -> int:
    """Have the processes book at *url*; return 1 if a figure is over its limit."""
    house = House.made(url, 0)
    house.gives_at_once()
    house.store.close()
    started = time.perf_counter()
    answers = _run(url)
    took = time.perf_counter() - started
    people = collections.Counter(one for answer in answers for one in answer.people)
    places = collections.Counter(one for answer in answers for one in answer.places)
    refused = [one for answer in answers for one in answer.refused]
    waits = [one for answer in answers for one in answer.seconds]
    on_one = [one for answer in answers for one in answer.on_one_seat]
    return told(
        f"{what}: {PROCESSES} processes, {PERSONS} people, {len(waits)} attempts, "
        f"{len(on_one)} of them on one seat",
        [
            none("people given two places", sum(count > 1 for count in people.values())),
            none("places given twice", sum(count > 1 for count in places.values())),
            none("people left out", PERSONS - len(people)),
            none("winners of the one seat beside the first", sum(on_one) - 1),
            none("losers without a sentence", sum(not one for one in refused)),
            Figure(name="losers, each told in a sentence", measured=len(refused), unit=""),
            Figure(name="attempts a second", measured=len(waits) / took, unit="acts/s"),
            Figure(name="an attempt with its wait, p95", measured=p95_ms(waits), unit="ms"),
        ],
    )


def _run(url: str) -> list[Done]:
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.seats", url, str(place)],
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
    return [Done(**json.loads(child.communicate()[0])) for child in children]


def book_at(url: str, place: int) -> None:
    """Be one of the processes: try the one seat, book everybody, say as JSON what came of it."""
    house = House.opened(url, place)
    done = Done()
    one_seat = house.first_offered(SCARCE_PROCEDURE, AGENTS[place])
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(ON_ONE_SEAT):
        who = _person(PERSONS + PROCESSES * number + place)
        refused = _tries(house, who, place, done, procedure=SCARCE_PROCEDURE, slot=one_seat)
        done.on_one_seat.append(refused is None)
    for number in range(PERSONS):
        while True:
            refused = _tries(house, _person(number), place, done)
            if refused is None:
                done.people.append(number)
            if not isinstance(refused, SlotTaken):
                break
    house.store.close()
    print(json.dumps(dataclasses.asdict(done)), flush=True)


def _tries(
    house: House,
    who: Applicant,
    place: int,
    done: Done,
    *,
    procedure: ProcedureCode = ROOMY,
    slot: str = "",
) -> Refused | None:
    """Book *who* at *slot*, else at the first that is offered; return why not."""
    started = time.perf_counter()
    try:
        booked = house.books(who, by=AGENTS[place], procedure=procedure, slot=slot)
    except Refused as refused:
        done.refused.append(sentence(refused).text)
        return refused
    finally:
        done.seconds.append(time.perf_counter() - started)
    done.places.append(f"{booked.place.slots[0]} {booked.place.seats[0]}")
    return None


def _person(number: int) -> Applicant:
    return parse_applicant(
        {
            "family_name": _name(number), "given_names": "Nadia", "birth_date": "1988-04-17",
            "nationality": "DZA",
            "document": {"kind": "foreigner_number", "number": str(9304200100 + number)},
        },
        today=Clock()().date(),
    )  # fmt: skip


def _name(number: int) -> str:
    """Return another name for each *number*: one name with many numbers would be asked about."""
    letters = []
    for _ in range(3):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "Ben" + "a".join(letters)


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise AssertionError("no pipe")
    return pipe


if __name__ == "__main__":
    if len(sys.argv) == 3:
        book_at(sys.argv[1], int(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
