"""docs/cli.md says what the code does."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from desk_app.cli.parsing import NOUNS, commands_of

ROOT = Path(__file__).resolve().parents[2]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cli_docs", ROOT / "tools/make_cli_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh() -> None:
    tool = _tool()

    assert tool.PAGE.read_text("utf-8") == tool.page()


def test_the_page_has_every_command_and_key() -> None:
    page = _tool().page()

    for noun in NOUNS:
        for command in commands_of(noun).values():
            assert f"desk-app {noun} {command.name}".strip() in page
            assert all(f"`{key}`" in page for key in command.keys)
