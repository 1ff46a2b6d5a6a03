"""Phones and e-mail addresses in the one form they are compared in. It calls and writes to nobody.

A number without its country is French; those of the overseas departments have country codes of
their own (ARCEP numbering plan), which their first digits tell.
"""

from __future__ import annotations

import re
import unicodedata

from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.placeholders import is_placeholder_phone

_OVERSEAS = {
    **dict.fromkeys(("262", "263", "269", "639", "692", "693"), "262"),
    **dict.fromkeys(("590", "690", "691"), "590"),
    **dict.fromkeys(("594", "694"), "594"),
    **dict.fromkeys(("596", "696", "697"), "596"),
}
"""The first digits after 0, and the country code they belong to."""
_AT_HOME = re.compile(r"\+(33|262|590|594|596)([0-9]*)")
_SAMPLE_DOMAINS = frozenset({"example.com", "example.org", "example.fr", "test.com", "test.fr"})
_NO_MAILBOX = frozenset({"test", "nom", "prenom", "nom.prenom", "prenom.nom", "xxx"})


def parse_phone(text: str) -> str:
    """Return the E.164 form of *text*: `06 12 …` is `+336 12 …`, any script's digits are digits.

    Raises BadPerson for what is no number, for short numbers and for those of examples.
    """
    shown = "".join(str(unicodedata.digit(one, one)) for one in text.strip())
    digits = re.sub(r"\(0\)|[\s.\-/()\u2010-\u2015\u200e\u200f\u202a-\u202e]", "", shown)
    digits = re.sub(r"^00", "+", digits)
    if re.fullmatch(r"0[1-9][0-9]{8}", digits):
        digits = f"+{_OVERSEAS.get(digits[1:4], '33')}{digits[1:]}"
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", digits):
        raise BadPerson("phone", "format", text)
    return _checked(digits, text)


def parse_email(text: str) -> str:
    """Return *text* in small letters if mail can be sent there; raises BadPerson if it cannot."""
    address = text.strip().lower()
    mailbox, at, domain = address.rpartition("@")
    labels = domain.split(".")
    if (
        not at
        or len(address) > 254
        or not re.fullmatch(r"[^\s@\"(),:;<>\[\]\\]{1,64}", mailbox)
        or mailbox != mailbox.strip(".")
        or ".." in mailbox
        or not address.isprintable()
        or len(labels) < 2
        or len(labels[-1]) < 2
        or not all(re.fullmatch(r"(?!-)[^\W_]([\w-]{0,61}[^\W_])?", label) for label in labels)
    ):
        raise BadPerson("email", "format", text)
    if domain in _SAMPLE_DOMAINS or mailbox in _NO_MAILBOX:
        raise BadPerson("email", "placeholder", text)
    return address


def _checked(phone: str, text: str) -> str:
    national = phone[1:]
    if home := _AT_HOME.fullmatch(phone):
        if not re.fullmatch(r"[1-9][0-9]{8}", home[2]):
            raise BadPerson("phone", "format", text)
        national = "0" + home[2]
    if is_placeholder_phone(national):
        raise BadPerson("phone", "placeholder", text)
    return phone
