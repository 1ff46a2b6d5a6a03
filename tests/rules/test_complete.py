"""Every rule against trafficking has a test that bears its number, and no number is invented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

RULES = set(range(1, 26))
_NAME = re.compile(r"test_at_(\d\d)_")


def _numbers() -> set[int]:
    found = set()
    for file in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (name := _NAME.match(node.name)):
                found.add(int(name[1]))
    return found


def test_every_rule_has_a_test_of_its_number():
    assert RULES - _numbers() == set()


def test_no_test_bears_a_number_of_no_rule():
    assert _numbers() - RULES == set()
