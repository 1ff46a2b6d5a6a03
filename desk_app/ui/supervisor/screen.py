"""What Supervision's presenter asks of its view and of the window around. No widget is here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from PySide6.QtCore import SignalInstance

from desk_app.domain.counters import CounterId
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.staffing import Staffing
from desk_app.services.supervision import Supervision, WaitingLine
from desk_app.ui.supervisor.figures import FigureFace
from desk_app.ui.supervisor.suggestions import Suggestion
from desk_app.words.errors import Said

Place = Literal["todo", "procedures", "counters", "quota", "close"]
"""Where a refusal is shown: beside what was asked."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What keys act on: one procedure, or one counter, or nothing."""

    procedure: ProcedureCode | None = None
    counter: CounterId | None = None


class Screen(Protocol):
    """What the presenter asks of its view."""

    shown: SignalInstance
    hidden: SignalInstance
    selection_changed: SignalInstance
    suggestion_requested: SignalInstance
    toggle_requested: SignalInstance
    pause_requested: SignalInstance
    quota_requested: SignalInstance
    quota_given: SignalInstance
    close_day_requested: SignalInstance
    close_day_confirmed: SignalInstance

    def show_figures(self, faces: tuple[FigureFace, ...], estimate: str) -> None: ...
    def show_day(self, seen: Supervision, lines: Sequence[WaitingLine]) -> None: ...
    def show_suggestions(self, suggestions: Sequence[Suggestion], *, nothing: str) -> None: ...
    def show_plan(self, plan: Staffing) -> None: ...
    def show_acts(self, *, procedure: str, counter: str, pause: str) -> None: ...
    def offer_acts(self, *, are_offered: bool) -> None: ...
    def selection(self) -> Selection: ...
    def is_in_hand(self) -> bool: ...
    def ask_quota(self, line: WaitingLine) -> None: ...
    def ask_close_day(self, view: Supervision) -> None: ...
    def show_facts(self, title: str, facts: Sequence[tuple[str, str]]) -> None: ...
    def settle(self) -> None: ...
    def refuse(self, place: Place, said: Said, *, unavailable: bool) -> None: ...


class Window(Protocol):
    """What the presenter asks of the window around."""

    def set_title(self, title: str, sub: str = "") -> None: ...
    def show_undo(self, text: str, callback: Callable[[], object]) -> None: ...
