"""`make screenshots`: one look of it here; every look is drawn by the command itself."""

from __future__ import annotations

import pytest
from PIL import Image

from desk_app.app.screenshots import draw_all
from desk_app.words.catalogue import set_language

pytestmark = pytest.mark.xdist_group("screenshots")  # made once, in one process

STATES = (
    "signin-everybody", "signin-nobody", "signin-locked", "welcome-first",
    "supervision-code", "store-not-ours", "crash",
    "reception-opening", "reception-empty", "reception-arabic", "reception-already-has-ticket",
    "reception-doubtful-document",
    "reception-quota", "reception-closed", "reception-local-priority", "reception-search",
    "reception-given", "reception-without-paper", "counter-choice", "counter-free",
    "counter-called", "counter-serving", "counter-waiting", "counter-transfer", "counter-aside",
    "counter-another-person", "counter-number", "counter-empty", "counter-paused",
    "second-same-person", "second-colleague", "second-asked", "second-out-of-turn",
    "counter-identity", "supervision-question",
    "booking-empty", "booking-filled", "booking-doubtful", "booking-shared", "booking-booked",
    "booking-taken-back", "booking-elsewhere", "booking-urgent",
    "booking-already", "booking-moving", "booking-no-key",
    "booking-drawn", "booking-register", "booking-registered",
    "register-opening", "register-replayed", "register-gives-up", "register-secret",
    "register-close", "register-closed", "register-reveal", "register-void",
    "supervision-busy", "supervision-quota", "supervision-anomalies",
    "journal-verified", "journal-broken",
    "calendar-week", "calendar-slots", "calendar-history", "calendar-opening", "calendar-refused",
    "calendar-second", "calendar-next", "calendar-closing", "calendar-touched", "calendar-closed",
    "calendar-placed", "calendar-told",
    "arrivals-opening", "arrivals-too-early", "arrivals-already-used", "arrivals-second-person",
    "arrivals-late", "arrivals-excuse", "arrivals-excused", "arrivals-another-document",
    "arrivals-valid", "arrivals-let-in", "arrivals-list-no-platform", "arrivals-list",
    "arrivals-list-taken", "arrivals-document-to-see", "arrivals-calls", "arrivals-correct", "ties",
    "display-control", "find-all", "keys-counter",
)  # fmt: skip


@pytest.fixture(scope="module")
def drawn(qapp, tmp_path_factory):
    """The dark windows at 150 %, drawn once for all these tests."""
    set_language("fr")
    folder = tmp_path_factory.mktemp("pictures") / "all"
    assert draw_all(folder, themes=("dark",), scales=(150,)) == 0
    return folder


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_drawn(drawn, state):
    with Image.open(drawn / f"{state}-dark-150.png") as picture:
        assert picture.size == (1366, 768)
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 20


@pytest.mark.parametrize("state", ["calls", "one-call", "welcome", "closed", "emergency"])
def test_the_display_is_drawn_wide_and_high(drawn, state):
    for room, size in {"wide": (1920, 1080), "high": (1080, 1920)}.items():
        with Image.open(drawn / f"display-{state}-{room}.png") as picture:
            assert picture.size == size
            assert len(picture.convert("RGB").getcolors(1 << 24)) > 2


def test_two_states_are_never_the_same_picture(drawn):
    pictures = {state: (drawn / f"{state}-dark-150.png").read_bytes() for state in STATES}

    assert len(set(pictures.values())) == len(STATES)
