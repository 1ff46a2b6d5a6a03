"""The acts of Accueil by their words and keys; what they do is the presenter's and the view's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desk_app.ui.commands import Command
from desk_app.ui.reception.presenter import ReceptionPresenter
from desk_app.ui.reception.procedures_page import TILES
from desk_app.ui.reception.view import ReceptionView
from desk_app.words.catalogue import _

PLACE = "reception"


def reception_commands(view: ReceptionView, presenter: ReceptionPresenter) -> tuple[Command, ...]:
    """Return what can be done at Accueil, in the order the help shows it."""
    form = presenter.preparation
    ticket, whom, paper = _("The ticket"), _("For whom"), _("The paper")
    return (
        _command("give", _("Hand out the ticket"), "Return", presenter.give, ticket),
        _command(
            "clear", _("Start again, nothing chosen"), "Escape", presenter.start_again, ticket
        ),
        _command("language.next", _("Next language"), "+", partial(form.walk_language, 1), whom),
        _command(
            "language.before", _("Language before"), "-", partial(form.walk_language, -1), whom
        ),
        _command("priority", _("Next priority"), "*", form.walk_priority, whom),
        _command("more", _("One more person"), "", partial(form.step_party, 1), whom),
        _command("fewer", _("One person less"), "", partial(form.step_party, -1), whom),
        _command(
            "reprint", _("Print the last ticket again, or the chosen one"), "Ctrl+P",
            presenter.afterwards.reprint, paper,
        ),
        _command(
            "readmit", _("Put an absent person back in the queue"), "Alt+A",
            presenter.returns.ask, whom,
        ),
        *_answers(view, paper),
        *(
            _command(
                f"tile.{digit}", _("Procedure of key {digit}").format(digit=digit), str(digit),
                partial(view.procedures.pick_tile, digit), ticket, in_palette=False,
            )
            for digit in range(1, TILES + 1)
        ),
    )  # fmt: skip


def _answers(view: ReceptionView, group: str) -> tuple[Command, ...]:
    """Return what O and N say of a doubtful paper."""
    return (
        Command(
            id="reception.came_out", text=_("Doubtful paper: it came out"), shortcut="O",
            callback=partial(view.last.answer, came_out=True), where=PLACE,
            is_enabled=view.last.can_answer, group=group,
        ),
        Command(
            id="reception.lost", text=_("Doubtful paper: it did not come out"), shortcut="N",
            callback=partial(view.last.answer, came_out=False), where=PLACE,
            is_enabled=view.last.can_answer, group=group,
        ),
    )  # fmt: skip


def _command(
    name: str,
    text: str,
    shortcut: str,
    callback: Callable[[], object],
    group: str,
    *,
    in_palette: bool = True,
) -> Command:
    return Command(
        id=f"{PLACE}.{name}",
        text=text,
        shortcut=shortcut,
        callback=callback,
        where=PLACE,
        group=group,
        in_palette=in_palette,
    )
