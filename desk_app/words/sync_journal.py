"""What the journal says of rights that moved between desks. See words/journal.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.shared import Kind
from desk_app.words.catalogue import _, pgettext

SENTENCES: Mapping[str, Callable[[], str]] = {
    "RightReleased": lambda: _("Let go: {right} {row}, now of desk {to}"),
    "EpochLearned": lambda: _("The rights of this desk had been taken over by others"),
    "IncarnationBegun": lambda: _("This desk is a copy: its own acts go on behind line {after}"),
}
FIELDS: Mapping[str, Callable[[], str]] = {
    "right": lambda: pgettext("field", "Right"),
    "row": lambda: pgettext("field", "To what"),
    "version": lambda: pgettext("field", "How often it had moved"),
    "to": lambda: pgettext("field", "To desk"),
    "epoch": lambda: pgettext("field", "How often taken over"),
    "incarnation": lambda: pgettext("field", "The copy’s id"),
}
OF_KIND: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("RightReleased", "right"): lambda value: right_name(Kind(value)),
}


def right_name(kind: Kind) -> str:
    """Return what a right is a right to."""
    return {
        Kind.TICKET: pgettext("right", "the ticket"),
        Kind.COUNTER: pgettext("right", "the counter"),
        Kind.PROCEDURE: pgettext("right", "the procedure"),
        Kind.QUOTA: pgettext("right", "a share of the quota"),
        Kind.SEAT: pgettext("right", "the seat"),
        Kind.PERSON: pgettext("right", "the claim of a person"),
        Kind.APPOINTMENT: pgettext("right", "the appointment"),
        Kind.CONFLICT: pgettext("right", "the conflict"),
    }[kind]
