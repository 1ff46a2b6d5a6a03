"""Convocations and proofs of request on rolls and on A4 (AT-08, AT-09, AT-20, AT-23, L-04)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import textwrap

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desk_app.domain.prints import Hours, LeafKind
from desk_app.domain.unmet import UnmetReason
from desk_app.printing import papers, profiles
from desk_app.printing.addresses import Tcp
from desk_app.printing.convocation import convocation_page
from desk_app.printing.layout_leaves import (
    LONGEST_MM,
    convocation,
    length_mm,
    reminders,
    request,
    unmet,
)
from desk_app.printing.ops import Band, Cut, Media, Number, Qr, Text, as_slip
from desk_app.words.leaves import convocation_words, request_words, unmet_words
from desk_app.words.reminders import reminder_words
from desk_app.words.texts import languages, texts
from tests.printing.decoder import decode
from tests.printing.fakes import CODE, LONG_NAME, NARROW, WIDE, leaf
from tests.printing.make_golden import LEAVES, difference, picture_of_leaf, read_picture
from tests.printing.test_pages import content

EPSON = profiles.load("epson-tm-t20iii")
NETWORK = Tcp("printer", 9100)
UNMET, REQUEST = LeafKind.UNMET, LeafKind.REQUEST
WIDTHS = pytest.mark.parametrize("media", [WIDE, NARROW], ids=["80 mm", "58 mm"])
KINDS = pytest.mark.parametrize("kind", [LeafKind.CONVOCATION, LeafKind.REQUEST, LeafKind.UNMET])


def slip_of(media: Media = WIDE, kind=LeafKind.CONVOCATION, language="fr", **changes):
    said = leaf(kind, language, **changes)
    if kind is UNMET:
        return unmet(unmet_words(said), qr=said.qr, media=media)
    if kind is REQUEST:
        return request(request_words(said), qr=said.qr, media=media)
    return convocation(convocation_words(said), qr=said.qr, media=media)


def lines_of(ops) -> list[str]:
    """Every sentence on a paper."""
    said = [op.text for op in ops if isinstance(op, Text)]
    said += [line.text for op in ops if isinstance(op, Band) for line in op.lines]
    return said + [line.text for op in ops if isinstance(op, Qr) for line in op.caption]


def test_a_convocation_says_everything_in_its_order():
    expected = textwrap.dedent(f"""\
        [26/600 centre fr] Préfecture de la Seine-Saint-Denis
        [24/400 centre fr] 1 esplanade Jean-Moulin
        [24/400 centre fr] 93007 Bobigny Cedex
        [40/700 centre fr] Convocation
        [36/700 centre fr] mardi 14 avril 2026
        [96/700 centre fr] 09:30
        [25/400 start fr] Présentez-vous 10 minutes avant, avec ce papier et votre document.
        ------------------------
        [32/700 start fr] BENALI Nadia
        [24/400 start fr] Document finissant par 8765
        [28/600 start fr] Dépôt de pièces complémentaires
        [26/600 start fr] Documents à apporter
        [25/400 start fr] \u2013\u00a0Titre de séjour
        [25/400 start fr] \u2013\u00a0Justificatif de domicile de moins de 6 mois
        [25/400 start fr] \u2013\u00a03 photos
        # Gratuit\u00a0· nominatif\u00a0· incessible #
        [qr 5] {CODE}
          7K4M-2QXD
          Exemplaire 1, seul valable.
          Délivrée le mardi 3 mars 2026, 10:42
        [24/400 start fr] Métro 5 et tramway T1, arrêt Bobigny \u2013 Pablo Picasso
        [24/400 start fr] Ouvert du lundi au vendredi, 08:30\u201316:30
        [24/400 start fr] Pour changer la date ou annuler\u00a0: à l’accueil, avec ce papier.
        ========================""")

    assert as_slip(slip_of()) == expected


def test_a_proof_says_everything_in_its_order():
    expected = textwrap.dedent(f"""\
        [26/600 centre fr] Préfecture de la Seine-Saint-Denis
        [24/400 centre fr] 1 esplanade Jean-Moulin
        [24/400 centre fr] 93007 Bobigny Cedex
        [34/700 centre fr] Attestation de demande de rendez-vous non satisfaite
        [60/700 centre fr] 7K4M-2QXD
        [24/400 centre fr] Délivrée le mardi 3 mars 2026, 10:42
        ------------------------
        [28/600 start fr] Objet\u00a0: Dépôt de pièces complémentaires
        [26/400 start fr] Motif\u00a0: toutes les places des semaines à venir sont prises.
        [26/600 start fr] Demandes précédentes pour le même objet
        [25/400 start fr] \u2013\u00a009/02/2026\u00a0· R7K2-QX4M
        [25/400 start fr] \u2013\u00a017/02/2026\u00a0· B3D6-F9H2
        [26/600 start fr] Soit 3 demandes, sur 3 semaines différentes.
        # Gratuit\u00a0· personnel\u00a0· ne se vend pas #
        [qr 5] {CODE}
          7K4M-2QXD
          Elle ne porte aucun nom. La date, l’objet, le motif et la référence sont conservés 12 mois au plus\u00a0: la préfecture peut la confirmer.
        ========================""")  # noqa: E501 - as it is printed

    assert as_slip(slip_of(kind=UNMET)) == expected


def test_the_paper_of_a_request_says_its_number_and_the_next_draw_and_no_rank():  # L-01, AT-14
    expected = textwrap.dedent(f"""\
        [26/600 centre fr] Préfecture de la Seine-Saint-Denis
        [24/400 centre fr] 1 esplanade Jean-Moulin
        [24/400 centre fr] 93007 Bobigny Cedex
        [34/700 centre fr] Demande inscrite au registre
        [60/700 centre fr] 7K4M-2QXD
        [24/400 centre fr] Délivrée le mardi 3 mars 2026, 10:42
        ------------------------
        [28/600 start fr] Dépôt de pièces complémentaires
        [26/400 start fr] Document finissant par 8765
        [26/600 start fr] Prochain tirage\u00a0: mardi 3 mars 2026, 16:15
        [26/400 start fr] Chacun a la même chance, quelle que soit l’heure de la demande.
        [26/400 start fr] Qui n’est pas tiré reste inscrit pour les tirages suivants.
        [26/400 start fr] Vous serez prévenu par téléphone, ou à l’accueil avec ce papier.
        # Gratuit\u00a0· nominatif\u00a0· incessible #
        [qr 5] {CODE}
          7K4M-2QXD
          Demande n°\u00a0318 du tirage.
        ========================""")

    assert as_slip(slip_of(kind=REQUEST)) == expected


def test_a_first_proof_lists_nothing_before_it():
    said = lines_of(slip_of(kind=UNMET, earlier=()))

    assert not any("précédentes" in line or "Soit" in line for line in said)


def test_two_requests_of_one_week_are_counted_as_one_week():
    [first, _] = leaf(UNMET).earlier
    near = dataclasses.replace(first, day=dt.date(2026, 3, 2))

    assert "Soit 2 demandes, sur 1 semaine." in lines_of(slip_of(kind=UNMET, earlier=(near,)))


@pytest.mark.parametrize("reason", list(UnmetReason))
def test_every_reason_has_its_words_on_paper(reason):
    assert any(line.startswith("Motif") for line in lines_of(slip_of(kind=UNMET, reason=reason)))


@WIDTHS
@KINDS
@pytest.mark.parametrize("language", [code for code in languages() if code != "fr"])
def test_french_stands_beside_every_language_and_nobody_sells_it(media, kind, language):  # AT-20
    said = lines_of(slip_of(media, kind, language))

    free = "nominatif\u00a0· incessible" if kind is not UNMET else "ne se vend pas"
    assert any(free in line for line in said)
    foreign = [op for op in slip_of(media, kind, language) if isinstance(op, Text)]
    assert {op.language for op in foreign} == {"fr", language}
    assert {op.is_rtl for op in foreign if op.language == language} == {
        texts(language).direction == "rtl"
    }
    assert any("seul le français fait foi" in line for line in said)


def test_a_procedure_without_documents_promises_no_list():
    said = lines_of(slip_of(bring=(), language="en"))

    assert not any("apporter" in line for line in said)
    assert texts("en").text("bring_documents") not in said


def test_a_family_without_a_translated_name_has_no_empty_line():
    assert "" not in lines_of(slip_of(kind=UNMET, language="en", subject_translated=""))


@WIDTHS
@KINDS
def test_a_copy_of_a_rehearsal_says_both_above_its_title(media, kind):  # AT-09
    ops = slip_of(media, kind, copy_no=2, rehearsal=True)

    title = next(at for at, op in enumerate(ops) if isinstance(op, Text) and op.weight == 700)
    marks = [op.lines[0].text for op in ops[:title] if isinstance(op, Band)]
    assert marks == ["DUPLICATA 2", "EXERCICE"]
    assert not any(isinstance(op, Number) for op in ops)
    assert isinstance(ops[-1], Cut)


def test_a_holder_who_was_forgotten_is_left_out():
    assert not any("Document finissant" in line for line in lines_of(slip_of(holder="")))


def test_a_proof_names_nobody_even_if_it_were_given_a_name():  # L-04
    said = lines_of(slip_of(kind=UNMET, holder="BENALI Nadia", last4="8765"))

    assert not any("BENALI" in line or "8765" in line for line in said)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0, 1, 2, 3, 4), "Ouvert du lundi au vendredi, 08:30\u201312:00"),
        ((5,), "Ouvert le samedi, 08:30\u201312:00"),
        ((0, 2), "Ouvert le lundi, mercredi, 08:30\u201312:00"),
    ],
)
def test_hours_are_said_as_people_say_them(days, said):
    hours = Hours(days=days, opens=dt.time(8, 30), closes=dt.time(12))

    assert said in lines_of(slip_of(hours=(hours,)))


@WIDTHS
def test_a_list_too_long_for_a_slip_stands_on_the_page(media):
    many = tuple(f"Pièce {number} du dossier, en original et en copie" for number in range(40))

    ops = slip_of(media, bring=many)

    assert not any("Pièce 7" in line for line in lines_of(ops))
    assert any("demandez sa page" in line for line in lines_of(ops))
    assert length_mm(ops, media) <= LONGEST_MM


@WIDTHS
def test_a_list_that_fits_stays_on_the_slip(media):
    assert any("3 photos" in line for line in lines_of(slip_of(media, language="ar")))


def test_a_paper_too_long_without_any_list_is_printed_whole():
    endless = tuple(f"Entrée {number}" for number in range(90))

    ops = slip_of(access=endless, bring=())

    assert "Entrée 89" in lines_of(ops)
    assert length_mm(ops, WIDE) > LONGEST_MM


@WIDTHS
@pytest.mark.parametrize("language", ["fr", "ar", "zh-Hans", "ta"])
def test_the_length_is_told_within_a_fifth(media, language):
    ops = slip_of(media, language=language)

    told = length_mm(ops, media)

    drawn = papers.draw(ops, media.dots).height / media.dpi * 25.4
    assert drawn * 0.8 < told < drawn * 1.25


@WIDTHS
@KINDS
def test_the_code_is_read_back_from_the_dots(media, kind):
    drawn = papers.draw(slip_of(media, kind), media.dots)
    dots = bytes(byte ^ 0xFF for byte in drawn.data)
    paper = Image.new("L", (drawn.width + 64, drawn.height + 64), 255)
    paper.paste(Image.frombytes("1", (drawn.width, drawn.height), dots), (32, 32))

    assert [code.text for code in zxingcpp.read_barcodes(paper)] == [CODE]


@pytest.mark.parametrize("name", LEAVES)
def test_a_paper_looks_as_it_was_looked_at(name):
    assert difference(picture_of_leaf(name), read_picture(name)) < 0.01


@KINDS
@pytest.mark.parametrize("language", languages())
def test_every_language_becomes_bytes_and_a_page_of_the_roll(kind, language):
    paper = papers.make(leaf(kind, language), EPSON, NETWORK, is_quick=True)

    read = decode(paper.data, EPSON)
    assert read.widest <= EPSON.media.dots
    assert read.cuts
    assert ("7K4M-2QXD" in " ".join(read.lines)) == (language == "fr")


@given(name=st.text(max_size=200))
def test_no_name_brings_control_characters_or_overrides_onto_paper(name):
    ops = slip_of(language="ar", holder=name, subject=name, site=name, bring=(name,))

    harmful = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202b\u202d\u202e"}
    assert not any(harmful.intersection(line) for line in lines_of(ops))


def test_a_name_no_font_draws_loses_only_what_cannot_be_drawn():
    odd, plain = leaf(holder="BENALI 🎫 Nadia"), leaf(holder="BENALI  Nadia")

    assert papers.make(odd, EPSON, NETWORK) == papers.make(plain, EPSON, NETWORK)
    assert papers.convocation_a4(odd).startswith(b"%PDF-")


def test_a_translation_no_font_draws_leaves_the_french_paper():
    klingon = leaf(language="ar", subject_translated="\uf8d0 🎫")

    assert papers.make(klingon, EPSON, NETWORK).data == papers.make(leaf(), EPSON, NETWORK).data
    assert papers.convocation_a4(klingon).startswith(b"%PDF-")


def pages_in(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


@pytest.mark.parametrize("language", languages())
def test_a_convocation_is_one_page_of_a4_in_every_language(language):
    page = convocation_page(leaf(language=language), draw=papers.draw)

    assert page.startswith(b"%PDF-")
    assert b"595.2756 841.8898" in page
    assert pages_in(page) == 1
    assert b"/Lang (fr-FR)" in page


def test_a_copy_with_five_documents_and_a_translation_is_one_page():
    five = tuple(f"Document {number}, original et copie" for number in range(5))
    copied = leaf(
        language="zh-Hans", bring=five, copy_no=2, rehearsal=True,
        access=("Métro 5 et tramway T1, arrêt Bobigny", "Entrée des usagers côté esplanade"),
        hours=(Hours(days=(0, 1, 2, 3), opens=dt.time(8, 30), closes=dt.time(16)),
               Hours(days=(4,), opens=dt.time(8, 30), closes=dt.time(12))),
    )  # fmt: skip

    assert pages_in(convocation_page(copied, draw=papers.draw)) == 1


def test_a_long_list_flows_to_a_second_page():
    many = tuple(f"{LONG_NAME[:80]} {number}" for number in range(40))

    assert pages_in(convocation_page(leaf(bring=many, copy_no=3), draw=papers.draw)) == 2


def test_every_page_says_that_it_is_a_copy_of_a_rehearsal():  # AT-09
    many = tuple(f"{LONG_NAME[:80]} {number}" for number in range(40))
    said = leaf(bring=many, copy_no=3, rehearsal=True)
    page, plain = (
        content(convocation_page(each, draw=papers.draw))
        for each in (said, dataclasses.replace(said, copy_no=1, rehearsal=False))
    )

    assert (page.count(b"1 g\n"), plain.count(b"1 g\n")) == (2, 0)  # white letters, once a page


@WIDTHS
def test_a_list_of_calls_is_the_agents_own_and_carries_no_code(media):
    said = leaf(LeafKind.REMINDERS, qr="", bring=("06 12 44 90 31 · jeudi 26 mars 9:00 · …8765",))

    ops = reminders(reminder_words(said), media=media)

    lines = lines_of(ops)
    assert any("06 12 44 90 31" in line and "…8765" in line for line in lines)
    assert "détruire" in lines[-1]
    assert not any(isinstance(op, Qr) for op in ops)
    assert papers.operations(said, EPSON) == reminders(reminder_words(said), media=EPSON.media)


def _said(reason, **fields):
    return lines_of(slip_of(kind=UNMET, reason=reason, earlier=(), **fields))


def test_missing_papers_are_listed_with_the_way_back():  # L-02
    lines = _said("incomplete", bring=("Passeport", "Deux photos"))

    assert "Pièces manquantes" in lines
    assert any("Passeport" in line for line in lines)
    assert any(line.startswith("Revenez avec ces pièces") for line in lines)


def test_the_help_desk_is_a_place_that_helps_and_does_not_examine():
    lines = _said("help_desk")

    assert "Orientation vers le point d’accueil numérique" in lines
    assert any("n’examine pas" in line for line in lines)


def test_the_substitute_channel_says_what_was_tried():  # L-03
    lines = _said("substitute", tried=("form", "2026-02-16", ""))

    assert "Constaté à l’accueil\u00a0: formulaire en erreur." in lines
    assert "Centre de contact citoyens joint le 16/02/2026." in lines
    assert not any("numérique utilisé" in line for line in lines)


@pytest.mark.parametrize("reason", ["help_desk", "substitute", "incomplete"])
def test_no_translation_says_that_a_request_which_goes_on_was_refused(reason):
    tried = ("form", "", "") if reason == "substitute" else ()
    lines = _said(reason, language="ar", tried=tried, bring=("Passeport",))
    refused = texts("ar").text("unmet_request", date="03/03/2026")

    assert refused not in lines
    assert texts("ar").text("keep_proof") in lines
    assert _said(reason, language="ar", tried=tried, subject_translated="").count(
        texts("ar").text("keep_proof")
    ) == 1  # fmt: skip
