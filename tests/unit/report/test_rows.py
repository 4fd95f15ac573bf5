"""Result files: every input row accounted for, safe in a spreadsheet, continued after an interruption."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.report import CSV_HEADER, BatchRow, CsvWriter, JsonlWriter, open_writer, read_done, read_findings
from factcheck.report.mending import RowMender
from factcheck.report.resume import Made
from factcheck.report.rows import batch_row_to_cells
from factcheck.types import (
    Claim,
    Conclusion,
    Evidence,
    Finding,
    Origin,
    Reason,
    ReasonCode,
    Report,
    Shelf,
    Skipped,
    Stance,
    StanceScores,
)


def passage(stance: Stance, quote: str, rank: int = 1, shelf: Shelf = Shelf.IN_TIME) -> Evidence:
    scores = StanceScores(0.75, 0.125, 0.125) if stance is Stance.SUPPORTS else StanceScores(0.125, 0.75, 0.125)
    report = Report("r", "A title", "", date(2023, 3, 30), outlet="Daily", url="https://example.org/r")
    return Evidence(rank, stance, scores, 0.5, 0.5, quote, 0, len(quote), "", "", report, Origin("o", ("r",)), shelf)


def finding(text: str, *evidence: Evidence, as_of: date | None = None) -> Finding:
    reason = Reason(ReasonCode.BOTH_SIDES, "Both.")
    counts = {"support_origins": 2, "conflict_origins": 1}
    return Finding(Claim(text, as_of=as_of), Conclusion.MIXED, 0.5, reason, evidence, counts)


def rows(texts: list[str]) -> list[BatchRow]:
    made = []
    for number, text in enumerate(texts, 1):
        if number % 3 == 0:
            made.append(BatchRow(number, number, "", error=InputError("no claim in it", "Add one."), claim=Claim(text)))
        else:
            made.append(BatchRow(number, number, f"c{number}", finding(text, as_of=date(2023, 4, number % 28 + 1))))
    return made


def test_json_rows_have_the_same_keys_whether_checked_or_not(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    writer, _ = open_writer(path)
    for row in rows(["a", "b", "c"]):
        writer.write(row)
        assert path.read_text().count("\n") == row.row, "a row must be in the file as soon as it is written"
    writer.close()
    read = [json.loads(line) for line in path.read_text().splitlines()]
    assert [list(row) for row in read] == [list(read[0])] * 3
    assert [(row["row"], row["status"]) for row in read] == [(1, "ok"), (2, "ok"), (3, "error")]
    assert read[2]["error"] == {"message": "no claim in it", "hint": "Add one."}
    assert read[2]["claim"]["text"] == "c"
    assert read[0]["error"] is None


def test_csv_shows_the_best_in_time_passage_of_each_side() -> None:
    stream = io.StringIO()
    CsvWriter(stream).write(
        BatchRow(
            1,
            2,
            "x",
            finding(
                "The claim",
                passage(Stance.SUPPORTS, "a later yes", shelf=Shelf.LATER),
                passage(Stance.SUPPORTS, "yes"),
                passage(Stance.SUPPORTS, "second yes", rank=2),
                passage(Stance.CONFLICTS, "=1+1"),
            ),
        )
    )
    stream.seek(0)
    [row] = csv.DictReader(stream)
    assert list(row) == list(CSV_HEADER)
    assert row["line"] == "2"
    assert row["top_support_quote"] == "yes"
    assert row["top_conflict_quote"] == "'=1+1", "a quote must not run as a formula"
    assert (row["top_support_source"], row["top_support_date"]) == ("Daily", "2023-03-30")
    assert (row["top_support_probability"], row["confidence"]) == ("0.7500", "0.5000")
    assert (row["support_origins"], row["conflict_origins"], row["error"]) == ("2", "1", "")


def test_a_csv_error_row_says_why() -> None:
    stream = io.StringIO()
    CsvWriter(stream).write(BatchRow(1, 9, "x", error=InputError("no claim", "Add one.")))
    stream.seek(0)
    [row] = csv.DictReader(stream)
    assert (row["status"], row["finding"], row["error"]) == ("error", "", "no claim. Add one.")


@pytest.mark.parametrize(
    ("message", "hint", "wanted"),
    [("no claim", "", "no claim"), ("What claim?", "Add one.", "What claim? Add one."), ("Gone.", "Go.", "Gone. Go.")],
)
def test_a_csv_error_has_one_full_stop_between_its_sentences(message: str, hint: str, wanted: str) -> None:
    row = BatchRow(1, 9, "x", error=InputError(message, hint))
    assert batch_row_to_cells(row)[-1] == wanted


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_a_full_disk_is_told_with_the_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.symlink_to("/dev/full")
    with pytest.raises(InputError, match=f"cannot write .*{name}: No space left") as caught:
        open_writer(path)[0].write(rows(["a"])[0])
    assert "--resume" in caught.value.hint


@pytest.mark.parametrize("kind", [JsonlWriter, CsvWriter])
def test_a_reader_that_left_is_no_trouble_of_the_file(kind: type[JsonlWriter | CsvWriter]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(BrokenPipeError), os.fdopen(writing, "w") as stream:
        kind(stream, path=Path("/dev/stdout")).write(rows(["a"])[0])


def test_a_device_is_not_continued() -> None:
    with pytest.raises(InputError, match="/dev/null is no regular file"):
        open_writer(Path("/dev/null"), resume=True)


def test_a_row_knows_how_it_was_made(tmp_path: Path) -> None:
    items = (
        passage(Stance.SUPPORTS, "yes"),
        passage(Stance.SUPPORTS, "again", rank=2),
        passage(Stance.CONFLICTS, "no"),
    )
    made = replace(
        finding("a", *items),
        counts={"supports": 2, "conflicts": 4},
        models={"stance_sha256": "5", "encoder_sha256": "7"},
        index={"path": "index", "format": 1, "reports": 3, "passages": 9},
    )
    path = tmp_path / "out.jsonl"
    writer, _ = open_writer(path)
    writer.write(BatchRow(1, 1, "", made))
    writer.write(BatchRow(2, 2, "", finding("b")))
    writer.close()
    first, second = read_done(path)[0]
    assert first.made == Made("index", 3, 9, "7", "5", 2, 1, frozenset({"Daily"}))
    assert second.made is None, "a finding that doesn't say"


awkward = st.lists(st.text(max_size=30) | st.sampled_from(['a "b"\nc', "x\r", ",", "\n", "=1", '"', "\ud800", "é" * 9]))


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
@settings(max_examples=60, deadline=None)
@given(texts=awkward, cut=st.floats(0, 1), data=st.data())
def test_a_file_cut_anywhere_continues_to_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, name: str, texts: list[str], cut: float, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("cut") / name
    wanted = rows(texts)
    writer, _ = open_writer(path)
    for row in wanted:
        writer.write(row)
    writer.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    writer, done = open_writer(path, resume=True)
    assert [row.row for row in done] == list(range(1, len(done) + 1))
    for row in wanted[len(done) :]:
        writer.write(row)
    writer.close()
    assert path.read_bytes() == whole


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_done_rows_know_their_claim_and_finding(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    writer, done = open_writer(path, resume=True)
    assert done == [], "a missing file is a new one"
    for row in rows(["=a", "b,\nb", "c"]):
        writer.write(row)
    writer.close()
    done, size = read_done(path)
    assert size == path.stat().st_size
    assert [row.conclusion for row in done] == [Conclusion.MIXED, Conclusion.MIXED, None]
    assert done[0].is_for(Claim("=a", id="c1", as_of=date(2023, 4, 2)))
    assert not done[0].is_for(Claim("=a", id="c1", as_of=date(2023, 4, 3)))
    assert not done[0].is_for(Claim("=a", id="c2", as_of=date(2023, 4, 2)))
    assert not done[0].is_for(Claim("a", id="c1", as_of=date(2023, 4, 2)))
    assert done[1].is_for(Claim("b,\nb", id="c2", as_of=date(2023, 4, 3)))


@pytest.mark.parametrize(("name", "keeps_speaker"), [("out.jsonl", True), ("out.csv", False)])
def test_another_speaker_is_noticed_where_the_result_keeps_one(tmp_path: Path, name: str, keeps_speaker: bool) -> None:
    claim = Claim("a", id="=x", speaker="Ann")
    writer, _ = open_writer(tmp_path / name)
    writer.write(BatchRow(1, 1, "=x", replace(finding("a"), claim=claim)))
    writer.close()
    [row], _ = read_done(tmp_path / name)
    assert row.is_for(claim)
    assert row.is_for(Claim("a", id="=x", speaker="Bea")) is not keeps_speaker
    assert row.is_for(Claim("a", id="=x")) is not keeps_speaker


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
@pytest.mark.parametrize("mended", [[], [1], [3], [1, 3, 4]])
def test_mended_rows_take_their_place_and_all_others_stay(tmp_path: Path, name: str, mended: list[int]) -> None:
    path = tmp_path / name
    wanted = rows(["a", 'b "b"\nb', "c", "=d"])
    broken = [
        BatchRow(row.row, row.line, row.id, error=InputError("bad")) if row.row in mended else row for row in wanted
    ]
    for target, content in ((tmp_path / f"whole-{name}", wanted), (path, broken)):
        writer, _ = open_writer(target)
        for row in content:
            writer.write(row)
        writer.close()
    path.chmod(0o640)
    mender = RowMender(path)
    for row in wanted:
        if row.row in mended:
            mender.write(row)
    before = path.read_bytes()
    assert before != (tmp_path / f"whole-{name}").read_bytes() or not mended
    mender.close()
    assert path.read_bytes() == (tmp_path / f"whole-{name}").read_bytes()
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, f"whole-{name}"]), "nothing is left beside it"


def test_a_file_that_needs_no_mending_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    writer, _ = open_writer(path)
    for row in rows(["a", "b", "c"]):
        writer.write(row)
    writer.close()
    before = path.stat()
    mender = RowMender(path)
    mender.write(rows(["a", "b", "c"])[2])
    mender.close()
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_interrupted_mending_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.jsonl"
    writer, _ = open_writer(path)
    for row in rows(["a", "b", "c"]):
        writer.write(row)
    writer.close()
    before = path.read_bytes()
    mender = RowMender(path)
    mender.write(BatchRow(3, 3, "c3", finding("c")))
    monkeypatch.setattr("shutil.copymode", stop)
    with pytest.raises(InputError, match="No space left"):
        mender.close()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["notes.jsonl", "notes.csv"])
@pytest.mark.parametrize("content", ["my notes", "my notes\n", '{"other": 1}\n', "a,b\n1,2\n", '{"row": 1}\n', "\n"])
def test_a_file_that_is_not_ours_is_never_cut(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InputError, match="notes"):
        open_writer(path, resume=True)
    assert path.read_text() == content


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_a_missing_row_is_noticed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    writer, _ = open_writer(path)
    for row in (rows(["a", "b"])[0], BatchRow(3, 3, "", finding("c"))):
        writer.write(row)
    writer.close()
    with pytest.raises(InputError, match=r"row 2 is missing \(found row 3"):
        read_done(path)


def test_a_file_that_cannot_be_written_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot write"):
        open_writer(tmp_path / "missing" / "out.jsonl")


def test_an_endless_cell_stays_readable(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    writer, _ = open_writer(path)
    writer.write(BatchRow(1, 1, "", error=InputError("too long"), claim=Claim("x" * 1_000_000)))
    writer.close()
    [row], _ = read_done(path)
    assert len(row.claim) == 32_000
    assert row.is_for(Claim("x" * 1_000_000))


def lines(path: Path) -> list[Finding | Skipped]:
    return list(read_findings(path))


def test_results_of_batch_are_read_for_review(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with path.open("w") as stream, JsonlWriter(stream) as writer:
        for row in rows(["a", "b", "c"]):
            writer.write(row)
    first, second, third = lines(path)
    assert isinstance(first, Finding)
    assert isinstance(second, Finding)
    assert (first.claim.text, second.claim.text) == ("a", "b")
    assert third == Skipped(str(path), 3, "not checked (no claim in it)")


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_one_document_of_a_claim_or_an_article_is_read(tmp_path: Path, indent: int | None, encoding: str) -> None:
    from factcheck.report import finding_to_dict

    path = tmp_path / "one.json"
    one = finding_to_dict(finding("Zürich é"))
    path.write_text(json.dumps(one, indent=indent), encoding)
    [read] = lines(path)
    assert isinstance(read, Finding)
    assert read.claim.text == "Zürich é"
    path.write_text(json.dumps({"article": {}, "claims": [one, {"claim": one["claim"]}]}, indent=indent), encoding)
    read, skipped = lines(path)
    assert isinstance(read, Finding)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "claim 2: no finding in it"


def test_a_bad_line_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    from factcheck.report import dump_line, finding_to_dict

    good = dump_line(finding_to_dict(finding("a")))
    path = tmp_path / "out.jsonl"
    path.write_text(f'{good}\n{{"finding": 1}}\n\n{{broken\n{good}\n')
    read = lines(path)
    assert [type(item) for item in read] == [Finding, Skipped, Skipped, Finding]
    assert [item.line for item in read if isinstance(item, Skipped)] == [2, 4]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"plain text", b"\x00\x01\x02", b"[1, 2]", b"\xff\xfeA\x00"])
def test_what_holds_no_results_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"bad\.jsonl"):
        lines(path)
    with pytest.raises(InputError, match="cannot read"):
        lines(tmp_path)
