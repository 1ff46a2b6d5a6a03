"""`desk-app site`: the site's procedures, counters, hours and rules, as its file says them."""

from __future__ import annotations

from pathlib import Path

from desk_app.cli.command import Answer, Call, Command, Json, flag, positional, switch
from desk_app.cli.files import write_text
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.services.site import load_site, site_text
from desk_app.settings import sites
from desk_app.settings.territories import place_called, starting_site_file
from desk_app.words.catalogue import _


def _show(call: Call) -> Answer:
    text = site_text(read=call.desk.read)
    with call.desk.read() as work:
        site, revision = work.site, work.revision
    if call.values.is_set("file"):
        return Answer(data={"text": text, "revision": revision}, lines=tuple(text.splitlines()))
    return Answer(data={**_data(site), "revision": revision}, lines=_lines(site))


def _data(site: Site) -> dict[str, Json]:
    return {
        "site": site.name,
        "code": site.code,
        "time_zone": site.time_zone.key,
        "languages": list(site.languages),
        "procedures": [
            {
                "procedure": code,
                "name": procedure.named("fr"),
                "series": site.series(code),
                "walk_in": procedure.is_walk_in,
                "quota": procedure.quota,
            }
            for code, procedure in site.procedures.items()
        ],
        "counters": [
            {"counter": number, "procedures": sorted(counter.procedures)}
            for number, counter in sorted(site.counters.items())
        ],
    }


def _lines(site: Site) -> tuple[str, ...]:
    walk_in = sum(procedure.is_walk_in for procedure in site.procedures.values())
    in_order = sorted(site.openings, key=lambda one: (min(one.days), one.opens))
    hours = dict.fromkeys(f"{one.opens:%H:%M}–{one.closes:%H:%M}" for one in in_order)
    return (
        f"{site.name} ({site.code})",
        _("Hours: {hours}, {zone}").format(hours=", ".join(hours), zone=site.time_zone.key),
        _("{procedures} procedures, {walk_in} of them without appointment").format(
            procedures=len(site.procedures), walk_in=walk_in
        ),
        _("{counters} counters, languages: {languages}").format(
            counters=len(site.counters), languages=", ".join(site.languages)
        ),
    )


def _load(call: Call) -> Answer:
    path = Path(call.values.text("file"))
    text = sites.site_text(path)
    site = parse_site(text, file=path.name)
    revision = load_site(text, site, by=call.by, begin=call.desk.begin, clock=call.desk.clock)
    said = _("Site loaded: {site}, revision {revision}").format(site=site.name, revision=revision)
    return Answer(data={"site": site.name, "code": site.code, "revision": revision}, lines=(said,))


def _new(call: Call) -> Answer:
    place = place_called(call.values.text("place"))
    text = starting_site_file(place.seat)
    data = {"site": place.name, "code": place.seat, "time_zone": place.time_zone}
    target = call.values.text("out")
    if not target:
        return Answer(data={**data, "text": text}, lines=tuple(text.splitlines()))
    write_text(Path(target), text)
    said = _("Site file written: {file}. Mend hours, quotas, counters and agents in it.")
    return Answer(data={**data, "file": target}, lines=(said.format(file=target),))


COMMANDS = (
    Command(
        name="show",
        help=lambda: _("What the site receives, where and when."),
        run=_show,
        keys=("site", "code", "revision", "time_zone", "languages", "procedures", "counters"),
        options=(switch("--file", lambda: _("the site file itself, as it was loaded")),),
    ),
    Command(
        name="load",
        help=lambda: _("Make a site file the one in force."),
        run=_load,
        keys=("site", "code", "revision"),
        options=(positional("file", lambda: _("the site file (TOML)")),),
        changes=True,
    ),
    Command(
        name="new",
        help=lambda: _("Write a first site file for a prefecture or sub-prefecture."),
        run=_new,
        keys=("site", "code", "time_zone"),
        options=(
            positional("place", lambda: _("INSEE code, department or name")),
            flag("--out", lambda: _("file to write; else it is shown"), metavar="FILE"),
        ),
    ),
)
