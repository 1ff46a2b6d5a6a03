"""`desk-app demo` as somebody runs it: in a process of its own, without a screen."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from PIL import Image

from desk_app.app.album import MARK, fresh_folder
from desk_app.app.desk import make_desk, open_desk
from desk_app.app.robot import PlayedClock
from tests.e2e.house import run

pytestmark = pytest.mark.xdist_group("demo")  # made once, in one process

VISITORS = 12
WINDOWS = (
    "welcome", "signin", "reception-empty", "reception-arabic", "reception-already-has-ticket",
    "reception-quota", "reception-closed", "reception-given", "counter-choice", "counter-free",
    "counter-called", "counter-serving", "counter-empty", "display-control", "display",
    "display-portrait", "supervision", "supervision-quota", "keys", "find", "crash",
)  # fmt: skip
LANGUAGES = ("fr", "ar", "zh-Hans", "bn", "ta", "ru", "ps", "duplicata")
SIZES = {"display": (1920, 1080), "display-portrait": (1080, 1920)}


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A day of a dozen visitors, played once for all these tests."""
    folder = tmp_path_factory.mktemp("demo") / "day"
    return folder, run("demo", "--visitors", str(VISITORS), "--out", str(folder))


def test_the_day_is_played_to_its_end(played):
    _, done = played

    assert done.returncode == 0, done.stderr
    assert f"{VISITORS} visiteurs sont venus." in done.stdout
    assert "Rien n’a été perdu" in done.stdout


def test_nothing_is_said_of_what_a_hidden_window_cannot_do(played):
    _, done = played

    assert "propagateSizeHints" not in done.stderr


def test_progress_is_lines_where_there_is_no_terminal(played):
    _, done = played

    assert f"{VISITORS}/{VISITORS}" in done.stderr
    assert "\r" not in done.stderr


@pytest.mark.parametrize("window", WINDOWS)
def test_each_window_left_a_picture_with_something_on_it(played, window):
    folder, _ = played

    with Image.open(folder / f"{window}.png") as picture:
        assert picture.size == SIZES.get(window, (1366, 768))
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 20


@pytest.mark.parametrize("roll", ["80mm", "58mm"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_ticket_left_its_picture_as_it_is_printed(played, language, roll):
    folder, _ = played

    with Image.open(folder / "tickets" / f"ticket-{language}-{roll}.png") as picture:
        assert picture.width == {"80mm": 576, "58mm": 384}[roll]
        assert set(picture.convert("L").histogram()[1:255]) == {0}


def test_every_visitor_has_a_paper(played):
    folder, _ = played

    assert len(list((folder / "papiers").glob("ticket-*.pdf"))) >= VISITORS


def test_a_real_desk_never_goes_by_a_played_clock(tmp_path):
    url = f"sqlite:///{tmp_path / 'poste.sqlite'}"
    make_desk(url, rehearsal=False)
    played = PlayedClock(dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC))

    desk = open_desk(url, environ={}, rehearsed=played)

    assert desk.clock is not played
    desk.close()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")

    folder = fresh_folder(tmp_path)

    assert folder == tmp_path / "1"
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_a_former_demo_is_replaced_and_what_was_put_beside_it_stays(tmp_path):
    (tmp_path / "old.png").write_bytes(b"")
    (tmp_path / "poste.sqlite").write_bytes(b"")
    (tmp_path / "mine.png").write_bytes(b"")
    said = {"made_by": "desk-app demo", "files": ["old.png", "../outside.png"]}
    (tmp_path / MARK).write_text(json.dumps(said), encoding="utf-8")
    outside = tmp_path.parent / "outside.png"
    outside.write_bytes(b"")

    folder = fresh_folder(tmp_path)

    assert folder == tmp_path
    assert not (tmp_path / "old.png").exists()
    assert not (tmp_path / "poste.sqlite").exists()
    assert (tmp_path / "mine.png").exists()
    assert outside.exists()
