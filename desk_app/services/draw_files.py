"""A draw that was held as the file that is given out: signed with the site's key where it is."""

from __future__ import annotations

from desk_app.domain.booking_errors import SigningKeyMissing
from desk_app.domain.draw_signature import line
from desk_app.domain.errors import StoreUnavailable
from desk_app.services.code_ports import Codes
from desk_app.services.register_ports import Draw


def signed(draw: Draw, codes: Codes) -> str:
    """Return the export of *draw* with the site's signature under it.

    Without the site's key it goes out unsigned: anybody can replay it all the same (AT-14).
    """
    try:
        return draw.export + line(codes.sign_draw(draw.export.encode("ascii")))
    except (SigningKeyMissing, StoreUnavailable):
        return draw.export
