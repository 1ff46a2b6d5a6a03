"""How a store and its troubles are named to people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.domain import errors as e
from desk_app.words.catalogue import language, set_language
from desk_app.words.errors import sentence
from desk_app.words.stores import cause, place


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    before = language()
    set_language("fr")
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/srv/poste.sqlite", "/srv/poste.sqlite"),
        ("sqlite:////srv/poste.sqlite", "/srv/poste.sqlite"),
        ("postgresql://desk:***@base/site", "la base du site"),
    ],
)
def test_nobody_reads_an_address(path, said):
    assert place(path) == said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("database is locked", "un autre programme garde le fichier"),
        ("disk I/O error", "le disque ne répond pas"),
        ("unable to open database file", "le fichier ne s’ouvre pas"),
        ("server closed the connection", "server closed the connection"),
    ],
)
def test_what_the_database_says_is_put_in_words(known, said):
    assert cause(known) == said


def test_a_folder_is_refused_in_words_that_name_the_file_to_choose():
    said = sentence(e.FolderNotStore("/srv/desk"))

    assert said.text == "Ceci est un dossier, pas le fichier d’un poste\u00a0: /srv/desk"
    assert "poste.sqlite" in said.why


def test_no_sentence_about_a_store_shows_its_address():
    address = "sqlite:////srv/poste.sqlite"
    told = [
        sentence(error).whole
        for error in (
            e.NotOurStore(address),
            e.StoreDamaged(address),
            e.StoreTooNew(address, "9999"),
            e.StoreReadOnly(address),
            e.DiskFull(address),
            e.StoreUnavailable("disk I/O error"),
        )
    ]

    assert not [each for each in told if "sqlite:" in each or "I/O" in each]
