"""What is said of the register and its draws where all goes well. Refusals: draw_errors.py."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from desk_app.domain.register import Request
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock, local, long_date
from desk_app.words.draw_errors import request_state


class Drawn(Protocol):
    """What a sentence needs of a draw; `services.register_ports.Draw` is one."""

    @property
    def winners(self) -> int: ...
    @property
    def waiting(self) -> int: ...
    @property
    def seed(self) -> str: ...
    @property
    def closing(self) -> str: ...
    @property
    def is_weaker(self) -> bool: ...


def request_lines(
    request: Request, next_draw: dt.datetime | None, *, is_new: bool = True
) -> tuple[str, ...]:
    """Return how a request stands, for the person it belongs to: no rank, it would mean nothing."""
    said = _("Request {reference}: {state}.").format(
        reference=request.reference, state=request_state(request.state.value)
    )
    lost = ngettext("{count} draw lost so far.", "{count} draws lost so far.", request.age)
    lines = [said]
    if not is_new:
        lines.append(_("This person had asked already: the request goes on."))
    if request.age:
        lines.append(lost.format(count=request.age))
    if next_draw is not None:
        lines.append(next_line(next_draw))
    return tuple(lines)


def next_line(at: dt.datetime) -> str:
    """Return when the next draw is."""
    day = long_date(local(at).date())
    return _("Next draw: {day}, {hour}.").format(day=day, hour=clock(at))


def drawn_lines(draw: Drawn, given: int) -> tuple[str, ...]:
    """Return what a draw gave and how it can be checked."""
    won = ngettext("{count} winner", "{count} winners", draw.winners)
    waits = ngettext("{count} person waits on", "{count} people wait on", draw.waiting)
    held = ngettext("{count} place is held.", "{count} places are held.", given)
    lines = (
        f"{won.format(count=draw.winners)}, {waits.format(count=draw.waiting)}.",
        held.format(count=given),
        _("Seed: {seed}").format(seed=draw.seed),
        _("Published at closing: {hash}").format(hash=draw.closing),
    )
    weaker = _("Fewer than two people committed to a secret: the guarantee is weaker.")
    return (*lines, weaker) if draw.is_weaker else lines


def committed_lines(witness: int, secret: str) -> tuple[str, ...]:
    """Return the secret, told once, and what to do with it."""
    told = _("Secret {witness}: {secret}").format(witness=witness, secret=secret)
    keep = _("It is kept nowhere: write it down and tell nobody before requests close.")
    alone = _("Without a second person’s secret the guarantee is weaker.")
    return (told, keep, alone) if witness == 1 else (told, keep)


def closed_lines(closing: str) -> tuple[str, ...]:
    """Return what is published when requests close."""
    return (
        _("Requests are closed. Publish this before any secret is told:"),
        closing,
    )
