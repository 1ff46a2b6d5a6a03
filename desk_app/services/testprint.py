"""A page that shows how a ticket comes out of this printer. It is no ticket and says so."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.prints import JobId, PrintJob, Slip
from desk_app.services.handing import Printer
from desk_app.services.ports import Begin, Clock, NewId

NUMBER = "X000"
"""No series counts from zero: the number cannot be somebody's."""
CODE = "TESTTEST"


def print_test(
    *, begin: Begin, clock: Clock, new_id: NewId, printer: Callable[[], Printer]
) -> PrintJob:
    """Ask for a test page at the desk's printer; it always says EXERCICE."""
    with begin() as work:
        now, target = clock(), printer()
        slip = Slip(
            site=work.site.name,
            number=NUMBER,
            procedure="Essai d’impression",
            procedure_translated="",
            issued_at=now.astimezone(work.site.time_zone),
            people_before=0,
            wait_low=0,
            wait_high=5,
            language="fr",
            code=CODE,
            qr=f"DESK1/{work.site.code}/TEST/{CODE}",
            rehearsal=True,
            calls=work.site.rules.calls_before_no_show,
        )
        job = PrintJob(
            id=JobId(new_id()),
            ticket=None,
            what="test",
            slip=slip,
            printer=target.address,
            profile=target.profile,
            created_at=now,
        )
        work.prints.add(job)
    return job
