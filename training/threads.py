"""Threads as an archive with labelled claims, to measure findings on.

    python training/threads.py OUT [--lot casebook] [--all]

Writes ``OUT/reports.jsonl``, a report for each report of the threads below
``training/newsdesk/threads`` (or another lot), and ``OUT/claims.jsonl``, the claims with their
finding and gold passages, for ``factcheck index build`` and ``factcheck evaluate
findings``. Only threads that training keeps out, unless ``--all``. The casebook's
claims carry their finding, mixed ones too; those that nobody read a second time are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.models.pairs import is_dev_story

NEWSDESK = Path(__file__).parent / "newsdesk"
KEPT_OUT = 0.1
"""As ``newsdesk_dev`` in the configurations."""
STANCES = {"supports": "supports", "refutes": "conflicts"}
FINDINGS = {frozenset({"supports"}): "supported", frozenset({"conflicts"}): "conflicting", frozenset(): "not_enough"}


def read_threads(lot: str = "threads", *, kept_out: bool = True) -> list[dict[str, Any]]:
    """The threads of a lot in file order; with ``kept_out`` only those that no model has learnt from."""
    files = sorted((NEWSDESK / lot).glob("*.jsonl"))
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    threads = [json.loads(line) for line in lines if line.strip()]
    return [thread for thread in threads if not kept_out or is_dev_story(thread["id"], KEPT_OUT)]


def reports_of(thread: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The thread's reports as the index reads them."""
    for number, report in enumerate(thread["reports"], 1):
        fields = {name: report[name] for name in ("title", "date", "outlet") if report.get(name)}
        yield {"id": f"{thread['id']}-{number}", **fields, "text": " ".join(report["sentences"])}


def claims_of(thread: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The thread's claims with finding and gold.

    Where claims carry no finding it is that of their passages; one that passages support and refute
    is left out, since nobody has judged which of the two prevails.
    """
    judged = any("finding" in claim for claim in thread["claims"])
    for number, claim in enumerate(thread["claims"], 1):
        gold = []
        for report, place, label in claim["passages"]:
            lines = thread["reports"][report]["sentences"]
            quote = " ".join(lines[i] for i in ([place] if isinstance(place, int) else place))
            if label in STANCES:
                gold.append({"report_id": f"{thread['id']}-{report + 1}", "quote": quote, "stance": STANCES[label]})
        stances = frozenset(str(piece["stance"]) for piece in gold)
        finding = claim.get("finding") if judged else FINDINGS.get(stances)
        if finding:
            yield {
                "id": f"{thread['id']}-c{number}",
                "claim": claim["claim"],
                "label": finding,
                "gold": gold,
                "traits": [claim["trait"]],
            }


def write_archive(folder: Path, lot: str = "threads", *, kept_out: bool = True) -> tuple[Path, Path]:
    """Write ``reports.jsonl`` and ``claims.jsonl`` into a folder and return their paths."""
    threads = read_threads(lot, kept_out=kept_out)
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / "reports.jsonl", folder / "claims.jsonl"
    for path, rows_of in zip(paths, (reports_of, claims_of), strict=True):
        rows = (row for thread in threads for row in rows_of(thread))
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return paths


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lot", default="threads", help="sub-folder of training/newsdesk (threads)")
    parser.add_argument("--all", action="store_true", help="also the threads that the models learnt from")
    arguments = parser.parse_args()
    for path in write_archive(arguments.out, arguments.lot, kept_out=not arguments.all):
        print(path)


if __name__ == "__main__":
    main()
