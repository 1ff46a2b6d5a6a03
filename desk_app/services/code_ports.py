"""What services and fronts ask of the signed codes on paper. Their payload is domain/codes.py's."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from desk_app.domain.codes import Paper, Payload, Reading
from desk_app.domain.draw_signature import Signature


class Codes(Protocol):
    """The codes of the site's papers. All raise SigningKeyMissing or StoreUnavailable.

    `sign` gives the text of a QR code, `sign_draw` what stands under a draw that is given out.
    `read` checks a code without the store; with *paper* only one of that kind is valid. A typed
    reference needs no key.
    """

    def sign(self, payload: Payload) -> str: ...
    def sign_draw(self, body: bytes) -> Signature: ...
    def read(
        self, text: str, *, site: str, today: dt.date, paper: Paper | None = None
    ) -> Reading: ...
