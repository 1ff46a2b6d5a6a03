"""The desk's signing keys: kept beside the store, made once, older ones still readable."""

from __future__ import annotations

import stat

import pytest

from desk_app.domain.errors import StoreReadOnly, StoreUnavailable
from desk_app.security.signing import NAME_SIGNS, DeskSigner, signing_file


@pytest.fixture
def path(tmp_path):
    return signing_file(tmp_path / "desk.sqlite")


def test_what_was_signed_is_told_from_what_was_changed(path):
    signer = DeskSigner(path)
    signature = signer.sign(b"month")

    assert signer.is_signed(signer.key, b"month", signature)
    assert not signer.is_signed(signer.key, b"another month", signature)
    assert not signer.is_signed(signer.key, b"month", "00" * 64)
    assert not signer.is_signed(signer.key, b"month", "no hex")
    assert not signer.is_signed("unknown", b"month", signature)


def test_the_file_is_readable_by_the_account_alone(path):
    key = DeskSigner(path).key

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["desk.sqlite.sign"]
    assert len(key) == NAME_SIGNS


def test_two_processes_share_one_key(path):
    assert DeskSigner(path).key == DeskSigner(path).key


def test_another_desk_s_signature_is_not_ours(path, tmp_path):
    other = DeskSigner(signing_file(tmp_path / "other.sqlite"))

    assert not DeskSigner(path).is_signed(other.key, b"month", other.sign(b"month"))


def test_what_an_older_key_signed_stays_valid(path):
    signer = DeskSigner(path)
    older, signature = signer.key, signer.sign(b"month")
    newer = signer.rotate()

    assert newer == signer.key != older
    assert DeskSigner(path).is_signed(older, b"month", signature)
    assert signer.public(older).startswith(older)
    assert signer.public("unknown") == ""


@pytest.mark.parametrize("text", ["", "00\n", "not hex\n", "é"])
def test_a_damaged_file_is_said_plainly(path, text):
    path.write_text(text, encoding="utf-8")

    with pytest.raises(StoreUnavailable):
        DeskSigner(path).sign(b"month")


def test_a_folder_that_may_not_be_written_is_said_plainly(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreReadOnly):
        DeskSigner(tmp_path / "file" / "desk.sign").sign(b"month")


def test_a_disk_without_links_keeps_the_first_key(path, monkeypatch):
    def no_links(*_names):
        raise PermissionError

    monkeypatch.setattr("os.link", no_links)

    assert DeskSigner(path).key == DeskSigner(path).key
