"""The commands as users run them, through ``main()``: data on stdout, narration on stderr, exit codes."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import HashEncoder, RuleStance, scores

from factcheck.cli.main import main
from factcheck.errors import ModelTrouble
from factcheck.types import Stance, StanceScores

REPORTS = [
    {"id": "a", "title": "Bridge opens", "date": "2024-05-02", "outlet": "Harrow Post",
     "text": "The new bridge over the Ash opened on Thursday. It cost 61 million crowns to build it."},
    {"id": "b", "title": "No bridge yet", "date": "2024-05-03", "outlet": "Ash Echo",
     "text": "The new bridge over the Ash has not opened. Engineers found cracks in the new bridge."},
    {"id": "c", "title": "Bridge shut", "date": "2025-01-09", "outlet": "Harrow Post",
     "text": "The new bridge over the Ash did not stay open for long, and was closed in the new year."},
    {"id": "u", "title": "A note on the bridge", "text": "The new bridge over the Ash opened in sunshine."},
]  # fmt: skip
CLAIM = "The new bridge over the Ash opened."


FIRM = 0.98
"""A reading that no refit of the combination leaves undecided."""


def rule(claim: str, premise: str) -> StanceScores:
    if "has not opened" in premise.split(". ")[-1] or "closed" in premise:
        return scores(Stance.CONFLICTS, FIRM)
    return scores(Stance.SUPPORTS if "opened" in premise.split(". ")[-1] else Stance.NEUTRAL, FIRM)


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> RuleStance:
    stance = RuleStance(rule)
    monkeypatch.setattr("factcheck.models.load_encoder", lambda name=None: HashEncoder())
    monkeypatch.setattr("factcheck.models.load_stance", lambda name=None, threads=None: stance)
    return stance


@pytest.fixture
def run(
    models: RuleStance, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Callable[..., Ran]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTCHECK_INDEX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def call(*arguments: str) -> Ran:
        capfdbinary.readouterr()
        monkeypatch.setattr(sys, "argv", ["factcheck", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        told = capfdbinary.readouterr()
        return Ran(int(left.value.code or 0), told.out.decode(), told.err.decode())

    return call


@pytest.fixture
def built(run: Callable[..., Ran], tmp_path: Path) -> Callable[..., Ran]:
    (tmp_path / "index").mkdir()
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, REPORTS)), "utf-8")
    assert run("index", "build", "reports.jsonl", "--index", "index").code == 0
    return run


def test_a_claim_shows_both_sides_and_sets_later_and_undated_apart(built: Callable[..., Ran]) -> None:
    told = built("claim", CLAIM, "--as-of", "2024-06-01")
    assert told.code == 0
    assert "MIXED" in told.out
    assert "“The new bridge over the Ash opened on Thursday.”" in told.out
    assert "“The new bridge over the Ash has not opened.”" in told.out
    assert told.out.index("Later than 1 Jun 2024") < told.out.index("did not stay open")
    assert told.out.index("Undated (not counted)") < told.out.index("opened in sunshine")
    assert "\x1b" not in told.out


def test_json_of_a_claim_keeps_the_contract(built: Callable[..., Ran], tmp_path: Path) -> None:
    data = built("claim", CLAIM, "--as-of", "2024-06-01", "--json").json
    assert data["finding"] == "mixed"
    assert data["claim"]["as_of"] == "2024-06-01"
    assert data["reason"]["code"] == "both_sides"
    texts = {r["id"]: r["text"] for r in REPORTS}
    shelves = {item["report"]["id"]: item["shelf"] for item in data["evidence"] if item["stance"] != "neutral"}
    assert shelves == {"a": "in_time", "b": "in_time", "c": "later", "u": "undated"}
    for item in data["evidence"]:
        assert item["quote"] == texts[item["report"]["id"]][item["start"] : item["end"]]
        assert len(item["report"]["sha256"]) == 64
    assert data["models"]["stance"] == "rule"
    assert data["index"]["reports"] == 4


def test_without_an_as_of_day_the_whole_archive_counts(built: Callable[..., Ran]) -> None:
    data = built("claim", CLAIM, "--json").json
    assert {item["shelf"] for item in data["evidence"]} == {"in_time"}
    assert data["counts"]["conflict_origins"] == 2


def test_only_and_outlet(built: Callable[..., Ran]) -> None:
    only = built("claim", CLAIM, "--as-of", "2024-06-01", "--only", "conflicts", "--json").json
    assert {item["stance"] for item in only["evidence"]} == {"conflicts"}
    assert only["finding"] == "mixed"
    outlet = built("claim", CLAIM, "--as-of", "2024-06-01", "--outlet", "harrow post", "--json").json
    assert outlet["finding"] == "supported"
    assert {item["report"]["outlet"] for item in outlet["evidence"]} == {"Harrow Post"}


@pytest.mark.parametrize(("wanted", "code"), [("mixed", 1), ("conflicting", 0), ("not-enough", 0)])
def test_fail_on(built: Callable[..., Ran], wanted: str, code: int) -> None:
    assert built("claim", CLAIM, "--as-of", "2024-06-01", "--fail-on", wanted).code == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claim", "  "), "the claim is empty"),
        (("claim", CLAIM, "--as-of", "31 February 2024"), "'31 February 2024' is not a date"),
        (("claim", "x" * 3000), "at most 2,000"),
        (("batch", "none.txt"), "cannot read none.txt"),
        (("batch", "reports.jsonl", "--resume"), "--resume needs the result file"),
    ],
)
def test_wrong_usage_says_what_to_do_and_exits_with_2(
    built: Callable[..., Ran], arguments: tuple[str, ...], message: str
) -> None:
    told = built(*arguments)
    assert told.code == 2
    assert message in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


def test_no_index_exits_with_3_and_says_how_to_build_one(run: Callable[..., Ran]) -> None:
    told = run("claim", CLAIM)
    assert told.code == 3
    assert "no index found" in told.err and "factcheck index build" in told.err


def test_model_trouble_exits_with_4(built: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str | None = None, threads: int | None = None) -> None:
        raise ModelTrouble("model.onnx was altered", "Reinstall it.")

    monkeypatch.setattr("factcheck.models.load_stance", broken)
    told = built("claim", CLAIM)
    assert told.code == 4
    assert "model.onnx was altered" in told.err


def test_an_article_is_no_evidence_for_itself_nor_are_its_copies(built: Callable[..., Ran], tmp_path: Path) -> None:
    text = REPORTS[0]["text"] + " The mayor, Ida Holm, said 400 people walked across the bridge on the first day."
    article = {"id": "new", "title": "Bridge opens", "date": "2024-05-20", "text": text}
    (tmp_path / "article.jsonl").write_text(json.dumps(article), "utf-8")
    (tmp_path / "more.jsonl").write_text(json.dumps({**article, "id": "copy", "date": "2024-05-19"}), "utf-8")
    assert built("index", "add", "more.jsonl", "--index", "index").code == 0
    data = built("article", "article.jsonl", "--json").json
    assert data["claims"]
    for claim in data["claims"]:
        sentence = claim["sentence"]
        assert data["article"]["text"][sentence["start"] : sentence["end"]] == sentence["text"]
        assert claim["claim"]["as_of"] == "2024-05-20"
        assert not {e["report"]["id"] for e in claim["evidence"]} & {"new", "copy", "a"}


def test_claims_only_needs_no_index(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(
        "# Bridge\n\n2024-05-02\n\nThe bridge cost 61 million crowns in 2024.\n", "utf-8"
    )
    told = run("article", "story.md", "--claims-only")
    assert told.code == 0
    assert "The bridge cost 61 million crowns in 2024." in told.out


def test_a_batch_accounts_for_every_row_in_order(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(
        f'id,claim,as_of\none,"{CLAIM}",2024-05-02\ntwo,"{CLAIM}",2024-13-01\nthree,Geese fly south.,2024-06-01\n',
        "utf-8",
    )
    told = built("batch", "c.csv", "-o", "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(r["row"], r["id"], r["status"], r["finding"]) for r in rows] == [
        (1, "one", "ok", "supported"),
        (2, "two", "error", None),
        (3, "three", "ok", "not_enough"),
    ]
    assert "line 3: as_of '2024-13-01' is not a date" in told.err
    assert told.code == 0 and told.out == ""
    assert built("batch", "c.csv", "-o", "again.jsonl", "--fail-on", "not-enough").code == 1


def test_a_batch_to_stdout_is_json_lines_and_csv_by_name(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(f"{CLAIM}\n=1+1 is two.\n", "utf-8")
    assert [json.loads(line)["row"] for line in built("batch", "c.txt").out.splitlines()] == [1, 2]
    built("batch", "c.txt", "-o", "out.csv")
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0]["finding"] == "mixed"
    assert not rows[1]["claim"].startswith("=")


@pytest.mark.parametrize("several", [False, True])
def test_an_interrupted_batch_goes_on_where_it_stopped(
    built: Callable[..., Ran],
    models: RuleStance,
    tmp_path: Path,
    several: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(models, "concurrent", several, raising=False)
    (tmp_path / "c.txt").write_text("".join(f"The bridge opened on day {n}.\n" for n in range(1, 7)), "utf-8")
    whole = built("batch", "c.txt", "-o", "whole.jsonl")
    calm = models.rule

    def stop(claim: str, premise: str) -> StanceScores:
        if "day 4" in claim:
            raise KeyboardInterrupt
        return calm(claim, premise)

    models.rule = stop
    told = built("batch", "c.txt", "-o", "part.jsonl", "--jobs", "2")
    assert told.code == 130
    assert "3 of 6 rows are written" in told.err and "--resume" in told.err
    models.rule = calm
    resumed = built("batch", "c.txt", "-o", "part.jsonl", "--resume")
    assert resumed.code == whole.code == 0
    assert "3 rows are done already" in resumed.err

    def rows(name: str) -> list[dict]:
        lines = (tmp_path / name).read_text("utf-8").splitlines()
        return [{**json.loads(line), "seconds": 0} for line in lines]

    assert rows("part.jsonl") == rows("whole.jsonl")


def test_resuming_with_other_claims_is_refused(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("One bridge opened.\n", "utf-8")
    built("batch", "c.txt", "-o", "out.jsonl")
    (tmp_path / "c.txt").write_text("Another bridge opened.\nAnd one more.\n", "utf-8")
    told = built("batch", "c.txt", "-o", "out.jsonl", "--resume")
    assert told.code == 2
    assert "another claim than line 1" in told.err


def test_resuming_with_another_day_says_so(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(CLAIM, "utf-8")
    built("batch", "c.txt", "-o", "out.jsonl", "--as-of", "2024-06-01")
    told = built("batch", "c.txt", "-o", "out.jsonl", "--resume", "--as-of", "2024-06-02")
    assert told.code == 2
    assert "(judged as of 2024-06-01, now as of 2024-06-02)" in told.err


@pytest.mark.parametrize(
    ("before", "now", "message"),
    [
        ((), (), ""),
        (("--limit", "1"), ("--limit", "1"), ""),
        (("--limit", "2"), ("--limit", "9"), ""),  # two were all there was
        (("--limit", "1"), (), "made with --limit 1, not with 5"),
        ((), ("--limit", "1"), "made with --limit 2, not with 1"),
        (("--outlet", "Harrow Post"), ("--outlet", "harrow post"), ""),
        ((), ("--outlet", "Harrow Post"), "made without this --outlet: it has evidence of an unknown outlet"),
        ((), ("--index", "other"), "made with the index index (4 reports), not with other"),
    ],
)
def test_resuming_in_another_way_is_refused(
    built: Callable[..., Ran], tmp_path: Path, before: tuple[str, ...], now: tuple[str, ...], message: str
) -> None:
    (tmp_path / "more.jsonl").write_text("\n".join(map(json.dumps, REPORTS[:3])), "utf-8")
    built("index", "build", "more.jsonl", "--index", "other")
    (tmp_path / "c.txt").write_text(CLAIM + "\n", "utf-8")
    assert built("batch", "c.txt", "-o", "out.jsonl", *before).code == 0
    (tmp_path / "c.txt").write_text(f"{CLAIM}\nGeese fly south.\n", "utf-8")
    kept = (tmp_path / "out.jsonl").read_bytes()
    told = built("batch", "c.txt", "-o", "out.jsonl", "--resume", *now)
    assert told.code == (2 if message else 0), told.err
    assert message in told.err
    assert "warning" not in told.err
    assert ((tmp_path / "out.jsonl").read_bytes() == kept) is bool(message)


def test_resuming_with_another_stance_model_is_refused(
    built: Callable[..., Ran], models: RuleStance, tmp_path: Path
) -> None:
    (tmp_path / "c.txt").write_text(CLAIM, "utf-8")
    built("batch", "c.txt", "-o", "out.jsonl")
    models.sha256 = "2" * 64
    told = built("batch", "c.txt", "-o", "out.jsonl", "--resume")
    assert told.code == 2
    assert "made with another stance model" in told.err


def test_resuming_after_the_index_grew_or_moved_warns(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(CLAIM, "utf-8")
    built("batch", "c.txt", "-o", "out.jsonl")
    (tmp_path / "index").rename(tmp_path / "moved")
    told = built("batch", "c.txt", "-o", "out.jsonl", "--resume", "--index", "moved")
    assert told.code == 0
    assert "warning: the rows that are done were made with the index index, now it is moved" in told.err
    (tmp_path / "moved").rename(tmp_path / "index")
    (tmp_path / "more.jsonl").write_text(json.dumps({"id": "n", "text": "The bridge is new and open."}), "utf-8")
    built("index", "add", "more.jsonl", "--index", "index")
    told = built("batch", "c.txt", "-o", "out.jsonl", "--resume")
    assert told.code == 0
    assert "warning: the index changed since: it had 4 reports then, now 5" in told.err


@pytest.mark.parametrize(
    ("before", "now", "warned"),
    [
        (("--outlet", "Ash Echo"), (), True),
        (("--outlet", "Ash Echo"), ("--outlet", "Ash Echo"), False),
        ((), (), False),
    ],
)
def test_resuming_without_an_earlier_outlet_warns(
    built: Callable[..., Ran], tmp_path: Path, before: tuple[str, ...], now: tuple[str, ...], warned: bool
) -> None:
    (tmp_path / "c.txt").write_text(f"{CLAIM}\n{CLAIM[:-1]} early.\n", "utf-8")
    built("batch", "c.txt", "-o", "out.jsonl", *before)
    told = built("batch", "c.txt", "-o", "out.jsonl", "--resume", *now)
    assert told.code == 0
    expected = "warning: all evidence of the rows that are done is of Ash Echo; if they were made with --outlet"
    assert (expected in told.err) is warned


def test_one_row_is_told_as_one(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(CLAIM, "utf-8")
    built("batch", "c.txt", "-o", "out.jsonl")
    assert "1 row is done already" in built("batch", "c.txt", "-o", "out.jsonl", "--resume").err


GERMAN = "Die neue Brücke über die Asche wurde nicht eröffnet."
NOT_ENGLISH = "doesn't look like English; only English is read"


def test_another_language_is_told_on_stderr_alone(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{GERMAN}\n\n{GERMAN} Das hat die Stadt am Montag mitgeteilt.\n", "utf-8")
    (tmp_path / "c.txt").write_text(f"{CLAIM}\n{GERMAN}\n", "utf-8")
    told = built("claim", GERMAN, "--json")
    assert told.err.count("\n") == 1 and f"the claim {NOT_ENGLISH}" in told.err
    assert set(told.json) == set(built("claim", CLAIM, "--json").json)
    assert f"the article {NOT_ENGLISH}" in built("article", "a.txt").err
    assert f"the article {NOT_ENGLISH}" in built("article", "a.txt", "--claims-only").err
    told = built("batch", "c.txt")
    assert "note: 1 of 2 claims doesn't look like English (row 2); only English is read" in told.err
    assert len(told.out.splitlines()) == 2
    assert "English" not in built("claim", CLAIM).err + built("batch", "c.txt", "-o", "x.csv").out


def test_the_rows_in_another_language_are_named_up_to_five(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(f"{GERMAN}\n" * 7, "utf-8")
    assert "7 of 7 claims don't look like English (rows 1, 2, 3, 4, 5 and 2 more)" in built("batch", "c.txt").err


def test_resuming_a_table_says_what_it_cannot_know(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(CLAIM, "utf-8")
    built("batch", "c.txt", "-o", "out.csv")
    told = built("batch", "c.txt", "-o", "out.csv", "--resume")
    assert told.code == 0
    assert "warning: a CSV result doesn't keep with which index" in told.err


TABLE = "id,claim,as_of,speaker\n"
BROKEN = (f"a,{CLAIM},3/4/2024,", f"b,{CLAIM},2024-05-02,Ann", f"c,{CLAIM},2024-13-01,", "d,Geese fly south.,,")


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
@pytest.mark.parametrize("written", [4, 3, 1])
@pytest.mark.parametrize("first", [f"a,{CLAIM},2024-05-02,", "e,Geese fly south.,,", "a,,,"])
def test_error_rows_are_tried_again_in_their_place(
    built: Callable[..., Ran], tmp_path: Path, name: str, written: int, first: str
) -> None:
    def rows(result: str) -> list[dict]:
        if name.endswith(".csv"):
            with (tmp_path / result).open(newline="", encoding="utf-8") as stream:
                return list(csv.DictReader(stream))
        lines = (tmp_path / result).read_text("utf-8").splitlines()
        return [{**json.loads(line), "seconds": 0} for line in lines]

    (tmp_path / "c.csv").write_text(TABLE + "\n".join(BROKEN[:written]), "utf-8")
    built("batch", "c.csv", "-o", name)
    (tmp_path / "c.csv").write_text(TABLE + "\n".join((first, *BROKEN[1:])), "utf-8")
    whole = built("batch", "c.csv", "-o", f"whole-{name}")
    told = built("batch", "c.csv", "-o", name, "--resume", "--fail-on", "mixed")
    assert told.code == 0
    done = "1 row is" if written == 1 else f"{written} rows are"
    assert f"{done} done already" in told.err and "tried again" in told.err
    assert ("going on with" in told.err) is (written < 4)
    assert rows(name) == rows(f"whole-{name}")
    assert told.err.splitlines()[-7:-1] == whole.err.splitlines()[-7:-1], "the same table at the end"


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (BROKEN[1], 0),
        (BROKEN[1].replace("b,", "bb,"), 2),
        (BROKEN[1].replace("Ann", "Bea"), 2),
        (BROKEN[1].replace("2024-05-02", "2024-05-03"), 2),
        (BROKEN[1].replace("2024-05-02", "3/4/2024"), 2),
        ("b,Geese fly south.,2024-05-02,Ann", 2),
    ],
)
def test_behind_an_error_row_too_other_claims_are_refused(
    built: Callable[..., Ran], tmp_path: Path, second: str, code: int
) -> None:
    (tmp_path / "c.csv").write_text(TABLE + "\n".join(BROKEN[:2]), "utf-8")
    built("batch", "c.csv", "-o", "out.jsonl")
    before = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "c.csv").write_text(TABLE + f"{BROKEN[0]}\n{second}", "utf-8")
    told = built("batch", "c.csv", "-o", "out.jsonl", "--resume")
    assert told.code == code
    assert ("another claim than line 3" in told.err) is (code == 2)
    assert (tmp_path / "out.jsonl").read_bytes() == before


def test_what_was_mended_before_an_interruption_is_kept(
    built: Callable[..., Ran], models: RuleStance, tmp_path: Path
) -> None:
    claims = [f"{n},The bridge opened on day {n}.,2024-13-01" for n in range(1, 4)]
    (tmp_path / "c.csv").write_text("id,claim,as_of\n" + "\n".join(claims), "utf-8")
    built("batch", "c.csv", "-o", "out.jsonl")
    (tmp_path / "c.csv").write_text("id,claim,as_of\n" + "\n".join(claims).replace("-13-", "-12-"), "utf-8")

    def stop(claim: str, premise: str) -> StanceScores:
        if "day 2" in claim:
            raise KeyboardInterrupt
        return rule(claim, premise)

    models.rule = stop
    told = built("batch", "c.csv", "-o", "out.jsonl", "--resume")
    assert told.code == 130
    states = [json.loads(line)["status"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert states == ["ok", "error", "error"]


@pytest.mark.parametrize(
    ("options", "recommended"),
    [
        (("-o", "out.jsonl"), "factcheck review out.jsonl"),
        (("-o", "my out.jsonl"), "factcheck review 'my out.jsonl'"),
        (("-o", "out.jsonl", "--index", "index"), "factcheck review out.jsonl --index index"),
        (("-o", "out.csv"), ""),
    ],
)
def test_a_batch_recommends_the_review_that_works(
    built: Callable[..., Ran], tmp_path: Path, options: tuple[str, ...], recommended: str
) -> None:
    (tmp_path / "c.txt").write_text(CLAIM, "utf-8")
    last = built("batch", "c.txt", *options).err.splitlines()[-1]
    assert last.endswith(recommended or "write a .jsonl file")
    assert ("factcheck review out.csv" in last) is False


def test_the_input_is_never_overwritten(built: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"claim": "One bridge opened."}\n', "utf-8")
    told = built("batch", "c.jsonl", "-o", "c.jsonl")
    assert told.code == 2
    assert (tmp_path / "c.jsonl").read_text("utf-8") == '{"claim": "One bridge opened."}\n'


def test_doctor_says_the_remedy(run: Callable[..., Ran]) -> None:
    told = run("doctor")
    assert told.code == 3
    assert "factcheck index build" in told.out


def test_doctor_keeps_to_80_columns_without_breaking_a_line(
    built: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = built("doctor")
    assert told.code == 0
    assert len(told.out.splitlines()) == len(built("doctor", "--json").json["checks"])
    assert max(map(len, told.out.splitlines())) <= 80


def test_version_and_help(run: Callable[..., Ran]) -> None:
    from factcheck import __version__

    assert run("--version").out.strip() == f"factcheck {__version__}"
    shown = run("--help").out
    for command in ("claim", "article", "batch", "review", "index", "train", "evaluate", "doctor"):
        assert command in shown


def test_explain_shows_every_candidate_with_its_numbers(built: Callable[..., Ran]) -> None:
    told = built("claim", CLAIM, "--as-of", "2024-06-01", "--explain")
    assert told.code == 0
    assert "How it came about" in told.out
    assert told.out.count("search   dense") == told.out.count("combined supports") > 2
    steps = built("claim", CLAIM, "--as-of", "2024-06-01", "--explain", "--json").json["explain"]
    assert [step["place"] for step in steps] == list(range(1, len(steps) + 1))
    assert {step["shelf"] for step in steps} == {"in_time", "later", "undated"}
    assert all(set(step["reading"]) == {"supports", "conflicts", "neutral"} for step in steps)


def labelled(path: Path, *rows: dict) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def test_findings_are_evaluated(built: Callable[..., Ran], tmp_path: Path) -> None:
    gold = [{"report_id": "a", "quote": "The new bridge over the Ash opened on Thursday.", "stance": "supports"}]
    claims = labelled(
        tmp_path / "claims.jsonl",
        {"id": "1", "claim": CLAIM, "as_of": "2024-05-02", "label": "supported", "gold": gold, "traits": ["date"]},
        {"id": "2", "claim": "Turnips are cheap in Tibet.", "as_of": "2024-05-02", "label": "not_enough"},
    )
    told = built("evaluate", "findings", claims, "--json").json
    assert told["metrics"]["n"] == 2
    assert told["metrics"]["recall_at_1"] == 1.0
    assert told["by_trait"]["date"]["n"] == 1
    (tmp_path / "earlier.json").write_text(json.dumps(told))
    shown = built("evaluate", "findings", claims, "--compare", str(tmp_path / "earlier.json"), "--errors", "3")
    assert shown.code == 0
    assert "+0.000" in shown.out
    assert "gold passages in the first five" in shown.out


def test_comparing_with_something_else_is_refused(built: Callable[..., Ran], tmp_path: Path) -> None:
    claims = labelled(tmp_path / "claims.jsonl", {"claim": CLAIM, "label": "supported"})
    told = built("evaluate", "findings", claims, "--compare", claims)
    assert told.code == 2
    assert "no figures of an earlier run" in told.err


def test_the_search_is_evaluated_and_its_index_kept(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    labelled(
        folder / "verified_claims.jsonl",
        {"id": 0, "claim": "The bridge over the Ash opened.", "title": "Did it open?"},
        {"id": 1, "claim": "Turnips are cheap in Tibet.", "title": "Turnips"},
    )
    labelled(folder / "posts_dev.jsonl", {"id": "p", "post": "turnips so cheap in Tibet", "relevant": [1]})
    told = run("evaluate", "retrieval", str(folder), "--index", str(tmp_path / "kept"), "--json")
    (row,) = told.json["sets"]
    assert row["ndcg_at_10"] == row["mrr"] == 1.0
    assert (tmp_path / "kept" / "posts" / "manifest.json").is_file()
    assert "posts" in run("evaluate", "retrieval", str(folder), "--index", str(tmp_path / "kept")).out


def test_two_statements_that_one_passage_bears_keep_its_reason(built: Callable[..., Ran]) -> None:
    text = "The new bridge over the Ash opened and it cost 61 million crowns."
    told = built("claim", text, "--as-of", "2024-05-02", "--json").json
    assert told["reason"]["code"] == "single_support"
    assert told["finding"] == "supported"
