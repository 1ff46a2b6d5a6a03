"""What is told of a bug: kinds, files and lines, nothing that anybody typed."""

from __future__ import annotations

import traceback


def details_of(error: BaseException) -> str:
    """Return what a developer needs of *error* and nothing of a person.

    Messages and values may hold what was typed; kinds, files and lines cannot.
    """
    lines = [
        f"{frame.filename.replace(chr(92), '/').split('desk_app/')[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or error.__context__
    above = f"\n\n{details_of(cause)}" if cause is not None else ""
    return "\n".join((type(error).__name__, *lines)) + above
