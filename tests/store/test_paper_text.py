"""What a paper says is read back as it was written, whichever paper it is."""

from __future__ import annotations

import pytest

from desk_app.domain.prints import LeafKind
from desk_app.store.paper_text import read_back, written
from tests.printing.fakes import leaf, slip


@pytest.mark.parametrize(
    "paper",
    [
        slip("ar"),
        leaf(),
        leaf(language="ar"),
        leaf(LeafKind.UNMET),
        leaf(LeafKind.CALLS),
        leaf(starts_at=None),
    ],
)
def test_a_paper_is_read_back_as_it_was_written(paper):
    assert read_back(written(paper)) == paper


def test_what_no_paper_holds_is_not_written():
    with pytest.raises(TypeError):
        written(leaf(holder=object()))
