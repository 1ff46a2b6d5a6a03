"""From words typed to a command and its values. Help and usage in the language in use."""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import functools
import importlib
from collections.abc import Iterable, Sequence
from typing import NoReturn

from desk_app.cli.command import Command, Option, Values
from desk_app.cli.verbs import verbs_of
from desk_app.domain.text import clean
from desk_app.words.catalogue import _, language
from desk_app.words.usage import usage_fault

NOUNS = (
    "store", "site", "agent", "ticket", "queue", "appointment", "calendar", "register", "unmet",
    "counter", "procedure", "board", "print", "report", "journal", "alarm", "override", "key",
    "person", "purge", "draw", "code", "doctor", "batch",
)  # fmt: skip
PROGRAM = "desk-app"
_GIVEN = "options_given"


class UsageError(Exception):
    """The words typed are no command; *usage* shows how it is written."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


class HelpAsked(Exception):
    """Help was asked for: *text* is all that is done."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Globals:
    """What may stand before any command."""

    store: str = ""
    agent: str = ""
    request_id: str = ""
    is_json: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command to do, with its values."""

    noun: str
    command: Command
    values: Values
    asked: Globals


def parse(argv: Sequence[str], *, base: Globals | None = None) -> Request:
    """Return the request in *argv*; *base* stands where a global is not given.

    Raises UsageError, or HelpAsked for -h.
    """
    root = _root(language()).parse_args([_clean(word) for word in argv])
    words = list(root.words)
    if root.help or not words:
        if words and words[0] in NOUNS:
            words.append("--help")
        else:
            raise HelpAsked(_root(language()).format_help())
    noun, rest = words[0], words[1:]
    if noun not in NOUNS:
        raise UsageError(_no_such(noun, NOUNS), _root(language()).format_usage())
    commands = commands_of(noun)
    verb, rest = _verb(noun, commands, rest)
    parser = parser_of(noun, verb, language())
    if {"-h", "--help"} & set(rest):  # before what is missing is complained of
        raise HelpAsked(parser.format_help())
    values = vars(parser.parse_args(rest))
    values.pop("help")
    values.pop(_GIVEN, None)
    asked = _merged(vars(root), values, base or Globals())
    return Request(noun=noun, command=commands[verb], values=Values(values), asked=asked)


@functools.cache
def commands_of(noun: str) -> dict[str, Command]:
    """Return the commands of *noun* by verb, importing its module only now."""
    module = importlib.import_module(f"desk_app.cli.nouns.{noun}")
    return {command.name: command for command in module.COMMANDS}


@functools.cache
def parser_of(noun: str, verb: str, _language: str) -> argparse.ArgumentParser:
    """Return the parser of one command, in the words of one language."""
    command = commands_of(noun)[verb]
    parser = _Parser(prog=f"{PROGRAM} {noun} {verb}".strip(), description=command.help())
    places = parser.add_argument_group(_("Arguments"))
    flags = parser.add_argument_group(_("Options"))
    for option in command.options:
        _add(flags if option.is_flag else places, option)
    _add_globals(flags)
    return parser


def usage_of(noun: str, command: Command) -> str:
    """Return how a command is written, on one line, without the globals."""
    words = [PROGRAM, noun, command.name]
    words += [_shown(option) for option in command.options]
    return " ".join(word for word in words if word)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Says "usage" in the language in use."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or _("Usage: "))


class _Once(argparse.Action):
    """Keeps the value of an option; a second one is refused, for the first would be lost unsaid."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        given: frozenset[str] = getattr(namespace, _GIVEN, frozenset())
        if self.dest in given:
            parser.error(f"argument {option_string}: given twice")
        setattr(namespace, _GIVEN, given | {self.dest})
        setattr(namespace, self.dest, values)


class _Parser(argparse.ArgumentParser):
    """Raises instead of ending the process."""

    def __init__(self, *, prog: str, description: str, epilog: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(clean(usage_fault(message), at_most=300), self.format_usage())


@functools.cache
def _root(_language: str) -> _Parser:
    nouns = "\n".join(f"  {noun:10} {', '.join(verbs_of(noun))}".rstrip() for noun in NOUNS)
    parser = _Parser(
        prog=PROGRAM,
        description=_("The reception desk: without a command, its windows open."),
        epilog=_("Commands:")
        + f"\n{nouns}\n\n"
        + _("Windows: desk-app alone, or demo, display, screenshots")
        + "\n"
        + _("Help of one: desk-app ticket issue --help"),
    )
    group = parser.add_argument_group(_("Options"))
    _add_globals(group)
    parser.add_argument(
        "words", nargs=argparse.REMAINDER, metavar=_("COMMAND"), help=argparse.SUPPRESS
    )
    return parser


def _add_globals(group: argparse._ArgumentGroup) -> None:
    """Globals are taken before the command and after it, whichever the hand types."""
    group.add_argument(
        "--store",
        action=_Once,
        metavar="URL",
        help=_("the desk’s file, sqlite:///PATH (or DESK_APP_STORE)"),
    )
    group.add_argument("--agent", action=_Once, metavar="LOGIN", help=_("who acts"))
    group.add_argument(
        "--request-id",
        action=_Once,
        metavar="ID",
        help=_("done once: the same id gives the same answer"),
    )
    group.add_argument("--json", action="store_true", help=_("answer one JSON document"))
    group.add_argument("-h", "--help", action="store_true", help=_("show this help"))


def _add(group: argparse._ArgumentGroup, option: Option) -> None:
    if option.is_switch:
        group.add_argument(option.name, action="store_true", help=option.help())
        return
    choices = option.choices or None
    metavar = option.metavar or ("|".join(option.choices) if choices else option.key.upper())
    if option.is_flag:
        group.add_argument(
            option.name, action=_Once, metavar=metavar, type=option.kind, choices=choices,
            required=option.is_needed, default=option.default, help=option.help(),
        )  # fmt: skip
    else:
        group.add_argument(
            option.key, metavar=metavar, type=option.kind, choices=choices, help=option.help()
        )


def _shown(option: Option) -> str:
    metavar = option.metavar or "|".join(option.choices) or option.key.upper()
    if option.is_switch:
        return f"[{option.name}]"
    if not option.is_flag:
        return "|".join(option.choices) or metavar
    text = f"{option.name} {'|'.join(option.choices) or metavar}"
    return text if option.is_needed else f"[{text}]"


def _clean(word: str) -> str:
    """Bytes that are no UTF-8 become a mark; a NUL is no part of any name or path."""
    if "\0" in word:
        raise UsageError(
            _("“{value}” holds a character that no command has.").format(value=_safe(word))
        )
    return word.encode("utf-8", "replace").decode("utf-8")


def _safe(word: str) -> str:
    return clean(word, at_most=60)


def _verb(noun: str, commands: dict[str, Command], rest: list[str]) -> tuple[str, list[str]]:
    if "" in commands:
        return "", rest
    if rest and rest[0] in {"-h", "--help"}:
        raise HelpAsked(_noun_help(noun, commands))
    if not rest or rest[0].startswith("-"):
        message = _("After “{noun}” comes one of: {known}.")
        known = ", ".join(commands)
        raise UsageError(message.format(noun=noun, known=known), _noun_help(noun, commands))
    if rest[0] not in commands:
        raise UsageError(_no_such(f"{noun} {rest[0]}", [f"{noun} {verb}" for verb in commands]))
    return rest[0], rest[1:]


def _noun_help(noun: str, commands: dict[str, Command]) -> str:
    lines = [
        f"  {usage_of(noun, command)}\n      {command.help()}" for command in commands.values()
    ]
    return "\n".join(lines) + "\n"


def _no_such(words: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(words, list(known), n=1)
    message = _("There is no command “{words}”.").format(words=_safe(words))
    if near:
        return message + " " + _("Did you mean “{near}”?").format(near=near[0])
    return message + " " + _("Known: {known}.").format(known=", ".join(known))


def _merged(before: dict[str, object], after: dict[str, object], base: Globals) -> Globals:
    """The globals behind the command win over those before it, and both over *base*."""
    found = {name: after.pop(name) or before[name] for name in ("store", "agent", "request_id")}
    is_json = bool(after.pop("json")) or bool(before["json"]) or base.is_json
    return Globals(
        store=str(found["store"] or base.store),
        agent=str(found["agent"] or base.agent),
        request_id=str(found["request_id"] or ""),
        is_json=is_json,
    )
