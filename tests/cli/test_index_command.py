"""``factcheck index``: what is printed where, what ``--json`` holds, and the exit codes."""

from __future__ import annotations

import io
import json
import random
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from stores import HashEncoder, archive_lines

import factcheck.models
from factcheck import indexing
from factcheck.cli.doctor import examine
from factcheck.cli.main import main
from factcheck.errors import IndexDamaged
from factcheck.review import EntryState, entry_states
from factcheck.store import catalog, manifest, open_store, vectors
from factcheck.types import Decision, DecisionKind, SearchFilter


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the whole command as ``main()`` does, with a stub encoder and the index in ``tmp_path/index``."""
    monkeypatch.setattr(catalog, "SYNCHRONOUS", "OFF")
    monkeypatch.setattr(factcheck.models, "load_encoder", lambda name=None: HashEncoder(), raising=False)
    monkeypatch.setenv("FACTCHECK_INDEX", str(tmp_path / "index"))

    def command(*words: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["factcheck", "index", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            main()
            code = 0
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return command


@pytest.fixture
def source(tmp_path: Path) -> str:
    file = tmp_path / "archive.jsonl"
    file.write_text("\n".join(archive_lines(6)), "utf-8")
    return str(file)


def test_build_says_what_became_of_every_record(run: Run, source: str, tmp_path: Path) -> None:
    with Path(source).open("a", encoding="utf-8") as file:
        file.write('\n{broken\n{"id": "x", "text": "The quay was closed."}\n')
    first = run("build", source)
    assert first.code == 0
    assert "7 reports read: 7 added" in first.out
    assert f"index: {tmp_path / 'index'}" in first.out
    assert f"{source}:7: " in first.err, "the bad line is named, on stderr"
    second = run("build", source, "--json")
    said = json.loads(second.out)
    assert (said["added"], said["unchanged"], said["removed"], said["interrupted"]) == (0, said["read"], 0, False)
    assert next((row["source"], row["line"]) for row in said["skipped"]) == (source, 7)


def test_dates_that_cant_be_read_are_told(run: Run, tmp_path: Path) -> None:
    dates = ["2024-05-02", "soon", "3/4/2024", "\u001b[31mnever", None, ""]
    (tmp_path / "r.jsonl").write_text(
        "\n".join(json.dumps({"id": f"d{n}", "date": day, "text": f"The quay was closed on day {n}."})
                  for n, day in enumerate(dates)),
        "utf-8",
    )  # fmt: skip
    first = (tmp_path / "r.jsonl").read_bytes().splitlines()[1]
    assert "1 date can't be read, so its report is undated:\n  d1: soon\n" in run("build", "-", stdin=first).err
    told = run("build", str(tmp_path / "r.jsonl"))
    assert told.code == 0
    assert "3 dates can't be read, so their reports are undated:\n  d1: soon\n  d2: 3/4/2024\n  d3: never\n" in told.err
    said = json.loads(run("build", str(tmp_path / "r.jsonl"), "--json").out)
    assert (said["undated"], list(said["unread_dates"])) == (3, ["d1", "d2", "d3"]), "unchanged reports are told again"


def test_many_dates_that_cant_be_read_are_counted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "DATES_KEPT", 11)
    lines = [json.dumps({"id": f"d{n}", "date": "soon", "text": f"Quay {n} was closed."}) for n in range(12)]
    (tmp_path / "r.jsonl").write_text("\n".join(lines), "utf-8")
    told = run("build", str(tmp_path / "r.jsonl"))
    assert "  d9: soon\n  and 2 more\n" in told.err and "d10" not in told.err
    said = json.loads(run("build", str(tmp_path / "r.jsonl"), "--json").out)
    assert (said["undated"], len(said["unread_dates"])) == (12, 11)


def test_a_narrow_terminal_gets_info_without_broken_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        json.dumps({"id": f"o{n}", "outlet": f"Observer No. {n}", "text": f"Quay {n} was closed."}) for n in range(9)
    ]
    (tmp_path / "r.jsonl").write_text("\n".join(lines), "utf-8")
    run("build", str(tmp_path / "r.jsonl"))
    piped = run("info").out
    assert max(map(len, piped.splitlines())) > 80, "a pipe gets each fact on a line of its own"

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stdout", screen)
    run("info")
    shown = screen.getvalue()
    assert max(map(len, shown.splitlines())) <= 80
    assert " ".join(shown.split()) == " ".join(piped.split())


def test_strict_stops_at_the_first_bad_record(run: Run, source: str) -> None:
    with Path(source).open("a", encoding="utf-8") as file:
        file.write("\n{broken\n")
    result = run("build", source, "--strict")
    assert result.code == 2
    assert "error: " in result.err and "line 7" in result.err
    assert result.out == ""


def test_reports_come_from_stdin_too(run: Run) -> None:
    result = run("add", "-", "--json", stdin="\n".join(archive_lines(3)).encode())
    assert json.loads(result.out)["added"] == 3


def test_add_and_remove(run: Run, source: str) -> None:
    run("build", source)
    removed = run("remove", "survey-1", "survey-2")
    assert (removed.code, removed.out.split(" from ")[0]) == (0, "2 reports removed")
    unknown = run("remove", "survey-1", "survey-3", "--json")
    assert unknown.code == 2
    assert json.loads(unknown.out)["removed"] == 1
    assert "survey-1" in unknown.err
    assert "3 added, 3 unchanged" in run("add", source).out
    assert json.loads(run("info", "--json").out)["reports"] == 6


def test_info(run: Run, source: str, tmp_path: Path) -> None:
    run("build", source)
    said = json.loads(run("info", "--json").out)
    assert (said["reports"], said["origins"], said["undated"], said["decisions"]) == (6, 6, 0, 0)
    assert (said["first_date"], said["last_date"]) == ("2020-01-01", "2020-01-06")
    assert said["outlets"] == {"Gate Mail": 3, "Lane Post": 3}
    assert said["encoder"] == {"name": "hash-stub", "sha256": "5" * 64, "dimension": 24}
    assert said["bytes_on_disk"] >= sum(
        (tmp_path / "index" / n).stat().st_size for n in ("catalog.sqlite", "vectors.faiss")
    )
    shown = run("info").out
    for words in ("2020-01-01 to 2020-01-06", "Lane Post 3", "hash-stub", str(tmp_path / "index")):
        assert words in shown


def test_hostile_names_are_shown_harmless(run: Run, tmp_path: Path) -> None:
    record = {"id": "x", "outlet": "Evil\u202e [bold]Wire", "text": "The quay of Brimley was closed on Monday."}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    run("build", str(tmp_path / "a.jsonl"))
    shown = run("info").out
    assert "Evil [bold]Wire 1" in shown


def test_verify_and_repair(run: Run, source: str, tmp_path: Path) -> None:
    run("build", source)
    sound = run("verify")
    assert (sound.code, "is sound" in sound.out) == (0, True)
    (tmp_path / "index" / "vectors.faiss").write_bytes(b"scribble")
    broken = run("verify")
    assert broken.code == 3
    assert "vectors.faiss" in broken.out and "factcheck index verify --repair" in broken.out
    said = json.loads(run("verify", "--json").out)
    assert (said["sound"], said["problems"][0]["kind"], said["problems"][0]["repairable"]) == (False, "cache", True)
    repaired = run("verify", "--repair")
    assert repaired.code == 0
    assert "repaired: " in repaired.out and "is sound" in repaired.out
    assert run("verify").code == 0


def test_no_index_is_told_with_the_command_that_builds_one(run: Run) -> None:
    for words in (["info"], ["verify"], ["remove", "x"]):
        result = run(*words)
        assert result.code == 3
        assert "factcheck index build" in result.err
        assert result.out == ""


def test_a_damaged_catalog_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "catalog.sqlite").write_bytes(b"not a database at all" * 99)
    result = run("info")
    assert result.code == 3
    assert "damaged" in result.err and "Traceback" not in result.err


def scribble(file: Path, share: float, length: int) -> None:
    """Random bytes over a part of a file, from so far into it."""
    data = bytearray(file.read_bytes())
    start = int(len(data) * share)
    data[start : start + length] = random.Random(7).randbytes(length)
    file.write_bytes(data)


def scribble_on(folder: Path, table: str) -> None:
    """Random bytes over the first page of a table."""
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    file = folder / "catalog.sqlite"
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = random.Random(7).randbytes(4096)
    file.write_bytes(data)


def test_a_damaged_word_index_is_told_and_rebuilt(run: Run, source: str, tmp_path: Path) -> None:
    run("build", source)
    with open_store(tmp_path / "index") as store:
        kept = store.append_decision(Decision(kind=DecisionKind.NOTE, claim_key="k", claim="c", value="v"))
    scribble_on(tmp_path / "index", "words_data")
    for command in ("build", "add"):
        told = run(command, source)
        assert (told.code, told.out) == (3, "")
        assert "the word index can't be read" in told.err and "factcheck index verify --repair" in told.err
    told = run("verify")
    assert told.code == 3
    assert "the word index can't be read" in told.out and "vtable" not in told.out
    repaired = run("verify", "--repair")
    assert (repaired.code, "is sound" in repaired.out) == (0, True)
    assert "6 unchanged" in run("build", source).out
    with open_store(tmp_path / "index") as store:
        assert store.decisions() == [kept]
        assert store.search_words("lamps", 3, SearchFilter())
        first = store.catalog.one("SELECT seq FROM sqlite_sequence WHERE name = 'passages'")
        assert first == store.stats().passages
    assert not list((tmp_path / "index").glob(".catalog*"))


def test_nothing_is_rebuilt_while_another_has_the_index_open(
    run: Run, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", source)
    scribble_on(tmp_path / "index", "words_data")
    monkeypatch.setattr(catalog, "BUSY_SECONDS", 0.05)
    with open_store(tmp_path / "index") as store:
        assert store.decisions() == []
        told = run("verify", "--repair")
        assert told.code == 3 and "another process" in told.err
        assert store.decisions() == []
    assert run("verify", "--repair").code == 0


def test_what_cant_be_rebuilt_is_told_with_what_can_be_saved(run: Run, source: str, tmp_path: Path) -> None:
    run("build", source)
    before = (tmp_path / "index" / "catalog.sqlite").stat().st_size
    scribble_on(tmp_path / "index", "vectors")
    for words in (["verify"], ["verify", "--repair"]):
        told = run(*words)
        assert told.code == 3
        for said in ("the vectors can't be read", "factcheck review export --index", "factcheck index build SOURCES"):
            assert said in told.out
        assert "\nrepaired: " not in f"\n{told.out}"
    assert run("build", source).code == 3
    scribble_on(tmp_path / "index", "decisions")
    assert "decisions can't be read any more" in run("verify").out
    assert (tmp_path / "index" / "catalog.sqlite").stat().st_size == before


def test_a_report_whose_text_is_scribbled_over_is_put_right_by_its_source(
    run: Run, source: str, tmp_path: Path
) -> None:
    run("build", source)
    with closing(sqlite3.connect(tmp_path / "index" / "catalog.sqlite")) as db, db:
        db.execute("UPDATE reports SET text = CAST(x'fffe41' || CAST(text AS BLOB) AS TEXT) WHERE id = 'survey-1'")
    told = run("verify")
    assert told.code == 3
    assert "survey-1" in told.out and "factcheck index add SOURCES" in told.out
    run("verify", "--repair")
    assert "1 replaced" in run("add", source).out
    run("verify", "--repair")
    assert run("verify").code == 0


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_scribbled_vectors_file_is_seen_by_its_hash(share: float, run: Run, tmp_path: Path) -> None:
    run("add", "-", stdin="\n".join(archive_lines(60)).encode())
    file = tmp_path / "index" / "vectors.faiss"
    indexing.look_over(tmp_path / "index")
    scribble(file, share, file.stat().st_size // 3)
    with pytest.raises(IndexDamaged, match=r"vectors\.faiss is damaged") as error:
        indexing.look_over(tmp_path / "index")
    assert "factcheck index verify --repair" in error.value.hint
    assert run("verify").code == 3
    assert run("verify", "--repair").code == 0
    indexing.look_over(tmp_path / "index")


def test_bytes_behind_the_head_of_a_large_vectors_file_are_hashed_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "_HEAD", 64)
    run("add", "-", stdin="\n".join(archive_lines(60)).encode())
    file = tmp_path / "index" / "vectors.faiss"
    scribble(file, 0.5, 40)
    described = manifest.read(tmp_path / "index")
    assert described is not None and described.cache is not None
    assert vectors.check_file(file, described.cache) == "", "what a search looks at"
    with pytest.raises(IndexDamaged, match="hash in the manifest"):
        indexing.look_over(tmp_path / "index")


def test_doctor_names_the_repair(run: Run, source: str, tmp_path: Path) -> None:
    run("build", source)
    assert next(line for line in examine(tmp_path / "index") if line.name == "index").state == "ok"
    scribble(tmp_path / "index" / "vectors.faiss", 0.5, 500)
    line = next(line for line in examine(tmp_path / "index") if line.name == "index")
    assert line.state == "trouble"
    assert "factcheck index verify --repair" in line.remedy


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff" * 400, b"", b"  \n"])
def test_adding_nothing_that_can_be_read_is_bad_input(content: bytes, run: Run, source: str, tmp_path: Path) -> None:
    run("build", source)
    (tmp_path / "odd.txt").write_bytes(content)
    for told in (run("add", str(tmp_path / "odd.txt")), run("add", "-", stdin=content)):
        assert (told.code, told.out) == (2, "")
        assert "no report in" in told.err and "is as it was" in told.err
    assert run("add", str(tmp_path / "odd.txt"), source).code == 0, "something could be read"


def test_info_counts_the_decisions_that_stand(run: Run, source: str, tmp_path: Path) -> None:
    run("build", source)
    kinds = [
        (DecisionKind.FINDING, "k", "supported", ""),
        (DecisionKind.FINDING, "k", "mixed", ""),  # replaces the one before
        (DecisionKind.SKIP, "l", "", ""),
        (DecisionKind.EVIDENCE, "k", "supports", "e"),
        (DecisionKind.EVIDENCE, "k", "conflicts", "e"),  # likewise
        (DecisionKind.EVIDENCE, "k", "supports", "f"),
        (DecisionKind.NOTE, "k", "one", ""),
        (DecisionKind.NOTE, "k", "two", ""),
        (DecisionKind.UNDO, "k", "7", ""),
        (DecisionKind.UNDO, "k", "2", ""),
    ]
    with open_store(tmp_path / "index") as store:
        for kind, claim, value, key in kinds:
            store.append_decision(Decision(kind=kind, claim_key=claim, claim=claim, value=value, evidence_key=key))
        standing = [state for state in entry_states(store.decisions()).values() if state is EntryState.STANDING]
    assert json.loads(run("info", "--json").out)["decisions"] == len(standing) == 5
    assert "5 standing" in run("info").out


def test_a_missing_source_is_told(run: Run, tmp_path: Path) -> None:
    result = run("build", str(tmp_path / "nothing"))
    assert result.code == 2
    assert "no such file" in result.err
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize("as_json", [False, True])
def test_ctrl_c_leaves_a_sound_index_and_says_how_to_go_on(
    as_json: bool, run: Run, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    plain, left = HashEncoder.encode, [4]  # two calls a batch: titles and passages

    def interrupted(self: HashEncoder, texts: Sequence[str]) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return plain(self, texts)

    monkeypatch.setattr(HashEncoder, "encode", interrupted)
    result = run("build", source, *(["--json"] if as_json else []))
    assert result.code == 130
    assert "4 reports newly kept" in result.err
    assert f"factcheck index build {source}" in result.err
    assert as_json or result.out == "", "nothing is said to be done"
    if as_json:
        assert json.loads(result.out)["interrupted"] is True
    monkeypatch.setattr(HashEncoder, "encode", plain)
    with open_store(tmp_path / "index") as store:
        assert store.stats().reports == 4
    assert run("verify").code == 0
    assert "2 added, 4 unchanged" in run("build", source).out


def test_help_teaches(run: Run) -> None:
    for command in ("build", "add", "remove", "info", "verify"):
        result = run(command, "--help")
        assert result.code == 0
        assert f"factcheck index {command}" in result.out, "an example"
