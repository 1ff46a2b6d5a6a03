"""The five figures as they are shown: which of them is a warning, and why."""

from __future__ import annotations

from desk_app.services.staffing import Staffing
from desk_app.services.supervision import Supervision
from desk_app.ui.supervisor.figures import FigureFace
from desk_app.ui.supervisor.sentences import (
    NONE,
    counters_support,
    longest_support,
    percent,
    served_support,
    waiting_support,
)
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import minutes


def figures_of(view: Supervision, plan: Staffing | None) -> tuple[FigureFace, ...]:
    """Return the figures in their order."""
    return (
        FigureFace(value=str(view.waiting), label=_("waiting"), support=waiting_support(view)),
        FigureFace(
            value=minutes(view.longest) if view.longest is not None else NONE,
            label=_("longest wait"),
            support=longest_support(view),
            is_warning=view.longest is not None and view.longest > view.target,
        ),
        FigureFace(
            value=percent(view.in_target) if view.in_target is not None else NONE,
            label=_("called within {minutes}").format(minutes=minutes(view.target)),
            support=_("local target {share}").format(share=percent(view.target_share)),
            is_warning=view.in_target is not None and view.in_target < view.target_share,
        ),
        FigureFace(value=str(view.served), label=_("received today"), support=served_support(view)),
        FigureFace(
            value=str(view.counters_open),
            label=ngettext("counter open", "counters open", view.counters_open),
            support=counters_support(view, plan),
            is_warning=plan is not None and plan.until is not None,
        ),
    )
