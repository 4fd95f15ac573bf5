"""CSV and TSV: columns by name, quoting, and rows that can't be told apart."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from factcheck.corpus import read_sources
from factcheck.types import Report, Skipped


def read(tmp_path: Path, data: str | bytes, name: str = "a.csv") -> list[Report | Skipped]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_sources([path]))


def kept(records: list[Report | Skipped]) -> list[str]:
    return [record.text for record in records if isinstance(record, Report)]


def said(records: list[Report | Skipped]) -> list[tuple[int | None, str]]:
    return [(record.line, record.reason) for record in records if isinstance(record, Skipped)]


def test_columns_are_found_by_name_in_any_case_and_order(tmp_path: Path) -> None:
    (report,) = read(tmp_path, 'Text,DATE,Id,desk\n"One, two.\nThree.",2023-03-31,r1,local\n')
    assert isinstance(report, Report)
    assert (report.id, report.date, report.metadata["desk"]) == ("r1", date(2023, 3, 31), "local")
    assert "One, two." in report.text


@pytest.mark.parametrize(("name", "separator"), [("a.tsv", "\t"), ("a.csv", ";"), ("b.csv", "|"), ("c.csv", "\t")])
def test_other_separators(tmp_path: Path, name: str, separator: str) -> None:
    records = read(tmp_path, f"id{separator}text\nr1{separator}Words, and a stop.\n", name)
    assert kept(records) == ["Words, and a stop."]


def test_a_missing_text_column_is_said_once_with_the_columns_found(tmp_path: Path) -> None:
    records = read(tmp_path, "id,headline,body\n1,a,b\n2,c,d\n")
    assert said(records) == [(None, 'no column "text"; the columns found: id, headline, body')]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    assert said(read(tmp_path, "text,text\na,b\n")) == [(None, 'two columns are named "text"')]


def test_rows_with_an_unquoted_separator_are_said_and_not_cut(tmp_path: Path) -> None:
    records = read(tmp_path, "id,text\n1,Fine.\n2,He came, he saw.\n3,Also fine.\n")
    assert kept(records) == ["Fine.", "Also fine."]
    assert said(records) == [(3, "3 columns where the header has 2; quote fields that hold the separator")]


def test_a_row_without_text_is_said(tmp_path: Path) -> None:
    records = read(tmp_path, "id,text,title\n1,,A\n\n2,Fine.\n")
    assert kept(records) == ["Fine."]
    assert said(records)[0][0] == 2


def test_a_field_longer_than_the_csv_module_allows_is_read(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    text = "The council met again. " * 10_000
    assert kept(read(tmp_path, f'id,text\n1,"{text}"\n')) == [text.strip()]
    assert csv.field_size_limit() == before


def test_a_field_over_the_limit_is_passed_over_and_reading_goes_on_behind_it(tmp_path: Path) -> None:
    line = "no row of its own because it has no separator" * 20 + "\n"
    huge = line * (9 * 1024 * 1024 // len(line))
    records = read(tmp_path, f'id,text\n1,"{huge}"\n2,Fine.\n')
    assert kept(records) == ["Fine."]
    assert said(records) == [(2, "a row of more than 8 MiB")]


@pytest.mark.parametrize(
    ("rows", "texts", "reason"),
    [
        ('1,"Broken.\n2,Fine.\n3,"Also, fine."\n', ["Fine.", "Also, fine."], "quotes that don't match"),
        ('1,"Broken.\n2,Fine.\n3,Also fine.\n', ["Fine.", "Also fine."], "a quote that is never closed"),
        ('1,"Broken.\n2,Fine.\n3,"Also fine."\n', ["Fine.", "Also fine."], "quotes that don't match"),
    ],
)
def test_a_quote_that_is_never_closed_loses_one_row_only(
    tmp_path: Path, rows: str, texts: list[str], reason: str
) -> None:
    records = read(tmp_path, "id,text\n" + rows)
    assert kept(records) == texts
    ((line, why),) = said(records)
    assert line == 2
    assert reason in why


def test_quotes_inside_a_field_do_not_cost_the_row(tmp_path: Path) -> None:
    records = read(tmp_path, 'id,text\n1,"No", said Ann.\n2,"No" was the answer.\n3,Fine.\n')
    assert kept(records) == ['"No" was the answer.', "Fine."]
    assert [line for line, _ in said(records)] == [2]


def test_lines_in_another_encoding_are_read_where_that_is_plausible(tmp_path: Path) -> None:
    records = read(tmp_path, "id,text\n1,Le maire a été réélu à Orléans hier.\n".encode("cp1252"))
    assert kept(records) == ["Le maire a été réélu à Orléans hier."]


def test_a_broken_line_in_a_table_is_said_by_line(tmp_path: Path) -> None:
    records = read(tmp_path, b"id,text\n1,caf\xc3\xa9 \xff\xfe\xfd\xfc.\n2,Fine.\n")
    assert kept(records) == ["Fine."]
    assert said(records)[0][0] == 2
    assert "broken UTF-8" in said(records)[0][1]


def test_nul_bytes_in_a_row_are_taken_out(tmp_path: Path) -> None:
    padding = "Nothing else happened on that day in the town. " * 4
    assert kept(read(tmp_path, f"id,text\n1,Fi\x00ne. {padding}\n")) == [f"Fine. {padding}".strip()]


def test_only_a_header_is_empty(tmp_path: Path) -> None:
    assert said(read(tmp_path, "id,text\n")) == [(None, "empty: no report in it")]
