"""Papers written to disk: whole or not at all, and nowhere else."""

from __future__ import annotations

import pathlib
import resource
import signal

import pytest

from desk_app.domain.errors import PrinterUnavailable
from desk_app.printing.addresses import File, Pdf
from desk_app.printing.files import FileLink, PdfLink, cause_of
from desk_app.printing.links import LinkLost, unheard


def test_papers_are_appended_to_a_file(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "made" / "tickets.bin"

    for paper in (b"one", b"two"):
        link = FileLink("p", File(path))
        link.send(paper, unheard)
        link.close()

    assert path.read_bytes() == b"onetwo"


def test_a_paper_that_does_not_fit_on_the_disk_leaves_no_torn_half(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "tickets.bin"
    path.write_bytes(b"before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    link = FileLink("p", File(path))

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(LinkLost) as lost:
            link.send(b"x" * 4000, unheard)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, previous)
        link.close()

    assert (lost.value.handed, path.read_bytes()) == (0, b"before")


def test_a_place_that_is_no_place_is_unavailable(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").touch()

    for open_link in (
        lambda: FileLink("p", File(tmp_path)),
        lambda: FileLink("p", File(tmp_path / "file" / "tickets.bin")),
        lambda: PdfLink("p", Pdf(tmp_path / "file"), "ticket"),
    ):
        with pytest.raises(PrinterUnavailable) as unavailable:
            open_link()
        assert unavailable.value.cause == "not-writable"


@pytest.mark.parametrize(
    ("code", "cause"),
    [("ENOSPC", "disk-full"), ("EDQUOT", "disk-full"), ("EACCES", "no-permission")],
)
def test_the_systems_reason_becomes_ours(code: str, cause: str) -> None:
    import errno

    assert cause_of(OSError(getattr(errno, code), "x")) == cause


def test_a_page_appears_whole_under_its_jobs_name(tmp_path: pathlib.Path) -> None:
    link = PdfLink("p", Pdf(tmp_path / "pages"), "ticket C042 1a2b3c4d")
    before = [path.suffix for path in (tmp_path / "pages").iterdir()]

    link.send(b"%PDF", unheard)
    link.close()

    assert ".pdf" not in before
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["ticket-C042-1a2b3c4d.pdf"]


@pytest.mark.parametrize("name", ["../../evil", "a/b\\c", "\0\n", "", "." * 300, "é" * 300])
def test_no_name_leads_out_of_the_folder(tmp_path: pathlib.Path, name: str) -> None:
    folder = tmp_path / "pages"

    link = PdfLink("p", Pdf(folder), name)
    link.send(b"%PDF", unheard)
    link.close()

    assert len(list(folder.iterdir())) == 1
    assert [folder] == list(tmp_path.iterdir())


def test_a_page_that_was_not_written_leaves_nothing(tmp_path: pathlib.Path) -> None:
    link = PdfLink("p", Pdf(tmp_path), "ticket")
    link.close()

    assert list(tmp_path.iterdir()) == []
