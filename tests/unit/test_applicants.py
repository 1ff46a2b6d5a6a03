"""The person of a booking: what a name, a date, a contact may be, and which field is at fault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import nations
from desk_app.domain.applicants import FIELDS, parse_applicant, parse_name
from desk_app.domain.contacts import parse_email, parse_phone
from desk_app.domain.errors import BadDocument
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.partial_dates import PartialDate, parse_birth_date
from desk_app.domain.people import Document, DocumentKind

TODAY = dt.date(2026, 3, 3)
PASSPORT = {"kind": "passport", "number": "BX 0472915", "country": "bgd"}
PERSON = {
    "family_name": "Rahman",
    "given_names": "Md Abdur",
    "birth_date": "1985-03-12",
    "nationality": "BGD",
    "document": PASSPORT,
}


def _parsed(**changed: object):
    return parse_applicant({**PERSON, **changed}, today=TODAY)


def _fault(**changed: object) -> tuple[str, str]:
    with pytest.raises(BadPerson) as refused:
        _parsed(**changed)
    return refused.value.field, refused.value.fault


def test_a_person_is_read_from_the_fields_of_the_contract():
    person = _parsed(phone="06 51 72 93 80", email="Md.Rahman@Free.fr", language="bn")

    assert person.names == ("Rahman", "Md Abdur")
    assert person.birth_date == PartialDate(year=1985, month=3, day=12)
    assert person.document == Document(
        kind=DocumentKind.PASSPORT, number="BX0472915", country="BGD"
    )
    assert (person.phone, person.email) == ("+33651729380", "md.rahman@free.fr")
    assert person.language == "bn"


def test_contact_and_language_may_be_left_out():
    person = _parsed(phone="", email=None)

    assert (person.phone, person.email, person.language) == ("", "", "fr")


def test_a_slip_shows_initials_and_year_alone():
    assert _parsed().hint == "R.M. 1985"
    assert _parsed(given_names="").hint == "R. 1985"


@pytest.mark.parametrize("empty", ["", "-", " . ", None])
def test_a_single_name_is_the_family_name_in_whichever_box_it_was_typed(empty):
    assert _parsed(family_name=empty, given_names="Suharto").names == ("Suharto", "")
    assert _parsed(family_name="Suharto", given_names=empty).names == ("Suharto", "")


@pytest.mark.parametrize(
    ("changed", "field", "fault"),
    [
        ({"family_name": "", "given_names": ""}, "family_name", "missing"),
        ({"family_name": 7}, "family_name", "text"),
        ({"family_name": "N" * 200}, "family_name", "long"),
        ({"given_names": "محمد"}, "given_names", "script"),
        ({"family_name": "Iv\u0430nov"}, "family_name", "script"),  # a Cyrillic a among Latin
        ({"family_name": "陈"}, "family_name", "script"),
        ({"family_name": "Li 😀"}, "family_name", "characters"),
        ({"family_name": "Li;"}, "family_name", "characters"),
        ({"family_name": "Li\u202e"}, "family_name", "characters"),
        ({"family_name": "Li2"}, "family_name", "digits"),
        ({"family_name": "Li٢"}, "family_name", "digits"),
        ({"family_name": "XXXX"}, "family_name", "placeholder"),
        ({"given_names": "Prénom"}, "given_names", "placeholder"),
        ({"birth_date": ""}, "birth_date", "missing"),
        ({"nationality": ""}, "nationality", "missing"),
        ({"nationality": "UTO"}, "nationality", "country"),
        ({"nationality": "FR"}, "nationality", "country"),
        ({"document": None}, "document", "missing"),
        ({"document": "9304218765"}, "document", "mapping"),
        ({"document": {"kind": "passport"}}, "document.number", "missing"),
        ({"document": {"number": "9304218765"}}, "document.kind", "missing"),
        ({"document": {**PASSPORT, "colour": "red"}}, "colour", "unknown_field"),
        ({"document": {**PASSPORT, "number": 12}}, "document.number", "text"),
        ({"phone": "3939"}, "phone", "format"),
        ({"email": "nobody"}, "email", "format"),
        ({"language": "French"}, "language", "language"),
    ],
)
def test_what_cannot_be_taken_names_its_field(changed, field, fault):
    assert _fault(**changed) == (field, fault)


@pytest.mark.parametrize("field", ["religion", "grounds", "health", "convictions", "address"])
def test_no_field_asks_for_the_merits_of_somebody_s_stay(field):
    assert _fault(**{field: "x"}) == (field, "unknown_field")
    assert field not in FIELDS


def test_a_misspelt_field_names_the_nearest():
    with pytest.raises(BadPerson) as refused:
        _parsed(birthdate="1985")

    assert refused.value.value == "birth_date"


def test_what_only_looks_invented_is_taken_once_a_second_person_has_seen_it():
    person = parse_applicant({**PERSON, "family_name": "Test"}, today=TODAY, placeholders_seen=True)

    assert person.family_name == "Test"


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({**PASSPORT, "country": "ZZZ"}, "country"),
        ({**PASSPORT, "country": ""}, "country"),
        ({**PASSPORT, "number": "1234567890"}, "placeholder"),
        ({**PASSPORT, "kind": "licence"}, "kind"),
    ],
)
def test_a_document_that_cannot_be_one_is_refused_as_everywhere(document, fault):
    with pytest.raises(BadDocument) as refused:
        _parsed(document=document)

    assert refused.value.fault == fault


def test_a_foreigner_s_number_is_one_number_whatever_country_is_typed_with_it():
    number = {"kind": "foreigner_number", "number": "9304218765"}

    assert _parsed(document={**number, "country": "FRA"}) == _parsed(document=number)


@pytest.mark.parametrize(
    "name",
    ["N’Diaye", "O'Brien", "Ben-Ali", "Đặng Thị Ánh", "Łukasiewicz", "J.-P.", "Gal·la", "Ng", "U",
     "Çelik", "Əliyev", "Ɓah", "İnönü", "Sørensen", "A" * 100],
)  # fmt: skip
def test_names_are_latin_letters_with_any_accent(name):
    assert parse_name(f"  {name} ", field="family_name") == name


def test_a_name_is_kept_composed_and_with_single_spaces():
    assert parse_name("Ne\u0301e   Ba", field="family_name") == "Née Ba"


@given(st.text(max_size=120))
def test_any_text_is_a_name_or_a_fault_of_that_field(text):
    name = _or_fault(lambda typed: parse_name(typed, field="family_name"), text)

    assert (
        name in {"long", "digits", "script", "characters"}
        or parse_name(name, field="family_name") == name
    )


# --- dates of birth ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1985", "1985"),
        ("1985-03", "1985-03"),
        ("1985-03-12", "1985-03-12"),
        (" 12/03/1985 ", "1985-03-12"),
        ("03/1985", "1985-03"),
        ("00/00/1985", "1985"),
        ("1985-00-00", "1985"),
        ("1984-02-29", "1984-02-29"),
        ("2000-02-29", "2000-02-29"),
        ("1985-02", "1985-02"),
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        ("2026-03-03", "2026-03-03"),
        ("1906-03-03", "1906-03-03"),
        ("1906", "1906"),
    ],
)
def test_a_birth_date_may_lack_its_day_or_its_month(typed, kept):
    assert parse_birth_date(typed, today=TODAY).text == kept


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("1985-02-29", "no_such_day"),
        ("1900-02-29", "no_such_day"),
        ("29/02/1985", "no_such_day"),
        ("1985-13", "no_such_day"),
        ("12/00/1985", "no_such_day"),
        ("0000", "no_such_day"),
        ("2026-03-04", "future"),
        ("2026-04", "future"),
        ("2027", "future"),
        ("9999-12-31", "future"),
        ("1906-03-02", "too_old"),
        ("1905", "too_old"),
        ("1904-02-29", "too_old"),
        ("0001", "too_old"),
        ("85", "date"),
        ("1985-3-1", "date"),
        ("1985/03/12", "date"),
        ("١٩٨٥", "date"),
        ("", "date"),
    ],
)
def test_a_birth_date_nobody_alive_can_have_is_refused(typed, fault):
    with pytest.raises(BadPerson) as refused:
        parse_birth_date(typed, today=TODAY)

    assert (refused.value.field, refused.value.fault) == ("birth_date", fault)


def test_who_is_born_on_a_29_february_is_120_on_the_first_of_march():
    assert parse_birth_date("1980-02-29", today=dt.date(2100, 3, 1)).day == 29
    with pytest.raises(BadPerson):
        parse_birth_date("1980-02-29", today=dt.date(2100, 3, 2))
    with pytest.raises(BadPerson):
        parse_birth_date("1904-02-29", today=dt.date(2024, 3, 1))


@pytest.mark.parametrize(
    ("one", "other", "possible"),
    [("1985", "1985-03-12", True), ("1985-03", "1985-03-12", True),
     ("1985-04", "1985-03-12", False), ("1985-03-12", "1985-03-12", True), ("1984", "1985", False)],
)  # fmt: skip
def test_partial_dates_may_be_one_day(one, other, possible):
    first, second = (parse_birth_date(text, today=TODAY) for text in (one, other))

    assert first.may_be(second) is second.may_be(first) is possible


@given(st.dates(dt.date(1910, 1, 1), TODAY), st.integers(1, 3))
def test_a_partial_date_spans_the_days_it_may_mean(day, precision):
    parts = dict(zip(("year", "month", "day"), (day.year, day.month, day.day), strict=True))
    date = PartialDate(**dict(list(parts.items())[:precision]))

    assert date.precision == precision
    assert date.earliest <= day <= date.latest
    assert parse_birth_date(date.text, today=TODAY) == date


def test_a_day_needs_its_month():
    with pytest.raises(ValueError, match="month"):
        PartialDate(year=1985, day=12)


# --- nationalities ---------------------------------------------------------------------------


def test_every_country_of_the_iso_list_is_known():
    aliases = get_global("territory_aliases")

    assert len(nations.ISO) == 249
    assert [code for code in sorted(nations.ISO) if code not in aliases] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("dza", "DZA"), ("XXA", "XXA"), ("XXB", "XXB"), ("xx" + "x", nations.UNSPECIFIED),
     ("D<<", "DEU"), ("D", "DEU"),
     ("XKX", "RKS"), ("UTO", None), ("", None), ("FRANCE", None)],
)  # fmt: skip
def test_codes_of_documents_are_those_of_iso_and_icao(typed, code):
    assert nations.nation(typed) == code


# --- contacts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 51 72 93 80", "+33651729380"),
        ("06.51.72.93.80", "+33651729380"),
        ("+33 (0)6 51 72 93 80", "+33651729380"),
        ("0033651729380", "+33651729380"),
        ("٠٦٥١٧٢٩٣٨٠", "+33651729380"),
        ("0262 41 85 37", "+262262418537"),
        ("0639 41 85 37", "+262639418537"),
        ("0690 41 85 37", "+590690418537"),
        ("0594 41 85 37", "+594594418537"),
        ("0696 41 85 37", "+596696418537"),
        ("+880 1712-483951", "+8801712483951"),
        ("+1 514 987 6413", "+15149876413"),
    ],
)
def test_a_phone_is_kept_in_its_international_form(typed, kept):
    assert parse_phone(typed) == kept
    assert parse_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("3939", "format"),
        ("115", "format"),
        ("06 51 72 93", "format"),
        ("+33 06 51 72 93 80", "format"),
        ("+33 6 51 72 93 80 1", "format"),
        ("+0651729380", "format"),
        ("six", "format"),
        ("+", "format"),
        ("0612345678", "placeholder"),
        ("0123456789", "placeholder"),
        ("06 66 66 66 66", "placeholder"),
        ("+33 6 12 34 56 78", "placeholder"),
        ("+1111111111", "placeholder"),
    ],
)
def test_what_cannot_be_called_is_refused(typed, fault):
    with pytest.raises(BadPerson) as refused:
        parse_phone(typed)

    assert (refused.value.field, refused.value.fault) == ("phone", fault)


@pytest.mark.parametrize("typed", ["a.b+c@free.fr", " A@B.FR ", "x_y@sub.domaine-de.org", "é@é.fr"])
def test_an_e_mail_address_is_kept_in_small_letters(typed):
    assert parse_email(typed) == typed.strip().lower()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("a@b", "format"),
        ("a b@c.fr", "format"),
        ("@c.fr", "format"),
        ("a@", "format"),
        ("a@-c.fr", "format"),
        ("a@c_.fr", "format"),
        ("a@c..fr", "format"),
        ("a..b@c.fr", "format"),
        (".a@c.fr", "format"),
        ("a@c.f", "format"),
        ("a\u200b@c.fr", "format"),
        (f"{'a' * 65}@c.fr", "format"),
        (f"a@{'b.' * 130}fr", "format"),
        ("test@gmail.com", "placeholder"),
        ("karim@example.com", "placeholder"),
    ],
)
def test_what_gets_no_mail_is_refused(typed, fault):
    with pytest.raises(BadPerson) as refused:
        parse_email(typed)

    assert (refused.value.field, refused.value.fault) == ("email", fault)


@given(st.text(max_size=40))
def test_any_text_is_a_contact_or_a_fault_of_its_field(text):
    for parse in (parse_phone, parse_email):
        kept = _or_fault(parse, text)

        assert kept in {"format", "placeholder"} or parse(kept) == kept


def _or_fault(parse: Callable[[str], str], text: str) -> str:
    try:
        return parse(text)
    except BadPerson as refused:
        return refused.fault
