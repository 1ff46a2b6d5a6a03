"""What is said of a person, a scan or a helper that cannot be taken as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain import identity_errors as e
from desk_app.words.catalogue import language, set_language
from desk_app.words.dates import show_times_in
from desk_app.words.errors import sentence

NOON = dt.datetime(2026, 3, 12, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    before = language()
    set_language("fr")
    show_times_in(ZoneInfo("Europe/Paris"))
    yield
    set_language(before)
    show_times_in(dt.UTC)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (e.ScanDoubtful("number", 7), "Lecture douteuse du numéro : vérifiez le 7e caractère."),
        (e.ScanDoubtful("birth_date", 1),
         "Lecture douteuse de la date de naissance : vérifiez le 1er caractère."),
        (e.ScanDoubtful("whole"), "Lecture douteuse de l’ensemble : vérifiez chaque caractère."),
        (e.ScanCutShort(3), "Lecture interrompue ; caractères manquants : 3."),
        (e.OtherPerson(("family_name",)), "Le rendez-vous passerait à une autre personne."),
        (e.ActiveAlready("renewal", "R7K2-QX4M", NOON),
         "Rendez-vous actif : jeudi 12 mars 9:00."),
        (e.TwoActive(("A", "B")), "Cette personne a deux rendez-vous actifs : A, B."),
        (e.ChangesUsedUp(2), "Ce rendez-vous a déjà été déplacé 2 fois, le maximum possible."),
        (e.AssociationCapReached("La Cimade", 10),
         "La Cimade a déjà accompagné 10 personnes aujourd’hui."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_cannot_be(error, text):
    assert _plain(sentence(error).text) == text


@pytest.mark.parametrize(
    ("error", "text", "why"),
    [
        (e.BadPerson("family_name", "placeholder", "XXXX"),
         "Champ « Nom » : saisie impossible.", "Recopiez le nom du document."),
        (e.BadPerson("document.number", "missing"),
         "Le champ « Numéro du document » est vide.", "À remplir d’après le document."),
        (e.BadPerson("phone", "placeholder", "0612345678"),
         "Champ « Téléphone » : saisie impossible.",
         "Cela semble inventé. Laissez vide s’il n’y en a pas."),
        (e.BadPerson("email", "format", "x"),
         "Champ « Courriel » : saisie impossible.", "Une adresse s’écrit nom@domaine.fr."),
        (e.BadPerson("birthdate", "unknown_field", "birth_date"),
         "Champ « birthdate » : saisie impossible.", "Vouliez-vous dire birth_date ?"),
        (e.BadPerson("{religion}", "unknown_field"),
         "Champ « {religion} » : saisie impossible.",
         "Les champs sont : family_name, given_names, birth_date, nationality, document, "
         "phone, email, language, kind, number, country."),
    ],
)  # fmt: skip
def test_a_field_at_fault_is_named_with_what_it_takes(error, text, why):
    said = sentence(error)

    assert (_plain(said.text), _plain(said.why)) == (text, why)


FAULTS = (
    *("missing", "text", "mapping", "long", "digits", "script", "characters", "placeholder"),
    *("date", "no_such_day", "future", "too_old", "country", "format", "language"),
)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_of_a_person_says_how_to_mend_it(fault):
    assert sentence(e.BadPerson("given_names", fault, "x")).why


@pytest.mark.parametrize(
    ("fault", "why"),
    [("document", "Demandez un document au représentant."),
     ("mandate", "Demandez à voir le mandat.")],
)  # fmt: skip
def test_what_a_helper_lacks_is_asked_for(fault, why):
    assert sentence(e.HelperUnknown(fault)).why == why


@pytest.mark.parametrize(
    "name", ["expiry_date", "personal_number", "nationality", "issuer", "names"]
)
def test_every_part_of_a_zone_has_its_words(name):
    assert name not in sentence(e.ScanDoubtful(name, 2)).text


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")
