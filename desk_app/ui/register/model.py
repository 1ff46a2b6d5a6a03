"""What the page of the register says of a family, of a winner and of a draw; it asks nobody."""

from __future__ import annotations

import enum

from desk_app.domain.draw_mode import Mode
from desk_app.domain.people import Role
from desk_app.domain.roles import Power, may
from desk_app.services.register_page import RegisterPage
from desk_app.services.register_ports import Draw, DrawState, PastDraw
from desk_app.services.winners import Call
from desk_app.ui.widgets.lines import Cell
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock, day_and_month, day_of_month, local, when
from desk_app.words.errors import Said

_SHOWN = 8
_GROUP = 4


class Step(enum.Enum):
    """What the filled button does now."""

    NOTHING = enum.auto()
    DRAW = enum.auto()  # with the desk's own secret
    CLOSE = enum.auto()  # people committed: requests close first
    REVEAL = enum.auto()  # their secrets are told, and the draw is held


def step_of(page: RegisterPage) -> Step:
    """Return what comes next in the family of *page*."""
    draw = page.draw
    if draw is not None and draw.commitments:
        return Step.REVEAL if draw.state is DrawState.CLOSED else Step.CLOSE
    is_closed = draw is not None and draw.state is DrawState.CLOSED
    return Step.DRAW if page.requests or is_closed else Step.NOTHING


def step_words(step: Step) -> str:
    """Return the words of the filled button."""
    return {
        Step.NOTHING: _("Hold the draw"),
        Step.DRAW: _("Hold the draw"),
        Step.CLOSE: _("Close the requests"),
        Step.REVEAL: _("Tell the secrets and draw"),
    }[step]


def hint_of(step: Step, role: Role) -> str:
    """Return why the filled button cannot be pressed, "" if it can."""
    if not may(role, Power.PLAN):
        return _("The supervisor holds the draw.")
    return _("Nobody waits for a draw.") if step is Step.NOTHING else ""


def next_said(page: RegisterPage) -> str:
    """Return when the next draw is."""
    if page.next_draw is None:
        return _("No draw in the weeks to come")
    return _("Next draw {when}").format(when=when(page.next_draw, page.now))


def counts_said(page: RegisterPage) -> str:
    """Return `42 places · 318 demandes`."""
    places = ngettext("{count} place", "{count} places", page.places)
    requests = ngettext("{count} request", "{count} requests", page.requests)
    said = (places.format(count=page.places), requests.format(count=page.requests))
    return " · ".join(said)


def mode_said(page: RegisterPage) -> str:
    """Return how places of the family are given now."""
    if page.mode is Mode.BATCH:
        return _("These places are drawn by lot: being first brings nothing.")
    if page.requests:
        return _("Booked at once; places given back go to those who wait here first.")
    return _("No request waits: appointments are booked at once.")


def fingerprints(draw: Draw | None) -> tuple[str, ...]:
    """Return what was published before requests close: one line for each secret (AT-14)."""
    if draw is None:
        return ()
    own = _("Fingerprint of the desk’s own secret, published {when}: {hash}")
    said = _("Fingerprint of secret {witness}, published {when}: {hash}")
    return (
        own.format(when=when(draw.opened_at), hash=short_hash(draw.own)),
        *(
            said.format(witness=each.witness, when=when(each.at), hash=short_hash(each.fingerprint))
            for each in draw.commitments
        ),
    )


def guarantee_said(draw: Draw | None) -> Said | None:
    """Return what is said of how strong the draw to come is, None where two people committed."""
    if draw is None or len(draw.commitments) > 1:
        return None
    if draw.commitments:
        text = _("One person alone has committed to a secret: the guarantee is weaker.")
    else:
        text = _("Nobody has committed to a secret: the guarantee is weaker.")
    return Said(text, _("Two people each commit to one before requests close."))


def closing_said(draw: Draw | None) -> str:
    """Return the hash published when requests closed, "" before."""
    if draw is None or draw.state is not DrawState.CLOSED:
        return ""
    return _("Requests are closed. Published: {hash}").format(hash=grouped(draw.closing))


def short_hash(text: str) -> str:
    """Return the first signs of a hash, as people compare them: `9f3c 77a1 …`."""
    return f"{grouped(text[:_SHOWN])}\u00a0…"


def grouped(text: str) -> str:
    """Return *text* four signs by four."""
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def past_said(past: PastDraw) -> str:
    """Return `310 demandes, 40 gagnants`."""
    asked = past.winners + past.waiting
    requests = ngettext("{count} request", "{count} requests", asked).format(count=asked)
    won = ngettext("{count} winner", "{count} winners", past.winners)
    return f"{requests}, {won.format(count=past.winners)}"


def held_said(past: PastDraw) -> str:
    """Return when a draw was held."""
    at = local(past.held_at)
    return f"{day_and_month(at.date())} {clock(past.held_at)}"


def guarantee_cell(past: PastDraw) -> Cell:
    """Return how strong a draw that was held is."""
    if past.is_weaker:
        return Cell(pgettext("draw", "weaker"), "warn", icon="triangle-alert")
    return Cell(pgettext("draw", "two people"), "ok", icon="shield-check")


def place_cell(call: Call) -> Cell:
    """Return the day and hour a winner has."""
    at = call.appointment.starts_at
    return Cell(f"{day_of_month(local(at).date())} {clock(at)}", weight=600)


def call_cell(call: Call) -> Cell:
    """Return where a winner stands."""
    request = call.request
    if request.is_paper_due:
        return Cell(_("confirmed, paper due"), "ok", icon="printer")
    if request.held_until is None:
        return Cell("")
    until = day_of_month(request.held_until)
    if request.told_on is None:
        return Cell(_("to confirm by {day}").format(day=until))
    return Cell(_("told, to confirm by {day}").format(day=until), "text2", icon="check")


def phone_said(phone: str) -> str:
    """Return a French phone number two digits by two, another as it is; "–" for none."""
    if not phone:
        return "–"
    national = f"0{phone[3:]}" if phone.startswith("+33") and len(phone) == 12 else ""
    pairs = (national[at : at + 2] for at in range(0, len(national), 2))
    return "\u00a0".join(pairs) or phone
