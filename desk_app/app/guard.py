"""One copy of the windows a desk: a lock of the system beside the store, gone with its process."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from desk_app.domain.errors import DeskTaken
from desk_app.printing.locks import hold


@contextlib.contextmanager
def only_copy(store: Path) -> Iterator[None]:
    """Hold the desk of *store* until the end of the block. Raises DeskTaken if another does."""
    note = store.with_name(f"{store.name}.pid")
    with hold(f"desk:{store.absolute()}", store.parent / ".verrous") as is_ours:
        if not is_ours:
            raise DeskTaken(store.name, _process(note))
        note.write_text(str(os.getpid()), encoding="ascii")
        try:
            yield
        finally:
            note.unlink(missing_ok=True)


def _process(note: Path) -> int | None:
    try:
        return int(note.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
