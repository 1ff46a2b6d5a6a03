"""What the journal says of the register, of draws and of families. See words/journal.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.draw_mode import Mode
from desk_app.words.appointments import obstacle_name, relation_name
from desk_app.words.catalogue import _, pgettext
from desk_app.words.draw_errors import request_state

SENTENCES: Mapping[str, Callable[[], str]] = {
    "RequestMade": lambda: _("Request {reference} entered in the register: {procedure}"),
    "RequestChanged": lambda: _("Request {reference}: {request_state}"),
    "WinnerTold": lambda: _("Request {reference}: the winner was told"),
    "DeadlineSeen": lambda: _("Request {reference}: the end of rights was seen on paper"),
    "SecretCommitted": lambda: _("Draw {draw_no} of {family}: a secret was committed to"),
    "DrawClosed": lambda: _("Draw {draw_no} of {family} closed: {requests} requests"),
    "DrawHeld": lambda: _("Draw {draw_no} of {family} held: {winners} winners, {waiting} wait on"),
    "DrawVoided": lambda: _("Draw {draw_no} of {family} given up: a secret is missing"),
    "CardHanded": lambda: _("Card {card} of the opening draw handed out: {procedure}"),
    "OpeningHeld": lambda: _("Doors opened: {cards} cards, {tickets} tickets given"),
    "ModeChanged": lambda: _("{family}: {mode} from now on"),
}
ACTS: Mapping[str, Callable[[], str]] = {
    "RequestMade": lambda: pgettext("act", "Requests entered"),
    "DrawHeld": lambda: pgettext("act", "Draws"),
    "OpeningHeld": lambda: pgettext("act", "Opening draws"),
    "DrawVoided": lambda: pgettext("act", "Draws given up"),
}
FIELDS: Mapping[str, Callable[[], str]] = {
    "request_no": lambda: pgettext("field", "Number of the request"),
    "has_priority": lambda: pgettext("field", "Priority of the law"),
    "request_state": lambda: pgettext("field", "The request now"),
    "draw_no": lambda: pgettext("field", "Number of the draw"),
    "witness": lambda: pgettext("field", "Whose secret, 0 for the desk’s own"),
    "fingerprint": lambda: pgettext("field", "Fingerprint of the secret"),
    "closing": lambda: pgettext("field", "Hash published at closing"),
    "requests": lambda: pgettext("field", "Requests"),
    "seed": lambda: pgettext("field", "Seed"),
    "is_alone": lambda: pgettext("field", "Nobody else could agree"),
    "winners": lambda: pgettext("field", "Winners"),
    "waiting": lambda: pgettext("field", "Wait on"),
    "is_weaker": lambda: pgettext("field", "Fewer than two people’s secrets"),
    "card": lambda: pgettext("field", "Card"),
    "cards": lambda: pgettext("field", "Cards"),
    "tickets": lambda: pgettext("field", "Tickets"),
    "without_ticket": lambda: pgettext("field", "Without a ticket"),
    "secret": lambda: pgettext("field", "Secret, revealed"),
    "order": lambda: pgettext("field", "Cards in the order of their tickets"),
    "drawn": lambda: pgettext("field", "Drawn by lot"),
    "mode": lambda: pgettext("field", "How places are given"),
    "demand": lambda: pgettext("field", "Asked in seven days"),
    "capacity": lambda: pgettext("field", "Opened in seven days"),
}
OF_KIND: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("RequestMade", "reason"): lambda value: obstacle_name(OnlineObstacle(value)),
    ("RequestMade", "helper"): lambda value: relation_name(Relation(value)),
    ("RequestChanged", "request_state"): request_state,
    ("ModeChanged", "mode"): lambda value: mode_name(Mode(value)),
}


def mode_name(mode: Mode) -> str:
    """Return how places of a family are given."""
    return {
        Mode.IMMEDIATE: pgettext("mode", "booked at once"),
        Mode.BATCH: pgettext("mode", "drawn by lot"),
    }[mode]
