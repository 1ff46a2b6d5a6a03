"""`desk-app store`: the desk's file, made, looked at, checked, copied and upgraded."""

from __future__ import annotations

from pathlib import Path

from desk_app.cli.command import Answer, Call, Command, Json, flag, positional, switch
from desk_app.cli.tools import DEMONSTRATION_ADMINISTRATOR, Desk, NewStore
from desk_app.domain.people import AgentLogin, Role
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.services.site import add_agent, load_site, store_status
from desk_app.settings.sites import demonstration_path, site_text
from desk_app.words.catalogue import _, ngettext

_PLACE = "sqlite:///"


def _create(call: Call) -> Answer:
    """The site is read before the file is made: a mistake leaves nothing behind."""
    path = Path(call.values.text("site") or demonstration_path())
    text = site_text(path)
    site = parse_site(text, file=path.name)
    admin = AgentLogin(call.values.text("admin").strip().lower() or DEMONSTRATION_ADMINISTRATOR)
    rehearsal = call.values.is_set("rehearsal")
    desk = call.tools.create_store(NewStore(url=call.url, rehearsal=rehearsal))
    try:
        revision = _fill(desk, text, site, admin)
    except BaseException:
        desk.close()
        call.tools.discard_store(call.url)
        raise
    desk.close()
    where = _("Data: {place}").format(place=call.url.removeprefix(_PLACE))
    made = _("Rehearsal desk (EXERCICE) made: {site}") if rehearsal else _("Desk made: {site}")
    return Answer(
        data={
            "site": site.name,
            "code": site.code,
            "revision": revision,
            "rehearsal": rehearsal,
            "store": call.url,
            "admin": admin,
        },
        lines=(made.format(site=site.name), where),
    )


def _fill(desk: Desk, text: str, site: Site, admin: AgentLogin) -> int:
    """Load the site and the first administrator; return the site's revision."""
    if admin not in site.agents:
        add_agent(admin, admin, Role.ADMINISTRATOR, by=admin, begin=desk.begin, clock=desk.clock)
        return load_site(text, site, by=admin, begin=desk.begin, clock=desk.clock)
    return load_site(text, site, by=None, begin=desk.begin, clock=desk.clock)


def _status(call: Call) -> Answer:
    desk = call.desk
    status = store_status(read=desk.read, clock=desk.clock)
    database = desk.database()
    handed_out = ngettext(
        "{count} ticket today, {waiting} waiting",
        "{count} tickets today, {waiting} waiting",
        status.tickets_today,
    ).format(count=status.tickets_today, waiting=status.waiting)
    return Answer(
        data={
            "site": status.site,
            "code": status.code,
            "revision": status.revision,
            "rehearsal": status.rehearsal,
            "dialect": database.dialect,
            "tickets_today": status.tickets_today,
            "waiting": status.waiting,
        },
        lines=(
            status.site + (" · EXERCICE" if status.rehearsal else ""),
            handed_out,
            _("Site file revision {revision}").format(revision=status.revision),
            _("Data: {place}").format(place=call.url.removeprefix(_PLACE)),
        ),
    )


def _upgrade(call: Call) -> Answer:
    revision = call.tools.upgrade(call.url)
    return Answer(
        data={"schema": revision},
        lines=(_("The desk’s data are at revision {revision}.").format(revision=revision),),
    )


def _check(call: Call) -> Answer:
    faults = call.desk.integrity()
    return Answer(
        data={"sound": not faults, "faults": list(faults), **_verdict(faults)},
        lines=faults or (_("The desk’s data are sound."),),
        exit=3 if faults else 0,
    )


def _verdict(faults: tuple[str, ...]) -> dict[str, Json]:
    return {"error": "StoreDamaged", "message": faults[0]} if faults else {}


def _backup(call: Call) -> Answer:
    target = Path(call.values.text("file"))
    call.tools.backup(call.url, target)
    size = target.stat().st_size
    return Answer(
        data={"file": str(target), "bytes": size},
        lines=(_("Copy made: {file}").format(file=target),),
    )


COMMANDS = (
    Command(
        name="create",
        help=lambda: _("Make the desk’s file and load its site."),
        run=_create,
        keys=("site", "revision", "rehearsal"),
        options=(
            switch("--rehearsal", lambda: _("for training: everything says EXERCICE")),
            flag(
                "--site",
                lambda: _("the site file; else the demonstration site"),
                metavar="FILE",
            ),
            flag("--admin", lambda: _("login of the first administrator"), metavar="LOGIN"),
        ),
    ),
    Command(
        name="status",
        help=lambda: _("What is there today."),
        run=_status,
        keys=("site", "revision", "rehearsal", "dialect", "tickets_today", "waiting"),
    ),
    Command(
        name="upgrade",
        help=lambda: _("Bring the file of an older version to this one, after a copy."),
        run=_upgrade,
        keys=("schema",),
    ),
    Command(
        name="check",
        help=lambda: _("Have the database check its own file."),
        run=_check,
        keys=("sound", "faults"),
    ),
    Command(
        name="backup",
        help=lambda: _("Copy the file while it is in use."),
        run=_backup,
        keys=("file", "bytes"),
        options=(positional("file", lambda: _("where the copy goes; it must not exist")),),
    ),
)
