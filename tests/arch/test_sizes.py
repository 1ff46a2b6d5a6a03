"""No file, function or class outgrows a reader. Tests are lists of claims and may be longer."""

from __future__ import annotations

import ast

from tests.arch.source import BESIDE, PRODUCT, Module, length, modules

LINES = 300
FUNCTION = 40
CLASS = 200
METHODS = 15

EXEMPT = {
    "desk_app/domain/tickets.py": "one method per move beside the one table of moves: ADR 014",
    "desk_app/domain/errors.py": "one class per reason, in one list to walk through: ADR 014",
}
"""Files whose length is the length of one table; no function in them may be long."""

RECORDS = "desk_app/store/migrations/versions/"
"""A migration is a record of one change: written once, never edited, read top to bottom."""


def _measured() -> tuple[Module, ...]:
    files = modules(PRODUCT, *BESIDE)
    return tuple(file for file in files if not file.path.startswith(RECORDS))


def _public_methods(node: ast.ClassDef) -> list[str]:
    """The methods a caller may know; properties are values, camelCase ones answer to Qt."""
    methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    return [
        method.name
        for method in methods
        if not method.name.startswith("_")
        and method.name == method.name.lower()
        and not any("property" in ast.unparse(mark) for mark in method.decorator_list)
    ]


def test_a_module_is_read_in_one_sitting():
    long = {file.path: len(file.lines) for file in _measured() if file.path not in EXEMPT}

    assert {path: lines for path, lines in long.items() if lines > LINES} == {}


def test_a_function_fits_a_screen():
    sizes = [
        (file.path, part.name, length(part)) for file in _measured() for part in file.functions
    ]

    assert [size for size in sizes if size[2] > FUNCTION] == []


def test_a_class_is_one_thing():
    sizes = [
        (file.path, part.name, length(part), len(_public_methods(part)))
        for file in _measured()
        if file.path not in EXEMPT
        for part in file.classes
    ]

    assert [size for size in sizes if size[2] > CLASS or size[3] > METHODS] == []


def test_an_exemption_is_still_needed():
    files = {file.path: file for file in _measured()}

    assert [path for path in EXEMPT if len(files[path].lines) <= LINES] == []


def test_functions_are_small_as_a_rule():
    sizes = sorted(length(part) for file in modules(PRODUCT) for part in file.functions)

    assert sizes[len(sizes) // 2] <= 8
