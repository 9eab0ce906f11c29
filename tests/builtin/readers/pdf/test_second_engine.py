import contextlib
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from measuring import CEILING, wait_for
from pipeline.builtin.readers.pdf.deadline import TooLong, within
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Source
from pipeline.model.errors import DocumentError

Desk = Any
ENDLESS = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj 2 0 R endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
"""A tree of pages that is a reference to itself, in which the second engine goes round for ever."""


def test_a_file_in_which_the_second_engine_loops_is_damaged_in_time() -> None:
    before = set(threading.enumerate())
    with pytest.raises(DocumentError) as error:
        PdfReader(second_seconds=0.3).read(Source("a.pdf", ENDLESS))
    assert error.value.reason.code == "damaged"
    wait_for(lambda: before.issuperset(threading.enumerate()), "nothing goes round any more")


def test_pages_that_the_second_engine_does_not_get_to_are_said(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "公文").text(100, 600, "ĀĂ", font="unmapped")
    source = Source("a.pdf", desk.pdf(desk.paper().text(100, 700, "正文"), page))
    document = PdfReader(second_seconds=0.0).read(source)
    assert document.text.startswith("正文\n公文\n")
    assert [entry.reason.en for entry in document.not_checked] == [
        "the second reading took too long; the text of pages 2 may be wrong"
    ]


def test_code_that_swallows_exceptions_and_loops_again_when_it_tidies_up_is_stopped() -> None:
    rounds: list[int] = []
    threads: list[threading.Thread] = []

    def endless() -> None:
        threads.append(threading.current_thread())
        try:
            while True:
                with contextlib.suppress(Exception):  # as the engine does it
                    rounds.append(1)
        finally:
            while True:
                rounds.append(2)

    with pytest.raises(TooLong):
        within(1, endless)
    threads[0].join(CEILING)
    assert not threads[0].is_alive()
    assert {1, 2} == set(rounds)


def test_what_ends_in_time_is_handed_over_as_it_is(tmp_path: Path) -> None:
    assert within(10, lambda: "done") == "done"
    with pytest.raises(FileNotFoundError):
        within(10, (tmp_path / "none").read_bytes)


def test_work_that_ends_as_its_time_does_interrupts_nobody() -> None:
    """Around the end of the time either outcome is right, and nothing comes later."""
    for step in range(200):
        until = time.monotonic() + 0.001 + step * 1e-5

        def work(until: float = until) -> str:
            while time.monotonic() < until:
                pass
            return "done"

        with contextlib.suppress(TooLong):
            assert within(0.002, work) == "done"
    assert sum(range(100_000)) == 4_999_950_000
