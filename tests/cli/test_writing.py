"""Where output can't go: told in two lines with exit code 2, before the work where that can be known."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import HashEncoder, evidence, finding

from factcheck.cli.main import main
from factcheck.store import create_store
from factcheck.types import Finding

HERE = Path(__file__).parents[1]

# the screen and the rows of a finding that needs neither models nor reports
DRIVER = """
import sys
from builders import finding, evidence
from factcheck.workbench import Workbench
Workbench.check = lambda self, claim, **_: finding(evidence())
from factcheck.cli.main import main
main()
"""

Ran = tuple[int, str, str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTCHECK_INDEX", raising=False)
    create_store(tmp_path / "index", encoder=HashEncoder()).close()
    (tmp_path / "claims.txt").write_text("The bridge opened in May.\nIt shut in June.\n")
    return tmp_path


def told_by(folder: Path, arguments: list[str], stdout: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, because what can't be written is tried once more when the interpreter ends."""
    with Path(stdout).open("w") as out:
        return subprocess.run(
            [sys.executable, "-c", DRIVER, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(HERE), "FACTCHECK_DEBUG": ""},
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )


@pytest.mark.parametrize(
    "arguments",
    [
        ["claim", "The bridge opened in May."],
        ["claim", "The bridge opened in May.", "--json"],
        ["batch", "claims.txt"],
        ["batch", "claims.txt", "-o", "/dev/full"],
        ["review", "export"],
        ["review", "export", "-o", "/dev/full"],
        ["index", "info"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_full_disk_is_told_in_two_lines(folder: Path, arguments: list[str]) -> None:
    if arguments[0] == "review":
        _decide(folder)
    told = told_by(folder, arguments, "/dev/full")
    assert told.returncode == 2
    *_, error, hint = told.stderr.splitlines()
    assert error.startswith("error: cannot write ") and error.endswith("No space left on device")
    assert hint.startswith("  ")
    assert "Traceback" not in told.stderr and "Exception ignored" not in told.stderr


def _decide(folder: Path) -> None:
    """An export of nothing has nothing to write."""
    from factcheck.report import BatchRow, open_writer

    writer, _ = open_writer(folder / "out.jsonl")
    writer.write(BatchRow(1, 1, "", finding(evidence())))
    writer.close()
    subprocess.run(
        [sys.executable, "-m", "factcheck", "review", "out.jsonl", "--plain"],
        cwd=folder, input=b"1\n", capture_output=True, check=True,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["link.jsonl", "pipe"])
def test_a_batch_writes_through_links_and_into_pipes(folder: Path, name: str) -> None:
    if name == "pipe":
        os.mkfifo(folder / name)
        with subprocess.Popen(["cat", name], cwd=folder, stdout=subprocess.PIPE) as reader:
            told = told_by(folder, ["batch", "claims.txt", "-o", name], "/dev/null")
            assert reader.stdout is not None
            read = reader.stdout.read()
    else:
        (folder / name).symlink_to("target.jsonl")
        told = told_by(folder, ["batch", "claims.txt", "-o", name], "/dev/null")
        assert (folder / name).is_symlink()
        read = (folder / "target.jsonl").read_bytes()
    assert told.returncode == 0, told.stderr
    assert read.count(b"\n") == 2


def test_a_reader_that_left_is_no_error_to_tell(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    told = told_by(folder, ["claim", "The bridge opened in May."], f"/dev/fd/{writing}")
    os.close(writing)
    assert told.stderr == ""


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    checked: list[object] = []

    def check(self: object, claim: object, **_: object) -> Finding:
        checked.append(claim)
        return finding(evidence())

    monkeypatch.setattr("factcheck.workbench.Workbench.check", check)

    def call(*arguments: str, work: bool = True) -> Ran:
        capfdbinary.readouterr()
        checked.clear()
        monkeypatch.setattr(sys, "argv", ["factcheck", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        told = capfdbinary.readouterr()
        assert bool(checked) is work, "whether anything was checked"
        return int(left.value.code or 0), told.out.decode(), told.err.decode()

    return call


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--svg", "nodir/a.svg"], "cannot write nodir/a.svg: No such file or directory"),
        (["--svg", "b.png"], "b.png: the picture is an SVG"),
        (["--svg", "b"], "the picture is an SVG"),
        (["--svg", "a.svg", "--json"], "--svg is a picture of the screen"),
        (["--only", "supports", "--only", "conflicts"], "--only takes one side"),
    ],
)
def test_what_cannot_be_shown_is_refused_before_the_work(
    run: Callable[..., Ran], folder: Path, options: list[str], message: str
) -> None:
    before = sorted(folder.iterdir())
    code, out, err = run("claim", "The bridge opened in May.", *options, work=False)
    assert (code, out) == (2, "")
    error, hint = err.splitlines()
    assert error.startswith("error: ") and message in error and hint.startswith("  ")
    assert sorted(folder.iterdir()) == before


def test_a_picture_is_saved(run: Callable[..., Ran], folder: Path) -> None:
    assert run("claim", "The bridge opened in May.", "--svg", "a.SVG", "--only", "supports")[0] == 0
    assert (folder / "a.SVG").read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("command", [["batch", "claims.txt"], ["review", "export"]], ids=" ".join)
@pytest.mark.parametrize("name", ["out.txt", "x.xlsx", "out.json"])
def test_other_endings_are_refused(run: Callable[..., Ran], folder: Path, command: list[str], name: str) -> None:
    code, _, err = run(*command, "-o", name, work=False)
    assert code == 2
    assert f"{name}: results are written as .jsonl or .csv" in err
    assert not (folder / name).exists()


@pytest.mark.parametrize("name", ["out", "out.jsonl", "OUT.CSV"])
def test_the_known_endings_and_none_are_taken(run: Callable[..., Ran], folder: Path, name: str) -> None:
    assert run("batch", "claims.txt", "-o", name)[0] == 0
    assert run("review", "export", "-o", name, work=False)[0] == 0
    assert (folder / name).exists()


def test_a_form_that_is_asked_for_needs_no_ending(run: Callable[..., Ran], folder: Path) -> None:
    assert run("review", "export", "-o", "out.txt", "--format", "csv", work=False)[0] == 0
    assert (folder / "out.txt").read_text().startswith("id,made,")


def test_an_export_leaves_links_and_devices_where_they_are(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "link.csv").symlink_to("target.csv")
    (folder / "null").symlink_to("/dev/null")
    for name in ("link.csv", "null"):
        assert run("review", "export", "-o", name, work=False)[0] == 0
        assert (folder / name).is_symlink()
    assert (folder / "target.csv").read_text().startswith("id,made,")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_standard_output_can_be_named(run: Callable[..., Ran], folder: Path, name: str) -> None:
    code, out, _ = run("batch", "claims.txt", "-o", name)
    assert (code, out.count("\n")) == (0, 2)
    assert not (folder / "-").exists()


def test_lines_of_a_pipe_end_where_their_words_do(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("80", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        _, out, err = run("claim", "The bridge opened in May.")
        assert out and not [line for line in (out + err).splitlines() if line != line.rstrip()]
    _, _, err = run("batch", "claims.txt", "-o", "out.jsonl")
    assert "rows" in err and not [line for line in err.splitlines() if line != line.rstrip()]


def test_a_long_claim_of_an_article_goes_on_beside_its_number(run: Callable[..., Ran], folder: Path) -> None:
    sentence = "The bridge cost 61 million crowns in 2024, " + "as the council of the town said in its report, " * 4
    (folder / "story.md").write_text(f"# Bridge\n\n2024-05-02\n\n{sentence}and 12 men built it.\n", "utf-8")
    code, out, _ = run("article", "story.md", "--claims-only", work=False)
    assert code == 0
    lines = out.split("\n\n", 1)[1].splitlines()
    assert lines[0].startswith("  1. The bridge cost")
    assert len(lines) > 2 and all(line.startswith("     ") for line in lines[1:])


def test_claims_alone_cannot_fail(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "story.md").write_text("# Bridge\n\nThe bridge cost 61 million crowns in 2024.\n", "utf-8")
    code, out, err = run("article", "story.md", "--claims-only", "--fail-on", "mixed", work=False)
    assert (code, out) == (2, "")
    assert "--fail-on needs findings" in err
