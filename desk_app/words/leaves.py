"""The sentences of a convocation and of a proof of request. Where they stand is layout_leaves'.

French is always on paper, and alone has legal weight (LG-04, LG-05), whatever language the
windows speak: these words come from here and the applicant texts, never from the catalogue.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.prints import Hours, Leaf
from desk_app.domain.unmet import UnmetReason, distinct_weeks
from desk_app.words.paper import clean, french_date
from desk_app.words.texts import FRENCH, Texts, languages, texts
from desk_app.words.unmet_paper import NEXT, REASONS, TITLE, TITLES, short_date, tried_lines

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
FREE = "Gratuit · nominatif · incessible"
"""What stands on every convocation, word for word (AT-20)."""
_REGISTER_SAYS = (
    "Chacun a la même chance, quelle que soit l’heure de la demande.",
    "Qui n’est pas tiré reste inscrit pour les tirages suivants.",
    "Vous serez prévenu par téléphone, ou à l’accueil avec ce papier.",
)
HOW_TO_CHANGE = "Pour changer la date ou annuler\u00a0: à l’accueil, avec ce papier."


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The block in the person's language; *lines* run in its own direction."""

    language: str
    is_rtl: bool
    heading: str
    lines: tuple[str, ...]
    free: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ConvocationWords:
    """Every sentence of a convocation; *person* is its holder and their document's last signs."""

    site: str
    place: tuple[str, ...]
    issued: str
    title: str
    day: str
    hour: str
    early: str
    person: tuple[str, ...]
    procedure: str
    bring_title: str
    bring: tuple[str, ...]
    bring_elsewhere: str
    access: tuple[str, ...]
    hours: tuple[str, ...]
    free: str
    reference: str
    copy: str
    change: str
    notice: str
    marks: tuple[str, ...] = ()
    translation: Elsewhere | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UnmetWords:
    """Every sentence of a proof of request; nothing in it says whose it is (L-04)."""

    site: str
    place: tuple[str, ...]
    issued: str
    title: str
    reference: str
    family: str
    reason: str
    earlier_title: str
    earlier: tuple[str, ...]
    weeks: str
    kept: str
    free: str
    notice: str
    marks: tuple[str, ...] = ()
    translation: Elsewhere | None = None
    missing_title: str = ""
    missing: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RequestWords:
    """Every sentence of a request of the register: no rank, which would mean nothing."""

    site: str
    place: tuple[str, ...]
    issued: str
    title: str
    reference: str
    subject: str
    person: tuple[str, ...]
    next_draw: tuple[str, ...]
    said: tuple[str, ...]
    number: str
    free: str
    notice: str
    marks: tuple[str, ...] = ()
    translation: Elsewhere | None = None


def convocation_words(leaf: Leaf) -> ConvocationWords:
    """Return the sentences of a convocation; every name in it is cleaned first."""
    starts_at = leaf.starts_at or leaf.issued_at
    translation = _of_appointment(leaf, starts_at) if _is_translated(leaf) else None
    return ConvocationWords(
        site=clean(leaf.site),
        place=_cleaned(leaf.address),
        issued=_issued(leaf),
        title="Convocation",
        day=french_date(starts_at),
        hour=f"{starts_at:%H:%M}",
        early=texts(FRENCH).text("come_before", minutes=leaf.minutes_before),
        person=_person(leaf),
        procedure=clean(leaf.subject),
        bring_title="Documents à apporter" if leaf.bring else "",
        bring=_cleaned(leaf.bring),
        bring_elsewhere="La liste est longue\u00a0: demandez sa page à l’accueil.",
        access=_cleaned(leaf.access),
        hours=_hours(leaf.hours),
        free=FREE,
        reference=clean(leaf.reference),
        copy=f"Exemplaire {leaf.copy_no}, seul valable.",
        change=HOW_TO_CHANGE,
        notice=texts(FRENCH).text("translation_notice") if translation else "",
        marks=_marks(leaf),
        translation=translation,
    )


def unmet_words(leaf: Leaf) -> UnmetWords:
    """Return the sentences of a proof of request, or of where it goes on (L-01 to L-04)."""
    reason = UnmetReason(leaf.reason)
    translation = _of_request(leaf) if _is_translated(leaf) else None
    days = [*(each.day for each in leaf.earlier), leaf.issued_at.date()]
    return UnmetWords(
        site=clean(leaf.site),
        place=_cleaned(leaf.address),
        issued=_issued(leaf),
        title=TITLES.get(reason, TITLE),
        reference=clean(leaf.reference),
        family=clean(leaf.subject),
        reason=f"Motif\u00a0: {REASONS[reason]}.",
        missing_title="Pièces à apporter" if leaf.bring else "",
        missing=_cleaned(leaf.bring),
        next=(*tried_lines(leaf.tried), *NEXT.get(reason, ())),
        earlier_title="Demandes précédentes pour le même objet" if leaf.earlier else "",
        earlier=tuple(f"{short_date(each.day)} · {clean(each.reference)}" for each in leaf.earlier),
        weeks=_weeks(len(days), distinct_weeks(days)) if leaf.earlier else "",
        kept=(
            "Elle ne porte aucun nom. La date, l’objet, le motif et la référence sont conservés "
            "12 mois au plus\u00a0: la préfecture peut la confirmer."
        ),
        free=texts(FRENCH).text("free_personal_not_for_sale"),
        notice=texts(FRENCH).text("translation_notice") if translation else "",
        marks=_marks(leaf),
        translation=translation,
    )


def request_words(leaf: Leaf) -> RequestWords:
    """Return the sentences of a request that waits for a draw."""
    translation = _of_register(leaf) if _is_translated(leaf) else None
    at = leaf.starts_at
    return RequestWords(
        site=clean(leaf.site),
        place=_cleaned(leaf.address),
        issued=_issued(leaf),
        title="Demande inscrite au registre",
        reference=clean(leaf.reference),
        subject=clean(leaf.subject),
        person=(f"Document finissant par {clean(leaf.last4)}",) if leaf.last4 else (),
        next_draw=(f"Prochain tirage\u00a0: {french_date(at)}, {at:%H:%M}",) if at else (),
        said=_REGISTER_SAYS,
        number=f"Demande n°\u00a0{leaf.request_no} du tirage.",
        free=FREE,
        notice=texts(FRENCH).text("translation_notice") if translation else "",
        marks=_marks(leaf),
        translation=translation,
    )


def _issued(leaf: Leaf) -> str:
    return f"Délivrée le {french_date(leaf.issued_at)}, {leaf.issued_at:%H:%M}"


def _person(leaf: Leaf) -> tuple[str, ...]:
    """Return who it is for: the name as on the document, its end and nothing else (R-09)."""
    if not leaf.holder:
        return ()
    return (clean(leaf.holder), f"Document finissant par {clean(leaf.last4)}")


def _marks(leaf: Leaf) -> tuple[str, ...]:
    copy = (f"DUPLICATA {leaf.copy_no}",) if leaf.copy_no > 1 else ()
    return (*copy, "EXERCICE") if leaf.rehearsal else copy


def _cleaned(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean(line) for line in lines)


def _hours(hours: tuple[Hours, ...]) -> tuple[str, ...]:
    return tuple(
        f"Ouvert {_weekdays(each.days)}, {each.opens:%H:%M}\u2013{each.closes:%H:%M}"
        for each in hours
    )


def _weekdays(days: tuple[int, ...]) -> str:
    """Return `du lundi au vendredi` for days that follow one another, else their names."""
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"du {_DAYS[days[0]]} au {_DAYS[days[-1]]}"
    return "le " + ", ".join(_DAYS[day] for day in days)


def _weeks(requests: int, weeks: int) -> str:
    plural = "s différentes" if weeks > 1 else ""
    return f"Soit {requests} demandes, sur {weeks} semaine{plural}."


def _is_translated(leaf: Leaf) -> bool:
    return leaf.language != FRENCH and leaf.language in languages()


def _of_appointment(leaf: Leaf, starts_at: dt.datetime) -> Elsewhere:
    words = texts(leaf.language)
    lines = (
        clean(leaf.subject_translated),
        words.text("come_before", minutes=leaf.minutes_before),
        words.text("bring_documents") if leaf.bring else "",
    )
    on, at = short_date(starts_at.date()), f"{starts_at:%H:%M}"
    return _elsewhere(words, words.text("appointment_on", date=on, hour=at), lines)


def _of_request(leaf: Leaf) -> Elsewhere:
    words = texts(leaf.language)
    subject, keep = clean(leaf.subject_translated), words.text("keep_proof")
    if UnmetReason(leaf.reason) in TITLES:  # it goes on elsewhere: nothing was refused
        bring = words.text("bring_documents") if leaf.bring else ""
        return _elsewhere(words, subject or keep, (bring, keep if subject else ""))
    said = words.text("unmet_request", date=short_date(leaf.issued_at.date()))
    return _elsewhere(words, said, (subject, keep))


def _of_register(leaf: Leaf) -> Elsewhere:
    words = texts(leaf.language)
    return _elsewhere(words, clean(leaf.subject_translated), (words.text("keep_proof"),))


def _elsewhere(words: Texts, heading: str, lines: tuple[str, ...]) -> Elsewhere:
    return Elsewhere(
        language=words.language,
        is_rtl=words.direction == "rtl",
        heading=heading,
        lines=tuple(line for line in lines if line),
        free=words.text("free_personal_not_for_sale"),
    )
