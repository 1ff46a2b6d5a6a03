"""From a job to what its printer is sent: words, layout, then bytes or a page. It sends nothing."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Sequence

from desk_app.domain.prints import Leaf, LeafKind, Slip
from desk_app.printing.addresses import Address, Pdf
from desk_app.printing.bitmap import Bitmap
from desk_app.printing.encode import Payload, encode
from desk_app.printing.layout import one_time_code, ticket
from desk_app.printing.layout_calls import calls
from desk_app.printing.layout_leaves import convocation, reminders, request, unmet
from desk_app.printing.ops import PrintOp
from desk_app.printing.profiles import Paper, Profile
from desk_app.printing.typefaces import MissingGlyph
from desk_app.words.calls import call_words
from desk_app.words.leaves import convocation_words, request_words, unmet_words
from desk_app.words.paper import code_words, slip_words
from desk_app.words.reminders import reminder_words
from desk_app.words.texts import FRENCH

_log = logging.getLogger(__name__)


def make(
    slip: Slip | Leaf, profile: Profile, address: Address, *, is_quick: bool = False
) -> Payload:
    """Return the paper of *slip* for a printer of *profile* at *address*, without a fence.

    *is_quick* prints a French ticket as text even where the profile draws it: no Qt is loaded.
    A translation that the bundled fonts cannot draw is left out, French is always printed
    (LG-04); characters of a name that no font has are left out. Raises MissingGlyph only where
    our own words cannot be drawn.
    """
    try:
        return _made(slip, profile, address, is_quick=is_quick)
    except MissingGlyph as missing:
        _log.info("no glyph in the bundled fonts: %s", missing)
    french = _without(slip, "")
    try:
        return _made(french, profile, address, is_quick=is_quick)
    except MissingGlyph as missing:
        bare = _without(slip, missing.characters)
        return _made(bare, profile, address, is_quick=is_quick)


def convocation_a4(leaf: Leaf) -> bytes:
    """Return a convocation as a page of A4; what no font draws is left out as in `make`."""
    from desk_app.printing.convocation import convocation_page  # noqa: PLC0415

    try:
        return convocation_page(leaf, draw=draw)
    except MissingGlyph as missing:
        _log.info("no glyph in the bundled fonts: %s", missing)
    french = leaf.in_french_only()
    try:
        return convocation_page(french, draw=draw)
    except MissingGlyph as missing:
        return convocation_page(_bare(french, missing.characters), draw=draw)


def calls_a4(leaf: Leaf) -> bytes:
    """Return a list of calls as pages of A4; signs that no font draws are left out."""
    from desk_app.printing.calls import calls_page  # noqa: PLC0415

    try:
        return calls_page(leaf)
    except MissingGlyph as missing:
        return calls_page(_bare(leaf, missing.characters))


def operations(slip: Slip | Leaf, profile: Profile) -> tuple[PrintOp, ...]:
    """Return the ops of *slip* on the roll of *profile*."""
    if isinstance(slip, Leaf):
        return _leaf(slip, profile)
    if slip.holder:
        return one_time_code(code_words(slip), media=profile.media)
    return ticket(slip_words(slip), qr=slip.qr, media=profile.media)


def draw(ops: Sequence[PrintOp], width: int) -> Bitmap:
    """Draw *ops* by Qt, loaded at the first drawing."""
    from desk_app.printing.raster import draw as drawn  # noqa: PLC0415

    return drawn(ops, width)


def _leaf(leaf: Leaf, profile: Profile) -> tuple[PrintOp, ...]:
    if leaf.kind is LeafKind.CALLS:
        return calls(call_words(leaf), media=profile.media)
    if leaf.kind is LeafKind.CONVOCATION:
        return convocation(convocation_words(leaf), qr=leaf.qr, media=profile.media)
    if leaf.kind is LeafKind.REQUEST:
        return request(request_words(leaf), qr=leaf.qr, media=profile.media)
    if leaf.kind is LeafKind.REMINDERS:
        return reminders(reminder_words(leaf), media=profile.media)
    return unmet(unmet_words(leaf), qr=leaf.qr, media=profile.media)


def _made(slip: Slip | Leaf, profile: Profile, address: Address, *, is_quick: bool) -> Payload:
    ops = operations(slip, profile)
    if isinstance(address, Pdf):
        from desk_app.printing.pages import page  # noqa: PLC0415

        return Payload(page(ops, profile.media, title=slip.number, draw=draw), 0)
    is_text = is_quick and slip.language == FRENCH
    paper = Paper.HYBRID if is_text else profile.paper
    return encode(ops, profile, draw=draw, paper=paper)


def _without(slip: Slip | Leaf, characters: str) -> Slip | Leaf:
    french = slip.in_french_only()
    if isinstance(french, Leaf):
        return _bare(french, characters)
    gone = dict.fromkeys(map(ord, characters))
    return dataclasses.replace(
        french, site=french.site.translate(gone), procedure=french.procedure.translate(gone)
    )


def _bare(leaf: Leaf, characters: str) -> Leaf:
    gone = dict.fromkeys(map(ord, characters))
    return dataclasses.replace(
        leaf,
        site=leaf.site.translate(gone),
        subject=leaf.subject.translate(gone),
        holder=leaf.holder.translate(gone),
        address=tuple(line.translate(gone) for line in leaf.address),
        access=tuple(line.translate(gone) for line in leaf.access),
        bring=tuple(line.translate(gone) for line in leaf.bring),
        callees=tuple(
            dataclasses.replace(one, name=one.name.translate(gone)) for one in leaf.callees
        ),
    )
