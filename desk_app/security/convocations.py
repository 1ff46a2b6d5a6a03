"""Signs the codes of a site's papers and checks them without the store (AT-08).

Ed25519, one key per site. A key that another replaced signs nothing more: its secret is
destroyed, its public half checks papers until its last day.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import secrets
import threading
from collections.abc import Mapping
from pathlib import Path

from desk_app.domain.booking_errors import SigningKeyMissing
from desk_app.domain.codes import (
    KEY_BYTES,
    Genuine,
    Paper,
    Payload,
    Reading,
    Signed,
    packed,
    taken_apart,
    unpacked,
)
from desk_app.domain.crockford import read_reference
from desk_app.domain.draw_signature import Signature
from desk_app.domain.errors import StoreUnavailable
from desk_app.security.draw_signing import draw_signature
from desk_app.security.keyplaces import KeyPlace

FORMAT = 1
SEED_BYTES = 32


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeKey:
    """A key of a site: *seed* is its secret, empty once retired; *until* is its last day."""

    public: bytes
    seed: bytes = dataclasses.field(repr=False)
    since: dt.date
    until: dt.date | None = None

    @property
    def name(self) -> str:
        """What a code names it by, in hex: the beginning of its public half."""
        return self.public[:KEY_BYTES].hex()

    def checks_on(self, today: dt.date) -> bool:
        """True up to its last day, included."""
        return self.until is None or today <= self.until


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeKeys:
    """Every key of a site's codes, oldest first; the last signs."""

    keys: tuple[CodeKey, ...]

    @property
    def current(self) -> CodeKey:
        """The key that signs."""
        return self.keys[-1]

    def rotated(self, today: dt.date, *, last_day: dt.date) -> CodeKeys:
        """Return them with a new key that signs from now on.

        The one before checks papers until *last_day*: the day of the last appointment it signed.
        """
        retired = dataclasses.replace(self.current, seed=b"", until=last_day)
        kept = (key for key in self.keys[:-1] if key.checks_on(today))
        return dataclasses.replace(self, keys=(*kept, retired, new_code_key(today)))

    def called(self, name: bytes, today: dt.date) -> CodeKey | None:
        """Return the key a code names, None if there is none that still checks."""
        named = (key for key in self.keys if key.public[:KEY_BYTES] == name)
        return next((key for key in named if key.checks_on(today)), None)


class SiteCodes:
    """The codes of one site, with the keys kept in *place*, read again when they have changed."""

    def __init__(self, place: KeyPlace) -> None:
        self._place = place
        self._known: tuple[object, CodeKeys] | None = None
        self._guard = threading.Lock()

    def keys(self) -> CodeKeys:
        """Return the keys as they are now. Raises SigningKeyMissing or StoreUnavailable."""
        stamp = self._place.stamp()
        with self._guard:
            if self._known is None or self._known[0] != stamp:
                self._known = (stamp, self._read())
            return self._known[1]

    def make(self, today: dt.date) -> CodeKeys:
        """Make a first key, unless keys are there, and return what is kept."""
        self._place.make(written(CodeKeys(keys=(new_code_key(today),))))
        return self.keys()

    def rotate(self, today: dt.date, *, last_day: dt.date) -> CodeKeys:
        """Put a new key in force and return all. Raises as `keys` and the place's `write` do.

        Where the keys are gone a first one is made: papers signed before are known by their
        reference alone.
        """
        if self._place.read() is None:
            return self.make(today)
        keys = self.keys().rotated(today, last_day=last_day)
        self._place.write(written(keys))
        with self._guard:
            self._known = None
        return keys

    def fault(self) -> str:
        """Return what is wrong with the keys as they are kept now: see `cli.care.KeyStanding`."""
        try:
            self._read()
        except SigningKeyMissing:
            return "missing"
        except StoreUnavailable:
            return "unreadable"
        return "" if self._place.is_private() else "open"

    @property
    def place(self) -> str:
        """Where the keys are, for people."""
        return self._place.name

    def sign(self, payload: Payload) -> str:
        """Return the text of the code that says *payload*. Raises as `keys` does."""
        return signed(payload, self.keys().current)

    def sign_draw(self, body: bytes) -> Signature:
        """Return what stands under a draw whose lines are *body*. Raises as `keys` does."""
        key = self.keys().current
        return draw_signature(body, public=key.public, seed=key.seed)

    def read(self, text: str, *, site: str, today: dt.date, paper: Paper | None = None) -> Reading:
        """Return what *text* is at *site*; with *paper*, only a code of that kind is VALID.

        A short reference that was typed is one without any key: who lost it lets people in.
        """
        if read_reference(text) is not None:
            return Reading(kind=Genuine.REFERENCE)
        return read(text, self.keys(), site=site, today=today, paper=paper)

    def _read(self) -> CodeKeys:
        text = self._place.read()
        if text is None:
            raise SigningKeyMissing(self._place.name)
        try:
            return parsed(text)
        except ValueError as error:
            raise StoreUnavailable(f"keys in {self._place.name}") from error


def code_key_file(store: Path) -> Path:
    """Return where the keys of the codes are: beside the store, never in it."""
    return store.with_name(f"{store.name}.codes")


def new_code_key(since: dt.date) -> CodeKey:
    """Return a new random key."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - few sign

    seed = secrets.token_bytes(SEED_BYTES)
    private = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    return CodeKey(public=private.public_key().public_bytes_raw(), seed=seed, since=since)


def signed(payload: Payload, key: CodeKey) -> str:
    """Return the text of the code of *payload* under *key*, which has its seed."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - few sign

    bare = Signed(said=packed(payload), key=key.public[:KEY_BYTES], signature=b"")
    private = ed25519.Ed25519PrivateKey.from_private_bytes(key.seed)
    return dataclasses.replace(bare, signature=private.sign(bare.signed)).text


def read(
    text: str, keys: CodeKeys, *, site: str, today: dt.date, paper: Paper | None = None
) -> Reading:
    """Return what *text* is, from public keys alone.

    A key that is not ours says "another site" only of a code that names one: what names ours
    under a foreign key is forged, or of a key past its last day.
    """
    if read_reference(text) is not None:
        return Reading(kind=Genuine.REFERENCE)
    code = taken_apart(text)
    payload = unpacked(code.said) if code else None
    if code is None:
        return Reading(kind=Genuine.ALTERED)
    key = keys.called(code.key, today)
    if key is None:
        return _of_no_key(payload, site)
    if not _is_by(key, code) or payload is None:
        return Reading(kind=Genuine.ALTERED, payload=payload)
    if payload.site != site:
        return Reading(kind=Genuine.OTHER_SITE, payload=payload)
    fits = paper is None or payload.paper is paper
    return Reading(kind=Genuine.VALID if fits else Genuine.WRONG_KIND, payload=payload)


def written(keys: CodeKeys) -> str:
    """Return *keys* as the text that is kept."""
    document = {"version": FORMAT, "keys": [_plain(key) for key in keys.keys]}
    return json.dumps(document, indent=1)


def parsed(text: str) -> CodeKeys:
    """Return the keys of a text that was kept. Raises ValueError for anything else."""
    try:
        document = json.loads(text)
        if document["version"] != FORMAT:
            raise ValueError("version")
        keys = CodeKeys(keys=tuple(map(_key, document["keys"])))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("keys") from error
    if not keys.keys or not keys.current.seed:
        raise ValueError("keys")
    return keys


def _of_no_key(payload: Payload | None, site: str) -> Reading:
    if payload is None:
        return Reading(kind=Genuine.ALTERED)
    other = payload.site != site
    return Reading(kind=Genuine.OTHER_SITE if other else Genuine.UNKNOWN_KEY, payload=payload)


def _is_by(key: CodeKey, code: Signed) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - few commands check
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        ed25519.Ed25519PublicKey.from_public_bytes(key.public).verify(code.signature, code.signed)
    except InvalidSignature:
        return False
    return True


def _plain(key: CodeKey) -> Mapping[str, str]:
    plain = {"public": key.public.hex(), "since": str(key.since)}
    secret = {"seed": key.seed.hex()} if key.seed else {}
    return plain | secret | ({"until": str(key.until)} if key.until else {})


def _key(plain: Mapping[str, str]) -> CodeKey:
    seed, until = bytes.fromhex(plain.get("seed", "")), plain.get("until")
    public = bytes.fromhex(plain["public"])
    if len(public) != SEED_BYTES or len(seed) not in {0, SEED_BYTES}:
        raise ValueError("key")
    return CodeKey(
        public=public,
        seed=seed,
        since=dt.date.fromisoformat(plain["since"]),
        until=dt.date.fromisoformat(until) if until else None,
    )
