"""Papers made ahead: the same bytes, made once, and never another ticket's."""

from __future__ import annotations

import dataclasses
import uuid

import pytest

from desk_app.domain.prints import JobId, PrintJob, Slip
from desk_app.printing import papers
from desk_app.printing.addresses import Address
from desk_app.printing.encode import Payload
from desk_app.printing.profiles import Profile
from desk_app.printing.spool_papers import KEPT, Papers
from desk_app.printing.typefaces import MissingGlyph
from tests.printing.fakes import NOON, slip

PRINTER = "tcp://printer:9100"


class Maker:
    """Makes papers and counts them; *missing* cannot be drawn."""

    def __init__(self, missing: str = "") -> None:
        self.made: list[str] = []
        self._missing = missing

    def __call__(self, slip: Slip, profile: Profile, address: Address) -> Payload:
        self.made.append(slip.number)
        if slip.number == self._missing:
            raise MissingGlyph(slip.number, slip.language)
        return papers.make(slip, profile, address, is_quick=True)


def _job(number: str = "B042", **changes: object) -> PrintJob:
    job = PrintJob(
        id=JobId(uuid.uuid4()),
        ticket=None,
        what=f"ticket {number}",
        slip=slip(number=number),
        printer=PRINTER,
        profile="epson-tm-t20iii",
        created_at=NOON,
    )
    return dataclasses.replace(job, **changes)  # type: ignore[arg-type]


def test_a_paper_made_ahead_is_the_one_that_is_taken() -> None:
    make, job = Maker(), _job()
    ahead, later = Papers(make=make), Papers(make=Maker())

    ahead.make_ahead(job)
    paper = ahead.take(job)

    assert make.made == ["B042"]
    assert paper == later.take(job)


def test_a_paper_is_taken_once() -> None:
    make, job = Maker(), _job()
    kept = Papers(make=make)
    kept.make_ahead(job)

    kept.take(job)
    kept.take(job)

    assert make.made == ["B042", "B042"]


@pytest.mark.parametrize(
    "change",
    [{"slip": slip(number="B043")}, {"printer": "tcp://other:9100"}, {"profile": "generic-58mm"}],
)
def test_a_job_that_changed_before_its_commit_gets_its_own_paper(
    change: dict[str, object],
) -> None:
    job = _job()
    changed = dataclasses.replace(job, **change)  # type: ignore[arg-type]
    kept = Papers(make=Maker())
    kept.make_ahead(job)

    assert kept.take(changed) == Papers(make=Maker()).take(changed)


def test_a_paper_that_cannot_be_drawn_says_so_when_it_is_taken() -> None:
    kept, job = Papers(make=Maker(missing="B042")), _job()

    kept.make_ahead(job)

    with pytest.raises(MissingGlyph):
        kept.take(job)


@pytest.mark.parametrize("change", [{"printer": "nonsense"}, {"profile": "nonsense"}])
def test_a_paper_for_no_printer_is_not_made_ahead(change: dict[str, str]) -> None:
    make = Maker()

    Papers(make=make).make_ahead(_job(**change))

    assert make.made == []


def test_papers_of_transactions_that_failed_do_not_pile_up() -> None:
    make = Maker()
    kept = Papers(make=make)
    jobs = [_job(f"B{n:03}") for n in range(KEPT + 1)]
    for job in jobs:
        kept.make_ahead(job)

    for job in jobs:
        kept.take(job)

    assert make.made == [*(job.slip.number for job in jobs), "B000"]


def test_warming_up_makes_a_paper_that_nobody_gets() -> None:
    make = Maker()
    kept = Papers(make=make)

    kept.warm_up(PRINTER, "epson-tm-t20iii")
    kept.warm_up(PRINTER, "nonsense")
    kept.take(_job())

    assert make.made == ["A000", "B042"]
