"""The desk a process works with: opened when first needed, kept for a batch, closed once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping

from desk_app.cli.command import Answer, Call, Json
from desk_app.cli.once import Once
from desk_app.cli.output import error_document
from desk_app.cli.parsing import Globals, Request
from desk_app.cli.passwords import AGENT, APPROVER, Passwords
from desk_app.cli.tools import DEMONSTRATION_ADMINISTRATOR, Desk, Tools
from desk_app.domain.errors import AgentNeeded, BadValue, Refused
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.text import first_not_plain
from desk_app.services.accounts import asks_password, check
from desk_app.services.proofs import as_login
from desk_app.words.catalogue import language
from desk_app.words.dates import local, show_times_in

LONGEST_ID = 128
"""Characters of a request id that a store keeps."""
SCHEMES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


@dataclasses.dataclass(slots=True)
class _Opened:
    """An open desk and what was read of it once."""

    desk: Desk
    rehearsal: bool
    agents: dict[tuple[str, bool], _Proved]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Proved:
    """Who has shown a password, and what was kept of it then: changed, nothing is proved."""

    login: AgentLogin
    secrets: tuple[str, str] = dataclasses.field(repr=False)


class Session:
    """Runs requests against the desks they name; one desk is opened once."""

    def __init__(self, tools: Tools, *, environ: Mapping[str, str], passwords: Passwords) -> None:
        self._tools = tools
        self._environ = environ
        self.passwords = passwords
        self._opened: dict[str, _Opened] = {}

    def run(self, request: Request) -> Answer:
        """Do *request* and return its answer. Raises DeskError."""
        call = self._call(request)
        if request.command.before:
            call = dataclasses.replace(call, prepared=request.command.before(call))
        answer = self._once(request, call) if _is_once(request) else request.command.run(call)
        if request.noun == "site":
            self._opened.pop(call.url, None)
        return request.command.after(call, answer) if request.command.after else answer

    def now(self, request: Request) -> dt.datetime | None:
        """Return the desk's hour in the site's time, None while no desk is open."""
        opened = self._opened.get(self._asked(request.asked))
        return local(opened.desk.clock()) if opened else None

    def close(self) -> None:
        """Close every desk."""
        for opened in self._opened.values():
            opened.desk.close()
        self._opened.clear()

    def _call(self, request: Request) -> Call:
        url = self._url(request.asked)
        return Call(
            values=request.values,
            tools=self._tools,
            url=url,
            language=language(),
            desk_of=lambda: self._open(url).desk,
            agent_of=lambda: self._agent(url, request),
            prove=lambda desk: self._proved(desk, request),
            close_of=lambda: self._let_go(url),
            approver_of=lambda: self._approver(url, request.values.optional("approver")),
            passwords=self.passwords,
        )

    def _once(self, request: Request, call: Call) -> Answer:
        if len(request.asked.request_id) > LONGEST_ID or first_not_plain(request.asked.request_id):
            raise BadValue("request-id", request.asked.request_id, f"1-{LONGEST_ID}")
        by = call.by  # before the transaction: nobody unknown gets an answer that is kept,
        # and no password is hashed in one
        approver = call.approver if request.values.optional("approver") else None
        asked = json.dumps([request.noun, request.command.name, request.values.plain(), by])
        # only what tells two requests apart is kept: a document typed stands in no table
        once = Once(
            request=request.asked.request_id, asked=call.desk.keyed_hash(asked.encode("utf-8"))
        )

        def refusal(error: Refused) -> Mapping[str, Json]:
            return error_document(error, now=self.now(request))

        def run(desk: Desk) -> Answer:
            joined = dataclasses.replace(
                call,
                desk_of=lambda: desk,
                agent_of=lambda: by,
                approver_of=(lambda: approver) if approver else call.approver_of,
            )
            return request.command.run(joined)

        return once.answer(run, call.desk, refusal=refusal)

    def _let_go(self, url: str) -> None:
        opened = self._opened.pop(url, None)
        if opened:
            opened.desk.close()

    def _url(self, asked: Globals) -> str:
        url = self._asked(asked)
        if not url.startswith(SCHEMES) or url in SCHEMES:
            raise BadValue("store", url, "sqlite:///PATH")
        return url

    def _asked(self, asked: Globals) -> str:
        return asked.store or self._environ.get("DESK_APP_STORE", "") or self._tools.default_store()

    def _open(self, url: str) -> _Opened:
        if url not in self._opened:
            desk = self._tools.open_desk(url)
            with desk.read() as work:
                rehearsal = work.rehearsal
                show_times_in(work.site.time_zone)
            self._opened[url] = _Opened(desk, rehearsal, {})
        return self._opened[url]

    def _agent(self, url: str, request: Request) -> AgentLogin:
        """Return who acts. A password is looked at once in a process, however many lines it does,
        until the account gets another; one that ends meanwhile is refused by what it does."""
        opened, login = self._open(url), request.asked.agent
        if not login:
            if not opened.rehearsal:
                raise AgentNeeded
            return DEMONSTRATION_ADMINISTRATOR
        proved = (login, request.command.by_code)
        known, secrets = opened.agents.get(proved), _secrets(opened.desk, login)
        if known is None or secrets != known.secrets:
            agent = self._checked(opened.desk, login, AGENT, by_code=request.command.by_code)
            known = opened.agents[proved] = _Proved(login=agent.login, secrets=secrets)
        return known.login

    def _proved(self, desk: Desk, request: Request) -> AgentLogin:
        """Return who acts by the accounts of *desk*, which is not the one of this session."""
        with desk.read() as work:
            rehearsal = work.rehearsal
        login = request.asked.agent
        if login:
            return self._checked(desk, login, AGENT, by_code=False).login
        if not rehearsal:
            raise AgentNeeded
        return DEMONSTRATION_ADMINISTRATOR

    def _approver(self, url: str, login: str) -> Agent:
        return self._checked(self._open(url).desk, login, APPROVER, by_code=False)

    def _checked(self, desk: Desk, login: str, variable: str, *, by_code: bool) -> Agent:
        asks = asks_password(login, read=desk.read)
        return check(
            login,
            self.passwords.of(login, variable) if asks else "",
            begin=desk.begin,
            read=desk.read,
            clock=desk.clock,
            hasher=desk.hasher(),
            takes_code=by_code,
        )


def _secrets(desk: Desk, login: str) -> tuple[str, str]:
    """Return what is kept of the password of *login*, read before it is looked at."""
    with desk.read() as work:
        account = work.accounts.find(as_login(login))
        return account.secrets if account is not None else ("", "")


def _is_once(request: Request) -> bool:
    return bool(request.asked.request_id) and request.command.changes
