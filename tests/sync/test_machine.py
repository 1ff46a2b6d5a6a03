"""One desk and its site, whatever happens between them: the rows and the facts agree at the end."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import Refused
from desk_app.domain.meeting import WantNext, WantNumber
from desk_app.store.replica import SqlReplica
from desk_app.store.setup import open_store
from tests.sync.desks import DAY, START, Desk, Ids, Site, meet, numbered
from tests.sync.observer import calendar

RUNS = settings(
    max_examples=int(os.environ.get("DESK_APP_EXAMPLES", "4")),
    stateful_step_count=25,
    deadline=None,
    derandomize="DESK_APP_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


def test_a_desk_and_its_site_agree_whatever_happens_between_them(sqlite_template, site):
    class Pair(_Pair):
        template, site_file = sqlite_template, site

    run_state_machine_as_test(Pair, settings=RUNS)


class _Pair(RuleBasedStateMachine):
    """Answers are kept back, doubled and lost by hand; the model is what the desk was told."""

    template: Path
    site_file: object

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="desk-app-pair-"))
        ids = Ids(3)
        file = numbered(self.template, self.folder / "site.sqlite", "00")
        store = open_store(f"sqlite:///{file}", parse_site=lambda _: self.site_file, new_id=ids)
        self.site = Site(store)
        self.site.create()
        self.desks = []
        for code in ("01", "02"):
            self.site.authority.enrol(code)
            desk = Desk(
                code, numbered(self.template, self.folder / f"{code}", code), self.site_file, ids
            )
            desk.join()
            self.desks.append(desk)
        self.now, self.offers, self.answers = START, [], []
        self.numbers: list[str] = []
        self.calls: dict[str, str] = {}

    @rule(which=st.integers(0, 1), alone=st.booleans())
    def issues(self, which, alone):
        desk, count = self.desks[which], None
        if not alone:
            want = WantNumber(id="n", series="A", day=DAY)
            [answer, *_] = meet(desk, self.site, self.now, want)
            count = next((grant.count for grant in answer.grants), None)
        if count is None and desk.is_put_back:
            return
        self.numbers.append(desk.issue(self.now, count=count).number)

    @rule(which=st.integers(0, 1))
    def wants_the_next(self, which):
        desk = self.desks[which]
        want = WantNext(id="x", counter=CounterId(1), day=DAY)
        [answer, *_] = meet(desk, self.site, self.now, want)
        for grant in answer.grants:
            ticket = next(one for one in desk.tickets() if str(one.id) == grant.thing.key)
            self.calls_of(desk, ticket)

    @rule(which=st.integers(0, 1))
    def calls_its_own(self, which):
        for ticket in self.desks[which].own_waiting()[:1]:
            self.calls_of(self.desks[which], ticket)

    def calls_of(self, desk, ticket):
        try:
            desk.call(ticket.id, self.now)
        except Refused:
            return
        assert ticket.number not in self.calls, "called twice"
        self.calls[ticket.number] = desk.code

    @rule(which=st.integers(0, 1))
    def offers_something(self, which):
        self.offers.append((which, self.desks[which].offer()))

    @precondition(lambda self: self.offers)
    @rule(data=st.data())
    def is_answered(self, data):
        which, offer = data.draw(st.sampled_from(self.offers))
        self.answers.append((which, self.site.authority.meet(offer, self.now)))

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def adopts_some_answer(self, data):
        which, answer = data.draw(st.sampled_from(self.answers))
        self.desks[which].adopt(answer, self.now)

    @rule(which=st.integers(0, 1))
    def is_killed(self, which):
        self.desks[which].reopen()

    @rule(which=st.integers(0, 1))
    def is_put_back(self, which):
        with self.desks[which].store.begin() as work:
            if not work.rights.is_put_back:
                SqlReplica(work).restored(self.desks[which].ids())

    @rule(seconds=st.sampled_from([0.1, 1, 30]))
    def time_passes(self, seconds):
        self.now += dt.timedelta(seconds=seconds)

    def teardown(self):
        try:
            for _ in range(3):
                for desk in self.desks:
                    meet(desk, self.site, self.now)
            assert len(set(self.numbers)) == len(self.numbers)
            for desk in self.desks:
                assert desk.pending() == 0
                assert desk.rows() == self.site.rows()
                assert calendar(desk.store) == calendar(self.site.store)
            shown = {one.number for one in self.desks[0].tickets()}
            assert shown == set(self.numbers)
        finally:
            for desk in self.desks:
                desk.store.close()
            self.site.store.close()
            shutil.rmtree(self.folder)
