"""The paper of a ticket, as text slips."""

from __future__ import annotations

import dataclasses
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.printing.layout import NUMBER_FLOOR_MM, one_time_code, ticket
from desk_app.printing.ops import Band, Cut, Media, Number, Qr, Text, as_slip
from desk_app.words.paper import code_words, slip_words
from desk_app.words.texts import languages, texts
from tests.printing.fakes import LONG_NAME, NARROW, WIDE, slip


def _paper(media: Media = WIDE, language: str = "fr", **changes: object) -> tuple[object, ...]:
    ticketed = slip(language, **changes)
    return ticket(slip_words(ticketed), qr=ticketed.qr, media=media)


def _texts(ops: tuple[object, ...]) -> list[str]:
    texts = [op.text for op in ops if isinstance(op, Text | Number)]
    texts += [line.text for op in ops if isinstance(op, Band) for line in op.lines]
    return texts + [line.text for op in ops if isinstance(op, Qr) for line in op.caption]


def test_a_french_ticket_says_everything_in_its_order() -> None:
    expected = textwrap.dedent("""\
        [26/600 centre fr] Préfecture de la Seine-Saint-Denis
        [24/400 centre fr] mardi 3 mars 2026\u00a0· 10:42
        [number 204 in 560] B 042
        [32/700 centre fr] Dépôt de pièces complémentaires
        [28/400 centre fr] 12 personnes avant vous\u00a0· 15 à 25 min
        [24/400 centre fr] (attente estimée)
        ------------------------
        [28/600 start fr] Regardez l’écran\u00a0: on appelle votre numéro, jamais votre nom.
        [25/400 start fr] Après 3 appels, revenez à l’accueil avec ce ticket.
        # Gratuit\u00a0· personnel\u00a0· ne se vend pas #
        [qr 6] D1:7K4M2QXD:B042:20260303
          7K4M 2QXD
          Valable le 3 mars 2026 seulement, pour la personne qui l’a reçu.
        ========================""")

    shown = as_slip(_paper())

    assert expected == shown.replace("15\u00a0à\u00a025\u00a0min", "15 à 25 min")


def test_a_narrow_paper_is_re_flowed_not_scaled() -> None:
    ops = _paper(NARROW)

    number = next(op for op in ops if isinstance(op, Number))
    code = next(op for op in ops if isinstance(op, Qr))
    smallest = min(op.size for op in ops if isinstance(op, Text))
    assert (number.size, number.width, number.stretch) == (158, 352, 0.85)
    assert (code.module, code.is_beside) == (5, False)
    assert smallest == 24


def test_the_visitors_language_stands_under_the_french_in_its_own_direction() -> None:
    ops = _paper(language="ar")

    foreign = [op for op in ops if isinstance(op, Text) and op.language == "ar"]
    assert all(op.is_rtl and op.size >= 30 for op in foreign)
    assert "\u2066B 042\u2069" in foreign[0].text
    assert any("seul le français fait foi" in text for text in _texts(ops))


def test_on_narrow_paper_the_foreign_name_has_a_line_of_its_own() -> None:
    lines = as_slip(_paper(NARROW, "tr")).splitlines()

    assert any(line.endswith("B 042") and " tr]" in line for line in lines)
    assert any(line.endswith(texts("tr").procedure("PIECES") or "?") for line in lines)


def test_a_french_ticket_has_no_notice_of_a_translation() -> None:
    assert not any("Traduction" in text for text in _texts(_paper()))


@pytest.mark.parametrize("media", [WIDE, NARROW], ids=["80 mm", "58 mm"])
def test_a_copy_of_a_rehearsal_says_both_above_the_number(media: Media) -> None:
    ops = _paper(media, copy_no=2, rehearsal=True)

    number_at = next(at for at, op in enumerate(ops) if isinstance(op, Number))
    bands = [op.lines[0].text for op in ops[:number_at] if isinstance(op, Band)]
    assert bands == ["DUPLICATA 2", "EXERCICE"]


def test_an_original_bears_no_mark() -> None:
    ops = _paper()

    assert len([op for op in ops if isinstance(op, Band)]) == 1


def test_a_long_name_is_set_smaller_than_a_short_one() -> None:
    sizes = [
        next(op.size for op in _paper(procedure=name) if isinstance(op, Text) and op.weight == 700)
        for name in ("Remise", "R" * 61, LONG_NAME)
    ]

    assert sizes == [32, 28, 24]


def test_a_language_without_texts_gets_the_french_ticket() -> None:
    unknown = dataclasses.replace(slip(), language="xx")

    assert _paper() == ticket(slip_words(unknown), qr=unknown.qr, media=WIDE)


def test_lengths_follow_the_printers_own_dots() -> None:
    ops = _paper(Media(dots=512, columns=42, dpi=180))

    number = next(op for op in ops if isinstance(op, Number))
    digits_mm = number.size * 0.714 * 25.4 / 180
    assert digits_mm >= NUMBER_FLOOR_MM


def test_every_paper_ends_with_a_cut() -> None:
    assert all(isinstance(_paper(language=code)[-1], Cut) for code in languages())


@given(name=st.text(max_size=400))
def test_no_name_brings_control_characters_or_overrides_onto_paper(name: str) -> None:
    ops = _paper(language="ar", procedure=name, procedure_translated=name, site=name)

    harmful = {
        *map(chr, range(0x20)),
        *map(chr, range(0x7F, 0xA0)),
        *"\u202a\u202b\u202c\u202d\u202e",
    }
    for text in _texts(ops):
        assert not harmful.intersection(text)
        assert text.count("\u2069") == sum(map(text.count, "\u2066\u2067\u2068"))


def test_the_paper_holds_no_cause_of_priority_no_name_and_no_document() -> None:
    fields = set(slip().__slots__)

    assert not fields & {"priority", "person", "name", "document", "hint"}


def _code(media: Media = WIDE, **changes: object) -> tuple[object, ...]:
    return one_time_code(code_words(slip(holder="Sylvie Marchand", **changes)), media=media)


def test_the_slip_of_a_code_says_whose_how_long_and_how() -> None:
    expected = textwrap.dedent("""\
        [26/600 centre fr] Préfecture de la Seine-Saint-Denis
        [24/400 centre fr] mardi 3 mars 2026\u00a0· 10:42
        ------------------------
        [32/700 centre fr] Code à usage unique
        [28/600 centre fr] Sylvie Marchand
        [60/700 centre fr] 7K4M 2QXD
        [24/400 centre fr] Valable jusqu’au mercredi 4 mars 2026, 10:42
        ------------------------
        [25/400 start fr] Il ouvre votre compte à la place du mot de passe, et vous en fait choisir un nouveau.
        [25/400 start fr] Ne le prêtez pas. Détruisez ce papier ensuite.
        ========================""")  # noqa: E501 - as it is printed

    assert as_slip(_code()) == expected


@pytest.mark.parametrize("media", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_slip_of_a_code_is_no_ticket(media) -> None:
    ops = _code(media, rehearsal=True)

    assert not any(isinstance(op, Number | Qr) for op in ops)
    assert isinstance(ops[-1], Cut)
    assert "EXERCICE" in _texts(ops)
    assert not any("B 042" in text or "B042" in text for text in _texts(ops))


def test_a_code_fits_a_narrow_roll_on_one_line() -> None:
    [code] = [op for op in _code(NARROW) if isinstance(op, Text) and op.text == "7K4M 2QXD"]

    assert code.size == 48
