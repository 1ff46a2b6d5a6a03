"""Registre et tirage, wired to one open desk and given its place in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypedDict

from PySide6.QtWidgets import QWidget

from desk_app.app.desk import Desk
from desk_app.app.operations import hurried
from desk_app.cli.files import write_lines
from desk_app.domain.draw_replay import Verdict, replay
from desk_app.domain.people import AgentLogin
from desk_app.security.codes import cooling, new_code, new_draw_secret, new_id
from desk_app.services import answers, draw_secrets, draws, register, winners
from desk_app.services.code_ports import Codes
from desk_app.services.draw_files import signed
from desk_app.services.draw_openings import Opens
from desk_app.services.draws import Laid
from desk_app.services.handing import Printer
from desk_app.services.ports import NewId
from desk_app.services.register_page import register_page
from desk_app.services.register_ports import Draw
from desk_app.ui.register.commands import PLACE, register_commands
from desk_app.ui.register.operations import RegisterOperations
from desk_app.ui.register.presenter import RegisterPresenter
from desk_app.ui.register.view import RegisterView
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import pgettext

OPENS = Opens(new_id=new_id, new_secret=new_draw_secret)


class _Papers(TypedDict):
    new_id: NewId
    codes: Codes
    printer: Callable[[], Printer]


def register_operations(desk: Desk) -> RegisterOperations:
    """Return what the page may call; its papers leave at once."""
    begin, read, clock = hurried(desk), desk.read, desk.clock
    laid = Laid(desk.free_days, desk.holidays)
    papers: _Papers = {"codes": desk.codes, "new_id": new_id, "printer": desk.printer}
    return RegisterOperations(
        look=partial(register_page, read=read, clock=clock, laid=laid),
        commit=partial(
            draw_secrets.commit_to, begin=begin, clock=clock, holidays=desk.holidays, opens=OPENS
        ),
        close=partial(draws.close, begin=begin, clock=clock, laid=laid, opens=OPENS),
        void=partial(draws.void, begin=begin, clock=clock),
        run=partial(
            draws.run, begin=begin, clock=clock, new_code=new_code, laid=laid, opens=OPENS,
            cool=cooling,
        ),
        told=partial(answers.told, begin=begin, clock=clock, hashes=desk.hashes),
        confirm=partial(
            winners.confirm, begin=begin, clock=clock, hashes=desk.hashes, **papers
        ),
        paper=partial(answers.paper, begin=begin, clock=clock, **papers),
        withdraw=partial(
            register.withdraw, begin=begin, clock=clock, cool=cooling, hashes=desk.hashes
        ),
        replay=partial(_replay, desk),
        export=partial(_export, desk),
    )  # fmt: skip


def add_register(
    desk: Desk,
    *,
    shell: Shell,
    overlay: QWidget,
    session: Session,
    tasks: Tasks,
    signals: AppSignals,
    ask_second: Ask,
) -> RegisterPresenter:
    """Put the page into the rail and its keys into the window."""
    view = RegisterView(overlay=overlay, guard=shell.commands.guard)
    presenter = RegisterPresenter(
        view,
        register_operations(desk),
        session=session,
        tasks=tasks,
        signals=signals,
        window=shell,
        clock=desk.clock,
        ask_second=ask_second,
        parent=view,
    )
    shell.add_place(PLACE, "dices", pgettext("button", "Register"), "F6", view)
    shell.set_commands(PLACE, register_commands(presenter))
    return presenter


def _held(desk: Desk, family: str, number: int, by: AgentLogin) -> Draw:
    return draws.held(family, None, number=number, by=by, read=desk.read, clock=desk.clock)


def _replay(desk: Desk, family: str, number: int, *, by: AgentLogin) -> Verdict:
    """Hold a draw again from its export alone, against what was published at closing."""
    found = _held(desk, family, number, by)
    return replay(found.export.encode("ascii"), published=found.closing)


def _export(desk: Desk, family: str, number: int, *, by: AgentLogin) -> str:
    """Write a draw to a file beside the desk's data and return its place; once is enough."""
    found = _held(desk, family, number, by)
    text = signed(found, desk.codes)
    name = f"tirage-{family}-{found.ref.on:%Y-%m-%d}-{number}.jsonl"
    file = desk.path.parent / "tirages" / name
    if not (file.is_file() and file.read_text(encoding="utf-8") == text):
        write_lines(file, text.splitlines())
    return str(file)
