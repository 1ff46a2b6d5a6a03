"""Counters: what they serve and in which order of choice."""

from __future__ import annotations

import pytest

from desk_app.domain.counters import Counter, CounterId, serving
from desk_app.domain.procedures import ProcedureCode

INFO, PERMIT, PIECES = (ProcedureCode(code) for code in ("INFO", "REM_TITRE", "RECEP_RNV"))


def counter(*tiers, quick=False):
    return Counter(number=CounterId(1), serves=tuple(map(frozenset, tiers)), quick=quick)


def test_a_counter_serves_all_its_tiers():
    assert counter([PERMIT], [INFO, PIECES]).procedures == {INFO, PERMIT, PIECES}
    assert counter().procedures == frozenset()


def test_an_ordinary_counter_chooses_by_its_tiers(site):
    assert counter([PERMIT], [INFO]).tiers(site.procedures) == ({PERMIT}, {INFO})


def test_a_quick_counter_puts_quick_procedures_before_its_tiers(site):
    tiers = counter([PIECES, PERMIT], [INFO], quick=True).tiers(site.procedures)

    assert [site.procedures[code].quick for code in (INFO, PERMIT, PIECES)] == [True, True, False]
    assert tiers == ({INFO, PERMIT}, {PIECES})


@pytest.mark.parametrize("tiers", [([PIECES],), ([PIECES], [ProcedureCode("GONE")])])
def test_a_quick_counter_without_quick_procedures_is_an_ordinary_one(site, tiers):
    assert counter(*tiers, quick=True).tiers(site.procedures) == tuple(map(frozenset, tiers))


def test_procedures_stand_together_by_the_counters_that_serve_them():
    counters = {
        CounterId(2): counter([INFO, PERMIT]),
        CounterId(1): counter([PERMIT], [INFO], [ProcedureCode("ELSEWHERE")]),
        CounterId(3): counter([PIECES]),
    }

    assert serving([PIECES, PERMIT, INFO, ProcedureCode("GONE")], counters) == {
        (1, 2): (INFO, PERMIT),
        (3,): (PIECES,),
        (): (ProcedureCode("GONE"),),
    }
    assert serving([], counters) == {}
