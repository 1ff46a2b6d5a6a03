"""Why somebody could not do it online, and who helped. It asks nothing about the person's case."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum

from desk_app.domain.identity_errors import HelperCapReached, HelperUnknown
from desk_app.domain.people import Document

OTHER_CAP = 5
"""Persons a day for whom one who is neither family nor of a profession may speak (AT-19)."""


class OnlineObstacle(enum.StrEnum):
    """Why the online way was impossible: one code, no free text (L-05)."""

    NO_DEVICE = "no_device"
    NO_CONTACT = "no_contact"
    """No phone or e-mail of one's own, which an account needs."""
    NOT_AT_EASE = "not_at_ease"
    """With a screen, with reading, or with French."""
    NEEDS_HELP = "needs_help"
    """A disability or age makes it impossible alone. Which one is nobody's business."""
    NO_NUMBER = "no_number"
    """The service asks for a number or permit the person has not, or no longer has."""
    SERVICE_FAILED = "service_failed"
    """It answered with an error, noted on the spot or proven by a picture (L-03)."""
    NOT_OFFERED = "not_offered"
    """The procedure is not among those offered online."""
    NO_PLACE = "no_place"
    """Everything worked, and no date was ever offered."""


PROVABLE = frozenset({OnlineObstacle.SERVICE_FAILED, OnlineObstacle.NO_NUMBER})
"""Impossibilities that lie in the service itself: what the substitute channel is for."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteChannel:
    """What was tried before filing on paper (R.431-2 CESEDA, arrêté of 1 August 2023; L-03)."""

    contact_centre_on: dt.date | None = None
    help_point_on: dt.date | None = None
    obstacle: OnlineObstacle | None = None

    def is_open(self, *, today: dt.date) -> bool:
        """True if both aids were tried, not in days to come, and the service cannot do it."""
        tried = (self.contact_centre_on, self.help_point_on)
        return self.obstacle in PROVABLE and all(day is not None and day <= today for day in tried)


class Relation(enum.StrEnum):
    """Who speaks for the applicant at the desk (AT-19)."""

    PARENT = "parent"
    SPOUSE = "spouse"
    ASSOCIATION = "association"
    LAWYER = "lawyer"
    GUARDIAN = "guardian"
    OTHER = "other"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """One who speaks for another: shown document, and whether a mandate was seen."""

    relation: Relation
    document: Document | None
    mandate_seen: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HelperVerdict:
    """What follows from being helped; *is_flagged* goes to the supervisor's view."""

    is_flagged: bool
    applicant_must_come: bool = True
    """Always: an appointment is its holder's, whoever asked for it."""


def check_representative(helper: Representative, *, others_today: int) -> HelperVerdict:
    """Return what follows from *helper*, who has spoken for *others_today* other people today.

    Family shows a document; everybody else a mandate besides. A lawyer is flagged, never refused
    for it (AT-19). Raises HelperUnknown, HelperCapReached.
    """
    if helper.document is None:
        raise HelperUnknown("document")
    if helper.relation not in {Relation.PARENT, Relation.SPOUSE} and not helper.mandate_seen:
        raise HelperUnknown("mandate")
    if helper.relation is Relation.OTHER and others_today >= OTHER_CAP:
        raise HelperCapReached(OTHER_CAP)
    return HelperVerdict(is_flagged=helper.relation is Relation.LAWYER)
