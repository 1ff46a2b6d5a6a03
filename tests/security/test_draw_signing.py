"""The site's signature under a draw: checked without a store, worth nothing after one byte."""

from __future__ import annotations

import pytest

from desk_app.domain.booking_errors import SigningKeyMissing
from desk_app.domain.draw_replay import replay
from desk_app.domain.draw_signature import line, parted
from desk_app.security.draw_signing import Seal, seal_of
from desk_app.services.draw_files import signed
from tests.services.booking_desk import CODES, MemoryCodes
from tests.services.register_desk import RegisterDesk
from tests.unit.draws import exported, small_draw

EXPORT = exported(small_draw())


def given_out() -> bytes:
    """A draw as the site gives it out."""
    return EXPORT + line(CODES.sign_draw(EXPORT)).encode()


def test_a_signed_draw_replays_and_is_the_sites():
    body, signature = parted(given_out())

    assert replay(body).is_valid
    assert seal_of(body, signature, signature.public) is Seal.VALID
    assert seal_of(body, signature, "") is Seal.UNCHECKED


def test_the_signature_of_another_site_is_refused():
    body, signature = parted(given_out())
    other = MemoryCodes().sign_draw(body)

    assert seal_of(body, other, signature.public) is Seal.WRONG


@pytest.mark.parametrize("at", [0, 40, len(EXPORT) // 2, len(EXPORT) - 3])
def test_one_byte_of_the_draw_changed_breaks_the_signature(at):
    content = bytearray(given_out())
    content[at] ^= 1
    body, signature = parted(bytes(content))

    assert seal_of(body, signature, "") is Seal.WRONG
    assert not replay(body).is_valid


def test_one_byte_of_the_signature_changed_is_no_signature_or_a_wrong_one():
    content = given_out()
    last = content.rindex(b"\n", 0, len(content) - 1) + 1
    verdicts = set()
    for at in range(last, len(content)):
        changed = bytearray(content)
        changed[at] ^= 1
        body, signature = parted(bytes(changed))
        seal = seal_of(body, signature, CODES.sign_draw(EXPORT).public)
        verdicts.add(seal)
        assert seal is Seal.WRONG or not replay(body).is_valid

    assert verdicts == {Seal.WRONG, Seal.MISSING}


def test_an_unsigned_draw_is_told_from_one_that_must_be_signed():
    body, signature = parted(EXPORT)

    assert (body, signature) == (EXPORT, None)
    assert seal_of(body, None, "") is Seal.NONE
    assert seal_of(body, None, "ab" * 32) is Seal.MISSING


def test_a_key_that_is_none_signs_nothing():
    body, signature = parted(given_out())
    forged = type(signature)(public="ff" * 32, value=signature.value)

    assert seal_of(body, forged, "") is Seal.WRONG


def test_a_desk_gives_a_draw_out_signed_and_unsigned_without_its_key(memory, clock):
    desk = RegisterDesk(memory, clock)
    desk.asks()
    drawn = desk.draws().draw

    class NoCodes(MemoryCodes):
        def sign_draw(self, body):
            raise SigningKeyMissing("keys")

    body, signature = parted(signed(drawn, CODES).encode())
    assert body.decode() == drawn.export
    assert signature is not None
    assert signed(drawn, NoCodes()) == drawn.export
