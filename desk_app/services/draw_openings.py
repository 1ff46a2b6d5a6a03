"""The draw that is to come of each family: opened with a secret committed to before requests."""

from __future__ import annotations

import dataclasses

from desk_app.domain.draw_seed import OWN, DrawRef, fingerprint
from desk_app.domain.hours import Holidays, business_day
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.register_facts import SecretCommitted
from desk_app.services.day import Act
from desk_app.services.modes import next_draw
from desk_app.services.ports import NewId
from desk_app.services.register_ports import Draw, NewSecret


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """Opens draws: *new_secret* makes the desk's own, which is part of every seed."""

    new_id: NewId
    new_secret: NewSecret

    def current(self, act: Act, family: FamilyCode, holidays: Holidays) -> Draw:
        """Return the draw of *family* to come; its fingerprint is in the journal from now on."""
        found = act.work.draws.current(family)
        if found is not None:
            return found
        due = next_draw(act.site, act.now, holidays)
        ref = DrawRef(
            site=act.site.code,
            family=family,
            on=business_day(due or act.now, act.site.time_zone),
            number=act.work.draws.last_number(family) + 1,
        )
        secret = self.new_secret()
        own = fingerprint(ref, OWN, secret)
        draw = Draw(id=self.new_id(), ref=ref, opened_at=act.now, own=own)
        act.work.draws.add(draw, secret)
        act.record(SecretCommitted(family=family, draw_no=ref.number, witness=OWN, fingerprint=own))
        return draw
