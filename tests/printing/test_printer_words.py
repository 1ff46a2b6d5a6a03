"""What is said of printers."""

from __future__ import annotations

import ast
import pathlib

import desk_app.printing
from desk_app.words import catalogue, printers


def test_every_cause_has_a_french_sentence() -> None:
    catalogue.set_language("fr")

    sentences = [printers.cause(code) for code in printers.causes()]

    assert all(sentence.endswith((".", "?")) for sentence in sentences)
    assert not any(" the " in sentence for sentence in sentences)


def test_every_cause_the_code_names_has_its_sentence() -> None:
    folder = pathlib.Path(desk_app.printing.__file__).parent
    named = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                if name in {"PrinterUnavailable", "LinkLost", "_stuck"} and len(node.args) == 2:
                    cause = node.args[1]
                    named |= {cause.value} if isinstance(cause, ast.Constant) else set()

    assert {"address", "profile", "drawing", "stalled", "lost"} <= named
    assert named <= set(printers.causes())


def test_an_unknown_cause_is_shown_as_it_is() -> None:
    assert printers.cause("") == ""
