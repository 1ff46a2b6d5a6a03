"""Machine-readable zones for tests: the examples of ICAO 9303, of a country that exists."""

from __future__ import annotations

import datetime as dt

TODAY = dt.date(2026, 3, 3)
PASSPORT = (
    "P<BGDERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36BGD7408122F1204159ZE184226B<<<<<10"
)
CARD = (
    "I<BGDD231458907<<<<<<<<<<<<<<<\n7408122F1204159BGD<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
LONG_NUMBER = (
    "I<BGDD23145890<7349<<<<<<<<<<<\n3407127M9507122BGD<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
)
CARD_OF_TWO_LINES = "I<BGDERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907BGD7408122F1204159<<<<<<<6"
VISA = "V<BGDERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
SMALL_VISA = "V<BGDERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
ALL = (PASSPORT, CARD, LONG_NUMBER, CARD_OF_TWO_LINES, VISA, SMALL_VISA)


def digit(text: str) -> str:
    """The check digit, computed the long way."""
    values = {one: i for i, one in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
    return str(sum(values[one] * (7, 3, 1)[i % 3] for i, one in enumerate(text)) % 10)


def passport(
    *,
    names: str = "RAHMAN<<MD<ABDUR",
    number: str = "BX0472915",
    birth: str = "850312",
    expiry: str = "300101",
    nationality: str = "BGD",
    issuer: str = "BGD",
    personal: str = "",
    without_personal_digit: bool = False,
) -> str:
    """A TD3 zone whose check digits hold."""
    own = personal.ljust(14, "<")
    number = number.ljust(9, "<")
    own += "<" if without_personal_digit else digit(own)
    parts = (number + digit(number), birth + digit(birth), expiry + digit(expiry) + own)
    second = f"{parts[0]}{nationality:<<3}{parts[1]}M{parts[2]}{digit(''.join(parts))}"
    return f"P<{issuer:<<3}{names[:39]:<<39}\n{second}"


def permit(*, optional: str = "", more: str = "", names: str = "DIALLO<<AWA") -> str:
    """A TD1 zone of a French residence permit."""
    number = "X0A1B2C3D"
    return permit_of(f"{number}{digit(number)}{optional}", more, names)


def long_permit(number: str) -> str:
    """A TD1 zone whose number goes on in the optional data."""
    return permit_of(f"{number[:9]}<{number[9:]}{digit(number)}<", "", "DIALLO<<AWA")


def permit_of(upper: str, more: str, names: str) -> str:
    """The three lines of a TD1 zone from what follows the issuer in the first of them."""
    birth, expiry = "900512", "290630"
    upper = f"{upper:<<25}"
    whole = upper + birth + digit(birth) + expiry + digit(expiry) + f"{more:<<11}"
    second = f"{birth}{digit(birth)}F{expiry}{digit(expiry)}GIN{more:<<11}{digit(whole)}"
    return f"IRFRA{upper}\n{second}\n{names:<<30}"


def typed_on_azerty(zone: str) -> str:
    """What a French computer gets from a reader set for a US keyboard: one key for another."""
    keys = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))
    keys |= dict(zip("AQZWM", "QAWZ?", strict=True)) | {"<": "."}
    return "".join(keys.get(one, one) for one in zone)
