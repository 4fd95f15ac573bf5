"""Files, folders, standard input, one article: what is read, what is said, what stops."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.corpus import read_article, read_sources
from factcheck.corpus.tables import begins_a_table
from factcheck.errors import InputError
from factcheck.types import Report, Skipped

STORY = "Bridge to close\n\nThe council said on Friday that the old bridge would close for three weeks from Monday.\n"


def said(records: list[Report | Skipped]) -> dict[str, str]:
    return {Path(record.source).name: record.reason for record in records if isinstance(record, Skipped)}


def test_a_folder_is_read_to_its_depth_in_order_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    root = tmp_path / "news"
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "e.docx", "README.md"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}: {STORY}")
    (root / "void").mkdir()
    records = list(read_sources([root]))
    assert [record.id for record in records if isinstance(record, Report)] == ["news/a.txt", "news/b.txt", "sub/c.txt"]
    assert said(records) == {
        ".hidden.txt": "hidden",
        ".git": "hidden",
        "e.docx": "not a kind of file that is read (.docx)",
        "README.md": "tells of the folder; name it to have it read",
        "void": "an empty folder",
    }
    assert list(read_sources([root], strict=True)) == records


def test_a_file_has_the_same_id_named_itself_or_through_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "news"
    root.mkdir()
    (root / "a.txt").write_text(STORY)
    ids = {
        record.id
        for source in (root, root / "a.txt")
        for record in read_sources([source])
        if isinstance(record, Report)
    }
    monkeypatch.chdir(root)
    ids |= {record.id for record in read_sources(["a.txt", "."]) if isinstance(record, Report)}
    assert ids == {"news/a.txt"}


def test_files_of_one_name_in_dated_folders_are_different_reports(tmp_path: Path) -> None:
    for day in ("2023/03/30", "2024/03/30"):
        path = tmp_path / day / "index.txt"
        path.parent.mkdir(parents=True)
        path.write_text(STORY.replace("Friday", day))
    ids = [record.id for record in read_sources([tmp_path]) if isinstance(record, Report)]
    assert ids == ["2023/03/30/index.txt", "2024/03/30/index.txt"]


def test_links_to_folders_are_not_followed_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "again").symlink_to(tmp_path)
    records = list(read_sources([tmp_path]))
    assert sum(isinstance(record, Report) for record in records) == 1
    assert said(records) == {"again": "a link to a folder, not followed"}


def test_a_missing_source_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    with pytest.raises(InputError, match=r"no such file or folder: .*gone\.txt"):
        read_sources([tmp_path / "a.txt", tmp_path / "gone.txt"])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty: no report in it"),
        ("a.txt", b" \n\n ", "empty: no report in it"),
        ("a.jsonl", b"", "empty: no report in it"),
        ("a.csv", b"", "empty: no header line"),
        ("a.html", b"", "empty: no report in it"),
        ("a.md", b"", "empty: no report in it"),
        ("a.txt", bytes(range(256)) * 8, "not text: binary data"),
        ("a.jsonl", b"\x89PNG\r\n\x1a\n\x00\x00", "not text: a picture"),
        ("a.csv", b"PK\x03\x04\x14\x00", "not text: a zip archive"),
        ("a.txt", "Ja, schön und gut".encode() + b" \xfc", "broken UTF-8 at byte 19"),
        ("a.docx", b"x", "not a kind of file that is read (.docx)"),
        ("a.txt", b"x" * (8 * 1024 * 1024 + 1), "longer than 8 MiB"),
        ("a.html", b"<p></p>", "no story in it"),
        ("a.txt", b"Menu\nHome\nSubscribe now\n", "no story in it"),
    ],
)
def test_files_that_hold_no_report_are_said(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (record,) = read_sources([path])
    assert isinstance(record, Skipped)
    assert record.source == str(path)
    assert reason in record.reason
    with pytest.raises(InputError, match=name):
        list(read_sources([path], strict=True))


def test_files_and_folders_without_permission_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    for name in ("a.txt", "b.txt", "locked/c.txt"):
        (tmp_path / name).write_text(STORY.replace("bridge", name))
    list_folder, open_file = Path.iterdir, Path.open

    def iterdir(self: Path) -> Iterator[Path]:
        if self.name == "locked":
            raise PermissionError(13, "Permission denied")
        return list_folder(self)

    def opened(self: Path, *arguments: str) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return open_file(self, *arguments)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(Path, "open", opened)
    records = list(read_sources([tmp_path]))
    assert [Path(record.id).name for record in records if isinstance(record, Report)] == ["b.txt"]
    assert said(records) == {"a.txt": "no permission to read it", "locked": "no permission to read it"}


@pytest.mark.parametrize(
    ("data", "count", "title"),
    [
        (b'\n{"id": "1", "title": "A", "text": "One."}\n{"id": "2", "text": "Two."}\n', 2, "A"),
        (
            b"<!DOCTYPE html><title>Bridge</title><p>The council said on Friday that the bridge would close.</p>",
            1,
            "Bridge",
        ),
        (STORY.encode(), 1, "Bridge to close"),
        (STORY.encode("utf-16"), 1, "Bridge to close"),
        (b"id,date,title,text\n1,2022-05-03,Ferry sinks,It sank.\n2,2022-05-04,Fire,It burned.\n", 2, "Ferry sinks"),
        (b"text;title\nIt sank.;Ferry sinks\n", 1, "Ferry sinks"),
        (b"---\ntitle: From front matter\n---\nThe council said on Friday that it would.\n", 1, "From front matter"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes, count: int, title: str) -> None:
    records = list(read_sources(["-"], stdin=io.BytesIO(data)))
    reports = [record for record in records if isinstance(record, Report)]
    assert len(reports) == len(records) == count
    assert reports[0].title == title


@pytest.mark.parametrize("start", ["The text, she said, was long.", "Text", "Weather, sport, text messages", ""])
def test_prose_is_no_table(start: str) -> None:
    assert not begins_a_table(start + "\nThe council said on Friday that it would.")


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt"])
def test_an_article_that_cant_be_read_is_told_with_what_its_command_can_do(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match=name) as told:
        read_article(tmp_path / name)
    assert told.value.hint and "--strict" not in told.value.hint


def test_empty_standard_input_is_said() -> None:
    assert list(read_sources(["-"], stdin=io.BytesIO(b" \n"))) == [Skipped("-", None, "empty: no report in it")]


def test_an_id_is_used_once_over_all_sources(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"id": "x", "text": "Words."}\n')
    records = list(read_sources([tmp_path]))
    assert [type(record) for record in records] == [Report, Skipped]


def test_one_article_from_a_file_or_from_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    article = read_article(path)
    assert article.title == "Bridge to close"
    assert read_article("-", STORY.encode()).text == article.text
    unnamed = tmp_path / "article"
    unnamed.write_text(STORY)
    assert read_article(unnamed).text == article.text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("two.jsonl", b'{"text": "One."}\n{"text": "Two."}\n', "more than one report"),
        ("bad.jsonl", b"{\n", "line 1: not JSON"),
        ("empty.txt", b"", "empty"),
        ("a.docx", b"x", "not a kind of file"),
        ("bin.txt", bytes(50), "binary"),
    ],
)
def test_what_is_no_single_article_is_an_input_error(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=reason):
        read_article(path)


def test_an_article_that_does_not_exist_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_article(tmp_path / "gone.txt")
