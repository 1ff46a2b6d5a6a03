"""What is said when the register, a draw or an opening card says no. See words/errors.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain import draw_errors as e
from desk_app.domain.errors import DeskError
from desk_app.words.catalogue import _, pgettext

SAID: Mapping[type[DeskError], Callable[[], tuple[str, str]]] = {
    e.RequestSettled: lambda: (
        _("Not possible with the request {reference}: {request_state}."),
        _("A new request can be made at once."),
    ),
    e.RequestUnknown: lambda: (
        _("No request has the reference {reference}."),
        _("Check it on the paper, or look for it by the document."),
    ),
    e.UnknownFamily: lambda: (
        _("The site has no family {family}."),
        _("Its families: {known}."),
    ),
    e.NeverPossible: lambda: (
        _("No day is left between these dates."),
        _("Check the first and the last day on which the person can come."),
    ),
    e.NoDraw: lambda: (
        _("There is no such draw of {family}."),
        _("Check the day, or look at the register first."),
    ),
    e.CloseFirst: lambda: (
        _("Requests of {family} are not closed yet."),
        _("Close them and publish the hash; then the secrets are told."),
    ),
    e.CommitTooLate: lambda: (
        _("Requests have been closed since {closed_at}."),
        _("Secrets are committed to before: prepare those of the next draw."),
    ),
    e.SameWitness: lambda: (
        _("{login} has committed to a secret of this draw already."),
        _("The second secret is somebody else’s."),
    ),
    e.WitnessesComplete: lambda: (
        _("Two people have committed to the secrets of this draw."),
        _("No third one is needed."),
    ),
    e.RevealTooEarly: lambda: (
        _("Requests are taken until {closes_at}."),
        _("Secrets are revealed after that."),
    ),
    e.BadSecret: lambda: (
        _("This is not a secret of a draw."),
        _("Scan the paper that was printed, or type all of it."),
    ),
    e.SecretNotCommitted: lambda: (
        _("Secret {witness} is not the one committed to before requests closed."),
        _("Look for the paper of this draw; without it the draw is held again."),
    ),
    e.SecretMissing: lambda: (
        _("Secret {witness} has not been revealed."),
        _(
            'Give all secrets at once, in the order committed: --revealed "SECRET1 SECRET2". '
            "If one is lost: desk-app draw void"
        ),
    ),
    e.OwnSecretLost: lambda: (
        _("The desk’s own secret of the draw of {family} is not to be had any more."),
        _("Give the draw up; another takes its place: desk-app draw void"),
    ),
    e.CardsNotYet: lambda: (
        _("Cards of the opening draw are handed out from {from_at}."),
        _("Coming earlier brings nothing: the order is drawn at the opening."),
    ),
    e.CardsOver: lambda: (
        _("The doors are open: no more cards of the opening draw."),
        _("Hand out a ticket; it comes behind those drawn."),
    ),
    e.AlreadyHasCard: lambda: (
        _("This person already has card {card} of the opening draw."),
        _("One card for each document."),
    ),
    e.NoExport: lambda: (
        _("This file cannot be read: {file}"),
        _("Check its name and its place."),
    ),
}
"""One entry per error, with its fields in braces."""


def request_state(state: str) -> str:
    """Return the state of a request of the register in words."""
    return {
        "waiting": pgettext("request", "waits for a draw"),
        "won": pgettext("request", "drawn, not confirmed yet"),
        "placed": pgettext("request", "has its appointment"),
        "withdrawn": pgettext("request", "withdrawn"),
        "ended": pgettext("request", "ended"),
    }.get(state, state)


def template(error: DeskError) -> tuple[str, str] | None:
    """Return what to say where it depends on what *error* holds; None where SAID is enough."""
    if not isinstance(error, e.RequestSettled):
        return None
    why = {
        "waiting": _("It has won no place yet and takes part in the next draw by itself."),
        "won": _("The person takes the place or gives it up: register confirm, register withdraw."),
        "placed": _("Move or cancel the appointment itself."),
    }.get(error.request_state)
    said, again = SAID[e.RequestSettled]()
    return said, why or again


FORMS: Mapping[str, Callable[[str], str]] = {"request_state": request_state}
"""How fields of these errors are read by people."""
