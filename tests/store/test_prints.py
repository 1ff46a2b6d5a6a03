"""Print jobs in the store, as the spool is told of them."""

from __future__ import annotations

import dataclasses

from desk_app.domain.prints import JobId
from desk_app.domain.procedures import ProcedureCode
from desk_app.security.codes import new_id
from desk_app.services.issuing import Order
from tests.acts import issues

ARABIC = Order(procedure=ProcedureCode("INFO"), language="ar")


def test_a_transaction_knows_the_jobs_that_it_added_and_no_others(store, clock):
    issued = issues(store, clock, ARABIC)
    with store.begin() as work:
        first = work.prints.get(issued.job)
        copy = dataclasses.replace(first, id=JobId(new_id()), copy_of=first.id)
        work.prints.add(copy)
        added = list(work.prints.added)

    with store.read() as work:
        read = work.prints.get(copy.id)
        added_by_reading = list(work.prints.added)

    assert (added, added_by_reading) == ([copy], [])
    assert read.slip == copy.slip
