"""The acts of the register by their words and keys; what they do is the presenter's."""

from __future__ import annotations

from desk_app.ui.commands import Command
from desk_app.ui.register.presenter import RegisterPresenter
from desk_app.words.catalogue import _

PLACE = "register"


def register_commands(presenter: RegisterPresenter) -> tuple[Command, ...]:
    """Return what can be done on the page, in the order the help shows it."""
    drawing = presenter.drawing
    return (
        Command(
            id="register.family", text=_("Choose the family of the register"), shortcut="Alt+D",
            callback=presenter.focus_family, where=PLACE,
        ),
        Command(
            id="register.begin", text=_("Hold the draw, or close its requests"),
            shortcut="Return", callback=drawing.begin, where=PLACE,
        ),
        Command(
            id="register.commit", text=_("Commit to a secret of the draw"), shortcut="D",
            callback=drawing.commit, where=PLACE, is_enabled=drawing.can_commit,
        ),
        Command(
            id="register.void", text=_("Give the draw to come up"), shortcut="A",
            callback=drawing.void, where=PLACE, is_enabled=drawing.can_void,
        ),
        *_answers(presenter),
        Command(
            id="register.replay", text=_("Replay the chosen draw"), shortcut="V",
            callback=presenter.replay, where=PLACE, is_enabled=presenter.has_past,
        ),
        Command(
            id="register.export", text=_("Export the chosen draw"), shortcut="E",
            callback=presenter.export, where=PLACE, is_enabled=presenter.has_past,
        ),
    )  # fmt: skip


def _answers(presenter: RegisterPresenter) -> tuple[Command, ...]:
    """What the chosen winner can answer."""
    calling = presenter.calling
    return (
        Command(
            id="register.told", text=_("The winner was told"), shortcut="T",
            callback=calling.told, where=PLACE, is_enabled=calling.can_tell,
        ),
        Command(
            id="register.confirms", text=_("The winner confirms by phone"), shortcut="C",
            callback=calling.confirms, where=PLACE, is_enabled=calling.can_tell,
        ),
        Command(
            id="register.is_here", text=_("The winner is here: print the convocation"),
            shortcut="I", callback=calling.is_here, where=PLACE, is_enabled=calling.has_chosen,
        ),
        Command(
            id="register.gives_up", text=_("The winner gives the place up"), shortcut="R",
            callback=calling.gives_up, where=PLACE, is_enabled=calling.can_tell,
        ),
    )  # fmt: skip
