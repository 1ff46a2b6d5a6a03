"""What is wrong with a command as it was typed: argparse's English in the language in use."""

from __future__ import annotations

import re
from collections.abc import Callable

from desk_app.words.catalogue import _

_FAULTS: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (
        re.compile(r"the following arguments are required: (?P<names>.+)"),
        lambda: _("Missing: {names}."),
    ),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), lambda: _("Not known here: {names}.")),
    (
        re.compile(
            r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \(choose from (?P<known>.+)\)"
        ),
        lambda: _("{name}: {value} is not possible. Known: {known}."),
    ),
    (
        re.compile(r"argument (?P<name>.+?): invalid \S+ value: (?P<value>.+)"),
        lambda: _("{name}: {value} is not possible."),
    ),
    (
        re.compile(r"argument (?P<name>.+?): expected one argument"),
        lambda: _("{name}: a value is missing."),
    ),
    (
        re.compile(r"argument (?P<name>.+?): given twice"),
        lambda: _("{name} is given twice."),
    ),
    (
        re.compile(r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)"),
        lambda: _("{name}: {value} is not possible."),
    ),
)  # fmt: skip


def option_names() -> dict[str, str]:
    """Return what people call the values of some options, by the option's name."""
    return {
        "file": _("file"),
        "language": _("language"),
        "store": _("store"),
        "slot": _("time offered"),
        "person": _("the person’s file"),
        "out": _("file to write"),
    }


def usage_fault(message: str) -> str:
    """Return argparse's *message* as a sentence; one it does not know comes back as it is."""
    for pattern, sentence in _FAULTS:
        match = pattern.fullmatch(message)
        if match:
            return sentence().format(**match.groupdict())
    return message
