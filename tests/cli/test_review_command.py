"""``factcheck review`` line by line over a real index, and taking the decisions away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import HashEncoder, evidence, finding
from typer.testing import CliRunner

from factcheck.cli.review import app, load
from factcheck.cli.review_view import shelf_title
from factcheck.errors import FactcheckError, InputError, UsageError
from factcheck.report import BatchRow, open_writer
from factcheck.store import create_store, open_store
from factcheck.types import Claim, Conclusion, Decision, DecisionKind, Finding, Shelf, Stance

S, C = Stance.SUPPORTS, Stance.CONFLICTS


def named(text: str, conclusion: Conclusion = Conclusion.SUPPORTED) -> Finding:
    items = (
        evidence(S, origin="a", quote=f"{text} Yes, said the mayor."),
        evidence(S, origin="b", quote="Yes again.", rank=2, copies=("r1", "r2", "r3")),
        evidence(C, origin="c", quote="No, \x1b[31msaid\x1b[0m the \u202ecouncil."),
        evidence(C, origin="d", quote="Later, no.", shelf=Shelf.LATER),
    )
    return finding(*items, conclusion=conclusion, claim=Claim(text, as_of=date(2024, 6, 1)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an index and the results of four claims, of which one failed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTCHECK_INDEX", raising=False)
    monkeypatch.setenv("FACTCHECK_REVIEWER", "ann")
    create_store(tmp_path / "index", encoder=HashEncoder()).close()
    writer, _ = open_writer(tmp_path / "out.jsonl")
    for number, text in enumerate(["Pier A opened.", "Pier B opened.", "", "Pier D opened."], 1):
        row = (
            BatchRow(number, number, "", finding=named(text)) if text else BatchRow(3, 3, "", error=InputError("empty"))
        )
        writer.write(row)
    writer.close()
    return tmp_path


Review = Callable[..., str]


@pytest.fixture
def review(folder: Path) -> Review:
    """Run the command with answers on its input; return what it printed."""

    def run(*arguments: str, answers: str = "", code: int = 0) -> str:
        result = CliRunner().invoke(app, list(arguments), input=answers)
        if isinstance(result.exception, FactcheckError):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    return run


def decisions(folder: Path) -> list[Decision]:
    store = open_store(folder / "index")
    try:
        return store.decisions()
    finally:
        store.close()


def test_numbers_over_a_pipe_decide_and_the_end_of_input_keeps_all(folder: Path, review: Review) -> None:
    printed = review("out.jsonl", answers="1\n6 2 2\n3\n")
    assert [(entry.claim, entry.kind, entry.value) for entry in decisions(folder)] == [
        ("Pier A opened.", DecisionKind.FINDING, "supported"),
        ("Pier B opened.", DecisionKind.EVIDENCE, "conflicts"),
        ("Pier B opened.", DecisionKind.FINDING, "conflicting"),
    ]
    assert {entry.reviewer for entry in decisions(folder)} == {"ann"}
    assert "Claim 1 of 3, 0 decided." in printed
    assert "Claim 3 of 3, 2 decided." in printed
    assert "left out: out.jsonl, line 3: not checked (empty)" in printed
    assert "2 of 3 decided, 0 skipped, 1 open" in printed
    assert "go on with: factcheck review out.jsonl" in printed


def test_plain_text_moves_no_cursor_and_passes_nothing_hostile_on(review: Review) -> None:
    printed = review("out.jsonl", "--plain", answers="0\n")
    assert all(character == "\n" or character >= " " for character in printed)
    assert "\u202e" not in printed
    assert "Quote: “No, said the council.”" in printed
    assert "One text in 3 reports, counted once" in printed


def test_passages_alternate_sides_and_marks_go_to_the_one_shown(folder: Path, review: Review) -> None:
    printed = review("out.jsonl", answers="p 2 c\np 3 i\np\n4\n1\n")
    shown = [line for line in printed.splitlines() if line.startswith("Passage ")][:4]
    assert [line.split(",")[0] for line in shown] == [
        "Passage 1: supports",
        "Passage 2: conflicts",
        "Passage 3: supports",
        "Passage 4: conflicts",
    ]
    assert "Later than 1 Jun 2024 (not counted)" in shown[3]
    assert [(entry.quote, entry.value, entry.machine) for entry in decisions(folder)] == [
        ("No, \x1b[31msaid\x1b[0m the \u202ecouncil.", "conflicts", "conflicts"),
        ("Yes again.", "irrelevant", "supports"),
        ("Later, no.", "supports", "conflicts"),
    ]


def test_the_next_run_says_where_it_goes_on(review: Review) -> None:
    review("out.jsonl", answers="a\n")
    printed = review("out.jsonl", answers="")
    assert "Resumed at claim 2." in printed
    assert "Claim 2 of 3, 1 decided." in printed


def test_undo_back_note_and_the_closing_question(folder: Path, review: Review) -> None:
    printed = review("out.jsonl", answers="a\nu\ns\nw\n look here\nl\nm\n11\nb\nf\n5\n0\n")
    assert "Taken back: supported." in printed
    assert "Taken back: mixed." in printed
    assert "Nothing is left to decide. 0 to finish, 11 to undo, 9 to go back." in printed
    kinds = [(entry.kind.value, entry.value) for entry in decisions(folder)]
    assert kinds == [
        ("finding", "supported"),
        ("undo", "1"),
        ("finding", "supported"),
        ("note", "look here"),
        ("skip", ""),
        ("finding", "mixed"),
        ("undo", "6"),
        ("finding", "not_enough"),
    ]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("", "Nothing chosen."),
        ("99", "That isn't one of the choices."),
        ("supported please", "That isn't one of the choices."),
        ("p 9 1", "There are passages 1 to 4; nothing marked."),
        ("p x", "There are passages 1 to 4; nothing marked."),
        ("p 1 9", "That isn't one of the three; nothing marked."),
        ("w\n", "No note."),
    ],
)
def test_what_is_not_understood_decides_nothing(folder: Path, review: Review, answer: str, said: str) -> None:
    assert said in review("out.jsonl", answers=answer + "\n")
    assert decisions(folder) == []


def test_export_is_one_record_in_two_forms(folder: Path, review: Review) -> None:
    review("out.jsonl", answers="p 1 2\na\nu\ns\n")
    lines = [json.loads(line) for line in review("export").splitlines() if line.startswith("{")]
    assert [(line["kind"], line["state"]) for line in lines] == [
        ("evidence", "standing"),
        ("finding", "undone"),
        ("finding", "standing"),
    ]
    assert lines[0]["reviewer"] == "ann"
    assert lines[0]["report_outlet"] == "Harrow Post"
    printed = review("export", "-o", "decisions.csv")
    assert "3 decisions written to decisions.csv" in printed
    rows = list(csv.DictReader(io.StringIO((folder / "decisions.csv").read_text())))
    assert [row["id"] for row in rows] == [str(line["id"]) for line in lines]
    assert list(folder.glob("*.part")) == []


def test_export_for_training_is_what_the_trainer_reads(folder: Path, review: Review) -> None:
    from factcheck.train import read_pairs

    review("out.jsonl", answers="p 1 2\np 2 3\np 3 1\n")
    review("export", "--for-training", "-o", "ours.jsonl")
    pairs = read_pairs(folder / "ours.jsonl")
    assert [pair.label for pair in pairs] == [1, 2, 0]
    assert pairs[0].premise == "Bridge opens. 2 May 2024. Pier A opened. Yes, said the mayor."


def test_export_to_a_folder_that_is_not_there(review: Review) -> None:
    with pytest.raises(InputError, match="cannot write"):
        review("export", "-o", "missing/decisions.csv")


def test_help_shows_both_ways(review: Review) -> None:
    printed = review("--help")
    for expected in ("RESULTS", "--claim", "--as-of", "--plain", "--reviewer", "export"):
        assert expected in printed
    assert "--for-training" in review("export", "--help")
    assert "--plain" in review("out.jsonl", "--help")


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        (["missing.jsonl"], InputError, "cannot read missing.jsonl"),
        (["-"], UsageError, "answers from standard input"),
        (["out.jsonl", "--claim", "x"], UsageError, "either a file of results or --claim"),
        (["--plain"], UsageError, "either a file of results or --claim"),
        (["out.jsonl", "--as-of", "2024-01-01"], UsageError, "--as-of goes with --claim"),
        (["table.csv"], InputError, "CSV"),
        (["errors.jsonl"], InputError, "no finding to review"),
    ],
)
def test_wrong_use_is_told(
    folder: Path, review: Review, arguments: list[str], kind: type[FactcheckError], message: str
) -> None:
    (folder / "errors.jsonl").write_text('{"row": 1, "status": "error"}\n')
    with pytest.raises(kind, match=message) as caught:
        review(*arguments)
    assert "missing.jsonl" in arguments or caught.value.hint


def test_claim_is_checked_first(folder: Path, review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.workbench import Workbench

    asked: list[tuple[str, str | None]] = []

    def check(self: Workbench, claim: str, *, as_of: str | None = None) -> Finding:
        asked.append((claim, as_of))
        return named(claim)

    monkeypatch.setattr(Workbench, "check", check)
    printed = review("--claim", "Pier X opened.", "--as-of", "1 June 2024", "--reviewer", "bob", answers="m\n")
    assert asked == [("Pier X opened.", "1 June 2024")]
    assert "Claim 1 of 1, 0 decided." in printed
    [entry] = decisions(folder)
    assert (entry.claim, entry.value, entry.machine, entry.reviewer) == ("Pier X opened.", "mixed", "supported", "bob")


def test_a_pretty_printed_article_is_read(folder: Path) -> None:
    from factcheck.report import article_to_dict
    from factcheck.types import ArticleClaim, Report

    one = named("Pier A opened.")
    document = article_to_dict(Report("a", "T", "Pier A opened."), [(ArticleClaim(one.claim, "s", 0, 1, 0.5), one)])
    path = folder / "article.json"
    path.write_text(json.dumps(document, indent=2))
    [read] = load(path)
    assert read.claim == one.claim
    assert read.evidence == tuple(replace(item, report=replace(item.report, text="")) for item in rounded(one).evidence)


def rounded(one: Finding) -> Finding:
    """A finding with its numbers as they are after writing."""
    from factcheck.report import finding_from_dict, finding_to_dict

    return finding_from_dict(finding_to_dict(one))


def test_marks_name_who_made_them(review: Review) -> None:
    review("out.jsonl", "--reviewer", "bob", answers="p 2 c\n0\n")
    printed = review("out.jsonl", answers="0\n")
    assert "Marked: conflicts by bob" in printed


def test_an_undecided_passage_that_is_not_counted_says_so(folder: Path, review: Review) -> None:
    items = (
        evidence(Stance.NEUTRAL, origin="a", quote="Plans exist.", day=None, shelf=Shelf.UNDATED),
        evidence(Stance.NEUTRAL, origin="b", quote="Plans changed.", shelf=Shelf.LATER),
        evidence(Stance.NEUTRAL, origin="c", quote="Plans."),
    )
    found = finding(*items, conclusion=Conclusion.NOT_ENOUGH, claim=Claim("Pier E opened.", as_of=date(2024, 6, 1)))
    writer, _ = open_writer(folder / "plans.jsonl")
    writer.write(BatchRow(1, 1, "", finding=found))
    writer.close()
    shown = {row.split(":")[0]: row for row in review("plans.jsonl", answers="0\n").splitlines()}
    assert "not counted" not in shown["Passage 1"]
    assert "Later than 1 Jun 2024 (not counted)" in shown["Passage 2"]
    assert "no date" in shown["Passage 3"] and "Undated (not counted)" in shown["Passage 3"]
    assert [shelf_title(item, found) for item in items] == [
        "Nearest passages, undecided: undated (not counted)",
        "Nearest passages, undecided: later than 1 Jun 2024 (not counted)",
        "Nearest passages, undecided",
    ]


def test_one_decision_is_one(review: Review) -> None:
    review("out.jsonl", answers="a\n0\n")
    assert "1 decision written" in review("export", "-o", "decisions.csv")
