"""Signing in and out, passwords, one-time codes and the end of an account."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.accounts import CODE_LIVES, LOCKS
from desk_app.domain.changes import Topic
from desk_app.domain.errors import (
    AccountEnded,
    AccountLocked,
    LastAdministrator,
    LoginTaken,
    NotAllowed,
    OwnPasswordOnly,
    PasswordNeeded,
    PasswordTooWeak,
    SamePerson,
    SignInRefused,
    UnknownAgent,
    UnknownJob,
)
from desk_app.domain.people import AgentLogin, Role
from desk_app.domain.prints import PrintState
from desk_app.domain.sessions import End, SessionId
from desk_app.security.codes import new_id
from desk_app.services import accounts, colleagues
from desk_app.services.handing import Printer
from desk_app.services.printing import reprint_job
from desk_app.services.site import add_agent, load_site
from tests.account_fakes import PlainHasher
from tests.services.desk import CHIEF, KARIM, SYLVIE

ADMIN, SECOND_ADMIN, AUDITOR = AgentLogin("admin"), AgentLogin("nadmin"), AgentLogin("audit")
WORD, OTHER = "Pont-Neuf-1607", "Quai-de-Loire-7"
CODE = "7K4M2QXD"
FIVE = 5


class Counting(PlainHasher):
    """Counts the hashes that were looked at, and holds what happens meanwhile."""

    def __init__(self) -> None:
        self.looked = 0
        self.meanwhile = lambda: None

    def verify(self, encoded: str, password: str) -> bool:
        self.looked += 1
        right = super().verify(encoded, password)
        self.meanwhile()
        return right


class Doors:
    """The accounts of a desk: what people do at its sign-in page."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.hasher = Counting()

    @property
    def ports(self) -> dict:
        """Everything a proof needs."""
        return {**self.desk.ports, "begin": self.desk.store.begin, "hasher": self.hasher}

    def signs_in(self, login=SYLVIE, password=WORD, *, place="Accueil 1") -> accounts.SignIn:
        """Somebody takes a place."""
        return accounts.sign_in(login, password, place=place, new_id=new_id, **self.ports)

    def checks(self, login=SYLVIE, password=WORD, **how):
        """Somebody is asked who they are."""
        return accounts.check(login, password, **how, **self.ports)

    def chooses(self, login=SYLVIE, new=WORD, *, by=None):
        """Somebody chooses a password."""
        return accounts.change_password(login, new, by=by, **self.ports)

    def resets(self, login=SYLVIE, *, by=CHIEF, code=CODE, has_paper=True) -> str:
        """A supervisor gives a code."""
        made = colleagues.one_time_code(hasher=self.hasher, new_code=lambda: code)
        printer = Printer(address="tcp://printer", profile="epson-tm-t20iii")
        self.given = colleagues.reset(
            login,
            made,
            by=by,
            new_id=new_id,
            printer=lambda: printer if has_paper else None,
            **self.desk.writing,
        )
        return made.told

    def ends(self, login=SYLVIE, *, by=ADMIN):
        """An administrator ends an account."""
        return colleagues.end_account(login, by=by, **self.desk.writing)

    def adds(self, login, role, *, by=ADMIN, password="", **how):
        """An administrator adds somebody."""
        encoded = self.hasher.encode(password) if password else ""
        return add_agent(login, "", role, by=by, encoded=encoded, **how, **self.desk.writing)

    def guesses(self, times, login=SYLVIE) -> list[str]:
        """A machine tries wrong passwords; what it is told."""
        told = []
        for number in range(times):
            try:
                self.signs_in(login, f"guess {number}")
            except (SignInRefused, AccountLocked) as refused:
                told.append(type(refused).__name__)
        return told

    def account(self, login=SYLVIE):
        """The account as it is."""
        with self.desk.store.read() as work:
            return work.accounts.get(login)

    def kinds(self) -> list[str]:
        """What the journal holds."""
        return [entry.kind for entry in self.desk.journal()]

    def facts(self, kind) -> list:
        """The entries of one kind."""
        return [entry for entry in self.desk.journal() if entry.kind == kind]


@pytest.fixture
def training(desk) -> Doors:
    """A rehearsal desk whose agents have no password."""
    return Doors(desk)


@pytest.fixture
def doors(desk) -> Doors:
    """A real desk where Sylvie, the chief and the administrator have a password."""
    desk.store.rehearsal = False
    doors = Doors(desk)
    for login in (SYLVIE, CHIEF, ADMIN):
        doors.chooses(login)
    doors.hasher.looked = 0
    return doors


@pytest.fixture
def real_doors(real_desk) -> Doors:
    """A rehearsal on SQLite, then on PostgreSQL, where Sylvie has a password."""
    doors = Doors(real_desk)
    doors.chooses(SYLVIE)
    return doors


# --- signing in ---------------------------------------------------------------------------------


def test_the_right_password_opens_a_place_and_is_a_fact(real_doors) -> None:
    opened = real_doors.signs_in(" SMarchand ")

    fact = real_doors.desk.journal()[-1]
    assert (opened.agent.login, opened.last_signed_in_at, opened.elsewhere) == (SYLVIE, None, "")
    assert not opened.must_choose_password
    assert opened.changes.topics == {Topic.AGENTS}
    assert (fact.kind, fact.agent, fact.header["place"]) == ("SignedIn", SYLVIE, "Accueil 1")
    assert accounts.is_open(opened.session, read=real_doors.desk.store.read)


def test_the_last_sign_in_is_the_one_before(real_doors) -> None:
    first = real_doors.desk.clock()
    real_doors.signs_in()
    real_doors.desk.clock.passes(hours=2)

    assert real_doors.signs_in().last_signed_in_at == first


def test_a_sign_in_elsewhere_ends_the_first(real_doors) -> None:
    first = real_doors.signs_in(place="Accueil 1")

    second = real_doors.signs_in(place="Guichet 4")

    read = real_doors.desk.store.read
    assert second.elsewhere == "Accueil 1"
    assert not accounts.is_open(first.session, read=read)
    assert accounts.is_open(second.session, read=read)
    ended = real_doors.facts("SignedOut")[-1]
    assert (ended.header["place"], ended.header["why"]) == ("Accueil 1", End.ELSEWHERE)


def test_two_supervisors_cannot_work_with_one_account(doors) -> None:
    """AT-24: whoever comes second sends the first away, and the journal shows it."""
    first = doors.signs_in(CHIEF, place="Accueil 1")
    second = doors.signs_in(CHIEF, place="Guichet 2")

    third = doors.signs_in(CHIEF, place="Accueil 1")

    read = doors.desk.store.read
    assert [accounts.is_open(each.session, read=read) for each in (first, second, third)] == [
        False, False, True,
    ]  # fmt: skip
    assert [each.header["place"] for each in doors.facts("SignedOut")] == ["Accueil 1", "Guichet 2"]


def test_who_comes_back_to_the_same_place_was_nowhere_else(doors) -> None:
    doors.signs_in()

    assert doors.signs_in().elsewhere == ""


def test_at_a_rehearsal_nobody_is_asked_for_a_password(training) -> None:
    opened = training.signs_in(SYLVIE, "")

    assert opened.agent.login == SYLVIE
    assert not accounts.asks_password(SYLVIE, read=training.desk.store.read)
    assert training.hasher.looked == 0


def test_at_a_rehearsal_who_has_a_password_is_asked_for_it(training) -> None:
    training.chooses()

    with pytest.raises(SignInRefused):
        training.signs_in(SYLVIE, "")
    assert accounts.asks_password(SYLVIE, read=training.desk.store.read)


@pytest.mark.parametrize("login", [KARIM, "nobody"])
def test_on_a_real_desk_everybody_is_asked(doors, login) -> None:
    assert accounts.asks_password(login, read=doors.desk.store.read)


def test_without_a_password_nobody_signs_in_on_a_real_desk(doors) -> None:
    with pytest.raises(PasswordNeeded) as refused:
        doors.signs_in(KARIM, "")

    assert refused.value.login == KARIM


def test_the_time_of_an_ended_session_is_its_first_end(doors) -> None:
    session = doors.signs_in().session
    doors.desk.clock.passes(minutes=5)

    first = accounts.sign_out(session, End.IDLE, **doors.desk.writing)
    again = accounts.sign_out(session, End.LEFT, **doors.desk.writing)
    never = accounts.sign_out(SessionId(new_id()), End.LEFT, **doors.desk.writing)

    assert first.topics == {Topic.AGENTS}
    assert not again.topics
    assert not never.topics
    assert [each.header["why"] for each in doors.facts("SignedOut")] == [End.IDLE]


def test_a_session_nobody_knows_is_not_open(doors) -> None:
    assert not accounts.is_open(SessionId(new_id()), read=doors.desk.store.read)


# --- guessing -----------------------------------------------------------------------------------


def test_a_wrong_password_is_counted_and_recorded(real_doors) -> None:
    with pytest.raises(SignInRefused) as refused:
        real_doors.signs_in(SYLVIE, "wrong")

    assert refused.value.left == FIVE - 1
    fact = real_doors.facts("SignInFailed")[-1]
    assert (fact.header["failures"], fact.header["locks"]) == (1, False)
    assert "wrong" not in fact.header_text


def test_the_locks_grow_and_each_ends(doors) -> None:
    for lasts in (*LOCKS, LOCKS[-1]):
        told = doors.guesses(FIVE)
        with pytest.raises(AccountLocked) as locked:
            doors.signs_in()

        assert told == ["SignInRefused"] * 4 + ["AccountLocked"]
        assert locked.value.until == doors.desk.clock() + lasts
        doors.desk.clock.passes(seconds=lasts.total_seconds())
    assert doors.signs_in().agent.login == SYLVIE


def test_the_right_password_forgives_the_guesses(doors) -> None:
    doors.guesses(4)
    doors.signs_in()

    assert doors.guesses(4) == ["SignInRefused"] * 4
    assert doors.account().failures == 4


def test_a_locked_account_is_not_even_looked_at(doors) -> None:
    doors.guesses(FIVE)
    doors.hasher.looked = 0

    doors.guesses(100)

    assert doors.hasher.looked == 0
    assert len(doors.facts("SignInFailed")) == FIVE


def test_a_machine_with_a_thousand_guesses_gets_nowhere_and_shuts_nobody_out(doors) -> None:
    began, guessed = doors.desk.clock(), 0
    while guessed < 1000:
        guessed += len(doors.guesses(FIVE))
        doors.desk.clock.passes(minutes=15)

    assert "SignedIn" not in doors.kinds()
    assert doors.desk.clock() - began >= dt.timedelta(hours=49)  # two days for a thousand
    assert doors.signs_in().agent.login == SYLVIE


def test_a_stranger_is_answered_like_a_wrong_password_and_costs_as_much(doors) -> None:
    with pytest.raises(SignInRefused) as known:
        doors.signs_in(SYLVIE, "wrong")
    looked_at_known, doors.hasher.looked = doors.hasher.looked, 0

    with pytest.raises(SignInRefused) as stranger:
        doors.signs_in("nobody", "wrong")

    assert vars(stranger.value) == vars(known.value)
    assert doors.hasher.looked == looked_at_known == 1


def test_at_a_rehearsal_a_stranger_is_told_so(training) -> None:
    with pytest.raises(UnknownAgent):
        training.signs_in("nobody", "")


@pytest.mark.parametrize("typed", ["", " ", "x" * 201, WORD + "x" * 200, "\udcff", "' OR 1=1 --"])
def test_nothing_that_is_typed_opens_but_the_password(doors, typed) -> None:
    with pytest.raises(SignInRefused):
        doors.signs_in(SYLVIE, typed)


def test_a_guess_hashed_while_others_locked_the_account_says_nothing(doors) -> None:
    def others_lock_it() -> None:
        doors.hasher.meanwhile = lambda: None
        doors.guesses(FIVE)

    doors.hasher.meanwhile = others_lock_it

    with pytest.raises(AccountLocked):
        doors.signs_in()


def test_a_password_looked_at_while_it_was_reset_is_void(doors) -> None:
    def is_reset() -> None:
        doors.hasher.meanwhile = lambda: None
        doors.resets()

    doors.hasher.meanwhile = is_reset

    with pytest.raises(SignInRefused):
        doors.signs_in()


def test_an_old_hash_is_made_anew_at_the_next_sign_in(doors) -> None:
    class Dearer(Counting):
        def encode(self, password: str) -> str:
            return f"dear:{password[::-1]}"

        def verify(self, encoded: str, password: str) -> bool:
            return encoded.partition(":")[2] == password[::-1]

        def is_outdated(self, encoded: str) -> bool:
            return not encoded.startswith("dear:")

    doors.hasher = Dearer()

    doors.signs_in()

    assert doors.account().password == f"dear:{WORD[::-1]}"
    assert doors.signs_in().agent.login == SYLVIE


# --- who somebody is, without a place -----------------------------------------------------------


def test_a_check_says_who_and_opens_nothing(doors) -> None:
    agent = doors.checks()

    assert agent.login == SYLVIE
    assert doors.account().last_signed_in_at == doors.desk.clock()
    assert "SignedIn" not in doors.kinds()


def test_a_check_of_who_needs_no_password_leaves_nothing(training) -> None:
    assert training.checks(SYLVIE, "").login == SYLVIE
    assert training.account().last_signed_in_at is None


def test_a_check_counts_wrong_passwords_as_well(doors) -> None:
    for _ in range(4):
        with pytest.raises(SignInRefused):
            doors.checks(SYLVIE, "wrong")
    with pytest.raises(AccountLocked):
        doors.checks(SYLVIE, "wrong")

    with pytest.raises(AccountLocked):
        doors.signs_in()


def test_a_code_is_no_password_of_a_second_person(doors) -> None:
    code = doors.resets()

    with pytest.raises(PasswordNeeded):
        doors.checks(SYLVIE, code)
    assert doors.checks(SYLVIE, code, takes_code=True).login == SYLVIE


# --- choosing a password ------------------------------------------------------------------------


def test_a_new_password_takes_the_place_of_the_old(real_doors) -> None:
    real_doors.chooses(SYLVIE, OTHER, by=SYLVIE)

    assert real_doors.signs_in(SYLVIE, OTHER).agent.login == SYLVIE
    with pytest.raises(SignInRefused):
        real_doors.signs_in(SYLVIE, WORD)
    assert real_doors.facts("PasswordChanged")[-1].agent == SYLVIE


def test_nobody_chooses_the_password_of_another(doors) -> None:
    with pytest.raises(OwnPasswordOnly):
        doors.chooses(SYLVIE, OTHER, by=ADMIN)


@pytest.mark.parametrize(
    ("new", "fault"),
    [("short", "short"), ("motdepasse-1", "common"), ("Marchand-1987", "login"), (WORD, "same")],
)
def test_a_weak_or_old_password_is_not_chosen(doors, new, fault) -> None:
    with pytest.raises(PasswordTooWeak) as refused:
        doors.chooses(SYLVIE, new, by=SYLVIE)

    assert refused.value.fault == fault


def test_an_ended_account_chooses_none(doors) -> None:
    doors.ends()

    with pytest.raises(AccountEnded):
        doors.chooses(SYLVIE, OTHER, by=SYLVIE)


def test_a_password_chosen_while_a_supervisor_resets_does_not_undo_the_reset(doors) -> None:
    doors.hasher.meanwhile = doors.resets

    with pytest.raises(SignInRefused):
        doors.chooses(SYLVIE, OTHER, by=SYLVIE)

    assert doors.account().one_time
    assert not doors.account().password


def test_a_first_password_is_held_to_the_same_rules() -> None:
    hasher = PlainHasher()

    encoded = accounts.first_password(WORD, login="lnouveau", name="", hasher=hasher)

    assert hasher.verify(encoded, WORD)
    with pytest.raises(PasswordTooWeak):
        accounts.first_password("lnouveau-75A", login="lnouveau", name="", hasher=hasher)


# --- one-time codes -----------------------------------------------------------------------------


def test_a_code_opens_and_asks_for_a_new_password(real_doors) -> None:
    code = real_doors.resets()

    opened = real_doors.signs_in(SYLVIE, "7k4m 2qxd")

    assert code == CODE
    assert opened.must_choose_password
    assert real_doors.facts("AccountReset")[-1].agent == CHIEF


def test_a_code_is_used_up_when_the_new_password_is_chosen(doors) -> None:
    code = doors.resets()
    doors.signs_in(SYLVIE, code)
    doors.chooses(SYLVIE, OTHER, by=SYLVIE)

    with pytest.raises(SignInRefused):
        doors.signs_in(SYLVIE, code)
    assert not doors.signs_in(SYLVIE, OTHER).must_choose_password


def test_who_was_interrupted_before_choosing_goes_on_with_the_code(doors) -> None:
    code = doors.resets()
    doors.signs_in(SYLVIE, code)

    again = doors.signs_in(SYLVIE, code)

    assert again.must_choose_password


def test_a_code_of_yesterday_opens_nothing(doors) -> None:
    code = doors.resets()
    doors.desk.clock.passes(seconds=CODE_LIVES.total_seconds())

    with pytest.raises(PasswordNeeded):
        doors.signs_in(SYLVIE, code)


def test_a_code_unlocks_ends_the_sessions_and_bars_the_old_password(doors) -> None:
    session = doors.signs_in().session
    doors.guesses(FIVE)

    code = doors.resets()

    assert not accounts.is_open(session, read=doors.desk.store.read)
    assert doors.facts("SignedOut")[-1].header["why"] == End.RESET
    with pytest.raises(SignInRefused):
        doors.signs_in()
    assert doors.signs_in(SYLVIE, code).must_choose_password


def test_wrong_codes_lock_as_wrong_passwords_do(doors) -> None:
    doors.resets()

    assert doors.guesses(FIVE)[-1] == "AccountLocked"


def test_the_latest_code_counts(doors) -> None:
    first = doors.resets(code="AAAA1111")
    second = doors.resets(code="BBBB2222")

    with pytest.raises(SignInRefused):
        doors.signs_in(SYLVIE, first)
    assert doors.signs_in(SYLVIE, second).must_choose_password


def test_a_code_is_not_said_by_what_a_bug_report_shows(doors) -> None:
    made = colleagues.one_time_code(hasher=doors.hasher, new_code=lambda: CODE)

    assert CODE not in repr(made)
    assert CODE[::-1] not in repr(made)


@pytest.mark.parametrize("by", [SYLVIE, KARIM, AUDITOR])
def test_who_is_no_supervisor_gives_no_code(doors, by) -> None:
    with pytest.raises(NotAllowed):
        doors.resets(CHIEF, by=by)

    assert doors.facts("ActDenied")[-1].agent == by


@pytest.mark.parametrize("by", [CHIEF, ADMIN])
def test_nobody_resets_themselves(doors, by) -> None:
    with pytest.raises(SamePerson):
        doors.resets(by, by=by)


def test_nobody_resets_their_own_other_account(doors) -> None:
    doors.adds("hgarnier2", Role.AGENT, same_person_as=CHIEF)

    with pytest.raises(SamePerson):
        doors.resets(AgentLogin("hgarnier2"), by=CHIEF)


def test_a_supervisor_does_not_reset_who_may_do_more(doors) -> None:
    with pytest.raises(NotAllowed):
        doors.resets(ADMIN, by=CHIEF)

    assert doors.account(ADMIN).password


def test_an_administrator_resets_another(doors) -> None:
    doors.adds(SECOND_ADMIN, Role.ADMINISTRATOR)

    assert doors.resets(SECOND_ADMIN, by=ADMIN) == CODE


def test_the_program_itself_may_give_a_code(doors) -> None:
    assert doors.resets(ADMIN, by=None) == CODE


def test_an_ended_account_gets_no_code(doors) -> None:
    doors.ends()

    with pytest.raises(AccountEnded):
        doors.resets()


# --- adding, changing, ending -------------------------------------------------------------------


def test_an_account_is_added_with_a_password_and_acts_at_once(real_doors) -> None:
    real_doors.adds(" LNouveau ", Role.COUNTER, password=OTHER)

    opened = real_doors.signs_in("lnouveau", OTHER)

    assert (opened.agent.role, opened.agent.name) == (Role.COUNTER, "lnouveau")


def test_a_changed_role_signs_in_again_and_keeps_name_and_password(doors) -> None:
    session = doors.signs_in().session

    changed = doors.adds(SYLVIE, Role.SUPERVISOR)

    assert changed.name == "Sylvie Marchand"
    assert not accounts.is_open(session, read=doors.desk.store.read)
    assert doors.signs_in().agent.role is Role.SUPERVISOR


def test_the_same_role_again_ends_no_session(doors) -> None:
    session = doors.signs_in().session

    doors.adds(SYLVIE, doors.account().role)

    assert accounts.is_open(session, read=doors.desk.store.read)


def test_an_account_with_a_password_is_given_no_other(doors) -> None:
    with pytest.raises(OwnPasswordOnly):
        doors.adds(SYLVIE, Role.AGENT, password=OTHER)


def test_an_account_of_the_site_file_is_given_its_first(doors) -> None:
    doors.adds(KARIM, Role.COUNTER, password=OTHER)

    assert doors.signs_in(KARIM, OTHER).agent.login == KARIM


def test_the_other_account_must_be_somebodys(doors) -> None:
    with pytest.raises(UnknownAgent):
        doors.adds("lnouveau", Role.AGENT, same_person_as="nobody")

    with pytest.raises(UnknownAgent):
        doors.account(AgentLogin("lnouveau"))


def test_accounts_of_one_human_being_are_one_person(real_doors) -> None:
    real_doors.adds("smarchand2", Role.COUNTER, same_person_as=SYLVIE)

    other = real_doors.account(AgentLogin("smarchand2"))
    assert other.person == real_doors.account().person
    assert other.ref != real_doors.account().ref


def test_no_saying_parts_accounts_that_are_one_person(real_doors) -> None:
    real_doors.adds("smarchand2", Role.COUNTER, same_person_as=SYLVIE)

    real_doors.adds("smarchand2", Role.COUNTER, same_person_as=KARIM)

    persons = {
        real_doors.account(AgentLogin(login)).person for login in ("smarchand2", SYLVIE, KARIM)
    }
    assert len(persons) == 1
    joined = [entry.header["same_as"] for entry in real_doors.facts("AgentAdded")[-2:]]
    assert joined == [real_doors.account().ref, real_doors.account(KARIM).ref]


def test_a_password_that_somebody_else_gave_is_a_fact(doors) -> None:
    doors.adds(KARIM, Role.COUNTER, password=OTHER)

    assert doors.facts("PasswordChanged")[-1].agent == ADMIN


def test_an_ended_account_signs_in_no_more_and_its_login_is_never_given_again(doors) -> None:
    session = doors.signs_in().session

    doors.ends()

    assert not accounts.is_open(session, read=doors.desk.store.read)
    with pytest.raises(AccountEnded):
        doors.signs_in()
    with pytest.raises(LoginTaken):
        doors.adds(SYLVIE, Role.AGENT)
    with pytest.raises(AccountEnded):
        doors.ends()
    assert doors.facts("AccountClosed")[-1].agent == ADMIN


def test_an_ended_account_does_nothing_with_what_it_still_has_open(doors) -> None:
    doors.ends(CHIEF)

    with pytest.raises(AccountEnded):
        doors.resets(SYLVIE, by=CHIEF)


def test_nobody_ends_their_own_account(doors) -> None:
    with pytest.raises(SamePerson):
        doors.ends(ADMIN, by=ADMIN)


def test_the_last_administrator_stays(doors) -> None:
    with pytest.raises(LastAdministrator):
        doors.adds(ADMIN, Role.SUPERVISOR)
    with pytest.raises(LastAdministrator):
        doors.ends(ADMIN, by=None)

    assert doors.account(ADMIN).role is Role.ADMINISTRATOR


def test_an_administrator_who_cannot_sign_in_is_no_second_one(doors) -> None:
    doors.adds(SECOND_ADMIN, Role.ADMINISTRATOR)

    with pytest.raises(LastAdministrator):
        doors.adds(ADMIN, Role.SUPERVISOR)
    doors.chooses(SECOND_ADMIN)
    doors.adds(ADMIN, Role.SUPERVISOR)

    assert doors.account(ADMIN).role is Role.SUPERVISOR


def test_at_a_rehearsal_an_administrator_needs_no_password_to_be_one(training) -> None:
    training.adds(SECOND_ADMIN, Role.ADMINISTRATOR)

    training.ends(ADMIN, by=SECOND_ADMIN)

    assert not training.account(ADMIN).is_active


def test_everybody_is_listed_by_name_ended_ones_too(doors) -> None:
    doors.ends()

    listed = colleagues.people(read=doors.desk.store.read)

    names = [account.name for account in listed]
    assert names == sorted(names)
    assert [account.login for account in listed if not account.is_active] == [SYLVIE]


# --- the site file ------------------------------------------------------------------------------


def test_a_role_of_a_new_site_file_signs_in_again(real_doors, site, site_text) -> None:
    session = real_doors.signs_in().session
    other = real_doors.signs_in(KARIM, "", place="Guichet 2").session
    changed = dataclasses.replace(site.agents[SYLVIE], role=Role.SUPERVISOR)
    with_it = dataclasses.replace(site, agents={**site.agents, SYLVIE: changed})

    load_site(site_text, with_it, by=ADMIN, **real_doors.desk.writing)

    read = real_doors.desk.store.read
    assert not accounts.is_open(session, read=read)
    assert accounts.is_open(other, read=read)


def test_a_site_file_does_not_take_the_last_administrator_away(sqlite_store, clock, site) -> None:
    demoted = dataclasses.replace(site.agents[ADMIN], role=Role.AGENT)
    without = dataclasses.replace(site, agents={**site.agents, ADMIN: demoted})

    with pytest.raises(LastAdministrator):
        load_site("", without, by=ADMIN, begin=sqlite_store.begin, clock=clock)

    with sqlite_store.read() as work:
        assert work.accounts.get(ADMIN).role is Role.ADMINISTRATOR


# --- the slip of a code -------------------------------------------------------------------------


def test_a_code_is_printed_for_its_colleague_in_the_transaction_of_the_reset(real_doors) -> None:
    code = real_doors.resets()

    with real_doors.desk.store.read() as work:
        [job] = work.prints.pending()
    assert job == real_doors.given.job
    assert (job.ticket, job.what, job.slip.holder) == (None, "code", "Sylvie Marchand")
    assert (job.slip.code, job.slip.rehearsal) == (code, True)


def test_without_a_printer_of_paper_nothing_is_printed(doors) -> None:
    doors.resets(has_paper=False)

    assert doors.given.job is None
    assert Topic.AGENTS in doors.given.changes.topics


def test_a_refused_reset_prints_nothing(doors) -> None:
    with pytest.raises(NotAllowed):
        doors.resets(ADMIN)

    with doors.desk.store.read() as work:
        assert work.prints.pending() == []


@pytest.mark.parametrize(
    "end", [PrintState.PRINTED, PrintState.TORN, PrintState.UNCERTAIN, PrintState.PRINTED_SPLIT]
)
def test_the_job_forgets_the_code_once_it_is_out_or_never_will_be(real_doors, end) -> None:
    code, now = real_doors.resets(), real_doors.desk.clock()
    job = real_doors.given.job
    sending = job.moved(PrintState.SENDING, now=now)

    with real_doors.desk.store.begin() as work:
        work.prints.put(sending)
    with real_doors.desk.store.begin() as work:
        before = work.prints.get(job.id).slip.code
        work.prints.put(sending.moved(end, now=now))

    with real_doors.desk.store.read() as work:
        kept = work.prints.get(job.id).slip
    assert before == code
    assert (kept.code, kept.holder) == ("", "Sylvie Marchand")


def test_a_slip_of_a_code_is_not_printed_twice(doors) -> None:
    doors.resets()
    job, now = doors.given.job, doors.desk.clock()
    out = job.moved(PrintState.SENDING, now=now).moved(PrintState.PRINTED, now=now)
    with doors.desk.store.begin() as work:
        work.prints.put(out)
    printer = Printer(address="tcp://printer", profile="epson-tm-t20iii")

    with pytest.raises(UnknownJob):
        reprint_job(job.id, by=CHIEF, new_id=new_id, printer=lambda: printer, **doors.desk.writing)
