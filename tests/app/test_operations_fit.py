"""What the screens may call takes what they call it with: a partial hides that from the types."""

from __future__ import annotations

import collections.abc
import dataclasses
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator

import pytest

import desk_app.app
from desk_app.app.desk import make_desk, open_desk

ENDING = "_operations"


def makers() -> dict[str, object]:
    """Return every function that fills the operations of a room, by its name."""
    found = {}
    for module in pkgutil.iter_modules(desk_app.app.__path__):
        held = vars(importlib.import_module(f"desk_app.app.{module.name}"))
        found |= {
            name: made
            for name, made in held.items()
            if name.endswith(ENDING) and inspect.isfunction(made) and "desk" in _parameters(made)
        }
    return found


def _parameters(of: object) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(of).parameters)


def calls(kind: object) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield how a field of type *kind* may be called: how many by place, which by name."""
    if typing.get_origin(kind) is collections.abc.Callable:
        taken = typing.get_args(kind)[0]
        yield len(taken) if isinstance(taken, list) else 0, ()
        return
    _self, *taken = _parameters(kind.__call__).values()
    for some in (taken, [each for each in taken if each.default is inspect.Parameter.empty]):
        by_place = [each for each in some if each.kind is not inspect.Parameter.KEYWORD_ONLY]
        yield (
            len(by_place),
            tuple(each.name for each in some if each.kind is inspect.Parameter.KEYWORD_ONLY),
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[object]:
    """A desk of its own; nothing is done at it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('fit')}/poste.sqlite"
    make_desk(url, rehearsal=True)
    opened = open_desk(url, environ={"DESK_APP_CLOCK": "2026-03-02T09:00:00+01:00"}, is_quick=True)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", sorted(makers()))
def test_each_operation_takes_what_its_screen_calls_it_with(desk, name):
    maker = makers()[name]
    others = {each: None for each in _parameters(maker) if each != "desk"}
    operations = maker(desk, **others)
    kinds = typing.get_type_hints(type(operations))

    done = {each.name: getattr(operations, each.name) for each in dataclasses.fields(operations)}
    for field, operation in done.items():
        if not callable(operation):
            continue  # a folder
        given = inspect.signature(operation)
        for by_place, by_name in calls(kinds[field]):
            given.bind(*[None] * by_place, **dict.fromkeys(by_name))


def test_every_room_with_operations_is_looked_at():
    assert len(makers()) >= 15
