"""What is asked for at the desk: a place for somebody, and what a second person agreed to of it."""

from __future__ import annotations

import dataclasses

from desk_app.domain.applicants import Applicant
from desk_app.domain.assistance import OnlineObstacle, Representative
from desk_app.domain.overrides import Override
from desk_app.services.questions import Agreement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What is asked for: a place for *applicant*. *slot* is the first one of an offer.

    *obstacle* codes why the online way was impossible, *helper* who speaks for the applicant.
    *again* is the reference of the booking taken back in this visit, "" for none. One that
    *is_urgent* takes a seat of the urgent share, with a supervisor (A-06).
    """

    procedure: str
    slot: str
    applicant: Applicant
    obstacle: OnlineObstacle
    helper: Representative | None = None
    again: str = ""
    is_urgent: bool = False


def for_a_place(agreement: Agreement | None) -> Agreement | None:
    """Return what was agreed to about the place; None for what is about absences."""
    return None if is_about_absences(agreement) else agreement


def is_about_absences(agreement: Agreement | None) -> bool:
    """True for a supervisor's word that absences bar nobody (A-04)."""
    return agreement is not None and agreement.kind is Override.AFTER_ABSENCES


def is_about_urgency(agreement: Agreement | None) -> bool:
    """True for a supervisor's word that somebody cannot wait (A-06)."""
    return agreement is not None and agreement.kind is Override.URGENT_PLACE
