"""`desk-app code`: the code of a paper checked by the site's keys alone."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Command, Json, positional
from desk_app.words.catalogue import _
from desk_app.words.codes import genuine_line


def _verify(call: Call) -> Answer:
    desk = call.desk
    with desk.read() as work:
        site = work.site
    today = desk.clock().astimezone(site.time_zone).date()
    reading = desk.codes().read(call.values.text("text"), site=site.code, today=today)
    said = reading.payload
    sentence = genuine_line(reading.kind, site=said.site if said else "")
    failure: dict[str, Json] = (
        {} if reading.is_valid else {"error": "CodeNotValid", "message": sentence}
    )
    trusted = said if reading.is_valid else None
    return Answer(
        data={
            "kind": said.paper.name.lower() if said else None,
            "valid": reading.is_valid,
            "reason": reading.kind,
            "site": said.site if said else None,
            "reference": trusted.reference if trusted else None,
            "on": trusted.on.isoformat() if trusted else None,
            "copy": trusted.copy if trusted else None,
            **failure,
        },
        lines=(sentence,),
        exit=0 if reading.is_valid else 3,
    )


COMMANDS = (
    Command(
        name="verify",
        help=lambda: _("Check a printed code without looking anything up; ends with 3 if not."),
        run=_verify,
        keys=("kind", "valid", "reason"),
        options=(positional("text", lambda: _("the code as scanned or typed")),),
    ),
)
