"""The way to a network printer, against a printer on this computer."""

from __future__ import annotations

import socket
import threading

import pytest

from desk_app.domain.errors import PrinterUnavailable
from desk_app.printing.addresses import Tcp, parse
from desk_app.printing.encode import FENCE
from desk_app.printing.links import FenceAnswers, LinkLost, unheard
from desk_app.printing.tcp import TcpLink
from desk_app.printing.virtual import Manners, VirtualPrinter

PAPER = b"\x1b\x40" + b"\x1d\x76\x30\x00\x48\x00\x80\x00" + bytes(72 * 128) + b"\x1d\x56\x42\x00"
ASB = b"\x14\x00\x00\x0f"


def _link(printer: VirtualPrinter, stall_s: float = 5.0) -> TcpLink:
    address = parse(printer.address)
    assert isinstance(address, Tcp)
    return TcpLink(printer.address, address, stall_s=stall_s)


def test_a_paper_arrives_whole_and_is_acknowledged() -> None:
    progress: list[int] = []
    with VirtualPrinter() as printer:
        link = _link(printer)
        link.send(PAPER + FENCE, progress.append)
        is_acknowledged = link.acknowledged(5)
        link.close()

        assert is_acknowledged
        assert printer.papers == (PAPER,)
    assert progress == sorted(progress)
    assert progress[-1] == len(PAPER + FENCE)


def test_unread_words_of_the_printer_do_not_cost_the_papers_end() -> None:
    with VirtualPrinter(Manners(chatter=ASB * 20, answers_fence=False)) as printer:
        link = _link(printer)
        link.send(PAPER * 8, unheard)
        link.close()

        assert printer.wait_for_papers(8)


def test_an_automatic_status_is_no_acknowledgement() -> None:
    with VirtualPrinter(Manners(chatter=ASB * 3, answers_fence=False)) as printer:
        link = _link(printer)
        link.send(PAPER + FENCE, unheard)
        is_acknowledged = link.acknowledged(0.3)
        link.close()

    assert not is_acknowledged


def test_a_printer_that_takes_nothing_is_given_up() -> None:
    with VirtualPrinter(Manners(is_mute=True)) as printer:
        link = _link(printer, stall_s=0.2)
        with pytest.raises(LinkLost) as lost:
            link.send(PAPER * 2000, unheard)
        link.close()

    assert lost.value.cause == "stalled"
    assert 0 < lost.value.handed < len(PAPER) * 2000


def test_a_printer_switched_off_in_the_middle_is_lost() -> None:
    with VirtualPrinter(Manners(resets_at=len(PAPER))) as printer:
        link = _link(printer)
        with pytest.raises(LinkLost) as lost:
            link.send(PAPER * 500, unheard)
        link.close()

    assert lost.value.cause == "lost"
    assert 0 < lost.value.handed < len(PAPER) * 500


def test_paper_that_runs_out_and_is_loaded_again_prints_once() -> None:
    with VirtualPrinter(Manners(paper_out_at=2)) as printer:
        link = _link(printer)
        link.send(PAPER + FENCE, unheard)
        threading.Timer(0.1, printer.load_paper).start()
        is_acknowledged = link.acknowledged(5)
        link.close()

        assert is_acknowledged
        assert len(printer.papers) == 1


def test_a_closed_port_is_told_apart_from_an_unknown_name() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with pytest.raises(PrinterUnavailable) as closed:
        TcpLink("p", Tcp("127.0.0.1", port))
    with pytest.raises(PrinterUnavailable) as unknown:
        TcpLink("p", Tcp("no-such-printer.invalid", 9100))

    assert (closed.value.cause, unknown.value.cause) == ("refused", "unknown-host")


def test_a_printer_switched_off_before_it_answers_leaves_doubt() -> None:
    with VirtualPrinter(Manners(resets_at=len(PAPER + FENCE), answers_fence=False)) as printer:
        link = _link(printer)
        link.send(PAPER + FENCE, unheard)
        is_acknowledged = link.acknowledged(5)
        link.close()

    assert not is_acknowledged


def test_a_printer_that_closes_the_door_in_the_middle_is_lost() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        link = TcpLink("p", Tcp("127.0.0.1", server.getsockname()[1]))
        connection, _ = server.accept()
        connection.close()
        with pytest.raises(LinkLost) as lost:
            link.send(PAPER * 100, unheard)
        link.close()

    assert lost.value.cause == "lost"


def test_a_name_that_is_no_name_is_unreachable() -> None:
    with pytest.raises(PrinterUnavailable) as unavailable:
        TcpLink("p", Tcp("a" * 300, 9100))

    assert unavailable.value.cause in {"unreachable", "unknown-host"}


@pytest.mark.parametrize(
    ("pieces", "is_answered"),
    [
        ([b"\x00"], True),
        ([b"\x0c"], True),
        ([ASB], False),
        ([ASB[:1], ASB[1:3], ASB[3:] + b"\x00"], True),
        ([b"\x11\x13"], False),
        ([b"\x14\x00\x13\x00\x0f"], False),
        ([b"\x5fTM-T20\x00"], False),
        ([b"\x5fTM", b"-T20\x00\x00"], True),
        ([b"\x16\x12"], False),
        ([], False),
    ],
)
def test_the_fences_answer_is_found_among_everything_else(
    pieces: list[bytes], is_answered: bool
) -> None:
    answers = FenceAnswers()

    heard = [answers.feed(piece) for piece in pieces]

    assert is_answered == any(heard)
