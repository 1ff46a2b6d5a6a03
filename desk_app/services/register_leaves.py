"""The paper of a request of the register: what proves that somebody asked. It prints none."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.applicants import Applicant
from desk_app.domain.codes import Paper, Payload
from desk_app.domain.prints import Leaf, LeafKind
from desk_app.domain.register import Request
from desk_app.services.applicants import last_four
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act


def request_leaf(
    request: Request, next_draw: dt.datetime | None, who: Applicant, act: Act, *, codes: Codes
) -> Leaf:
    """Return what the paper of *request* says: its number in the draw, never a rank.

    Of the person the last four signs of the document, nothing else (R-08). Raises KeyMissing.
    """
    site = act.site
    zone = site.time_zone
    name = site.procedures[request.procedure]
    said = Payload(
        site=site.code,
        paper=Paper.REQUEST,
        reference=request.reference,
        on=request.since.astimezone(zone).date(),
        copy=1,
    )
    return Leaf(
        kind=LeafKind.REQUEST,
        site=site.name,
        reference=request.reference,
        qr=codes.sign(said),
        issued_at=act.now.astimezone(zone),
        subject=name.named("fr"),
        subject_translated=name.name.get(who.language, ""),
        language=who.language,
        address=site.address,
        starts_at=next_draw.astimezone(zone) if next_draw else None,
        last4=last_four(who),
        request_no=request.number,
        rehearsal=act.work.rehearsal,
    )
