"""Merges the French fragments into one catalogue, compiles it, and says what is missing or wrong.

    python tools/catalogues.py           merge, compile, report; always ends with 0
    python tools/catalogues.py --check   report only; ends with 1 if anything is wrong or stale

English is the source and needs no catalogue.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desk_app.words.catalogue import (  # noqa: E402 - the path comes first
    catalogue,
    compile_parts,
    compiled_path,
    sources,
)

CODE = "fr"
CALLS = {"_": (0,), "ngettext": (0, 1), "pgettext": (1,)}
"""Where the strings stand among the arguments of each call."""

_FIELD = re.compile(r"\{([a-z_0-9]*)[^}]*\}")
_BAD_SPACE = re.compile(
    r"(?:(?<=[^\s\d\u202f\u00a0])| )[;?!](?=\s|$)|(?<=\w) :(?=\s|$)|(?<=\w):(?= )"
)
_STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]")


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Key:
    """One string to translate: its context and its source, with the plural source if any."""

    context: str
    source: str
    plural: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One translation of a fragment."""

    file: str
    key: Key
    translated: tuple[str, ...]


def used(folder: Path) -> dict[Key, str]:
    """Return every string of the program under *folder* and the place of its first use."""
    found: dict[Key, str] = {}
    for path in sorted(folder.rglob("*.py")):
        for call in _calls(path):
            key = _key(call)
            if key is not None:
                found.setdefault(key, f"{path.relative_to(folder.parent)}:{call.lineno}")
    return found


def wrong_calls(folder: Path) -> list[str]:
    """Return the calls whose text cannot be extracted: f-strings, sums and variables."""
    return [
        f"{path.relative_to(folder.parent)}:{call.lineno}: the text is not a plain string"
        for path in sorted(folder.rglob("*.py"))
        for call in _calls(path)
        if _key(call) is None and path.name != "catalogue.py"
    ]


def entries(parts: Iterable[Path]) -> list[Entry]:
    """Return the translations of every fragment."""
    from babel.messages.pofile import read_po  # noqa: PLC0415

    found = []
    for part in parts:
        with part.open("rb") as file:
            for message in read_po(file, locale=CODE, charset="utf-8"):
                if message.id:
                    ids = message.id if isinstance(message.id, tuple) else (message.id,)
                    string = message.string
                    said = string if isinstance(string, tuple) else (str(string or ""),)
                    found.append(Entry(part.name, Key(message.context or "", *ids), said))
    return found


def problems(folder: Path, parts: Iterable[Path]) -> list[str]:
    """Return everything that is wrong with the strings of *folder* and their French."""
    found = entries(parts)
    needed = used(folder)
    known = {entry.key for entry in found}
    said = [
        *wrong_calls(folder),
        *(f"{place}: no French for {_shown(key)}" for key, place in needed.items()
          if key not in known),
        *_conflicts(found),
    ]  # fmt: skip
    for entry in found:
        said += [f"{entry.file}: {_shown(entry.key)}: {fault}" for fault in _faults(entry)]
        if entry.key not in needed:
            said.append(f"{entry.file}: nobody says {_shown(entry.key)} any more")
    return said


def main() -> int:
    """Merge, compile and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    parts = sources(CODE)
    text, compiled = compile_parts(CODE, parts)
    mo = compiled_path(CODE)
    said = problems(ROOT / "desk_app", parts)
    if not check:
        mo.parent.mkdir(parents=True, exist_ok=True)
        mo.with_suffix(".po").write_bytes(text)
        mo.write_bytes(compiled)
        catalogue.cache_clear()
    elif not mo.is_file() or mo.read_bytes() != compiled:
        said.append(f"{mo.relative_to(ROOT)} is stale: run python tools/catalogues.py")
    for line in said:
        print(line)
    print(f"{len(entries(parts))} French texts from {len(parts)} fragments, {len(said)} problems")
    return 1 if check and said else 0


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node


def _key(call: ast.Call) -> Key | None:
    assert isinstance(call.func, ast.Name)
    context = _text(call.args[0]) if call.func.id == "pgettext" else ""
    texts = [_text(call.args[at]) for at in CALLS[call.func.id] if at < len(call.args)]
    if context is None or not texts or any(text is None for text in texts):
        return None
    return Key(context, *(text or "" for text in texts))


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _conflicts(found: Iterable[Entry]) -> Iterator[str]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in found:
        before = first.setdefault((entry.key.context, entry.key.source), entry)
        if before.translated != entry.translated:
            yield (
                f"{entry.file} and {before.file}: two translations of {_shown(entry.key)}: "
                f"{before.translated} {entry.translated}"
            )


def _faults(entry: Entry) -> Iterator[str]:
    expected = set(_FIELD.findall(entry.key.source + entry.key.plural))
    for text in entry.translated:
        if not text:
            yield "empty translation"
            continue
        if not set(_FIELD.findall(text)) <= expected:
            yield f"fields differ: {text}"
        elif len(entry.translated) == 1 and set(_FIELD.findall(text)) != expected:
            yield f"a field is missing: {text}"
        if _STRAIGHT.search(text):
            yield f"straight apostrophe: {text}"
        bad = _BAD_SPACE.search(text)
        if bad and not re.search(r"https?:|[a-z]+://", text):
            yield f"space before {bad[0].strip()}: {text}"


def _shown(key: Key) -> str:
    return f"“{key.source}”" + (f" ({key.context})" if key.context else "")


if __name__ == "__main__":
    raise SystemExit(main())
