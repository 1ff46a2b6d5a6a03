"""Tables that leave the desk: no cell is calculated by whoever opens them (CSV injection)."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.spreadsheet import as_csv, harmless

FORMULAS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("cell", ['=CMD("calc")', "+33 6 12", "-1+1", "@SUM(A1)", "\t=1", "＝1"])
def test_a_cell_that_would_be_calculated_is_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "DIALLO", "10:30", "7K4M-2QXD", "O'Brien", " =1", "12,5"])
def test_any_other_cell_stays_as_it_is(cell):
    assert harmless(cell) == cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=4), max_size=4))
def test_no_table_holds_a_formula_and_every_cell_comes_back(rows):
    read = list(csv.reader(io.StringIO(as_csv(rows), newline=""), delimiter=";"))

    cells = [cell for row in read for cell in row]
    assert not [cell for cell in cells if cell[:1] in FORMULAS and cell]
    assert [[harmless(cell) for cell in row] for row in rows] == read
