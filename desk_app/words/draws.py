"""What is said of a draw that was replayed, and of its strata."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.draw import Stratum
from desk_app.domain.draw_replay import Flaw, Verdict
from desk_app.words.catalogue import _, ngettext, pgettext

_FLAWS: Mapping[Flaw, Callable[[], str]] = {
    Flaw.UNREADABLE: lambda: _("Line {line} is no line of a draw, or stands in the wrong place."),
    Flaw.CUT: lambda: _("The export ends before line {line}."),
    Flaw.TIMES: lambda: _("Line {line}: a secret was committed to or revealed at the wrong time."),
    Flaw.SECRET: lambda: _("Line {line}: the secret is not the one committed to."),
    Flaw.NUMBERS: lambda: _("Line {line}: a request or a seat stands there twice."),
    Flaw.STRATUM: lambda: _("Line {line}: the request is not in the group of its age."),
    Flaw.CLOSING: lambda: _("Line {line}: what was frozen at closing has been changed."),
    Flaw.OTHER_CLOSING: lambda: _("This is not what was published at closing."),
    Flaw.SEED: lambda: _("Line {line}: the seed does not follow from the requests and secrets."),
    Flaw.WINNER: lambda: _("Line {line}: the draw gives another winner or another seat."),
    Flaw.END: lambda: _("Line {line}: the sum at the end is wrong."),
    Flaw.FORM: lambda: _("Line {line} is not written as it must be."),
}
_STRATA: Mapping[Stratum, Callable[[], str]] = {
    Stratum.DEADLINE: lambda: pgettext("draw", "Legal deadline"),
    Stratum.PRIORITY: lambda: pgettext("draw", "Priority"),
    Stratum.PATIENCE: lambda: pgettext("draw", "Long wait"),
    Stratum.OTHERS: lambda: pgettext("draw", "Others"),
}


def stratum_name(stratum: Stratum) -> str:
    """Return what people call a group of a draw."""
    return _STRATA[stratum]()


def flaw_line(verdict: Verdict) -> str:
    """Return what is wrong with an export; empty if nothing is."""
    return _FLAWS[verdict.flaw]().format(line=verdict.line) if verdict.flaw else ""


def verdict_lines(verdict: Verdict) -> tuple[str, ...]:
    """Return the verdict in sentences."""
    if verdict.flaw:
        shown = (
            (_("Found: {text}"), verdict.found),
            (_("Must be: {text}"), verdict.expected),
        )
        return (flaw_line(verdict), *(said.format(text=text) for said, text in shown if text))
    won = ngettext("{count} winner", "{count} winners", verdict.winners)
    waits = ngettext("{count} person waits on", "{count} people wait on", verdict.waiting)
    lines = (
        _("The replay gives the same draw."),
        f"{won.format(count=verdict.winners)}, {waits.format(count=verdict.waiting)}.",
        _("Seed: {seed}").format(seed=verdict.seed),
        _("Published at closing: {hash}").format(hash=verdict.closing),
    )
    weaker = _("Fewer than two people committed to a secret: the guarantee is weaker.")
    return (*lines, weaker) if verdict.is_weaker else lines
