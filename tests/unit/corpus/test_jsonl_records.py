"""JSON lines: what becomes a report, and what is said of the lines that don't."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from factcheck.corpus import read_sources
from factcheck.corpus.characters import MAX_RECORD
from factcheck.errors import InputError
from factcheck.types import DateSource, Report, Skipped

TEXT = "The council said on Friday that the bridge would close for three weeks."


def read(tmp_path: Path, data: bytes, name: str = "a.jsonl", **options: bool) -> list[Report | Skipped]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_sources([path], **options))


def one(tmp_path: Path, **fields: object) -> Report:
    (report,) = read(tmp_path, json.dumps(fields).encode())
    assert isinstance(report, Report), report
    return report


def reasons(records: list[Report | Skipped]) -> list[tuple[int | None, str]]:
    return [(record.line, record.reason) for record in records if isinstance(record, Skipped)]


def test_every_field_arrives_and_unknown_ones_stay_as_strings(tmp_path: Path) -> None:
    report = one(
        tmp_path, id="r1", title="Bridge closes", date="2023-03-31", outlet="Example Post",
        author=["Jane Doe", "J. Roe"], url="https://example.org/a", language="en", text=TEXT, section="local",
        words=12, live=True, tags=["a", "b"], box={"k": [1]},
    )  # fmt: skip
    assert (report.id, report.title, report.text) == ("r1", "Bridge closes", TEXT)
    assert (report.date, report.date_source) == (date(2023, 3, 31), DateSource.FIELD)
    assert (report.outlet, report.author, report.language) == ("Example Post", "Jane Doe, J. Roe", "en")
    assert report.url == "https://example.org/a"
    assert dict(report.metadata) == {
        "section": "local",
        "words": "12",
        "live": "true",
        "tags": "a, b",
        "box": '{"k": [1]}',
    }


def test_an_unknown_date_keeps_the_report_undated_and_its_words(tmp_path: Path) -> None:
    report = one(tmp_path, text=TEXT, date="the day after the storm")
    assert (report.date, report.date_source) == (None, DateSource.NONE)
    assert report.metadata["date_raw"] == "the day after the storm"


def test_a_day_that_does_not_exist_is_unknown(tmp_path: Path) -> None:
    report = one(tmp_path, text=TEXT, date="2023-02-31")
    assert report.date is None
    assert report.metadata["date_raw"] == "2023-02-31"


def test_the_address_dates_a_report_that_has_no_date(tmp_path: Path) -> None:
    report = one(tmp_path, text=TEXT, url="https://example.org/2023/03/31/bridge")
    assert (report.date, report.date_source) == (date(2023, 3, 31), DateSource.URL)


def test_an_address_that_is_none_is_not_passed_on_as_a_link(tmp_path: Path) -> None:
    report = one(tmp_path, text=TEXT, url="javascript:alert(1)")
    assert report.url is None
    assert report.metadata["url_raw"] == "javascript:alert(1)"


def test_without_an_id_the_same_content_has_the_same_id_and_other_content_another(tmp_path: Path) -> None:
    first = one(tmp_path, title="A", text=TEXT)
    assert first.id == one(tmp_path, text=TEXT, title="A").id
    assert first.id != one(tmp_path, text=TEXT, title="B").id
    assert len(first.id) == 16


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "not JSON"),
        (b"[1, 2]", "list, not an object"),
        (b'"text"', "string, not an object"),
        (b"7", "number, not an object"),
        (b'{"title": "no text"}', 'no field "text" (fields found: title)'),
        (b'{"body": "words"}', 'rename "body" to "text"'),
        (b'{"text": ""}', 'the field "text" is empty'),
        (b'{"text": " \\u0000 "}', "no words"),
        (b'{"text": ["a"]}', "a list, not a string"),
        (b'{"id": "' + b"i" * 300 + b'", "text": "words"}', "more than 256 characters"),
        (b'{"text": "a", "n": ' + b"1" * 6000 + b"}", "not usable JSON"),
        (b'{"text": "a", "deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"text": "caf\xc3\xa9 \xe9t\xe9 caf\xc3\xa9"}', "broken UTF-8"),
    ],
)
def test_a_bad_line_is_said_with_its_number_and_the_rest_goes_on(tmp_path: Path, line: bytes, reason: str) -> None:
    good = json.dumps({"id": "after", "text": TEXT}).encode()
    records = read(tmp_path, b'{"id": "before", "text": "Words, and a stop."}\n' + line + b"\n" + good + b"\n")
    assert [record.id for record in records if isinstance(record, Report)] == ["before", "after"]
    ((number, said),) = reasons(records)
    assert number == 2
    assert reason in said


def test_strict_stops_at_the_first_bad_line_and_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.jsonl, line 2: not JSON"):
        read(tmp_path, b'{"text": "Fine."}\n{\n{"text": "Fine too."}\n', strict=True)


def test_a_line_of_50_mb_is_passed_over_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "before", "text": "A."}\n{"text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"id": "after", "text": "B."}\n')
    largest = 0

    class Watched(io.FileIO):
        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            nonlocal largest
            largest = max(largest, len(buffer))
            return super().readinto(buffer)

    with Watched(path) as raw:
        records = list(read_sources(["-"], stdin=io.BufferedReader(raw)))
    assert [record.id for record in records if isinstance(record, Report)] == ["before", "after"]
    assert reasons(records) == [(2, f"longer than {MAX_RECORD // 1024 // 1024} MiB; split it into shorter records")]
    assert largest <= MAX_RECORD


def test_the_first_of_two_reports_with_one_id_is_kept(tmp_path: Path) -> None:
    records = read(tmp_path, b'{"id": "a", "text": "First."}\n{"id": "a", "text": "Second."}\n')
    assert isinstance(records[0], Report)
    assert records[0].text == "First."
    assert reasons(records) == [(2, 'the id "a" was already used; the first report with it is kept')]


def test_control_characters_escapes_and_half_surrogates_never_reach_a_report(tmp_path: Path) -> None:
    raw = (
        r'{"title": "A\u0007 \u001b[31mred\u001b[0m", "author": "B\u0000",'
        r'"text": "One\u0000 \ud800 two.\u009b31m\u001b]0;x\u0007"}'
    )
    (report,) = read(tmp_path, raw.encode())
    assert isinstance(report, Report)
    assert (report.title, report.text, report.author) == ("A red", "One \ufffd two.", "B")
    report.text.encode("utf-8")


def test_a_very_long_title_is_cut_at_a_word_and_kept_whole_aside(tmp_path: Path) -> None:
    long = "word " * 400
    report = one(tmp_path, title=long, text=TEXT)
    assert len(report.title) <= 300
    assert report.title.endswith("word…")
    assert report.metadata["title_full"] == long.strip()


def test_gzipped_lines_are_read_and_damage_is_said(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"id": str(n), "text": f"{TEXT} {n}"}).encode() + b"\n" for n in range(5000))
    whole = gzip.compress(lines)
    assert len(read(tmp_path, whole, "a.jsonl.gz")) == 5000
    records = read(tmp_path, whole[: len(whole) // 2], "b.jsonl.gz")
    assert 0 < sum(isinstance(record, Report) for record in records) < 5000
    assert "damaged gzip data" in reasons(records)[-1][1]
    assert "damaged gzip data" in reasons(read(tmp_path, b"not gzip at all", "c.jsonl.gz"))[0][1]


def test_utf16_lines_are_read(tmp_path: Path) -> None:
    text = "Der Bürgermeister hat „nein“ gesagt ਊ."  # U+0A0A holds two bytes of value 10
    data = "\n".join(json.dumps({"id": str(n), "text": text}, ensure_ascii=False) for n in range(3))
    records = read(tmp_path, data.encode("utf-16"))
    assert [record.text for record in records if isinstance(record, Report)] == [text] * 3


def test_wrapped_wire_text_becomes_sentences_on_one_line(tmp_path: Path) -> None:
    text = (
        "Ministers agreed on a budget of two\nbillion crowns for the coming year, and a spokesman said the\n"
        "money would go to schools.\n    The opposition called the non-\nbinding plan thin.\n"
        "    Net 1.2 mln vs 1.1 mln\n    Sales 3.4 mln vs 3.3 mln\n Reuter"
    )
    report = one(tmp_path, text=text, dateline="OSLO, March 3 -")
    assert report.text == (
        "Ministers agreed on a budget of two billion crowns for the coming year, and a spokesman said the money would "
        "go to schools.\n\nThe opposition called the non-binding plan thin.\n\n"
        "Net 1.2 mln vs 1.1 mln\nSales 3.4 mln vs 3.3 mln"
    )
    assert report.metadata["dateline_city"] == "OSLO"


def test_dateline_credits_and_furniture_of_a_record_go_to_its_fields(tmp_path: Path) -> None:
    text = (
        "OSLO, March 3 (Reuters) - Ministers agreed on a budget.\n\nThe vote is on Monday.\n\n"
        "(Reporting by Ada Berg; Writing by Ole Vik; Editing by Liv Dahl)\n\nAdvertisement\n"
    )
    report = one(tmp_path, text=text)
    assert report.text == "Ministers agreed on a budget.\n\nThe vote is on Monday."
    assert (report.author, report.outlet) == ("Ada Berg", "Reuters")
    assert report.metadata["editing"] == "Liv Dahl"
    assert report.metadata["dateline_city"] == "OSLO"
