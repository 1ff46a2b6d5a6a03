"""What is said of draws and of codes on paper, in French."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from desk_app.domain import draw_errors as e
from desk_app.domain.codes import Entrance, Genuine, Paper
from desk_app.domain.draw import Stratum
from desk_app.domain.draw_replay import Flaw, Verdict
from desk_app.words.catalogue import language, set_language
from desk_app.words.codes import entrance_line, genuine_line, paper_name
from desk_app.words.draws import flaw_line, stratum_name, verdict_lines
from desk_app.words.errors import sentence

NOON = dt.datetime(2026, 3, 3, 12, 15, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    before = language()
    set_language("fr")
    yield
    set_language(before)


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_has_a_sentence_of_its_own(flaw):
    said = flaw_line(Verdict(flaw=flaw, line=4711))

    assert said.endswith(".")
    assert "4711" in said or flaw is Flaw.OTHER_CLOSING


def test_a_flaw_shows_what_was_found_and_what_must_be():
    verdict = Verdict(flaw=Flaw.WINNER, line=9, found="a", expected="b")

    assert verdict_lines(verdict)[1:] == ("Trouvé\u00a0: a", "Attendu\u00a0: b")


def test_one_winner_is_told_as_one():
    lines = verdict_lines(Verdict(winners=1, waiting=1, seed="ab", closing="cd"))

    assert lines[1] == "1 gagnant, 1 personne attend encore."
    assert flaw_line(Verdict()) == ""


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Genuine.VALID, "Code valide."),
        (Genuine.OTHER_SITE, "Autre site\u00a0: ce papier est pour 75056."),
        (
            Genuine.WRONG_KIND,
            "Authentique, mais ce n’est pas le papier demandé\u00a0: convocation.",
        ),
    ],
)
def test_a_verdict_on_a_code_is_one_sentence(kind, expected):
    assert genuine_line(kind, site="75056", paper=Paper.CONVOCATION) == expected


def test_every_verdict_paper_and_group_has_words():
    said = [
        *(genuine_line(one) for one in Genuine),
        *(entrance_line(one) for one in Entrance),
        *(paper_name(one) for one in Paper),
        *(stratum_name(one) for one in Stratum),
    ]

    assert "" not in said
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (e.AlreadyHasCard(7), "Cette personne a déjà la carte 7 du tirage d’ouverture."),
        (
            e.RequestSettled("R7K2-QX4M", "won"),
            "Impossible avec la demande R7K2-QX4M\u00a0: tirée au sort, à confirmer.",
        ),
        (e.NeverPossible(), "Il ne reste aucun jour entre ces dates."),
        (e.SecretMissing(2), "Le secret 2 n’a pas été révélé."),
        (e.SameWitness("l.martin"), "l.martin a déjà déposé un secret pour ce tirage."),
    ],
)
def test_a_refusal_says_what_cannot_be(error, text):
    said = sentence(error, now=NOON)

    assert said.text == text
    assert said.why


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("waiting", "Elle n’a pas encore gagné de place"),
        ("won", "La personne prend la place ou y renonce"),
        ("placed", "Déplacez ou annulez le rendez-vous"),
        ("withdrawn", "Une nouvelle demande peut être faite tout de suite."),
    ],
)
def test_a_request_elsewhere_is_told_with_what_is_possible_from_there(state, why):
    said = sentence(e.RequestSettled("R7K2-QX4M", state))

    assert said.why.startswith(why)


def test_an_unknown_family_names_those_there_are():
    assert sentence(e.UnknownFamily("R", ("DEPOT", "REMISE"))).why == (
        "Ses familles\u00a0: DEPOT, REMISE."
    )
