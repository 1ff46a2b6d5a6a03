"""Machine-readable zones: what they give, and every way in which a reading is not taken."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.domain.applicants import parse_applicant
from desk_app.domain.identity_errors import NotAScan, ScanCutShort, ScanDoubtful
from desk_app.domain.mrz import read_zone
from desk_app.domain.mrz_layouts import check_digit, layout_of
from desk_app.domain.partial_dates import PartialDate
from desk_app.domain.people import Document, DocumentKind
from desk_app.domain.wedge import looks_like_zone
from tests.unit import zones
from tests.unit.zones import TODAY

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"


def _read(text: str):
    return read_zone(text, today=TODAY)


def _with(text: str, place: int, other: str) -> str:
    """*text* joined, with one character changed."""
    zone = text.replace("\n", "")
    return zone[:place] + other + zone[place + 1 :]


@pytest.mark.parametrize(
    ("text", "layout", "kind", "number"),
    [
        (zones.PASSPORT, "TD3", "passport", "L898902C3"),
        (zones.CARD, "TD1", "card", "D23145890"),
        (zones.CARD_OF_TWO_LINES, "TD2", "card", "D23145890"),
        (zones.LONG_NUMBER, "TD1", "card", "D23145890734"),
        (zones.VISA, "MRV-A", "visa", "L8988901C"),
        (zones.SMALL_VISA, "MRV-B", "visa", "L8988901C"),
    ],
)
def test_the_examples_of_the_standard_are_read(text, layout, kind, number):
    scan = _read(text)

    assert scan.layout == layout
    assert scan.document == Document(kind=DocumentKind(kind), number=number, country="BGD")
    assert scan.given_names in {"ANNA MARIA", "PETER JOHN"}
    assert not scan.names_cut


def test_a_passport_fills_the_fields_of_an_applicant():
    scan = _read(zones.passport())

    person = parse_applicant(scan.fields, today=TODAY)

    assert person.names == ("RAHMAN", "MD ABDUR")
    assert person.birth_date == PartialDate(year=1985, month=3, day=12)
    assert person.nationality == "BGD"
    assert person.document.number == "BX0472915"


@pytest.mark.parametrize("text", zones.ALL)
@pytest.mark.parametrize(
    "sent",
    [
        lambda zone: zone.replace("\n", ""),
        lambda zone: zone.replace("\n", "\r\n") + "\r\n",
        lambda zone: zone.replace("\n", "\r").lower() + "\r",
        lambda zone: f"\x02{zone}\x03",
        lambda zone: f"{zone}\n{zone}\n",
        zones.typed_on_azerty,
        lambda zone: zones.typed_on_azerty(zone).lower(),
    ],
)
def test_a_zone_is_read_however_the_reader_types_it(text, sent):
    assert _read(sent(text)) == _read(text)


def test_keys_are_not_exchanged_where_the_digits_hold_as_typed():
    assert _read(zones.passport(names="QAZ<<WAM")).family_name == "QAZ"


def test_a_zone_on_the_wrong_keyboard_with_a_wrong_digit_is_in_doubt():
    wrong = zones.typed_on_azerty(_with(zones.PASSPORT, 60, "3"))

    with pytest.raises(ScanDoubtful) as refused:
        _read(wrong)

    assert refused.value.zone_field == "birth_date"


@pytest.mark.parametrize(
    ("optional", "more", "found"),
    [
        ("9304218765", "", "9304218765"),
        ("", "9304218765", "9304218765"),
        ("930421876", "", ""),
        ("", "", ""),
    ],
)
def test_a_french_permit_gives_its_foreigner_s_number_where_it_has_ten_digits(
    optional, more, found
):
    scan = _read(zones.permit(optional=optional, more=more))

    assert scan.foreigner_number == found
    assert scan.fields["document"] == (
        {"kind": "foreigner_number", "number": found}
        if found
        else {"kind": "card", "number": "X0A1B2C3D", "country": "FRA"}
    )


def test_the_rest_of_a_long_number_is_no_foreigner_s_number():
    scan = _read(zones.long_permit("ABCDEFGHI9304218765"))

    assert scan.document.number == "ABCDEFGHI9304218765"
    assert scan.foreigner_number == ""


def test_digits_of_a_french_passport_or_visa_are_no_foreigner_s_number():
    passport = _read(zones.passport(issuer="FRA", personal="9304218765"))

    assert passport.foreigner_number == ""


@pytest.mark.parametrize(
    ("names", "family", "given", "cut"),
    [
        ("SUHARTO", "SUHARTO", "", False),
        ("<<SUHARTO", "SUHARTO", "", False),
        ("", "", "", False),
        ("BEN<ALI<<MOHAMED<EL<HADI", "BEN ALI", "MOHAMED EL HADI", False),
        ("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRA", "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K",
         True),
    ],
)  # fmt: skip
def test_names_may_be_single_or_cut_off_by_the_line(names, family, given, cut):
    scan = _read(zones.passport(names=names))

    assert (scan.family_name, scan.given_names, scan.names_cut) == (family, given, cut)


@pytest.mark.parametrize(
    ("birth", "text"),
    [
        ("850312", "1985-03-12"),
        ("85<<<<", "1985"),
        ("850000", "1985"),
        ("8503<<", "1985-03"),
        ("85<<12", "1985"),
        ("260303", "2026-03-03"),
        ("260304", "1926-03-04"),
        ("000229", "2000-02-29"),
        ("280229", "1928-02-29"),
    ],
)
def test_a_birth_date_is_read_as_far_as_it_goes_in_the_last_century_possible(birth, text):
    assert _read(zones.passport(birth=birth)).birth_date.text == text


def test_an_unknown_birth_date_is_left_to_the_agent():
    scan = _read(zones.passport(birth="<<<<<<"))

    assert scan.birth_date is None
    assert scan.fields["birth_date"] == ""


@pytest.mark.parametrize(
    ("expiry", "last", "expired"),
    [
        ("300101", dt.date(2030, 1, 1), False),
        ("260303", dt.date(2026, 3, 3), False),
        ("260302", dt.date(2026, 3, 2), True),
        ("991231", dt.date(1999, 12, 31), True),
        ("<<<<<<", None, False),
    ],
)
def test_an_expired_document_is_read_and_said_to_be_expired(expiry, last, expired):
    scan = _read(zones.passport(expiry=expiry))

    assert scan.expires_on == last
    assert scan.has_expired(today=TODAY) is expired


def test_germany_s_single_letter_is_germany():
    scan = _read(zones.passport(issuer="D", nationality="D"))

    assert (scan.nationality, scan.document.country) == ("DEU", "DEU")


def test_an_empty_personal_number_may_do_without_a_check_digit():
    assert _read(zones.passport(without_personal_digit=True)).document.number == "BX0472915"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (zones.PASSPORT[:-1], 1),
        (zones.PASSPORT[:50], 39),
        (zones.PASSPORT.replace("\n", "")[:60], 28),
        (zones.CARD[:61], 30),
        (zones.CARD.replace("\n", "")[:50], 40),
        (zones.CARD_OF_TWO_LINES[:-5], 5),
        (zones.SMALL_VISA.replace("\n", "")[:70], 2),
        (zones.VISA.replace("\n", "")[:80], 8),
        (zones.CARD_OF_TWO_LINES.replace("\n", "").replace("I<", "P<", 1), 16),
        (zones.PASSPORT.replace("ERIKSSON", "ERIKSON"), 1),
    ],
)
def test_a_zone_cut_short_says_how_much_is_missing(text, missing):
    with pytest.raises(ScanCutShort) as refused:
        _read(text)

    assert refused.value.missing == missing


@pytest.mark.parametrize(
    "text",
    ["", "  \n", "9304218765", "RAHMAN", "P<BGD", "A" * 60, zones.PASSPORT + "<<<",
     "P<BGD" + "ÿ" * 83, "https://www.example.fr/rdv?code=abcdefghijklmnop", "<" * 88],
)  # fmt: skip
def test_anything_else_is_not_a_zone(text):
    with pytest.raises(NotAScan):
        _read(text)


@pytest.mark.parametrize(
    ("place", "other", "field", "position"),
    [
        (44 + 6, "Z", "number", 0),  # 2 read as Z, or 8 as B two places before
        (57, "T", "birth_date", 1),
        (57 + 5, "O", "birth_date", 6),
        (44 + 9, "G", "number", 0),  # the check digit itself: people count nine in the number
        (65 + 2, "D", "expiry_date", 3),
        (54, "8", "nationality", 1),
        (54, "E", "nationality", 0),
        (2, "Q", "issuer", 0),
        (6, "0", "names", 2),
    ],
)
def test_a_wrong_character_is_named_where_it_can_be_known(place, other, field, position):
    with pytest.raises(ScanDoubtful) as refused:
        _read(_with(zones.PASSPORT, place, other))

    assert (refused.value.zone_field, refused.value.position) == (field, position)


def test_the_seventh_character_of_a_number_is_named():
    zone = zones.passport(number="AX8687169")

    with pytest.raises(ScanDoubtful) as refused:
        _read(_with(zone, 44 + 6, "I"))

    assert (refused.value.zone_field, refused.value.position) == ("number", 7)


def test_two_wrong_characters_name_the_field_alone():
    zone = _with(_with(zones.PASSPORT, 45, "7"), 60, "3")

    with pytest.raises(ScanDoubtful) as refused:
        _read(zone)

    assert (refused.value.zone_field, refused.value.position) == ("number", 0)


def test_a_wrong_composite_digit_is_a_doubt_of_the_whole():
    with pytest.raises(ScanDoubtful) as refused:
        _read(_with(zones.PASSPORT, 87, "5"))

    assert refused.value.zone_field == "whole"


@pytest.mark.parametrize("dates", [{"birth": "851312"}, {"birth": "850230"}, {"birth": "8<0312"},
                                   {"expiry": "300132"}, {"expiry": "30<10<"}])  # fmt: skip
def test_a_date_no_calendar_has_is_in_doubt_though_its_digit_holds(dates):
    with pytest.raises(ScanDoubtful) as refused:
        _read(zones.passport(**dates))

    assert refused.value.zone_field == f"{next(iter(dates))}_date"


def test_the_specimens_of_utopia_are_nobody_s():
    with pytest.raises(ScanDoubtful):
        _read(zones.PASSPORT.replace("BGD", "UTO"))


@given(st.sampled_from(zones.ALL), st.data())
def test_any_change_of_a_checked_character_is_found(text, data):
    """But for characters ten apart (0, A, K, U), which weigh the same: the standard's own limit."""
    zone = text.replace("\n", "")
    fields = layout_of(zone).fields(zone)
    checked = sorted({place for one in fields for place in (*one.places, one.check)})
    place = data.draw(st.sampled_from(checked))
    other = data.draw(st.sampled_from(SIGNS))
    assume(zones.digit(other) != zones.digit(zone[place]))

    with pytest.raises((ScanDoubtful, NotAScan)):
        _read(_with(text, place, other))


@given(st.sampled_from(zones.ALL), st.data())
def test_a_change_the_digits_cannot_see_is_seen_in_a_date_when_it_is_a_letter(text, data):
    zone = text.replace("\n", "")
    layout = layout_of(zone)
    place = data.draw(st.sampled_from([*range(*layout.birth), *range(*layout.expiry)]))
    other = data.draw(st.sampled_from(SIGNS[10:36]))

    with pytest.raises(ScanDoubtful) as refused:
        _read(_with(text, place, other))

    assert refused.value.position > 0


@given(st.text(SIGNS, max_size=20))
def test_check_digits_are_those_of_the_long_way(text):
    assert check_digit(text) == zones.digit(text)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused_in_words(text):
    with pytest.raises((NotAScan, ScanCutShort, ScanDoubtful)):
        _read(text)


@given(st.text(SIGNS, min_size=88, max_size=90))
def test_whatever_has_the_size_of_a_zone_is_read_or_refused_in_words(text):
    with pytest.raises((NotAScan, ScanCutShort, ScanDoubtful)):
        _read(f"P{text[1:]}")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (zones.PASSPORT, True),
        (zones.typed_on_azerty(zones.CARD), True),
        ("9304218765", False),
        ("ben<ali", False),
        ("", False),
        ("A" * 40, False),
    ],
)
def test_what_comes_from_a_reader_is_told_from_typing(text, is_one):
    assert looks_like_zone(text) is is_one
