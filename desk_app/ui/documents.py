"""What was scanned or typed in the document field, read as a document. It judges no person."""

from __future__ import annotations

import re

from desk_app.domain.people import Document, DocumentKind, parse_document
from desk_app.words.catalogue import pgettext

_FOREIGNER = re.compile(r"[0-9]{9,10}")
_PASSPORT = re.compile(r"([A-Z]{3})[\s:]+([A-Z0-9][A-Z0-9\s]*)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LETTERS = re.compile(r"[^\W\d_]+")


def read_document(typed: str) -> Document:
    """Return the document *typed*: a foreigner's number, `BGD BX0472915`, or a card's number.

    `KIND:…` as on the command line is read too. Raises BadDocument.
    """
    text = typed.strip().upper()
    bare = re.sub(r"[\s.\-]", "", text)
    if text.partition(":")[0].lower() in set(DocumentKind):
        return parse_document(text)
    if bare.isdigit() or not bare:
        return parse_document(bare)
    passport = _PASSPORT.fullmatch(text)
    if passport:
        return parse_document(f"{DocumentKind.PASSPORT}:{passport[1]}:{passport[2]}")
    return parse_document(f"{DocumentKind.CARD}:{bare}")


def document_name(document: Document) -> str:
    """Return what kind of document was read: `Numéro étranger`, `Passeport BGD`."""
    names = {
        DocumentKind.FOREIGNER_NUMBER: pgettext("document", "Foreigner number"),
        DocumentKind.PASSPORT: pgettext("document", "Passport {country}"),
        DocumentKind.CARD: pgettext("document", "Card"),
        DocumentKind.VISA: pgettext("document", "Visa"),
    }
    return names[document.kind].format(country=document.country)


def tidy_hint(typed: str) -> str:
    """Return initials and year of birth as the counter reads them: `ak1979` is `A. K., 1979`.

    A name becomes its initial. What is of no such shape is kept as typed: there may be a reason.
    """
    text = typed.strip()
    year = _YEAR.search(text)
    initials = _LETTERS.findall(_YEAR.sub(" ", text))
    rest = re.sub(r"[\W_]|[^\W\d_]", "", _YEAR.sub("", text))
    if rest or not initials:
        return text
    letters = "".join(initials) if len(initials) == 1 else "".join(word[0] for word in initials)
    if len(letters) > 3:  # a name, not initials: nothing more than its first letter is kept
        letters = letters[0]
    said = " ".join(f"{letter.upper()[0]}." for letter in letters)
    return f"{said}, {year[0]}" if year else said
