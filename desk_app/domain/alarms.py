"""A call for help: raised at a counter, answered by name. Never on the display."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import NewType
from uuid import UUID

from desk_app.domain.counters import CounterId
from desk_app.domain.people import AgentLogin

AlarmId = NewType("AlarmId", UUID)

NEWS = dt.timedelta(minutes=3)
"""How long everybody is told who goes: a colleague on the way needs no second one."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Somebody needs help at *counter* (None: at the reception named *place*).

    *raised_by* is None where nobody had signed in: a locked desk calls in its own name.
    """

    id: AlarmId
    counter: CounterId | None
    place: str
    raised_by: AgentLogin | None
    raised_at: dt.datetime
    acknowledged_by: AgentLogin | None = None
    acknowledged_at: dt.datetime | None = None

    @property
    def is_taken_back(self) -> bool:
        """True if who called has said that all is well."""
        return self.raised_by is not None and self.acknowledged_by == self.raised_by

    def acknowledged(self, by: AgentLogin, now: dt.datetime) -> Alarm:
        """Return the alarm answered by *by*; the first answer stays."""
        if self.acknowledged_by is not None:
            return self
        return dataclasses.replace(self, acknowledged_by=by, acknowledged_at=now)
