"""A rehearsal desk as the program makes it, copied for each attack, and looked at afterwards."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from desk_app.app.commands import tools
from desk_app.cli.main import main
from desk_app.cli.output import Console


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a command left: exit code and both streams."""

    exit: int
    out: str
    err: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A desk's file in *folder*."""

    folder: Path

    @property
    def environ(self) -> Mapping[str, str]:
        """What the commands are told."""
        return {
            "DESK_APP_STORE": f"sqlite:///{self.folder / 'desk.sqlite'}",
            "DESK_APP_PRINTER": f"file://{self.folder / 'paper.bin'}",
            "DESK_APP_CLOCK": "2026-03-02T09:00:00+01:00",
            "XDG_DATA_HOME": str(self.folder),
            "HOME": str(self.folder),
        }

    def run(self, *words: str, lines: str = "", **environ: str) -> Answered:
        """Do one command."""
        out, err = io.StringIO(), io.StringIO()
        told = {**self.environ, **environ}
        console = Console(out=out, err=err, source=io.StringIO(lines))
        code = main(words, tools=tools(told), environ=told, console=console)
        return Answered(exit=code, out=out.getvalue(), err=err.getvalue())

    def must(self, *words: str) -> object:
        """Do a command that is not refused; its document."""
        answered = self.run("--json", *words)
        assert answered.exit == 0, answered.out
        return json.loads(answered.out)

    def copied(self, folder: Path) -> Desk:
        """Return the same desk in another folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Desk(folder=folder)

    def texts(self) -> set[str]:
        """Return every text that the file holds, the site's own file aside."""
        found: set[str] = set()
        with closing(sqlite3.connect(self.folder / "desk.sqlite")) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():
                    found |= {value for value in row if isinstance(value, str)}
        return found

    def tables(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        with closing(sqlite3.connect(self.folder / "desk.sqlite")) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for (name,) in names.fetchall()
            }
