"""The second person of a local priority: for the visitor here, or for one who waits meanwhile."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from desk_app.domain.overrides import Override
from desk_app.domain.tickets import Priority
from desk_app.services.questions import Agreement
from desk_app.ui.reception.form import Form
from desk_app.ui.reception.preparation import Preparation
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.words.catalogue import _


class Give(Protocol):
    """How a ticket is handed out."""

    def __call__(self, form: Form, *, is_ahead: bool) -> None: ...


class Local:
    """An answer that comes late gives the ticket it was asked for; nothing typed since is lost."""

    def __init__(self, preparation: Preparation, *, ask_second: Ask, give: Give) -> None:
        self._preparation, self._ask_second, self._give = preparation, ask_second, give

    def ask(self) -> None:
        """Ask for the priority of the ticket being prepared."""
        form, visitor = self._preparation.form, self._preparation.visitor
        if form.line is None:
            return
        self._ask_second(
            Case(
                kind=Override.LOCAL_PRIORITY,
                subject=form.line.code,
                act=_("Grant the local priority"),
                icon="user-check",
                then=partial(self._on_agreed, form, visitor),
                left=self._preparation.leave_local,
            )
        )

    def _on_agreed(self, asked: Form, visitor: int, agreement: Agreement) -> None:
        now = self._preparation.form.line
        is_here = now is not None and asked.line is not None and now.code == asked.line.code
        if is_here and visitor == self._preparation.visitor:
            self._preparation.grant_local(agreement)
        else:
            self._give(asked.prior(Priority.LOCAL, agreement), is_ahead=True)
