"""What services and fronts ask of the signed codes on paper. Their payload is domain/codes.py's."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from desk_app.domain.codes import Paper, Payload, Reading


class Codes(Protocol):
    """The codes of the site's papers. Both raise SigningKeyMissing or StoreUnavailable.

    `sign` gives the text of a QR code. `read` checks one without the store; with *paper* only a
    code of that kind is valid. A typed reference needs no key.
    """

    def sign(self, payload: Payload) -> str: ...
    def read(
        self, text: str, *, site: str, today: dt.date, paper: Paper | None = None
    ) -> Reading: ...
