"""The counters an agent can sit at."""

from __future__ import annotations

from desk_app.domain.counters import CounterState
from desk_app.services.places import places
from tests.services.desk import KARIM, RECEIPT


def test_every_counter_is_offered_with_who_waits_and_who_sits_there(real_desk, site):
    real_desk.comes()
    real_desk.comes(RECEIPT)
    real_desk.comes(RECEIPT)
    real_desk.calls(2, by=KARIM)

    offered = {place.counter: place for place in places(language="fr", **real_desk.ports)}

    assert list(offered) == sorted(site.counters)
    assert (offered[2].state, offered[2].agent) == (CounterState.OPEN, KARIM)
    assert (offered[1].state, offered[1].agent, offered[1].waiting) == (None, None, 2)
    assert offered[1].serves[0] == "Renseignement"
    assert offered[5].waiting == 0
