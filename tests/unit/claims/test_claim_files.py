"""Files of claims: every row comes out, good or bad, with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.claims.files import MAX_CLAIM_CHARS, read_claims
from factcheck.errors import InputError


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_one_a_line_blank_lines_skipped_but_counted(tmp_path: Path) -> None:
    rows = read_claims(written(tmp_path, "c.txt", "First claim.\n\n  Second   claim. \r\n"))
    assert [(r.row, r.line, r.id, r.text) for r in rows] == [(1, 1, "1", "First claim."), (2, 3, "2", "Second claim.")]


def test_csv_with_ids_dates_and_a_bad_date(tmp_path: Path) -> None:
    text = 'id,claim,as_of\na,"It opened, in May.",2024-06-01\nb,It closed.,2024-02-31\nc,,\n'
    rows = read_claims(written(tmp_path, "c.csv", text))
    assert rows[0].claim is not None
    assert rows[0].claim.as_of == date(2024, 6, 1)
    assert rows[0].text == "It opened, in May."
    assert rows[1].claim is None
    assert "line 3" in rows[1].problem and "2024-02-31" in rows[1].problem
    assert "empty" in rows[2].problem
    assert [r.row for r in rows] == [1, 2, 3]


def test_csv_lines_are_where_rows_start_when_cells_span_lines(tmp_path: Path) -> None:
    rows = read_claims(written(tmp_path, "c.csv", 'claim\n"two\nlines"\nnext\n'))
    assert [(r.line, r.text) for r in rows] == [(2, "two lines"), (4, "next")]


def test_csv_without_a_claim_column_names_what_it_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 1: no column 'claim' \(found: statement, who\)") as caught:
        read_claims(written(tmp_path, "c.csv", "statement,who\nx,y\n"))
    assert "claim" in caught.value.hint


def test_csv_row_with_too_many_cells_is_an_error_row(tmp_path: Path) -> None:
    rows = read_claims(written(tmp_path, "c.csv", "claim,id\nIt opened, in May,a\nfine,b\n"))
    assert rows[0].claim is None and "3 cells under 2 columns" in rows[0].problem
    assert rows[1].claim is not None


def test_jsonl_good_bad_and_findings_of_ours(tmp_path: Path) -> None:
    text = (
        '{"claim": "One.", "id": 7, "speaker": "A. Person"}\n'
        "not json\n[1]\n"
        '{"claim": {"text": "Two.", "id": "x", "as_of": "2024-01-02"}, "finding": "mixed"}\n'
        + '{"claim": '
        + "[" * 100_000
        + "}\n"
    )
    rows = read_claims(written(tmp_path, "c.jsonl", text))
    assert [r.claim is not None for r in rows] == [True, False, False, True, False]
    assert rows[0].claim is not None and rows[0].claim.speaker == "A. Person" and rows[0].id == "7"
    assert "line 2: not JSON" in rows[1].problem
    assert "line 3: not a JSON object" in rows[2].problem
    assert rows[3].claim is not None and rows[3].claim.as_of == date(2024, 1, 2)


def test_an_article_on_one_line_is_refused_as_a_claim(tmp_path: Path) -> None:
    rows = read_claims(written(tmp_path, "c.txt", "word " * (MAX_CLAIM_CHARS // 2)))
    assert rows[0].claim is None
    assert "too long" in rows[0].problem


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no claims in it"),
        (b"\n \n", "no claims in it"),
        (b"fine\nbad \xff\xfe byte\n", "line 2: not valid UTF-8"),
        (b"PK\x00\x01\x02", "a binary file"),
    ],
)
def test_unreadable_files_say_why(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_claims(written(tmp_path, "c.txt", content))


def test_utf16_with_a_mark_is_read(tmp_path: Path) -> None:
    rows = read_claims(written(tmp_path, "c.txt", "Київ is a capital.".encode("utf-16")))
    assert rows[0].text == "Київ is a capital."


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        read_claims(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_claims(tmp_path)


def test_standard_input_is_sniffed() -> None:
    assert read_claims(Path("-"), b'{"claim": "One."}\n')[0].text == "One."
    assert read_claims(Path("-"), b"One.\nTwo.\n")[1].text == "Two."
