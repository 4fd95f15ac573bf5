"""What a known finding looks like in every output format.

    python tests/golden.py --write     after a deliberate change of an output

``fixtures/golden/finding.json`` is a real finding, printed by ``factcheck claim --json`` on the demo index;
the other files there are made from it. The tests compare, this writes.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from factcheck.cli.render import render_finding
from factcheck.errors import InputError
from factcheck.report.records import finding_from_dict
from factcheck.report.rows import BatchRow
from factcheck.report.writers import open_writer
from factcheck.types import Claim, Finding

GOLDEN = Path(__file__).parents[1] / "fixtures" / "golden"


def known() -> Finding:
    """The finding that all golden files show."""
    return finding_from_dict(json.loads((GOLDEN / "finding.json").read_text("utf-8")))


def screen(width: int, *, colour: bool) -> str:
    """The screen of ``factcheck claim``, with ANSI codes if in colour."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="256" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        no_color=False,
    )
    render_finding(known(), console)
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())


def rows(ending: str) -> str:
    """A result file of two rows: the finding and an error."""
    error = InputError("line 3: the claim is empty", "Mend the row and run the file again.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{ending}"
        writer, _ = open_writer(path)
        writer.write(BatchRow(1, 2, "one", finding=known()))
        writer.write(BatchRow(2, 3, "two", error=error, claim=Claim("=1+1", id="two")))
        writer.close()
        return path.read_text("utf-8")


def outputs() -> dict[str, str]:
    """File name → content, of every golden file but the finding itself."""
    return {
        "claim_pipe_100.txt": screen(100, colour=False),
        "claim_terminal_80.txt": screen(80, colour=True),
        "claim_terminal_120.txt": screen(120, colour=True),
        "rows.jsonl": rows(".jsonl"),
        "rows.csv": rows(".csv"),
    }


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    for name, content in outputs().items():
        (GOLDEN / name).write_text(content, "utf-8")
