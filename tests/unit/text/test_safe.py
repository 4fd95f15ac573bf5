"""What a report carries must not act on a terminal or a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.safe import csv_cell, display, one_line


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jgone", "gone"),
        ("\x1bcreset", "reset"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("a\u202eb\u2066c\u200bd\ufeff", "abcd"),
        ("one\r\ntwo\u2028three\x85four", "one\ntwo\nthree\nfour"),
        ("tab\there", "tab here"),
        ("naïve Кім 金正恩 [bold]", "naïve Кім 金正恩 [bold]"),
        ("bad \ud800 surrogate", "bad  surrogate"),
        ("\x1b\x1b[31m[31mx", "[31mx"),
    ],
)
def test_display(hostile: str, shown: str) -> None:
    assert display(hostile) == shown


def test_unterminated_string_keeps_the_next_line() -> None:
    assert display("\x1b]0;never closed\nThe report goes on.") == "\nThe report goes on."


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b[]0;\x07\x9b\x9d\\mP\r\n\u202e")), max_size=80))
def test_display_is_idempotent_and_inert(text: str) -> None:
    shown = display(text)
    assert display(shown) == shown
    assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in shown)
    shown.encode()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("-3.2", "-3.2"),
        ("+12%", "+12%"),
        ("plain, with = inside", "plain, with = inside"),
        ("", ""),
    ],
)
def test_csv_cell(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


@given(st.text(max_size=60))
def test_csv_cell_never_starts_a_formula(text: str) -> None:
    cell = csv_cell(text)
    assert not cell.startswith(("=", "@", "\t", "\r"))


def test_one_line() -> None:
    assert one_line(" a\n b\t\x1b[1mc ") == "a b c"
