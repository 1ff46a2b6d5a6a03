"""The program's own trees are parsed for these tests, in one process, and let go after them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.arch import source

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process reads the program; the trees that collecting needed are let go."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("arch"))
    source.forget()


@pytest.fixture(autouse=True, scope="package")
def _trees_are_let_go() -> Iterator[None]:
    yield
    source.forget()
