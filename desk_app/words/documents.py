"""What is said of a document that was taken and may have been read wrongly. It refuses none."""

from __future__ import annotations

from desk_app.domain.people import Document
from desk_app.words.catalogue import _


def document_warning(document: Document) -> str:
    """Return what to look at again on *document*, nothing where nothing is in doubt."""
    if not document.is_doubtful:
        return ""
    return _(
        "Nine digits: a foreigner number has ten. It is on the back of the card, upper right; "
        "the number on the front is the card’s own."
    )
