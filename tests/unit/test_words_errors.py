"""What is said when a rule or the world says no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain import errors as e
from desk_app.words.catalogue import language, set_language
from desk_app.words.dates import show_times_in
from desk_app.words.errors import Said, sentence

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 3, 3, 10, 42, tzinfo=PARIS)
TOMORROW = dt.datetime(2026, 3, 4, 7, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    before = language()
    set_language("fr")
    show_times_in(PARIS)
    yield
    set_language(before)
    show_times_in(dt.UTC)


@pytest.mark.parametrize(
    ("error", "text", "why"),
    [
        (
            e.QuotaReached("PERMIS", TOMORROW, True, 12),
            "12 sur 12 remis aujourd’hui.",
            "Prochains tickets demain 8:30. Possible sur rendez-vous.",
        ),
        (e.SiteClosed("INFO", TOMORROW), "Le site est fermé.", "Réouverture demain 8:30."),
        (
            e.NotWalkIn("ETUD", None, True),
            "Pas de ticket du jour pour cette démarche.",
            "Elle se fait sur rendez-vous.",
        ),
        (
            e.AlreadyHasTicket("C038", 6),
            "Cette personne a déjà le ticket C 038, 6 personnes avant.",
            "",
        ),
        (
            e.AlreadyHasTicket("C038", 1),
            "Cette personne a déjà le ticket C 038, 1 personne avant.",
            "",
        ),
        (
            e.AlreadyHasTicket("C038", 0),
            "Cette personne a déjà le ticket C 038.",
            "",
        ),
        (
            e.ImpossibleMove("C042", "start", "waiting", ("call", "cancel", "expire")),
            "C 042 est en attente\u00a0: «\u00a0commencer\u00a0» n’est pas possible.",
            "Possible\u00a0: appeler, annuler.",
        ),
        (
            e.ImpossibleMove("C042", "call", "completed", ("reopen",)),
            "C 042 est terminé\u00a0: «\u00a0appeler\u00a0» n’est pas possible.",
            "",
        ),
        (
            e.ImpossibleMove("B041", "reprint", "completed", ()),
            "B 041 est terminé\u00a0: «\u00a0réimprimer\u00a0» n’est pas possible.",
            "",
        ),
        (
            e.ImpossibleMove("D034", "confirm", "PRINTED", ("reprint",)),
            "D 034 est imprimé\u00a0: «\u00a0dire s’il est sorti\u00a0» n’est pas possible.",
            "Possible\u00a0: réimprimer.",
        ),
        (
            e.QueueEmpty(3, 14),
            "Personne n’attend pour ce guichet.",
            "14 personnes attendent d’autres guichets.",
        ),
        (e.QueueEmpty(3), "Personne n’attend pour ce guichet.", ""),
        (
            e.RecallTooSoon("C042", TOMORROW),
            "C 042 vient d’être appelé.",
            "Rappel possible à 8:30.",
        ),
        (
            e.UnknownProcedure("INFOS", "INFO"),
            "La démarche INFOS n’existe pas ici.",
            "Vouliez-vous dire INFO\u202f?",
        ),
        (
            e.PrinterUnavailable("tcp://x:1", "no-answer-known"),
            "L’imprimante n’imprime pas pour le moment.",
            "Le ticket est gardé et sortira. no-answer-known",
        ),
        (
            e.NothingToUndo("since"),
            "Il n’y a rien à annuler.",
            "Quelque chose s’est passé depuis.",
        ),
    ],
)
def test_a_refusal_says_what_cannot_be_and_what_can(
    error: e.DeskError, text: str, why: str
) -> None:
    assert sentence(error, now=NOW) == Said(text, why)


def test_without_an_hour_to_see_it_from_a_reopening_is_a_full_day() -> None:
    said = sentence(e.SiteClosed("INFO", TOMORROW))

    assert said.why == "Réouverture mercredi 4 mars 8:30."


def test_after_the_last_ticket_counters_still_work_and_the_next_tickets_are_said() -> None:
    said = sentence(e.LastTicketPassed("INFO", TOMORROW, True, NOW.replace(hour=16, minute=30)))

    assert said == Said(
        "Plus de ticket aujourd’hui\u00a0: l’heure du dernier est passée.",
        "Les guichets reçoivent jusqu’à 16:30 les personnes qui ont déjà un ticket. "
        "Prochains tickets mercredi 4 mars 8:30. Possible sur rendez-vous.",
    )


@pytest.mark.parametrize("closes_at", [None, NOW.replace(hour=12, minute=0)])
def test_before_a_lunch_break_tickets_are_over_for_now_only(closes_at: dt.datetime | None) -> None:
    said = sentence(
        e.LastTicketPassed("INFO", NOW.replace(hour=14, minute=0), closes_at=closes_at), now=NOW
    )

    over = "Plus de ticket aujourd’hui" if closes_at is None else "Pas de ticket pour l’instant"
    assert said.text == f"{over}\u00a0: l’heure du dernier est passée."
    assert "aujourd’hui 14:00" in said.why


def test_the_mistakes_of_a_file_stand_one_a_line() -> None:
    faults = (e.Fault(3, "A.", "B."), e.Fault(9, "C.", ""))

    said = sentence(e.SiteFileFaults("site.toml", faults))

    assert said.whole.splitlines() == [
        "Le fichier de site site.toml contient des erreurs.",
        "Ligne 3\u00a0: A. B.",
        "Ligne 9\u00a0: C.",
    ]


def test_what_is_to_do_does_not_stick_to_a_path() -> None:
    said = sentence(e.NoStore("/srv/poste.sqlite"))

    assert said.whole.splitlines()[0].endswith("/srv/poste.sqlite")
    assert said.whole.splitlines()[1] == said.why


@pytest.mark.parametrize("typed", ["\x1b[2J", "a\nb", "\u202egnol", "x" * 2000, "{number}"])
def test_what_was_typed_comes_back_on_one_harmless_line(typed: str) -> None:
    said = sentence(e.UnknownTicket(typed)).whole

    assert not set("\x1b\n\u202e") & set(said)
    assert len(said) < 400


def test_an_error_of_a_kind_not_known_is_said_as_its_parent() -> None:
    class Later(e.Refused):
        """A rule of another day."""

    assert sentence(Later()).text == "Une règle ne le permet pas."


def test_english_is_the_source() -> None:
    set_language("en")

    assert sentence(e.QuotaReached("X", None, False, 5)).text == "5 out of 5 handed out today."
