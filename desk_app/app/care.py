"""The care commands ask for, bound to an open desk: its keys, its purge, its copies."""

from __future__ import annotations

from functools import partial

from desk_app.app.compacting import compact_by_hand
from desk_app.app.desk import Desk
from desk_app.app.keeping import last_copy, purge_desk
from desk_app.app.turning import rotate
from desk_app.cli.care import Care, KeyLine, KeyStanding
from desk_app.domain.booking_errors import SigningKeyMissing
from desk_app.domain.errors import KeyMissing, StoreUnavailable
from desk_app.security.convocations import code_key_file
from desk_app.security.disks import has_tpm, is_encrypted
from desk_app.security.keyplaces import RingKeys, key_file
from desk_app.security.keys import keyed_hash
from desk_app.security.signing import signing_file


def care_of(desk: Desk) -> Care:
    """Return the care of *desk*."""
    return Care(
        purge=lambda by: purge_desk(desk, by=by),
        hashes=partial(hashes, desk),
        keys=partial(_keys, desk),
        rotate=partial(rotate, desk),
        key_standing=partial(_standing, desk),
        code_standing=partial(_codes, desk),
        key_files=partial(_key_files, desk),
        last_copy=partial(last_copy, desk.path),
        compact=partial(compact_by_hand, desk),
    )


def hashes(desk: Desk, canonical: bytes) -> tuple[str, ...]:
    """Return what a document may be known by, under each key of hashes that is kept."""
    return tuple(keyed_hash(key.secret, canonical) for key in desk.keys().hashes)


def _keys(desk: Desk) -> tuple[KeyLine, ...]:
    kept = desk.keys()
    kinds = (("hash", kept.hashes), ("master", kept.masters))
    lines = [
        KeyLine(kind=kind, name=key.name, since=key.since, retired_on=key.retired_on)
        for kind, of in kinds
        for key in of
    ]
    signs = KeyLine(kind="sign", name=desk.signer.key, since=None, retired_on=None)
    return (*lines, signs, *_code_keys(desk))


def _code_keys(desk: Desk) -> tuple[KeyLine, ...]:
    """Those of a desk whose file is gone are none: the doctor says so."""
    try:
        kept = desk.codes.keys().keys
    except (SigningKeyMissing, StoreUnavailable):
        return ()
    return tuple(
        KeyLine(kind="code", name=key.name, since=key.since, retired_on=key.until) for key in kept
    )


def _codes(desk: Desk) -> tuple[str, str]:
    return desk.codes.place, desk.codes.fault()


def _key_files(desk: Desk) -> tuple[str, ...]:
    """The files a copy of the data is of use with; what the keyring holds is none."""
    files = (key_file(desk.path), signing_file(desk.path), code_key_file(desk.path))
    return tuple(str(file) for file in files if file.exists())


def _standing(desk: Desk) -> KeyStanding:
    place = desk.keys.place
    is_ring = isinstance(place, RingKeys)
    return KeyStanding(
        place=place.name,
        fault=_fault(desk),
        is_ring=is_ring,
        disk=is_encrypted(desk.path.absolute().parent),
        has_tpm=has_tpm(),
    )


def _fault(desk: Desk) -> str:
    """The place is read now: what is in memory may have lost its file."""
    try:
        desk.keys.look()
    except KeyMissing:
        return "missing"
    except StoreUnavailable:
        return "unreadable"
    return "" if desk.keys.place.is_private() else "open"
