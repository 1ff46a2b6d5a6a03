"""`desk-app key`: the desk's keys, named and turned. No secret is ever shown."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Command, positional
from desk_app.cli.output import table
from desk_app.words.catalogue import _
from desk_app.words.dates import long_date
from desk_app.words.keeping import key_use

KINDS = ("hash", "master", "sign", "code")


def _show(call: Call) -> Answer:
    care = call.desk.care()
    keys = care.keys()
    place = care.key_standing().place
    rows = [
        (
            key.kind,
            key.name,
            long_date(key.since) if key.since else "",
            _("retired") if key.retired_on else key_use(key.kind),
        )
        for key in keys
    ]
    return Answer(
        data=[
            {
                "kind": key.kind,
                "name": key.name,
                "since": str(key.since) if key.since else None,
                "retired_on": str(key.retired_on) if key.retired_on else None,
                "place": place,
            }
            for key in keys
        ],
        lines=(_("Keys: {place}").format(place=place), *table(rows)),
    )


def _rotate(call: Call) -> Answer:
    kind = call.values.text("kind")
    name = call.desk.care().rotate(kind, call.by)
    said = {
        "hash": _("Key {name} takes over tomorrow. Copy the key file again."),
        "master": _("Key {name} is in force. Copy the key file again."),
        "sign": _("Key {name} signs from now on. Copy its file again."),
        "code": _("Key {name} signs the codes on paper from now on. Copy its file again."),
    }[kind]
    return Answer(data={"kind": kind, "name": name}, lines=(said.format(name=name),))


COMMANDS = (
    Command(
        name="show",
        help=lambda: _("The desk’s keys by name, and where they are."),
        run=_show,
        keys=("kind", "name", "since", "retired_on", "place"),
        is_list=True,
    ),
    Command(
        name="rotate",
        help=lambda: _("Put a new key in force; what older ones keyed stays readable."),
        run=_rotate,
        keys=("kind", "name"),
        options=(positional("kind", lambda: _("which key"), choices=KINDS),),
    ),
)
