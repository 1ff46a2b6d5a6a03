"""The lines of the keys page, made from the commands: grouped, and each thing said once. Pure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence

from desk_app.ui.commands import Command

_DIGIT = re.compile(r"\d")


@dataclasses.dataclass(frozen=True, slots=True)
class KeyRow:
    """Keys that do the same, as `key_label` takes them, and what they do."""

    keys: tuple[str, ...]
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class KeyGroup:
    """Rows that belong together, under *name*; "" for those of no group."""

    name: str
    rows: tuple[KeyRow, ...]


def key_groups(
    commands: Iterable[Command],
    *,
    key_of: Callable[[Command], str],
    taken: frozenset[str] = frozenset(),
) -> tuple[KeyGroup, ...]:
    """Return the keys of *commands* by group, in their order; *taken* keys mean other things.

    Digits that do the same thing by number become one row: 1–9.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for command in commands:
        key = key_of(command)
        if key and key not in taken:
            text = _DIGIT.sub("#", command.text) if key.isdigit() else command.text
            groups.setdefault(command.group, {}).setdefault(text, []).append(key)
    return tuple(
        KeyGroup(name, tuple(_row(text, keys) for text, keys in rows.items()))
        for name, rows in groups.items()
    )


def _row(text: str, keys: Sequence[str]) -> KeyRow:
    if not all(key.isdigit() for key in keys):
        return KeyRow(tuple(keys), text)
    span = keys[0] if len(keys) == 1 else f"{keys[0]}–{keys[-1]}"
    return KeyRow((span,), text.replace("#", span))
