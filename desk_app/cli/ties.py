"""What `desk-app agent tie` and `agent ties` do: what an agent may not act for (AT-15)."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Command, Json, flag
from desk_app.cli.logins import read_login
from desk_app.domain.applicants import parse_name
from desk_app.domain.contacts import parse_email, parse_phone
from desk_app.domain.errors import BadValue
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.nations import nation
from desk_app.domain.partial_dates import parse_birth_date
from desk_app.domain.people import AgentLogin, parse_document
from desk_app.services.day import today
from desk_app.services.ties import Declared, Relative, Tie, declare, declared
from desk_app.words.catalogue import _
from desk_app.words.ties import declared_line

_RELATIVE = ("family_name", "given_names", "birth_date", "nationality")


def _tie(call: Call) -> Answer:
    desk, whose = call.desk, _whose(call)
    declare(
        _declared_tie(call),
        whose=whose,
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        hashes=desk.hashes,
    )
    return _said(call, whose)


def _ties(call: Call) -> Answer:
    return _said(call, _whose(call))


def _said(call: Call, whose: AgentLogin) -> Answer:
    desk = call.desk
    found: Declared = declared(whose, by=call.by, read=desk.read, clock=desk.clock)
    data: dict[str, Json] = {
        "login": found.login,
        "count": found.count,
        "since": str(found.since) if found.since else None,
    }
    return Answer(data=data, lines=(declared_line(found.count, found.since),))


def _whose(call: Call) -> AgentLogin:
    of = call.values.text("of")
    return read_login(of) if of else call.by


def _declared_tie(call: Call) -> Tie:
    """Return the one thing that is declared. Raises BadValue for none or several."""
    values = call.values
    given = [name for name in ("document", "phone", "email") if values.text(name)]
    is_relative = any(values.text(name) for name in _RELATIVE)
    if len(given) + is_relative != 1:
        raise BadValue("tie", "", "--document | --phone | --email | --family-name …")
    if is_relative:
        return Tie(relative=_relative(call))
    document, phone, email = (values.text(name) for name in ("document", "phone", "email"))
    return Tie(
        document=parse_document(document) if document else None,
        phone=parse_phone(phone) if phone else "",
        email=parse_email(email) if email else "",
    )


def _relative(call: Call) -> Relative:
    values = call.values
    family, given, born, country = (values.text(name) for name in _RELATIVE)
    code = nation(country)
    if code is None:
        raise BadPerson("nationality", "country", country)
    with call.desk.read() as work:
        day = today(work, call.desk.clock()).day
    return Relative(
        names=(
            parse_name(family, field="family_name"),
            parse_name(given, field="given_names"),
        ),
        birth_date=parse_birth_date(born, today=day),
        nationality=code,
    )


_OF = flag("--of", lambda: _("another agent’s login, for a supervisor"), metavar="LOGIN")
TIE_COMMANDS = (
    Command(
        name="tie",
        help=lambda: _("Declare a person or a contact you may not act for, yours or a relative’s."),
        run=_tie,
        keys=("login", "count", "since"),
        options=(
            flag("--document", lambda: _("their document"), metavar="KIND:[COUNTRY:]NUMBER"),
            flag("--phone", lambda: _("a phone, yours or theirs"), metavar="NUMBER"),
            flag("--email", lambda: _("an e-mail address, yours or theirs"), metavar="ADDRESS"),
            flag("--family-name", lambda: _("a relative’s family name"), metavar="NAME"),
            flag("--given-names", lambda: _("a relative’s given names"), metavar="NAMES"),
            flag("--birth-date", lambda: _("a relative’s date of birth"), metavar="DATE"),
            flag("--nationality", lambda: _("a relative’s nationality"), metavar="CODE"),
            _OF,
        ),
        changes=True,
    ),
    Command(
        name="ties",
        help=lambda: _("How many ties are declared, never which."),
        run=_ties,
        keys=("login", "count", "since"),
        options=(_OF,),
    ),
)
