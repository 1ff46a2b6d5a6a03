"""The site's configuration and people."""

from __future__ import annotations

import dataclasses
import hashlib

import pytest

from desk_app.domain.errors import UnknownAgent
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.services import site as sites

ADMIN, SYLVIE = AgentLogin("admin"), AgentLogin("smarchand")


def test_loading_a_site_file_makes_a_revision_and_a_fact(real_desk, site, site_text):
    text = site_text + "\n# a word more\n"

    revision = sites.load_site(text, site, by=ADMIN, **real_desk.writing)

    assert revision == 2
    assert sites.site_text(read=real_desk.store.read) == text
    fact = real_desk.journal()[-1]
    assert (fact.kind, fact.agent, fact.header["revision"]) == ("SiteLoaded", ADMIN, 2)
    assert fact.header["sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_a_role_that_a_site_file_gives_or_changes_is_a_fact(real_desk, site, site_text):
    chief = dataclasses.replace(site.agents[SYLVIE], role=Role.SUPERVISOR)
    newcomer = Agent(login=AgentLogin("lnouveau"), name="Louis Nouveau", role=Role.AGENT)
    changed = dataclasses.replace(
        site, agents={**site.agents, SYLVIE: chief, newcomer.login: newcomer}
    )
    before = len(real_desk.journal())

    sites.load_site(site_text, changed, by=ADMIN, **real_desk.writing)

    told = [(entry.kind, entry.header.get("role")) for entry in real_desk.journal()[before:]]
    assert sorted(told, key=str) == [
        ("AgentAdded", "agent"), ("AgentAdded", "supervisor"), ("SiteLoaded", None),
    ]  # fmt: skip


def test_a_new_site_file_is_in_force_at_once(sqlite_store, clock, site, site_text):
    renamed = dataclasses.replace(site, name="Autre site")
    text = site_text.replace(site.name, renamed.name)

    sites.load_site(text, renamed, by=None, begin=sqlite_store.begin, clock=clock)

    assert sites.store_status(read=sqlite_store.read, clock=clock).site == "Autre site"


def test_the_status_counts_today(real_desk, site):
    real_desk.comes()
    real_desk.comes()
    real_desk.calls()

    status = sites.store_status(**real_desk.ports)

    assert (status.site, status.code, status.revision) == (site.name, site.code, 1)
    assert (status.rehearsal, status.tickets_today, status.waiting) == (True, 2, 1)
    real_desk.clock.passes(days=1)
    assert sites.store_status(**real_desk.ports).tickets_today == 0


def test_an_agent_added_is_found_and_may_change_role(real_desk):
    login = AgentLogin("abernard")
    sites.add_agent(login, "Anne Bernard", Role.COUNTER, by=ADMIN, **real_desk.writing)

    sites.add_agent(login, "Anne Bernard", Role.SUPERVISOR, by=ADMIN, **real_desk.writing)

    found = sites.find_agent(" ABernard ", read=real_desk.store.read)
    assert (found.name, found.role) == ("Anne Bernard", Role.SUPERVISOR)
    fact = real_desk.journal()[-1]
    assert (fact.kind, fact.header["role"], fact.agent) == ("AgentAdded", "supervisor", ADMIN)
    assert "abernard" not in fact.header_text


def test_a_login_is_kept_as_it_will_be_looked_for(desk):
    added = sites.add_agent(AgentLogin(" ABernard "), "", Role.AGENT, by=None, **desk.writing)

    assert (added.login, added.name) == ("abernard", "abernard")
    assert sites.find_agent("ABernard", read=desk.store.read) == added


def test_people_are_listed_by_name(real_desk):
    names = [agent.name for agent in sites.agents(read=real_desk.store.read)]

    assert names == sorted(names)
    assert "Sylvie Marchand" in names


def test_a_stranger_is_refused(desk):
    with pytest.raises(UnknownAgent) as refused:
        sites.find_agent("nobody", read=desk.store.read)

    assert refused.value.login == "nobody"
