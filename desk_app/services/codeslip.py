"""The slip on which a colleague gets a one-time code (S-02). What the code opens is accounts.py."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.accounts import Account
from desk_app.domain.prints import JobId, PrintJob, Slip
from desk_app.services.day import Act
from desk_app.services.handing import Printer
from desk_app.services.ports import NewId

WHAT = "code"
"""What the paper is called where papers have names: never for whom."""


def print_code(
    code: str, account: Account, act: Act, *, new_id: NewId, printer: Callable[[], Printer | None]
) -> PrintJob | None:
    """Ask for the slip of *code* in the transaction of *act*; None where no paper comes out.

    Once it has come out, or never will, the job does not know the code any more.
    """
    target = printer()
    if target is None:
        return None
    job = PrintJob(
        id=JobId(new_id()),
        ticket=None,
        what=WHAT,
        slip=_slip(code, account, act),
        printer=target.address,
        profile=target.profile,
        created_at=act.now,
    )
    act.work.prints.add(job)
    return job


def _slip(code: str, account: Account, act: Act) -> Slip:
    return Slip(
        site=act.site.name,
        number="",
        procedure="",
        procedure_translated="",
        issued_at=act.now.astimezone(act.site.time_zone),
        people_before=0,
        wait_low=0,
        wait_high=0,
        language="fr",
        code=code,
        qr="",
        rehearsal=act.work.rehearsal,
        holder=account.name,
    )
