"""What is said of a code on paper: genuine or not, and whether it lets its holder in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.codes import Entrance, Genuine, Paper
from desk_app.words.catalogue import pgettext

_GENUINE: Mapping[Genuine, Callable[[], str]] = {
    Genuine.VALID: lambda: pgettext("code", "Valid code."),
    Genuine.ALTERED: lambda: pgettext("code", "Altered code: it was changed or read wrongly."),
    Genuine.OTHER_SITE: lambda: pgettext("code", "Other site: this paper is for {site}."),
    Genuine.UNKNOWN_KEY: lambda: pgettext("code", "Signed with a key this site does not know."),
    Genuine.WRONG_KIND: lambda: pgettext("code", "Genuine, but not the paper asked for: {paper}."),
    Genuine.REFERENCE: lambda: pgettext("code", "A reference: only the desk’s store knows it."),
}
_ENTRANCE: Mapping[Entrance, Callable[[], str]] = {
    Entrance.ADMITTED: lambda: pgettext("code", "Valid."),
    Entrance.UNKNOWN: lambda: pgettext("code", "Genuine, but not known here."),
    Entrance.REVOKED: lambda: pgettext("code", "Revoked."),
    Entrance.OLD_COPY: lambda: pgettext("code", "Old copy: a later paper replaced it."),
    Entrance.ALREADY_USED: lambda: pgettext("code", "Already used."),
    Entrance.WRONG_DAY: lambda: pgettext("code", "Other day."),
}
_PAPERS: Mapping[Paper, Callable[[], str]] = {
    Paper.CONVOCATION: lambda: pgettext("paper", "convocation"),
    Paper.REQUEST: lambda: pgettext("paper", "request for the draw"),
    Paper.UNMET_REQUEST: lambda: pgettext("paper", "proof of an unmet request"),
    Paper.TICKET: lambda: pgettext("paper", "ticket"),
}


def genuine_line(kind: Genuine, *, site: str = "", paper: Paper | None = None) -> str:
    """Return what a check without the store says."""
    return _GENUINE[kind]().format(site=site, paper=paper_name(paper) if paper else "")


def entrance_line(entrance: Entrance) -> str:
    """Return what the store adds."""
    return _ENTRANCE[entrance]()


def paper_name(paper: Paper) -> str:
    """Return what people call a kind of paper."""
    return _PAPERS[paper]()
