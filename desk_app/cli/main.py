"""The command line: one command, one answer, one exit code. What a command does is in nouns/.

Exit codes: 0 done, 2 usage, 3 refused by a rule, 4 unavailable, 1 a bug of ours.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence

from desk_app.cli.command import Json
from desk_app.cli.once import AlreadyRefused
from desk_app.cli.output import Console, as_json, error_document
from desk_app.cli.parsing import Globals, HelpAsked, Request, UsageError, parse
from desk_app.cli.passwords import Passwords, hidden
from desk_app.cli.session import Session
from desk_app.cli.tools import Tools
from desk_app.domain.errors import DeskError, Refused
from desk_app.words.catalogue import DEFAULT_LANGUAGE, _, set_language
from desk_app.words.errors import sentence

DONE, BUG, USAGE, REFUSED, UNAVAILABLE = 0, 1, 2, 3, 4


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """How a command ended: its document, its text for people and its exit code."""

    exit: int
    document: Json
    lines: tuple[str, ...] = ()
    trouble: str = ""


def main(
    argv: Sequence[str], *, tools: Tools, environ: Mapping[str, str], console: Console | None = None
) -> int:
    """Do the command in *argv* (without the program's name) and return its exit code."""
    set_language(environ.get("DESK_APP_LANGUAGE") or DEFAULT_LANGUAGE)
    streams = console or standard_console()
    passwords = Passwords(environ=environ, source=streams.source, ask=streams.ask)
    session = Session(tools, environ=environ, passwords=passwords)
    try:
        return _main(argv, session, tools, streams)
    except BrokenPipeError:  # whoever read our answer has read enough
        _forget(streams)
        return DONE
    except OSError as error:  # the answer cannot be written: what was committed stays committed
        _forget(streams)
        streams.trouble(_("The answer cannot be written: {cause}").format(cause=error.strerror))
        return UNAVAILABLE
    finally:
        session.close()


def standard_console() -> Console:
    """Return the streams of the process, in UTF-8 whatever the terminal says."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    ask = hidden if sys.stdin is not None and sys.stdin.isatty() else None
    return Console(out=sys.stdout, err=sys.stderr, source=sys.stdin, ask=ask)


def _forget(streams: Console) -> None:
    """Send what is still in the buffer nowhere: flushing it at exit would fail a second time."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), streams.out.fileno())


def _main(argv: Sequence[str], session: Session, tools: Tools, console: Console) -> int:
    is_json = "--json" in argv
    try:
        request = parse(argv)
    except HelpAsked as asked:
        console.lines([asked.text.rstrip()])
        return DONE
    except UsageError as error:
        return _show(_misused(error), console, is_json=is_json)
    if request.noun == "batch":
        return _batch(request.asked, session, tools, console)
    result = _result(request, session, tools)
    return _show(result, console, is_json=request.asked.is_json)


def _result(request: Request, session: Session, tools: Tools) -> _Result:
    """Do *request*; whatever happens becomes an exit code and a sentence."""
    try:
        answer = session.run(request)
        return _Result(exit=answer.exit, document=answer.data, lines=answer.lines)
    except AlreadyRefused as before:
        said = str(before.document.get("message", ""))
        return _Result(exit=REFUSED, document=before.document, trouble=said)
    except DeskError as error:
        return _failed(error, session, request)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge of the process: a bug is told, not dumped
        return _bug(error, tools)


def _failed(error: DeskError, session: Session, request: Request) -> _Result:
    now = session.now(request)
    return _Result(
        exit=REFUSED if isinstance(error, Refused) else UNAVAILABLE,
        document=error_document(error, now=now),
        trouble=sentence(error, now=now).whole,
    )


def _bug(error: BaseException, tools: Tools) -> _Result:
    where = tools.save_report(error)
    said = _("This is our mistake, not yours. Nothing that was recorded is lost.")
    report = _("Report without personal data: {file}").format(file=where)
    document = {"error": type(error).__name__, "message": said, "report": where}
    return _Result(exit=BUG, document=document, trouble=f"{said}\n{report}")


def _misused(error: UsageError) -> _Result:
    document = {"error": "Usage", "message": error.message, "usage": error.usage.strip()}
    return _Result(exit=USAGE, document=document, trouble=f"{error.message}\n{error.usage}")


def _show(result: _Result, console: Console, *, is_json: bool) -> int:
    if is_json:
        console.document(result.document)
    else:
        console.lines(result.lines)
        if result.trouble:
            console.trouble(result.trouble)
    return result.exit


def _batch(asked: Globals, session: Session, tools: Tools, console: Console) -> int:
    """Do each line of stdin; every line has its own exit code, the batch itself is done."""
    session.passwords.leave_input()
    for line in console.source:
        if line.strip():
            result = _batched(line, asked, session, tools)
            console.out.write(as_json(_with_exit(result)) + "\n")
            console.out.flush()
    return DONE


def _batched(line: str, asked: Globals, session: Session, tools: Tools) -> _Result:
    try:
        request = _no_batch(parse(_arguments(line), base=asked))
    except HelpAsked as help_asked:
        return _Result(exit=DONE, document={"help": help_asked.text})
    except UsageError as error:
        return _misused(error)
    return _result(request, session, tools)


def _no_batch(request: Request) -> Request:
    if request.noun == "batch":
        raise UsageError(_("A batch cannot hold a batch."))
    return request


def _arguments(line: str) -> list[str]:
    try:
        words = json.loads(line)
    except (ValueError, RecursionError) as error:  # brackets a thousand deep are no command
        raise UsageError(_("The line is not a JSON array of texts.")) from error
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise UsageError(_("The line is not a JSON array of texts."))
    return words


def _with_exit(result: _Result) -> dict[str, Json]:
    """One object per line: an answer that is a list stands under `items`."""
    if isinstance(result.document, Mapping):
        return {**result.document, "exit": result.exit}
    return {"items": result.document, "exit": result.exit}


def exit_codes() -> Iterator[tuple[int, str]]:
    """Return each exit code and what it means, for the docs."""
    yield DONE, "done"
    yield USAGE, "the command is not written as it should be"
    yield REFUSED, "refused by a rule, or a negative verdict"
    yield UNAVAILABLE, "unavailable: store, printer, network or disk"
    yield BUG, "a bug of ours; a report is saved"
