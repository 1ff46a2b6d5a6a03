"""What the attacks on the windows share: an open desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.house import House, living


@pytest.fixture
def house(qapp, tmp_path) -> Iterator[House]:
    """The program, open on a fresh rehearsal desk whose printer is a file."""
    with living(tmp_path) as opened:
        yield opened
