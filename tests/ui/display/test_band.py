"""One message 12 s at a time, and the legal notice every minute in every language (PR-04)."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.site import Message
from desk_app.ui.display.band import LEGAL_EVERY, MESSAGE_STAY, SHORTEST_STAY, Page, Rotation
from desk_app.ui.display.sentences import shown_messages
from desk_app.words.texts import languages, texts

CODES = [f"x{number:02}" for number in range(40)]


def walk(rotation: Rotation, length: dt.timedelta) -> list[tuple[dt.timedelta, Page]]:
    """Return each page with when it comes, as the display meets them."""
    elapsed, pages = dt.timedelta(), []
    while elapsed < length:
        page = rotation.at(elapsed)
        after = rotation.next_change(elapsed)
        if page is None or after is None:
            break
        pages.append((elapsed, page))
        elapsed = after
    return pages


def longest_without(pages: list[tuple[dt.timedelta, Page]], language: str) -> dt.timedelta:
    """Return the longest time from one legal notice in *language* to the next."""
    starts = [
        at for at, page in pages
        if page.is_legal and language in [words.language for words in page.words]
    ]  # fmt: skip
    return max(b - a for a, b in itertools.pairwise(starts))


def message(*codes: str, legal: bool = False) -> Message:
    """Return a message in French and *codes*."""
    return Message(text={code: f"{code}!" for code in ("fr", *codes)}, legal=legal)


def test_the_demonstration_site_shows_the_legal_notice_every_minute_in_each_language(site):
    messages = shown_messages(site.messages, site.languages)

    pages = walk(Rotation(messages, site.languages), dt.timedelta(minutes=30))

    displayed = {words.language for _at, page in pages for words in page.words}
    assert displayed == set(site.languages)
    assert all(longest_without(pages, code) <= LEGAL_EVERY for code in displayed)


def test_no_language_has_a_message_without_the_binding_french_beside_it(site):
    shipped = tuple(languages())
    unreviewed = {code for code in shipped if not texts(code).reviewed}
    messages = shown_messages(site.messages, shipped)

    pages = [page for _at, page in walk(Rotation(messages, shipped), dt.timedelta(hours=3))]

    shown = [[words.language for words in page.words] for page in pages]
    assert unreviewed <= {code for codes in shown for code in codes}
    assert {codes[0] for codes in shown} == {"fr"}


def test_the_demonstration_site_shows_each_message_in_each_of_its_languages(site):
    pages = walk(Rotation(site.messages, site.languages), dt.timedelta(hours=3))

    for told in site.messages:
        for code, text in told.text.items():
            assert any(
                (words.language, words.text) == (code, text)
                for _at, page in pages
                for words in page.words
            )


@given(languages=st.integers(0, 40), ordinary=st.integers(0, 4))
def test_any_number_of_languages_keeps_the_minute(languages, ordinary):
    codes = CODES[:languages]
    messages = [message(*codes, legal=True), *(message(*codes) for _each in range(ordinary))]

    pages = walk(Rotation(messages, codes), dt.timedelta(minutes=12))

    assert all(longest_without(pages, code) <= LEGAL_EVERY for code in ("fr", *codes))


@given(languages=st.integers(0, 40))
def test_no_page_is_gone_before_it_can_be_read(languages):
    codes = CODES[:languages]
    rotation = Rotation([message(*codes, legal=True), message(*codes)], codes)

    starts = [at for at, _page in walk(rotation, dt.timedelta(minutes=5))]

    # Microseconds are cut: a tolerance of one tick of the clock.
    stays = [b - a for a, b in itertools.pairwise(starts)]
    assert all(stay >= SHORTEST_STAY - dt.timedelta(milliseconds=1) for stay in stays)


def test_an_ordinary_message_stays_twelve_seconds_in_french_and_one_other():
    rotation = Rotation([message("ar", "en", legal=True), message("ar", "en")], ["ar", "en"])

    pages = walk(rotation, dt.timedelta(minutes=2))

    ordinary = [(at, page) for at, page in pages if not page.is_legal]
    assert all(next(w.language for w in page.words) == "fr" for _at, page in ordinary)
    assert all(len(page.words) == 2 for _at, page in ordinary)
    assert all(rotation.next_change(at) - at == MESSAGE_STAY for at, _page in ordinary)


def test_few_languages_keep_the_legal_notice_a_pair_as_well():
    rotation = Rotation([message("ar", "en", legal=True), message("en")], ["ar", "en"])

    pages = [page for _at, page in walk(rotation, dt.timedelta(minutes=2)) if page.is_legal]

    assert {tuple(words.language for words in page.words) for page in pages} == {
        ("fr", "ar"),
        ("fr", "en"),
    }


def test_a_message_in_french_alone_stands_alone():
    rotation = Rotation([message()], ["ar"])

    assert [words.language for words in rotation.at(dt.timedelta()).words] == ["fr"]


@pytest.mark.parametrize("messages", [(), (Message(text={}),)])
def test_without_a_message_the_band_is_empty(messages):
    rotation = Rotation(messages, ["ar"])

    assert rotation.at(dt.timedelta(seconds=5)) is None
    assert rotation.next_change(dt.timedelta(seconds=5)) is None


def test_a_site_without_a_legal_notice_shows_the_shipped_one_in_its_languages():
    shown = shown_messages((message("en"),), ("fr", "en", "ta"))

    (legal,) = (each for each in shown if each.legal)
    assert set(legal.text) == {"fr", "en", "ta"}


def test_a_legal_notice_is_completed_for_a_language_other_messages_are_in():
    shown = shown_messages((message(legal=True), message("ta")), ("fr", "en", "ta"))

    (legal,) = (each for each in shown if each.legal)
    assert set(legal.text) == {"fr", "ta"}
    assert legal.text["fr"] == "fr!"


def test_a_site_without_messages_says_that_tickets_are_not_for_sale():
    shown = shown_messages((), ("fr",))

    assert [each.text["fr"] for each in shown if not each.legal] == [
        "Gratuit · personnel · ne se vend pas"
    ]
