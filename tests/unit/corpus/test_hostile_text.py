"""Texts made to be slow: every reader stays linear."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from factcheck.corpus.decoding import Unreadable
from factcheck.corpus.documents import report_from_text
from factcheck.corpus.story import clean_record

UNITS = [
    " ",
    "a",
    "7",
    "\n",
    '"',
    "(",
    "[",
    "-",
    ".",
    "a ",
    "A, ",
    "By A ",
    "— ",
    "Share ",
    "(Reporting by ",
    "REUTERS/",
    "\n- ",
    "a@",
    "A-\nb ",
]


def _seconds(read: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    with suppress(Unreadable):
        read(text)
    return time.process_time() - begin


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("read", [clean_record, report_from_text])
def test_four_times_the_text_takes_about_four_times_as_long(read: Callable[[str], object], unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (100_000, 400_000))
    # quadratic would be 16 times; the second added is for the noise of a busy machine
    assert _seconds(read, large) < 8 * _seconds(read, small) + 1
