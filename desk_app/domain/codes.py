"""What the code on a paper says, and whether a paper that is genuine lets its holder in today.

The payload is bytes without anything of a person; who signed it is checked in
security/convocations.py, and what happened to the appointment since is asked of the store.
"""

from __future__ import annotations

import binascii
import dataclasses
import datetime as dt
import enum
import re
import struct

from desk_app.domain.appointments import Reference
from desk_app.domain.crockford import decode, encode, grouped, read_reference

VERSION = 1
COPIES = 255
EPOCH = dt.date(2000, 1, 1)
KEY_BYTES = 4
SIGNATURE_BYTES = 64
SUM_BYTES = 2
"""A CRC-16 ends a code: one sign read wrongly is told from a code of another key or site."""
SIGNED_AS = b"desk-app code 1\n"
"""Stands before what is signed: a signature made for another use signs no code."""
_HEAD = struct.Struct(">BBHB5sB")
_SITE = re.compile(r"[A-Za-z0-9_.\-]{1,32}")


class Paper(enum.IntEnum):
    """What kind of paper a code stands on."""

    CONVOCATION = 1
    REQUEST = 2
    UNMET_REQUEST = 3
    TICKET = 4


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What a code says. *reference* is `R7K2-QX4M`; *copy* counts prints from 1 (AT-09).

    Raises ValueError for what no code can say.
    """

    site: str
    paper: Paper
    reference: Reference
    on: dt.date
    copy: int

    def __post_init__(self) -> None:
        days = (self.on - EPOCH).days
        if (
            not _SITE.fullmatch(self.site)
            or read_reference(self.reference) != self.reference
            or not 0 <= days < 1 << 16
            or not 1 <= self.copy <= COPIES
        ):
            raise ValueError(self)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The parts of a code's text: what is said, the name of the key, the signature."""

    said: bytes
    key: bytes
    signature: bytes

    @property
    def signed(self) -> bytes:
        """The bytes under the signature."""
        return SIGNED_AS + self.said + self.key

    @property
    def text(self) -> str:
        """The code as a QR holds it: capital letters and digits."""
        whole = self.said + self.key + self.signature
        return encode(whole + _sum(whole))


def packed(payload: Payload) -> bytes:
    """Return *payload* as bytes: 11 and the site's code."""
    site = payload.site.encode("ascii")
    reference = decode(payload.reference) or b""
    days = (payload.on - EPOCH).days
    head = _HEAD.pack(VERSION, payload.paper, days, payload.copy, reference, len(site))
    return head + site


def unpacked(said: bytes) -> Payload | None:
    """Return the payload of *said*, None if it is not what `packed` makes."""
    if len(said) <= _HEAD.size:
        return None
    version, paper, days, copy, reference, length = _HEAD.unpack_from(said)
    site = said[_HEAD.size :]
    if version != VERSION or length != len(site):
        return None
    try:
        return Payload(
            site=site.decode("ascii"),
            paper=Paper(paper),
            reference=Reference(grouped(encode(reference))),
            on=EPOCH + dt.timedelta(days=days),
            copy=copy,
        )
    except ValueError:
        return None


def taken_apart(text: str) -> Signed | None:
    """Return the parts of a scanned or typed code, None for a text that is none."""
    content = decode(text)
    if content is None or len(content) <= _HEAD.size + KEY_BYTES + SIGNATURE_BYTES + SUM_BYTES:
        return None
    whole, total = content[:-SUM_BYTES], content[-SUM_BYTES:]
    if _sum(whole) != total:
        return None
    end = len(whole) - SIGNATURE_BYTES
    return Signed(
        said=whole[: end - KEY_BYTES], key=whole[end - KEY_BYTES : end], signature=whole[end:]
    )


def _sum(content: bytes) -> bytes:
    return binascii.crc_hqx(content, 0xFFFF).to_bytes(SUM_BYTES, "big")


class Genuine(enum.StrEnum):
    """What can be told of a code without the store."""

    VALID = "valid"
    ALTERED = "altered"
    OTHER_SITE = "other_site"
    UNKNOWN_KEY = "unknown_key"
    WRONG_KIND = "wrong_kind"
    REFERENCE = "reference"  # the short reference, typed: only the store knows it


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text turned out to be; *payload* is what a code says, trusted if it is VALID."""

    kind: Genuine
    payload: Payload | None = None

    @property
    def is_valid(self) -> bool:
        """True for a genuine code of this site and of the kind that was asked for."""
        return self.kind is Genuine.VALID


class Entrance(enum.StrEnum):
    """What the store adds for a genuine code."""

    ADMITTED = "admitted"
    UNKNOWN = "unknown"
    REVOKED = "revoked"
    OLD_COPY = "old_copy"
    ALREADY_USED = "already_used"
    WRONG_DAY = "wrong_day"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the store knows of the appointment a code names.

    *copy* is the number of its latest print; *used_at* is when its holder came in.
    """

    reference: Reference
    starts_at: dt.datetime
    copy: int
    is_revoked: bool = False
    used_at: dt.datetime | None = None


def verdict(
    payload: Payload, standing: Standing | None, now: dt.datetime, zone: dt.tzinfo
) -> Entrance:
    """Return whether the paper of *payload* lets its holder in at *now*, days by the site's clock.

    An older date on the paper means that the appointment was moved: it is an old copy. A copy
    newer than the store knows was printed before the store was put back from a backup; nobody
    but the site can have signed it, so it counts.
    """
    if standing is None or standing.reference != payload.reference:
        return Entrance.UNKNOWN
    day = standing.starts_at.astimezone(zone).date()
    if standing.is_revoked:
        return Entrance.REVOKED
    if payload.copy < standing.copy or payload.on != day:
        return Entrance.OLD_COPY
    if standing.used_at is not None:
        return Entrance.ALREADY_USED
    return Entrance.ADMITTED if now.astimezone(zone).date() == day else Entrance.WRONG_DAY
