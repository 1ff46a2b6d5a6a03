"""The draw: commit and reveal, the seed, the order and the seats."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calendar import Seat
from desk_app.domain.draw import Constraints, Entry, Half, Stratum, draw, is_plain_booking, order
from desk_app.domain.draw_errors import (
    BadSecret,
    CommitTooLate,
    RevealTooEarly,
    SameWitness,
    SecretMissing,
    SecretNotCommitted,
    WitnessesComplete,
)
from desk_app.domain.draw_seed import (
    DrawRef,
    committed,
    fingerprint,
    is_weaker,
    place,
    revealed,
    seed,
)
from desk_app.domain.people import AgentLogin, AgentRef
from desk_app.domain.procedures import FamilyCode
from tests.unit.draws import (
    CLOSES,
    FAMILY,
    REF,
    REVEALED,
    SECRETS,
    TUESDAY,
    commitments,
    entry,
    slot,
)

EARLY = CLOSES - dt.timedelta(hours=1)
ZERO = bytes(32)


def _commits(*logins, at=EARLY, **same):
    """*same* tells whose account a login is, where it is not its own person's."""
    persons = {AgentLogin(login): AgentRef(same.get(login, login)) for login in logins}
    made = []
    for login in logins:
        made.append(
            committed(
                made, "f" * 64, by=AgentLogin(login), persons=persons, at=at, closes_at=CLOSES
            )
        )
    return made


# --- commit and reveal


def test_two_people_commit_before_requests_close():
    made = _commits("l.martin", "k.diallo")

    assert [one.witness for one in made] == [1, 2]
    assert not is_weaker(made)
    assert is_weaker(made[:1])


def test_nobody_commits_once_requests_are_closed():
    with pytest.raises(CommitTooLate):
        _commits("l.martin", at=CLOSES)


def test_nobody_commits_twice():
    with pytest.raises(SameWitness):
        _commits("l.martin", "l.martin")


def test_two_accounts_of_one_person_are_one_witness():
    with pytest.raises(SameWitness):
        _commits("admin", "chief", chief="admin")


def test_a_third_person_is_not_asked():
    with pytest.raises(WitnessesComplete):
        _commits("a", "b", "c")


@pytest.mark.parametrize(
    "secret", ["", "a1" * 15, "A1" * 16, "a1" * 65, "g1" * 16, "a1" * 16 + "\n"]
)
def test_a_secret_is_hex_of_128_bits_at_least(secret):
    with pytest.raises(BadSecret):
        fingerprint(REF, 1, secret)


def test_a_fingerprint_holds_for_one_draw_and_one_witness_only():
    other = dataclasses.replace(REF, number=5)

    assert len({fingerprint(REF, 1, SECRETS[0]), fingerprint(REF, 2, SECRETS[0]),
                fingerprint(other, 1, SECRETS[0])}) == 3  # fmt: skip


def test_what_was_committed_to_is_revealed():
    shown = revealed(REF, commitments(*SECRETS), SECRETS, at=CLOSES, closes_at=CLOSES)

    assert shown == SECRETS


def test_a_secret_is_not_revealed_while_requests_are_taken():
    with pytest.raises(RevealTooEarly):
        revealed(REF, commitments(*SECRETS), SECRETS, at=EARLY, closes_at=CLOSES)


def test_a_draw_is_not_held_with_a_secret_fewer():
    with pytest.raises(SecretMissing) as refused:
        revealed(REF, commitments(*SECRETS), SECRETS[:2], at=REVEALED, closes_at=CLOSES)

    assert refused.value.witness == 2


def test_a_draw_without_any_commitment_is_not_held():
    with pytest.raises(SecretMissing):
        revealed(REF, (), (), at=REVEALED, closes_at=CLOSES)


def test_another_secret_than_the_committed_one_is_refused():
    told = (*SECRETS[:2], "c3" * 16)
    with pytest.raises(SecretNotCommitted) as refused:
        revealed(REF, commitments(*SECRETS), told, at=REVEALED, closes_at=CLOSES)

    assert refused.value.witness == 2


# --- the seed and the order, written again as docs/draw.md says


def test_the_seed_is_what_the_page_says():
    numbers = "2\n10\n"
    ids = hashlib.sha256(numbers.encode()).hexdigest()
    secrets = "".join(f"{secret}\n" for secret in SECRETS)
    text = f"desk-app-draw-1\nseed\n93008\nRNV\n2026-03-03\n4\n{ids}\n{secrets}"

    assert seed(REF, (10, 2), SECRETS) == hashlib.sha256(text.encode()).digest()


def test_the_place_of_a_request_is_what_the_page_says():
    expected = hmac.new(ZERO, b"4711", hashlib.sha256).digest()

    assert place(ZERO, 4711) == expected


@pytest.mark.parametrize(
    ("site", "family", "number"),
    [("", "RNV", 1), ("93\n008", "RNV", 1), ("93008", "R|V", 1), ("93008", "RNV", 0),
     ("93008\n", "RNV", 1)],
)  # fmt: skip
def test_a_draw_s_codes_cannot_end_a_line_of_what_is_hashed(site, family, number):
    with pytest.raises(ValueError, match=r"93|RNV"):
        DrawRef(site=site, family=FamilyCode(family), on=TUESDAY, number=number)


@given(st.integers(1, 10**6))
def test_every_part_of_the_draw_changes_the_seed(number):
    plain = seed(REF, (1, 2), SECRETS)
    others = [
        seed(dataclasses.replace(REF, number=REF.number + number), (1, 2), SECRETS),
        seed(dataclasses.replace(REF, family=FamilyCode(f"F{number}")), (1, 2), SECRETS),
        seed(REF, (1, 2, 2 + number), SECRETS),
        seed(REF, (1, 2), SECRETS[::-1]),
        seed(REF, (12,), SECRETS),
    ]

    assert plain not in others


@given(
    st.lists(st.sampled_from(Stratum), min_size=1, max_size=30), st.binary(min_size=32, max_size=32)
)
def test_strata_come_one_after_the_other_whoever_came_first(strata, of_seed):
    entries = [entry(number, stratum) for number, stratum in enumerate(strata, start=1)]

    drawn = order(entries, of_seed)

    assert [one.stratum for one in drawn] == sorted(strata)
    assert drawn == order(entries[::-1], of_seed)


def test_every_order_of_a_stratum_is_as_likely_as_another():
    source = random.Random(20260303)
    counts: dict[tuple[int, ...], int] = {}
    entries = [entry(number) for number in (11, 12, 13, 14)]
    for _ in range(12_000):
        drawn = tuple(one.number for one in order(entries, source.randbytes(32)))
        counts[drawn] = counts.get(drawn, 0) + 1

    expected = 12_000 / 24
    chi_square = sum((count - expected) ** 2 / expected for count in counts.values())

    assert len(counts) == 24
    assert chi_square < 41.64  # 23 degrees of freedom, p = 0.01


def test_asking_ten_times_does_not_change_the_odds():
    source = random.Random(7)
    wins = [0, 0]
    greedy = [entry(1), *[entry(number, same_as=1) for number in range(3, 12)]]
    for _ in range(4_000):
        of_seed = source.randbytes(32)
        outcome = draw((*greedy, entry(2)), [slot()], of_seed)
        wins[outcome.winners[0].number - 1] += 1

    chi_square = sum((count - 2_000) ** 2 / 2_000 for count in wins)

    assert sum(wins) == 4_000
    assert chi_square < 6.63  # 1 degree of freedom, p = 0.01


# --- seats


def _won(outcome):
    return {win.number: win.seats for win in outcome.winners}


def test_each_in_turn_gets_the_earliest_seat():
    entries = tuple(entry(number) for number in (1, 2, 3, 4))
    pool = [slot("2026-03-11T09:00"), slot("2026-03-10T09:00", seats=(3, 1))]

    outcome = draw(entries, pool, ZERO)

    assert [win.number for win in outcome.winners] == [
        one.number for one in order(entries, ZERO)[:3]
    ]
    assert [win.seats for win in outcome.winners] == [
        (Seat("depot/2026-03-10T0900", 1),),
        (Seat("depot/2026-03-10T0900", 3),),
        (Seat("depot/2026-03-11T0900", 1),),
    ]
    assert outcome.waiting == (order(entries, ZERO)[3].number,)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({}, "depot/2026-03-10T0900"),
        ({"half": Half.AFTERNOON}, "depot/2026-03-10T1200"),
        ({"half": Half.MORNING, "not_before": dt.date(2026, 3, 11)}, "depot/2026-03-12T1145"),
        ({"not_before": dt.date(2026, 3, 11)}, "depot/2026-03-11T1400"),
        ({"half": Half.AFTERNOON, "not_after": dt.date(2026, 3, 10)}, "depot/2026-03-10T1200"),
    ],
)
def test_a_seat_suits_what_the_person_can(wish, expected):
    times = ("2026-03-10T09:00", "2026-03-10T12:00", "2026-03-11T14:00", "2026-03-12T11:45")

    outcome = draw((entry(1, **wish),), [slot(at) for at in times], ZERO)

    assert _won(outcome) == {1: (Seat(expected, 1),)}


@pytest.mark.parametrize(
    "wish",
    [
        {"not_after": dt.date(2026, 3, 9)},
        {"not_before": dt.date(2026, 3, 11)},
        {"half": Half.AFTERNOON},
        {"minutes": 16},
    ],
)
def test_who_finds_no_seat_that_suits_waits_on(wish):
    assert draw((entry(1, **wish),), [slot()], ZERO).waiting == (1,)


def test_a_seat_serves_its_own_procedures_only():
    assert draw((entry(1),), [slot(procedures=["REM_TITRE"])], ZERO).waiting == (1,)


def test_a_long_procedure_gets_slots_that_follow_one_another_in_one_series():
    pool = [
        slot("2026-03-10T09:00"),
        slot("2026-03-10T09:15", series="other"),
        slot("2026-03-10T10:00", seats=(2,)),
        slot("2026-03-10T10:15", seats=(1, 2)),
    ]

    outcome = draw((entry(1, minutes=20), entry(2, minutes=20)), pool, ZERO)

    assert [win.seats for win in outcome.winners] == [
        (Seat("depot/2026-03-10T1000", 2), Seat("depot/2026-03-10T1015", 1))
    ]
    assert len(outcome.waiting) == 1


def test_a_slot_without_free_seat_gives_none():
    assert draw((entry(1),), [slot(seats=())], ZERO).waiting == (1,)


def test_with_seats_for_everybody_everybody_is_served():
    entries = (entry(1), entry(2), entry(5, same_as=2))
    pool = [slot(seats=(1, 2))]

    assert is_plain_booking(entries, pool)
    assert draw(entries, pool, ZERO).waiting == ()
    assert not is_plain_booking((*entries, entry(6)), pool)


WISHES = st.builds(
    Constraints,
    not_before=st.none() | st.dates(dt.date(2026, 3, 9), dt.date(2026, 3, 14)),
    not_after=st.none() | st.dates(dt.date(2026, 3, 9), dt.date(2026, 3, 14)),
    half=st.none() | st.sampled_from(Half),
)
POOLS = st.lists(
    st.builds(
        slot,
        at=st.sampled_from(
            [f"2026-03-{day}T{time}" for day in (10, 11, 12)
             for time in ("09:00", "09:15", "09:30", "13:00")]
        ),
        seats=st.sets(st.integers(1, 3)),
    ),
    unique_by=lambda one: one.slot,
    max_size=12,
)  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(Stratum), WISHES, st.sampled_from((15, 30))), max_size=25),
    POOLS,
    st.binary(min_size=32, max_size=32),
)
def test_the_draw_agrees_with_a_plain_one_that_looks_at_every_seat(people, pool, of_seed):
    entries = tuple(
        Entry(number=number, procedure=entry(1).procedure, minutes=minutes, stratum=stratum,
              age=0, constraints=wish)
        for number, (stratum, wish, minutes) in enumerate(people, start=1)
    )  # fmt: skip

    outcome = draw(entries, pool, of_seed)

    assert _won(outcome) == _plain_draw(entries, pool, of_seed)
    taken = [seat for win in outcome.winners for seat in win.seats]
    assert len(taken) == len(set(taken))
    assert len(outcome.winners) + len(outcome.waiting) == len(entries)


def _plain_draw(entries, pool, of_seed):
    """The rule, written as slowly as it reads."""
    free = {one.slot: sorted(one.seats) for one in pool}
    slots = sorted(pool, key=lambda one: (one.starts_at, one.slot))
    following = {(one.series, one.starts_at): one for one in slots}
    found = {}
    for one in order(entries, of_seed):
        for first in slots:
            chain = [first]
            while sum(part.minutes for part in chain) < one.minutes and chain[-1] is not None:
                after = following.get((first.series, chain[-1].ends_at))
                if after is None:
                    break
                chain.append(after)
            if (
                sum(part.minutes for part in chain) >= one.minutes
                and one.constraints.allow(first.starts_at)
                and all(free[part.slot] for part in chain)
            ):
                found[one.number] = tuple(Seat(part.slot, free[part.slot].pop(0)) for part in chain)
                break
    return found


def test_the_family_of_a_draw_is_in_its_name():
    assert REF.lines == ("93008", FAMILY, "2026-03-03", "4")
