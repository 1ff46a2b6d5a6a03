"""The acts of the Journal by their words and keys; what they do is the presenter's."""

from __future__ import annotations

from desk_app.ui.commands import Command
from desk_app.ui.journal.presenter import JournalPresenter
from desk_app.words.catalogue import _

PLACE = "journal"


def journal_commands(presenter: JournalPresenter) -> tuple[Command, ...]:
    """Return what can be done at the Journal, in the order the help shows it."""
    return (
        Command(
            id="journal.verify", text=_("Verify the chain"), shortcut="V",
            callback=presenter.verify, where=PLACE,
        ),
        Command(
            id="journal.export", text=_("Write the journal to a file"), shortcut="E",
            callback=presenter.export, where=PLACE,
        ),
        Command(
            id="journal.older", text=_("Older acts"), shortcut="A",
            callback=presenter.show_older, where=PLACE,
        ),
        Command(
            id="journal.search", text=_("Search the journal"), shortcut="/",
            callback=presenter.focus_search, where=PLACE,
        ),
    )  # fmt: skip
