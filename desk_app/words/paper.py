"""The sentences of a slip, in French and in the visitor's language. Where they stand is layout's.

French is always on paper (LG-04), whatever language the windows speak, so these words come from
the applicant texts and never from the catalogue of the windows.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain import text as plain
from desk_app.domain.accounts import CODE_LIVES
from desk_app.domain.prints import Slip
from desk_app.words.texts import FRENCH, Texts, languages, spaced, texts

LONGEST = 300
"""Characters kept of a name: a longer one would be a roll of paper, not a ticket."""

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The visitor's block of a slip, in one language other than French."""

    language: str
    is_rtl: bool
    heading: str
    people: str
    wait: str
    advice: str
    free: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SlipWords:
    """Every sentence of a ticket; *marks* (`DUPLICATA 2`, `EXERCICE`) stand above the number."""

    site: str
    when: str
    number: str
    procedure: str
    people: str
    wait: str
    estimate: str
    look: str
    back: str
    free: str
    code: str
    valid: str
    notice: str
    marks: tuple[str, ...] = ()
    translation: Translation | None = None


def slip_words(slip: Slip, *, with_translation: bool = True) -> SlipWords:
    """Return the sentences of *slip*; every name in it is cleaned first."""
    french = texts(FRENCH)
    is_translated = with_translation and slip.language != FRENCH and slip.language in languages()
    label = french.text("estimate")
    return SlipWords(
        site=clean(slip.site),
        when=f"{french_date(slip.issued_at)} · {slip.issued_at:%H:%M}",
        number=spaced(clean(slip.number)),
        procedure=clean(slip.procedure),
        people=french.people_before(max(0, slip.people_before)),
        wait=_wait(french, slip),
        # A range given to the public is called an estimate (L-06).
        estimate=f"({label[:1].lower()}{label[1:]})",
        look=french.text("watch_screen"),
        back=french.text("after_three_calls", calls=slip.calls),
        free=french.text("free_personal_not_for_sale"),
        code=in_fours(clean(slip.code)),
        valid=french.text("valid_only_on", date=_day_month(slip.issued_at)),
        notice=french.text("translation_notice") if is_translated else "",
        marks=_marks(slip),
        translation=_translation(slip) if is_translated else None,
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeWords:
    """Every sentence of the slip of a one-time code; *marks* as on a ticket."""

    site: str
    when: str
    title: str
    holder: str
    code: str
    until: str
    advice: tuple[str, ...]
    marks: tuple[str, ...] = ()


def code_words(slip: Slip) -> CodeWords:
    """Return the sentences of a one-time code's slip, in French: agents read it."""
    end = slip.issued_at + CODE_LIVES
    return CodeWords(
        site=clean(slip.site),
        when=f"{french_date(slip.issued_at)} · {slip.issued_at:%H:%M}",
        title="Code à usage unique",
        holder=clean(slip.holder),
        code=in_fours(clean(slip.code)),
        until=f"Valable jusqu’au {french_date(end)}, {end:%H:%M}",
        advice=(
            "Il ouvre votre compte à la place du mot de passe, et vous en fait choisir un nouveau.",
            "Ne le prêtez pas. Détruisez ce papier ensuite.",
        ),
        marks=_marks(slip),
    )


def clean(text: str) -> str:
    """Return *text* on one line, without control characters or overrides of the direction."""
    return plain.clean(text, at_most=LONGEST)


def french_date(moment: dt.datetime) -> str:
    """Return the day in words: `mardi 3 mars 2026`."""
    return f"{_DAYS[moment.weekday()]} {_day_month(moment)}"


def in_fours(code: str) -> str:
    """Return a short code in groups of four, as it is read aloud: `7K4M 2QXD`."""
    packed = code.replace(" ", "")
    return " ".join(packed[at : at + 4] for at in range(0, len(packed), 4))


def _day_month(moment: dt.datetime) -> str:
    day = "1er" if moment.day == 1 else str(moment.day)
    return f"{day} {_MONTHS[moment.month - 1]} {moment.year}"


def _wait(words: Texts, slip: Slip) -> str:
    return words.text("wait_range", low=slip.wait_low, high=slip.wait_high)


def _marks(slip: Slip) -> tuple[str, ...]:
    # In French on every paper: they are for the agents, and for whoever would sell a copy.
    copy = (f"DUPLICATA {slip.copy_no}",) if slip.copy_no > 1 else ()
    return (*copy, "EXERCICE") if slip.rehearsal else copy


def _translation(slip: Slip) -> Translation:
    words = texts(slip.language)
    number = words.text("your_number", number=spaced(clean(slip.number)))
    procedure = clean(slip.procedure_translated)
    look, back = words.text("watch_screen"), words.text("after_three_calls", calls=slip.calls)
    return Translation(
        language=slip.language,
        is_rtl=words.direction == "rtl",
        heading=f"{number} · {procedure}" if procedure else number,
        people=words.people_before(max(0, slip.people_before)),
        wait=f"{words.text('estimate')}: {_wait(words, slip)}",
        advice=f"{look} {back}",
        free=words.text("free_personal_not_for_sale"),
    )
