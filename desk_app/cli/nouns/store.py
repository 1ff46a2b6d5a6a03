"""`desk-app store`: the desk's file, made, looked at, checked, copied and upgraded."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from desk_app.cli.command import Answer, Call, Command, flag, positional, switch
from desk_app.cli.logins import read_login
from desk_app.cli.store_care import backup, check, compact, restore
from desk_app.cli.tools import DEMONSTRATION_ADMINISTRATOR, Desk, NewStore
from desk_app.domain.errors import PasswordMissing, StoreExists
from desk_app.domain.people import AgentLogin, Role
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.services.accounts import first_password, require_acceptable
from desk_app.services.site import add_agent, load_site, store_status
from desk_app.settings.desk import without_password
from desk_app.settings.sites import demonstration_path, site_text
from desk_app.words.catalogue import _, ngettext
from desk_app.words.keeping import keys_made

_PLACE = "sqlite:///"


def _create(call: Call) -> Answer:
    """The site is read before the file is made: a mistake leaves nothing behind."""
    path = Path(call.values.text("site") or demonstration_path())
    text = site_text(path)
    site = parse_site(text, file=path.name)
    rehearsal = call.values.is_set("rehearsal")
    place = Path(call.url.removeprefix(_PLACE))
    if place.exists():  # said before anybody types a password for it
        raise StoreExists(str(place))
    first = _first_administrator(call, rehearsal=rehearsal)
    admin = first.login
    desk = call.tools.create_store(NewStore(url=call.url, rehearsal=rehearsal))
    try:
        revision = _fill(desk, text, site, first, rehearsal=rehearsal)
    except BaseException:
        desk.close()
        call.tools.discard_store(call.url)
        raise
    care = desk.care()
    keys = dict.fromkeys((care.key_standing().place, *care.key_files()))
    desk.close()
    where = _("Data: {place}").format(place=_shown(call.url))
    made = _("Rehearsal desk (EXERCICE) made: {site}") if rehearsal else _("Desk made: {site}")
    return Answer(
        data={
            "site": site.name,
            "code": site.code,
            "revision": revision,
            "rehearsal": rehearsal,
            "store": without_password(call.url),
            "admin": admin,
        },
        lines=(made.format(site=site.name), where, *(() if rehearsal else keys_made(*keys))),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _First:
    """The first administrator, and a password, which only a rehearsal does without."""

    login: AgentLogin
    password: str = dataclasses.field(repr=False)


def _first_administrator(call: Call, *, rehearsal: bool) -> _First:
    """A password that is refused leaves no store behind; a rehearsal asks where one is named."""
    named = call.values.text("admin")
    login = read_login(named) if named else DEMONSTRATION_ADMINISTRATOR
    password = call.passwords.chosen(login) if named or not rehearsal else ""
    if password:
        require_acceptable(password, login=login, name="")
    elif not rehearsal:
        raise PasswordMissing(login)
    return _First(login=login, password=password)


def _fill(desk: Desk, text: str, site: Site, first: _First, *, rehearsal: bool) -> int:
    """Load the site and the first administrator; return the site's revision.

    At a rehearsal the demonstration's administrator is there too: who acts where nobody is named.
    """
    encoded = ""
    if first.password:
        encoded = first_password(first.password, login=first.login, name="", hasher=desk.hasher())
    revision = load_site(text, site, by=None, begin=desk.begin, clock=desk.clock)
    others = (DEMONSTRATION_ADMINISTRATOR,) if rehearsal else ()
    for login in dict.fromkeys((first.login, *others)):
        known = site.agents.get(login)
        secret = encoded if login == first.login else ""
        if secret or known is None or known.role is not Role.ADMINISTRATOR:
            add_agent(
                login,
                "",
                Role.ADMINISTRATOR,
                by=None,
                begin=desk.begin,
                clock=desk.clock,
                encoded=secret,
            )
    return revision


def _shown(url: str) -> str:
    """Return where the data are: a server's password is nobody's to read off a screen."""
    return without_password(url).removeprefix(_PLACE)


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
            _("Data: {place}").format(place=_shown(call.url)),
        ),
    )


def _upgrade(call: Call) -> Answer:
    revision = call.tools.upgrade(call.url)
    return Answer(
        data={"schema": revision},
        lines=(_("The desk’s data are at revision {revision}.").format(revision=revision),),
    )


def _grant(call: Call) -> Answer:
    role = call.values.text("role")
    call.tools.grant(call.url, role)
    said = _("{role} may read the journal and add to it, and never change it.")
    return Answer(data={"role": role}, lines=(said.format(role=role),))


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
            flag(
                "--admin",
                lambda: _("login of the first administrator, the password on standard input"),
                metavar="LOGIN",
            ),
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
        name="grant",
        help=lambda: _(
            "On PostgreSQL: give a role what a desk needs, but not to change the journal."
        ),
        run=_grant,
        keys=("role",),
        options=(positional("role", lambda: _("the role the desks sign in with")),),
    ),
    Command(
        name="check",
        help=lambda: _("Have the database check its own file, and the journal its chain."),
        run=check,
        keys=("sound", "faults"),
    ),
    Command(
        name="compact",
        help=lambda: _(
            "Give the disk back what was forgotten, windows closed; closing does it too."
        ),
        run=compact,
        keys=("freed_bytes",),
    ),
    Command(
        name="backup",
        help=lambda: _("Copy the file while it is in use."),
        run=backup,
        keys=("file", "bytes", "sha256"),
        options=(positional("file", lambda: _("where the copy goes; it must not exist")),),
    ),
    Command(
        name="restore",
        help=lambda: _("Put a copy in the place of the file."),
        run=restore,
        keys=("restored", "entries", "head", "replaced", "lost_tickets", "skipped", "signed"),
        options=(
            positional("file", lambda: _("the copy")),
            switch("--replace", lambda: _("put the present file aside, kept for a week")),
        ),
    ),
)
