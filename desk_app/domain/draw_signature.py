"""The site's signature under an exported draw: where it stands and over what. It signs nothing.

The draw is checked without it (draw_replay.py); it says besides which site gave the file out.
"""

from __future__ import annotations

import dataclasses
import json
import re

SIGNED_AS = b"desk-app draw 1\n"
"""Stands before what is signed: a signature made for another use signs no draw."""
_PUBLIC, _VALUE = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{128}")
_BEGINS = b'{"key":"'


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """*public* is the key's public half, *value* the Ed25519 signature; both in hex."""

    public: str
    value: str


def signed_part(body: bytes) -> bytes:
    """Return what is signed of a file whose lines before the signature are *body*."""
    return SIGNED_AS + body


def line(signature: Signature) -> str:
    """Return the last line of a signed file, with its line feed."""
    fields = {"key": signature.public, "kind": "signature", "signature": signature.value}
    return json.dumps(fields, sort_keys=True, separators=(",", ":")) + "\n"


def parted(content: bytes) -> tuple[bytes, Signature | None]:
    """Return a file without its signature, and the signature.

    None where there is none, or the last line is not written exactly as one: it is then for the
    replay to say what is wrong with it.
    """
    at = content.rfind(b"\n", 0, len(content) - 1) + 1
    last = content[at:]
    if not last.startswith(_BEGINS):
        return content, None
    found = _read(last)
    if found is None or line(found).encode("ascii") != last:
        return content, None
    return content[:at], found


def _read(last: bytes) -> Signature | None:
    try:
        fields = json.loads(last)
    except ValueError:
        return None
    public, value = str(fields.get("key")), str(fields.get("signature"))
    if not (_PUBLIC.fullmatch(public) and _VALUE.fullmatch(value)):
        return None
    return Signature(public=public, value=value)
