"""Writes docs/cli.md from the commands themselves.

python tools/make_cli_docs.py           write the page
python tools/make_cli_docs.py --check   ends with 1 if the page is not what the code says
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desk_app.cli.command import Command, Option  # noqa: E402 - the path comes first
from desk_app.cli.main import exit_codes  # noqa: E402
from desk_app.cli.parsing import NOUNS, commands_of, usage_of  # noqa: E402
from desk_app.words.catalogue import language, set_language  # noqa: E402

PAGE = ROOT / "docs" / "cli.md"

_HEAD = """# The command line

This page is made from the code by `python tools/make_cli_docs.py`; a test keeps it fresh.

```
desk-app                                   open the desk (windows)
desk-app demo [--visitors N] [--out DIR]   a reception day played through the real windows
desk-app [--store URL] [--agent LOGIN] [--request-id ID] [--json] COMMAND …
```

- `--store` is the desk's own file, `sqlite:///PATH`.
  Without it `DESK_APP_STORE` is taken, and without that the user's data folder.
- `--agent` says who acts; on a rehearsal store without it the demonstration administrator does.
  The password is that of `DESK_APP_PASSWORD`, or asked for at a terminal; it is no argument.
  In a batch the same agent is asked for it once.
- What needs a second person takes `--approver` and `--why`, and `DESK_APP_APPROVER_PASSWORD`.
- `--request-id` makes a repeated command that changes something harmless.
  The same id gives the same answer, a refusal included.
  An id used for another command is refused (`BadValue`); what was unavailable is tried again.
- `--json` prints exactly one JSON document on stdout.
  Times are ISO 8601 with their offset, dates `YYYY-MM-DD`, ticket numbers as in `C042`.
- The globals may stand before the command or after it.
- `DESK_APP_LANGUAGE` is the language of the sentences: `fr`, or `en`.
- `DESK_APP_PRINTER` and `DESK_APP_PROFILE` name the printer of this run.
- `DESK_APP_CLOCK` fixes the clock of a rehearsal store.
"""

_ERRORS = """
With `--json`, 2, 3 and 4 print `{"error": "CLASS", "message": "…", …fields}` on stdout.
Without it the sentence goes to stderr.
A negative verdict keeps the keys of its command (`journal verify`, `store check`, `doctor`).
What has been committed is 0, also when its paper did not come out: see `print_state`.
"""

_BATCH = """
Each line of stdin is one command: `["ticket", "issue", "--procedure", "INFO"]`.
Each line of stdout is its document with `exit` added.
An answer that is a list stands under `items`.
The globals given to `batch` stand for every line; the batch itself ends with 0.
"""


def page() -> str:
    """Return the page, in English."""
    before = language()
    set_language("en")
    try:
        return "\n".join(_lines())
    finally:
        set_language(before)


def main() -> int:
    """Write the page, or check it."""
    if "--check" not in sys.argv:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    is_fresh = PAGE.is_file() and PAGE.read_text("utf-8") == page()
    if not is_fresh:
        print("docs/cli.md is stale: run python tools/make_cli_docs.py")
    return 0 if is_fresh else 1


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "## Exit codes\n"
    yield "| code | meaning |\n|---|---|"
    for code, meaning in exit_codes():
        yield f"| {code} | {meaning} |"
    yield _ERRORS
    for noun in NOUNS:
        yield f"## {noun}\n"
        for command in commands_of(noun).values():
            yield from _command(noun, command)
    yield ""


def _command(noun: str, command: Command) -> Iterator[str]:
    if command.name:
        yield f"### {noun} {command.name}\n"
    yield command.help()
    yield f"\n```\n{usage_of(noun, command)}\n```\n"
    for option in command.options:
        yield f"- {_option(option)}"
    if command.options:
        yield ""
    kind = "a list of " if command.is_list else ""
    keys = ", ".join(f"`{key}`" for key in command.keys)
    once = "Happens once for one `--request-id`." if command.changes else ""
    yield f"JSON: {kind}{keys}."
    if once:
        yield once
    yield _BATCH if noun == "batch" else ""


def _option(option: Option) -> str:
    shown = f"`{option.name if option.is_flag else option.key.upper()}`"
    default = option.default
    tail = f" (default `{default}`)" if default not in (None, False) else ""
    choices = f": {', '.join(f'`{one}`' for one in option.choices)}" if option.choices else ""
    return f"{shown} {option.help()}{choices}{tail}"


if __name__ == "__main__":
    raise SystemExit(main())
