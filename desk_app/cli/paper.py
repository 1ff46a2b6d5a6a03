"""Waits for the paper of an answer, once its ticket is committed: the paper may be late, the
ticket is not undone."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from uuid import UUID

from desk_app.cli.command import Answer, Call, Option, switch
from desk_app.domain.prints import PENDING, JobId, PrintState
from desk_app.words.catalogue import _
from desk_app.words.prints import doubt, no_paper_yet, print_state

PATIENCE_S = 20.0
"""How long a command waits for paper (contract)."""


def no_wait() -> Option:
    """Return the switch that does not wait."""
    return switch("--no-wait", lambda: _("answer without waiting for the paper"))


def with_paper(call: Call, answer: Answer) -> Answer:
    """Return *answer* with the state its print job reached, waiting unless told not to."""
    assert isinstance(answer.data, Mapping)
    if answer.data.get("print_job") is None:
        return answer  # nothing was printed: nothing is waited for
    state = PrintState(str(answer.data["print_state"]))
    if not call.values.is_set("no_wait"):
        state = call.desk.wait_for(JobId(UUID(str(answer.data["print_job"]))), PATIENCE_S)
    return dataclasses.replace(
        answer,
        data={**answer.data, "print_state": state.value},
        lines=(*answer.lines, *_said(state, is_ticket=isinstance(answer.data.get("number"), str))),
    )


def _said(state: PrintState, *, is_ticket: bool) -> tuple[str, ...]:
    if state is PrintState.UNCERTAIN:
        return (print_state(state), doubt())
    if state in PENDING and is_ticket:
        return (print_state(state), no_paper_yet())
    return (print_state(state),)
