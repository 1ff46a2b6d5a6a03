"""What collided between desks, kept on both sides, for people to decide. It decides nothing."""

from __future__ import annotations

import dataclasses
import enum

from desk_app.domain.shared import Image, Kind, Shared, Thing
from desk_app.domain.tickets import DeskCode


class Collision(enum.StrEnum):
    """What two desks did that cannot both stand."""

    CALLED_TWICE = "called_twice"  # two desks called one ticket
    CALLED_LATE = "called_late"  # called by a desk whose rights had been taken over
    MOVED_LATE = "moved_late"  # moved by a desk that did not have it any more
    NUMBER_TWICE = "number_twice"  # two papers with one number
    NO_SEAT = "no_seat"  # a slip was given out and no seat of its slot is left
    RESEATED = "reseated"  # the seat was somebody else's: another one of the slot was found
    PERSON_TWICE = "person_twice"  # one person, two appointments of a family
    CHANGED_ELSEWHERE = "changed_elsewhere"  # an appointment two desks changed: cancel or keep?
    TWO_HISTORIES = "two_histories"  # a desk's file was copied, and both went on
    NOT_APPLIED = "not_applied"  # a fact the site could not make a row of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SiteConflict:
    """One collision: about what, between which desks, and which fact brought it to light.

    It is one row that all desks see. Nothing but a person ends it.
    """

    kind: Collision
    about: Thing
    desk: DeskCode
    other: DeskCode | None
    fact: str
    at: str
    resolution: str = ""

    @property
    def key(self) -> str:
        """Names the collision: the same desk and the same thing collide once."""
        return f"{self.kind}:{self.about.key}:{self.desk}"

    @property
    def row(self) -> Shared:
        """The conflict as a row to share."""
        image: Image = {
            "kind": self.kind.value,
            "about": self.about.kind.value,
            "key": self.about.key,
            "desk": self.desk,
            "other": self.other,
            "fact": self.fact,
            "at": self.at,
            "resolution": self.resolution,
        }
        return Shared(thing=Thing(Kind.CONFLICT, self.key), image=image)
