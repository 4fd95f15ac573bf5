"""Files of claims: every row comes out, good or bad, with its line."""

from __future__ import annotations

import csv
import json
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


@pytest.mark.parametrize(
    ("content", "texts", "problems"),
    [
        ('1,"It opened.\n2,It closed.\n3,It cost 5.\n', ["", "It closed.", "It cost 5."], ["line 2: a quote is never"]),
        ('1,It opened.\n2,"It closed.\n', ["It opened.", ""], ["line 3: a quote is never closed"]),
        ('1,"It opened.\n2,"It closed.\n', ["", ""], ["line 2: quotes that don't match", "line 3: a quote is never"]),
        ('1,"It opened.\nin May.\n2,It closed.\n', ["", "It closed."], ["lines 2 to 3: a quote is never closed"]),
        ('1,"No, never" he said.\n2,It closed.\n', ["", "It closed."], ["line 2: quotes that don't match"]),
        ('1,"No" he said.\n2,"It\nclosed."\n', ['"No" he said.', "It closed."], []),
        ('1,"He said ""no"", twice."\n2,A 5" pipe broke.\n', ['He said "no", twice.', 'A 5" pipe broke.'], []),
        ('1,"It opened."\n2,"It\n\nclosed, in May."', ["It opened.", "It closed, in May."], []),
    ],
)
def test_a_quote_that_does_not_match_costs_its_own_row_alone(
    tmp_path: Path, content: str, texts: list[str], problems: list[str]
) -> None:
    rows = read_claims(written(tmp_path, "c.csv", "id,claim\n" + content))
    assert [r.text for r in rows] == texts
    found = [r.problem for r in rows if r.claim is None]
    assert len(found) == len(problems)
    assert all(wanted in problem for wanted, problem in zip(problems, found, strict=True))


def test_a_header_whose_quotes_do_not_match_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lines 1 to 2: a quote is never closed") as caught:
        read_claims(written(tmp_path, "c.csv", '"claim,id\nIt opened.,1\n'))
    assert "header" in caught.value.hint


def test_an_endless_cell_costs_its_own_row_alone(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    rows = read_claims(written(tmp_path, "c.csv", f"claim,note\n{'word ' * 40_000},\nIt opened.,{'x' * 200_000}\n"))
    assert "too long" in rows[0].problem
    assert rows[1].claim is not None
    assert csv.field_size_limit() == before


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
        (b"f\xefne\n\nbad \xff\xfe byte\n", "line 1: not valid UTF-8"),
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


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ({"claim": ["It opened."]}, "claim is a list"),
        ({"claim": []}, "claim is a list"),
        ({"claim": 5}, "claim is a number"),
        ({"claim": True}, "claim is true or false"),
        ({"claim": {"text": ["It opened."]}}, "claim is a list"),
        ({"claim": {"text": {"text": "It opened."}}}, "claim is an object"),
        ({"claim": {}}, "the claim is empty"),
        ({"claim": None}, "the claim is empty"),
        ({"claim": "It opened.", "id": ["a"]}, "id is a list"),
        ({"claim": "It opened.", "id": False}, "id is true or false"),
        ({"claim": "It opened.", "as_of": {"day": 1}}, "as_of is an object"),
        ({"claim": "It opened.", "speaker": ["x"]}, "speaker is a list"),
        ({"claim": {"text": "It opened.", "speaker": 5}}, "speaker is a number"),
        ({"claim": "It opened.", "id": None, "as_of": None, "speaker": None}, ""),
        ({"claim": "It opened.", "more": ["others", "are", "ignored"]}, ""),
        ({"claim": "", "text": "It opened."}, ""),
        ({"claim": {"text": "It opened.", "id": "", "as_of": None, "speaker": None}}, ""),
    ],
)
def test_fields_that_are_not_text_make_an_error_row(tmp_path: Path, record: dict[str, object], problem: str) -> None:
    row, other = read_claims(written(tmp_path, "c.jsonl", json.dumps(record) + '\n{"claim": "It closed."}\n'))
    assert problem in row.problem and bool(problem) == (row.claim is None)
    assert row.id == "1"
    assert other.claim is not None


@pytest.mark.parametrize(("given", "wanted"), [(0, "0"), ("0", "0"), (7, "7"), (None, "1"), ("", "1"), (" a ", " a ")])
def test_an_id_is_returned_as_it_was_given(tmp_path: Path, given: object, wanted: str) -> None:
    [row] = read_claims(written(tmp_path, "c.jsonl", json.dumps({"claim": "It opened.", "id": given})))
    assert row.claim is not None
    assert row.id == row.claim.id == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("It \ud800 opened.", "It \ufffd opened."),
        ("\x1b[31mIt\x1b[0m\u00a0opened.\u200b\0", "It opened."),
        ("Sørli så en «bro» 🌉.", "Sørli så en «bro» 🌉."),
    ],
)
def test_characters_that_cannot_be_read_are_cleaned_as_in_reports(tmp_path: Path, given: str, wanted: str) -> None:
    [row] = read_claims(
        written(tmp_path, "c.jsonl", json.dumps({"claim": given, "id": given, "speaker": given, "as_of": "2024-01-02"}))
    )
    assert row.claim is not None
    assert (row.text, row.claim.text, row.id, row.claim.speaker) == (wanted,) * 4
    wanted.encode()


@pytest.mark.parametrize(
    ("name", "content", "problems"),
    [
        ("c.txt", b"It opened.\nThe caf\xe9 closed.\n\nIt closed.\n", {2: "line 2: not valid UTF-8 (the byte 0xe9)"}),
        ("c.csv", b"id,claim\na,It opened.\nb,The caf\xe9 closed.\nc,It closed.\n", {2: "line 3: not valid UTF-8"}),
        ("c.csv", b'id,claim\na,It opened.\nb,"The pier\n\xe9t\xe9."\nc,It closed.\n', {2: "line 4: not valid UTF-8"}),
        (
            "c.jsonl",
            b'{"claim": "It opened."}\n{"claim": "Caf\xe9"}\n{"claim": "It closed."}\n',
            {2: "line 2: not valid"},
        ),
    ],
)
def test_a_byte_that_is_not_utf8_costs_its_own_row_alone(
    tmp_path: Path, name: str, content: bytes, problems: dict[int, str]
) -> None:
    rows = read_claims(written(tmp_path, name, content))
    assert [row.row for row in rows] == [1, 2, 3]
    assert {row.row for row in rows if row.claim is None} == set(problems)
    for number, problem in problems.items():
        assert problem in rows[number - 1].problem
        assert not any(0xD800 <= ord(mark) < 0xE000 for mark in rows[number - 1].text)
    assert rows[2].text == "It closed."


def test_a_row_that_is_not_utf8_keeps_its_id_and_what_can_be_shown(tmp_path: Path) -> None:
    row = read_claims(written(tmp_path, "c.csv", b"id,claim\na,Un caf\xe9.\nb,It closed.\n"))[0]
    assert (row.id, row.text) == ("a", "Un caf\ufffd.")


def test_a_header_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1: not valid UTF-8"):
        read_claims(written(tmp_path, "c.csv", b"claim,r\xe9sum\xe9\nIt opened.,x\n"))


def test_a_half_surrogate_written_in_json_is_cleaned_and_no_fault_of_the_bytes(tmp_path: Path) -> None:
    [row] = read_claims(written(tmp_path, "c.jsonl", '{"claim": "It \\udc80 opened."}\n'))
    assert row.claim is not None


@pytest.mark.parametrize("header", ["claim,claim", "claim, Claim ,id", "id,claim,id", "claim,as_of,as_of"])
def test_two_columns_of_one_name_are_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(InputError, match=r"line 1: 2 columns are named '(claim|id|as_of)'"):
        read_claims(written(tmp_path, "c.csv", f"{header}\nIt opened.,It closed.,x\n"))


def test_columns_that_are_not_read_may_share_a_name(tmp_path: Path) -> None:
    assert read_claims(written(tmp_path, "c.csv", "claim,note,note\nIt opened.,a,b\n"))[0].claim is not None
