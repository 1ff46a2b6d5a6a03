"""The habits every module keeps, told by its text alone."""

from __future__ import annotations

import ast
import re

import pytest

from tests.arch.source import BESIDE, PRODUCT, TESTS, Module, imported, modules

EVERYWHERE = (PRODUCT, *BESIDE, TESTS)
VAGUE = {"utils", "helpers", "helper", "manager", "common", "base", "misc", "tools"}
NAMED_BY_THE_COMMAND_LINE = {"desk_app/cli/tools.py"}
BROAD = {
    "desk_app/ui/tasks.py": "the bridge: a slot that raises must not stop the rest",
    "desk_app/cli/main.py": "the edge of the process: a bug is told, not dumped",
}
"""Where any exception may be caught, and why; each line says so again after BLE001."""


def _code(file: Module) -> list[str]:
    """The lines of *file* without comments: a habit may be named in one."""
    return [line.split("#")[0] for line in file.lines]


def _found(pattern: str, files: tuple[Module, ...]) -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{file.path}:{number}"
        for file in files
        for number, line in enumerate(_code(file), start=1)
        if wanted.search(line)
    ]


def _within(files: tuple[Module, ...], start: str) -> tuple[Module, ...]:
    return tuple(file for file in files if file.path.startswith(start))


def _outside(files: tuple[Module, ...], *starts: str) -> tuple[Module, ...]:
    return tuple(file for file in files if not file.path.startswith(starts))


def _has_code(file: Module) -> bool:
    return any(not isinstance(part, ast.Expr) for part in file.tree.body)


def test_every_module_says_what_it_is():
    silent = [file for file in modules(*EVERYWHERE) if not ast.get_docstring(file.tree)]
    named_only = [file.path for file in silent if file.text.strip() or PRODUCT in file.path]

    assert named_only == []


def test_every_module_postpones_its_annotations():
    wanted = "from __future__ import annotations"
    files = [file for file in modules(*EVERYWHERE) if _has_code(file)]

    assert [file.path for file in files if wanted not in file.lines] == []


def test_no_module_has_a_name_that_holds_anything():
    names = {file.path: file.path.rsplit("/", 1)[-1].removesuffix(".py") for file in modules(
        *EVERYWHERE)}  # fmt: skip
    vague = {path for path, name in names.items() if name in VAGUE}

    assert vague - NAMED_BY_THE_COMMAND_LINE == set()


def test_only_the_store_commits():
    assert _found(r"\.commit\(", _outside(modules(PRODUCT), "desk_app/store/")) == []


def test_the_time_is_asked_in_one_place():
    asks = r"datetime\.now\(|datetime\.utcnow\(|date\.today\(|time\.time\("

    assert [place.rsplit(":", 1)[0] for place in _found(asks, modules(PRODUCT))] == [
        "desk_app/app/clocks.py"
    ]


def test_one_place_sets_the_look():
    assert [place.rsplit(":", 1)[0] for place in _found("setStyleSheet", modules(PRODUCT))] == [
        "desk_app/ui/theme.py"
    ]


def test_the_windows_neither_wait_nor_start_threads():
    ways = r"processEvents|time\.sleep|\bsleep\(|QThread\b|QThreadPool|QRunnable|msleep"
    screens = _within(modules(PRODUCT), "desk_app/ui/")

    assert _found(ways, screens) == []
    assert [file.path for file in screens if "threading" in set(imported(file.tree))] == []


def test_workers_of_the_windows_are_those_of_the_bridge():
    screens = _within(modules(PRODUCT), "desk_app/ui/")

    assert [place.rsplit(":", 1)[0] for place in _found("ThreadPoolExecutor\\(", screens)] == [
        "desk_app/ui/tasks.py",
        "desk_app/ui/tasks.py",
    ]


def test_no_test_imitates_what_it_could_use():
    imitations = {"unittest.mock", "mock", "pytest_mock"}
    files = _outside(modules(TESTS), "tests/arch/test_habits.py")

    assert [file.path for file in files if imitations & set(imported(file.tree))] == []
    assert _found(r"\bmocker\b|MagicMock|monkeypatch\.setattr\(\s*\"desk_app", files) == []


def test_no_test_waits_by_the_clock_or_is_passed_over():
    files = _outside(modules(TESTS), "tests/arch/test_habits.py")

    assert (
        _found(r"qtbot\.wait\((?!0\))|pytest\.mark\.(skip|xfail|flaky)|pytest\.skip\(", files) == []
    )


def test_any_exception_is_caught_only_where_it_is_explained():
    caught = {place.rsplit(":", 1)[0] for place in _found(r"except Exception", modules(
        PRODUCT))}  # fmt: skip

    assert caught == set(BROAD)


@pytest.mark.parametrize("path", sorted(BROAD))
def test_a_broad_catch_says_why(path):
    [file] = [file for file in modules(PRODUCT) if file.path == path]
    broad = [line for line in file.lines if "except Exception" in line]

    assert [line for line in broad if not re.search(r"# noqa: BLE001 - \w+", line)] == []


def test_whatever_catches_everything_raises_it_again():
    """`except BaseException` is for letting go of something, never for going on."""
    handlers = [
        (file.path, handler)
        for file in modules(PRODUCT)
        for handler in ast.walk(file.tree)
        if isinstance(handler, ast.ExceptHandler)
        and handler.type is not None
        and ast.unparse(handler.type) == "BaseException"
    ]

    assert [path for path, one in handlers if ast.unparse(one.body[-1]) != "raise"] == []


def test_every_muted_rule_says_which_and_why_where_it_must():
    bare = r"#\s*(noqa|type:\s*ignore)\s*($|[^:\[])"
    wanted = re.compile(bare)
    files = _outside(modules(*EVERYWHERE), "tests/arch/test_habits.py")

    assert [
        f"{file.path}:{number}"
        for file in files
        for number, line in enumerate(file.lines, start=1)
        if wanted.search(line)
    ] == []


def test_values_of_the_domain_never_change():
    mutable = [
        f"{file.path}: {part.name}"
        for file in _within(modules(PRODUCT), "desk_app/domain/")
        if not file.path.endswith("errors.py")  # Python itself writes to a raised exception
        for part in file.classes
        if not part.name.startswith("_")  # a private tally may count
        for mark in part.decorator_list
        if "dataclass" in ast.unparse(mark)
        and not {"frozen=True", "slots=True"} <= set(re.findall(r"\w+=True", ast.unparse(mark)))
    ]

    assert mutable == []


def test_sentences_are_filled_in_after_they_are_translated():
    """An f-string inside `_()` is extracted as nonsense and never translated."""
    speaking = {"_", "ngettext", "pgettext", "npgettext", "N_"}
    wrong = [
        f"{file.path}:{call.lineno}"
        for file in modules(PRODUCT)
        for call in ast.walk(file.tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in speaking
        and any(isinstance(given, ast.JoinedStr) for given in call.args)
    ]

    assert wrong == []
