"""Which bytes are text, in which encoding."""

from __future__ import annotations

import io

import pytest

from factcheck.corpus.decoding import Unreadable, decode, decode_page, read_lines, refuse_binary

WORDS = "Zürich grüßt – „ja“."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_that_are_told_apart(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(
    "data",
    [
        "naïve café".encode() + b" \xe9",  # UTF-8 with one letter broken
        "le café".encode()[:-1],  # cut in the middle of a letter
        "Привет, как дела у вас сегодня".encode("cp1251"),
        "日本語の文章です".encode("shift_jis"),
        b"\xff\xfea\x00b",  # UTF-16, cut
    ],
)
def test_bytes_that_make_no_sense_are_refused_rather_than_guessed(data: bytes) -> None:
    with pytest.raises(Unreadable, match="broken UTF"):
        decode(data)


def test_the_charset_of_a_page_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Привет</body></html>'
    assert decode_page(page.encode("cp1251")) == page


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x7fELF\x02\x01\x01" + bytes(40), "binary"),
        (bytes(100), "binary"),
    ],
)
def test_binary_data_is_named(head: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        refuse_binary(head)


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    refuse_binary(b"The council met on Friday and will meet again on Monday.\x00 It said so in a statement.")


def test_lines_keep_their_numbers_past_an_over_long_one() -> None:
    data = b"one\r\n" + b"x" * 5000 + b"\nthree\n\nfive"
    lines = list(read_lines(io.BytesIO(data), limit=100))
    assert [(line.number, line.text) for line in lines] == [(1, "one"), (2, None), (3, "three"), (4, ""), (5, "five")]
    assert "longer than" in lines[1].reason


def test_over_long_lines_of_utf16_are_passed_over_too() -> None:
    data = ("one\n" + "x" * 5000 + "\nthree").encode("utf-16")
    assert [line.text for line in read_lines(io.BytesIO(data), limit=100)] == ["one", None, "three"]
