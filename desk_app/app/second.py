"""The second person of exceptions, wired to one open desk: one sheet for every screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desk_app.app.costs import hasher_at
from desk_app.app.desk import Desk
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power, may
from desk_app.domain.unmet import UnmetReason
from desk_app.security.codes import new_code, new_id
from desk_app.services import accounts, overrides, questions, unmet
from desk_app.services.stakes import stakes
from desk_app.ui.commands import EVERYWHERE
from desk_app.ui.second.operations import Colleague, SecondOperations
from desk_app.ui.second.presenter import SecondPerson
from desk_app.ui.second.sheet import SecondSheet
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks


def second_operations(desk: Desk) -> SecondOperations:
    """Return what asking a second person may call."""
    check = partial(
        accounts.check,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        hasher=hasher_at(desk.path),
    )
    return SecondOperations(
        colleagues=partial(_colleagues, desk),
        stakes=partial(stakes, read=desk.read, clock=desk.clock),
        usable=partial(questions.usable, read=desk.read, clock=desk.clock),
        left=partial(questions.left_today, read=desk.read, clock=desk.clock),
        agree=partial(
            overrides.agree, check=check, begin=desk.begin, clock=desk.clock, new_id=new_id
        ),
        ask=partial(overrides.ask, begin=desk.begin, clock=desk.clock, new_id=new_id),
        question=partial(questions.question, read=desk.read),
        prove=partial(_prove, desk),
    )


def second_of(
    desk: Desk,
    *,
    shell: Shell,
    overlay: QWidget,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
) -> SecondPerson:
    """Return what screens ask for a second person; its key works in every window."""
    second = SecondPerson(
        SecondSheet(overlay),
        second_operations(desk),
        session=session,
        tasks=tasks,
        signals=signals,
        window=shell,
        parent=shell,
    )
    shell.set_commands(EVERYWHERE, second.commands())
    return second


def _prove(desk: Desk, kind: Override, subject: str, *, by: AgentLogin) -> unmet.Recorded:
    """Print the proof that what the exception is about was asked for, and could not be had."""
    procedure = unmet.procedure_of(kind, subject, read=desk.read, clock=desk.clock)
    return unmet.record(
        unmet.Demand(procedure=procedure, reason=UnmetReason.NO_SECOND_PERSON),
        by=by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=new_id,
        new_code=new_code,
        hashes=desk.hashes,
        codes=desk.codes,
        printer=desk.printer,
        free_days=desk.free_days,
        holidays=desk.holidays,
    )


def _colleagues(desk: Desk) -> tuple[Colleague, ...]:
    """Return who may agree, and who asks too: that one is told why not."""
    with desk.read() as work:
        found = [each for each in work.accounts.all() if each.is_active]
        return tuple(
            Colleague(agent=each.agent, needs_password=each.has_secret or not work.rehearsal)
            for each in found
            if may(each.role, Power.APPROVE)
        )
