"""Everything the display shows at one instant, as one value; how it looks is the canvas's."""

from __future__ import annotations

import dataclasses
import enum

from desk_app.ui.display.band import Page, Words
from desk_app.ui.display.stage import Scene

EMPTY = Scene()


class State(enum.Enum):
    """What fills the display above its message band."""

    CALLS = "calls"
    WELCOME = "welcome"
    CLOSED = "closed"
    EMERGENCY = "emergency"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture of the display: numbers and counters, never who they are for (PR-03).

    *stale* says since when the store does not answer, "" while it does. *notice* is the
    welcome, or the words of a closed site: what is said, then the hour on its own.
    """

    state: State = State.WELCOME
    site: str = ""
    time: str = ""
    stale: str = ""
    is_rehearsal: bool = False
    scene: Scene = EMPTY
    page: Page | None = None
    notice: tuple[Words, ...] = ()
    hour: str = ""
    emergency: str = ""
