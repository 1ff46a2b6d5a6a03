"""The keys a copy is put back with: the desk's own, else those that lie beside the copy.

The key of the codes on paper comes along too: without it nothing could be booked.
"""

from __future__ import annotations

from pathlib import Path

from desk_app.domain.errors import BackupUnsound
from desk_app.security.convocations import code_key_file
from desk_app.security.keyplaces import DeskKeys, FileKeys, key_file
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.store.copies import checkpoints_of


class Carried:
    """The keys and the signing keys of a copy. *keep* puts those beside it where the desk's go."""

    def __init__(self, path: Path, source: Path, own: DeskKeys) -> None:
        self._path, self._source, self._own = path, source, own
        beside = FileKeys(key_file(source))
        self._from_copy = own.place.read() is None and beside.read() is not None
        self.keys = DeskKeys(beside) if self._from_copy else own
        known = (signing_file(path), signing_file(source))
        self._signed_by = next((file for file in known if file.exists()), None)

    def is_signed(self, source: Path) -> bool:
        """True if the closed months of *source* are signed by this desk; false if nothing tells.

        Raises BackupUnsound for a month that another key has signed, or none.
        """
        if self._signed_by is None:
            return False
        signer = DeskSigner(self._signed_by)
        for each in checkpoints_of(source):
            if not signer.is_signed(each.key, each.signed_text, each.signature):
                raise BackupUnsound(str(source), "signature")
        return True

    def keep(self) -> None:
        """Put the keys where the desk will look for them; its own are never written over."""
        if self._from_copy:
            self._own.place.make(self.keys.place.read() or "")
        own = signing_file(self._path)
        if self._signed_by is not None and not own.exists():
            FileKeys(own).make(self._signed_by.read_text(encoding="ascii"))
        codes, beside = code_key_file(self._path), code_key_file(self._source)
        if beside.exists() and not codes.exists():
            FileKeys(codes).make(beside.read_text(encoding="ascii"))
