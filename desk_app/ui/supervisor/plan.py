"""The plan of the counters in words: what the chart draws, for whoever reads or hears it."""

from __future__ import annotations

from desk_app.services.staffing import HalfHour, Staffing
from desk_app.words.catalogue import _
from desk_app.words.dates import clock


def plan_title() -> str:
    """Return the title of the plan's sheet."""
    return _("Counters needed, by half-hour")


def plan_facts(plan: Staffing) -> list[tuple[str, str]]:
    """Return each half-hour of the day and what it needs; a day without any is closed."""
    if not plan.half_hours:
        return [(_("Today"), _("Closed today"))]
    return [(clock(half.starts), _said(half)) for half in plan.half_hours]


def _said(half: HalfHour) -> str:
    if half.opened is None:
        return _("{needed} needed").format(needed=half.needed)
    return _("{needed} needed, {opened} open").format(needed=half.needed, opened=half.opened)
