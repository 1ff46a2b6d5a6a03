"""Pages go with their jobs, and nothing else goes with them."""

from __future__ import annotations

from uuid import UUID

from desk_app.domain.prints import JobId
from desk_app.printing.files import page_path
from desk_app.printing.forgetting import forget_page, paper_name

JOB = JobId(UUID("01234567-89ab-7cde-8123-456789abcdef"))


def test_the_page_of_a_job_goes_and_others_stay(tmp_path):
    page = page_path(tmp_path, paper_name("ticket A001", JOB))
    page.write_bytes(b"%PDF")
    (tmp_path / "mine.pdf").write_bytes(b"%PDF")

    assert forget_page(f"pdf://{tmp_path}", "ticket A001", JOB)
    assert forget_page(f"pdf://{tmp_path}", "ticket A001", JOB)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.pdf"]


def test_other_printers_keep_no_page(tmp_path):
    assert forget_page("tcp://192.0.2.1:9100", "ticket A001", JOB)
    assert forget_page("an address of another day", "ticket A001", JOB)


def test_a_page_that_cannot_go_is_told(tmp_path):
    page_path(tmp_path, paper_name("ticket A001", JOB)).mkdir()

    assert not forget_page(f"pdf://{tmp_path}", "ticket A001", JOB)
