"""AT-17 to AT-25 but AT-21: what is kept, who helps, what everybody and supervisors see."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import sqlite3

import pytest
from sqlalchemy.engine import make_url

from bench.simulated_acts import agent_called
from desk_app.domain.assistance import Relation, Representative, check_representative
from desk_app.domain.errors import NotAllowed
from desk_app.domain.identity_errors import HelperCapReached
from desk_app.domain.people import Role, parse_document
from desk_app.domain.roles import POWERS, Power
from desk_app.domain.sessions import IDLE
from desk_app.domain.unmet import UnmetReason
from desk_app.security.codes import new_code, new_id
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services import unmet
from desk_app.services.board import Board, board
from desk_app.services.demand import demand
from desk_app.words.leaves import FREE
from tests.printing import test_leaves
from tests.services.booking_desk import CODES, HANDOVER, HASHES, applicant
from tests.services.desk import CHIEF, DOCUMENT, SYLVIE
from tests.services.register_desk import nobody_is_away
from tests.services.test_journal import edited, verified
from tests.services.test_slot_history import (
    test_the_history_of_a_slot_with_three_holders_is_complete as three_holders,
)
from tests.unit.test_watching import standings_of as week_seen

HELPER = Representative(
    relation=Relation.OTHER, document=parse_document("card:FRA:880692310285"), mandate_seen=True
)


def test_at_17_an_entry_cannot_be_changed_and_where_it_was_is_named(desk, tmp_path):
    signer = DeskSigner(signing_file(tmp_path / "signed.sqlite"))
    for _ in range(4):
        desk.comes()
    with (
        contextlib.closing(sqlite3.connect(make_url(desk.store.url).database)) as file,
        pytest.raises(sqlite3.IntegrityError, match="only added to"),
    ):
        file.execute("UPDATE journal SET kind = 'x' WHERE seq = 3")

    edited(desk, "UPDATE journal SET header = header || ' ' WHERE seq = 3")

    verdict = verified(desk, signer)
    assert (verdict.is_valid, verdict.first_broken) == (False, 3)


def test_at_18_the_agent_of_one_favour_in_ten_is_among_the_first_two_of_twenty():
    assert agent_called(0) in {one.agent for one in week_seen(0, favours=0.1)[:2]}


def test_at_19_a_helper_speaks_for_five_a_day_and_the_sixth_is_refused(desk):
    for last in range(1, 6):
        desk.books(applicant(f"930421876{last}"), HANDOVER, helper=HELPER)

    with pytest.raises(HelperCapReached):
        desk.books(applicant("9304218766"), HANDOVER, helper=HELPER)


def test_at_19_a_lawyer_is_flagged_and_not_refused_and_the_applicant_must_come(desk):
    lawyer = dataclasses.replace(HELPER, relation=Relation.LAWYER)
    booked = [
        desk.books(applicant(f"930421876{last}"), HANDOVER, helper=lawyer) for last in range(1, 7)
    ]

    verdict = check_representative(lawyer, others_today=6)

    assert all(each.helper is Relation.LAWYER for each in booked)
    assert (verdict.is_flagged, verdict.applicant_must_come) == (True, True)


def test_at_20_every_paper_says_that_it_is_free_nominative_and_cannot_be_sold():
    assert FREE == "Gratuit · nominatif · incessible"
    test_leaves.test_a_convocation_says_everything_in_its_order()


def test_at_22_nobody_below_a_supervisor_sees_more_than_three_places(desk):
    assert len(desk.offers()) <= 3
    with pytest.raises(NotAllowed):
        desk.offers(by="audit")
    assert Power.WATCH not in POWERS[Role.AGENT] | POWERS[Role.COUNTER]


def test_at_22_the_public_screen_has_no_place_to_come_on_it(desk):
    shown = board(holidays=nobody_is_away, **desk.ports)

    fields = {field.name for field in dataclasses.fields(Board)}
    assert not {name for name in fields if "slot" in name or "free" in name or "place" in name}
    assert shown.calls == ()


def refuses(desk):
    """Somebody with a document asks in vain."""
    return unmet.record(
        unmet.Demand(procedure="RNV_DEPOT", reason=UnmetReason.NONE_SUITS,
                     document=parse_document(DOCUMENT)),
        by=SYLVIE, new_id=new_id, new_code=new_code, hashes=HASHES, codes=CODES,
        printer=desk.printer, **desk.laid_out, **desk.writing,
    )  # fmt: skip


def test_at_23_two_visits_in_different_weeks_are_on_one_proof_and_are_counted(desk):
    first = refuses(desk)
    desk.clock.now += dt.timedelta(days=9)
    second = refuses(desk)

    found = unmet.before(
        document=parse_document(DOCUMENT), reference="", by=SYLVIE, hashes=HASHES, **desk.ports
    )
    by_paper = unmet.before(
        document=None, reference=second.line.reference, by=SYLVIE, hashes=HASHES, **desk.ports
    )

    assert second.earlier == (first.line,)
    assert found == by_paper == (first.line, second.line)
    assert first.line.day.isocalendar()[:2] != second.line.day.isocalendar()[:2]
    assert demand(language="fr", by=CHIEF, **desk.ports).total == 1  # this week's


def test_at_24_a_desk_locks_after_five_minutes():
    assert dt.timedelta(minutes=5) == IDLE


def test_at_25_the_history_of_a_slot_with_three_holders_is_complete(desk):
    three_holders(desk)
