"""Quality of the shipped models against pinned floors; what ``make eval`` runs.

    python benchmarks/quality.py [--data DIR] [--limit N] [--archive INDEX] [--lower-floors]

1. The stance model on every ``*.jsonl.gz`` of ``DIR/stance/dev``, on the stories
   of ``training/newsdesk`` that are kept out of training, and on the probe set.
2. Whole findings on both halves of the newsroom benchmark. ``--archive`` names an
   index of other reports that the newsroom's are put among: a small archive makes
   retrieval look easy.
3. The search on the sets below ``DIR/retrieval``; their indexes are kept in the
   user's cache folder, so that only the first run embeds.
4. Claims of SciFact against its abstracts: right abstract and right label.

The reference data isn't part of the project; without it the parts that need it
say so and are skipped. A figure that falls below its floor in ``floors.json`` by
more than 0.01 fails the run; ``--lower-floors`` writes today's figures as the new
floors, which is a decision and shows in the diff.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from factcheck.config import CheckOptions, user_cache
from factcheck.evaluate import evaluate_stance, evaluation_to_dict, read_stance_set, read_story_set
from factcheck.evaluate.findings import DEEPEST, evaluate_findings, findings_to_dict
from factcheck.evaluate.labelled import read_labelled_claims
from factcheck.indexing import add, build
from factcheck.models import load_encoder, load_stance
from factcheck.types import Stance
from factcheck.workbench import Workbench

HERE = Path(__file__).parent
ROOT = HERE.parent
NEWSROOM = ROOT / "fixtures" / "newsroom"
PROBE = ROOT / "fixtures" / "probe" / "probe.jsonl"
FLOORS = HERE / "floors.json"
TOLERANCE = 0.01
STORY_PAIRS = 1000
"""Pairs of the stories kept out of training: all, the close-reading ones, and the threads."""
FIGURES = ("macro_f1", "conflict_recall")


def stance(data: Path, limit: int) -> dict[str, dict[str, float]]:
    """Print every set's figures as JSON; return those that have floors, by set."""
    sets = [read_stance_set(path, limit) for path in sorted((data / "stance" / "dev").glob("*.jsonl.gz"))]
    if not sets:
        print(f"skipped the public stance sets: no reference data in {data}")
    stories = ROOT / "training" / "newsdesk"
    sets += [read_story_set(folder, STORY_PAIRS) for folder in (stories, stories / "close", stories / "threads")]
    sets.append(read_stance_set(PROBE, None))
    model = load_stance()
    told = evaluation_to_dict(model, evaluate_stance(model, sets))
    print(json.dumps(told, indent=1))
    print(f"\n{'set':<18}{'n':>6}{'accuracy':>10}{'macro-F1':>10}{'conflict recall':>17}{'precision':>11}")
    for row in told["sets"]:
        recall, precision = row["conflict_recall"], row["conflict_precision"]
        shown = [f"{value:.2f}" if value is not None else "–" for value in (recall, precision)]
        print(
            f"{row['name']:<18}{row['n']:>6}{row['accuracy']:>10.2f}{row['macro_f1']:>10.2f}{shown[0]:>17}{shown[1]:>11}"
        )
    print(f"mean macro-F1 {told['mean_macro_f1']:.3f}")
    return {row["name"]: {f: row[f] for f in FIGURES if row.get(f) is not None} for row in told["sets"]}


def below(found: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> list[str]:
    """Figures under their floor, in words."""
    return [
        f"{name} {figure}: {found[name].get(figure, 0):.3f} is below its floor {floor:.3f}"
        for name, figures in floors.items()
        if name in found
        for figure, floor in figures.items()
        if found[name].get(figure, 0) < floor - TOLERANCE
    ]


def newsroom(archive: Path | None) -> dict[str, dict[str, float]]:
    """Print the figures of both halves of the newsroom benchmark; return those that have floors."""
    encoder = load_encoder()
    with tempfile.TemporaryDirectory() as scratch:
        where = Path(scratch) / "index"
        if archive is not None:
            shutil.copytree(archive, where)
            add(where, [NEWSROOM / "reports.jsonl"], encoder)
        else:
            build(where, [NEWSROOM / "reports.jsonl"], encoder)
        found = {}
        with Workbench.open(where, encoder=encoder) as bench:
            print(f"\nnewsroom: {bench.stats.reports:,} reports, {bench.stats.passages:,} passages")
            bench.check("Nothing in particular happened.")  # models load before the clock runs
            options = CheckOptions(limit=DEEPEST)
            for half in ("dev", "test"):
                items = read_labelled_claims(NEWSROOM / f"{half}.jsonl")
                result = evaluate_findings(lambda item: bench.check(item.claim, options=options), items)
                print(f"newsroom {half}:\n{json.dumps(findings_to_dict(result), indent=1)}")
                found[f"newsroom {half}" + (" in an archive" if archive else "")] = {
                    name: round(getattr(result, name), 4)
                    for name in ("macro_f1", "conflict_recall", "conflict_precision", "recall_at_5")
                }
    return found


def retrieval(data: Path) -> dict[str, dict[str, float]]:
    """Print the figures of the retrieval sets; return those that have floors."""
    folders = sorted(path for path in (data / "retrieval").glob("*") if path.is_dir())
    if not folders:
        print(f"skipped the retrieval sets: no reference data in {data}")
        return {}
    command = [sys.executable, "-m", "factcheck", "evaluate", "retrieval", *map(str, folders), "--json"]
    command += ["--index", str(user_cache() / "retrieval")]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    print(json.dumps(told, indent=1))
    # a set of claims and a set of documents may share a name
    return {
        f"search {row['name']}": {"ndcg_at_10": row["ndcg_at_10"], "map_at_5": row["map_at_5"]} for row in told["sets"]
    }


def verification(data: Path) -> dict[str, dict[str, float]]:
    """Print SciFact's abstract-level scores, label only (Wadden et al. 2020); return the one that has a floor.

    An abstract counts as found when it is shown on the side that it is labelled
    with; what is shown besides is wrong. An abstract's side is that of its best passage.
    """
    folder = data / "retrieval" / "scifact"
    if not folder.is_dir():
        return {}
    right = shown = wanted = 0
    index, claims = user_cache() / "retrieval" / "scifact", folder / "claims_dev.jsonl.gz"
    with Workbench.open(index) as bench, gzip.open(claims, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold = {
                doc: Stance.SUPPORTS if pieces[0]["label"] == "SUPPORT" else Stance.CONFLICTS
                for doc, pieces in row["evidence"].items()
            }
            evidence = bench.check(row["claim"], options=CheckOptions(limit=DEEPEST)).evidence
            sides: dict[str, Stance] = {}
            for item in sorted(evidence, key=lambda item: -item.score):
                if item.stance is not Stance.NEUTRAL:
                    sides.setdefault(item.report.id, item.stance)
            right += sum(gold.get(doc) is side for doc, side in sides.items())
            shown += len(sides)
            wanted += len(gold)
    scores = {"precision": right / max(1, shown), "recall": right / wanted, "f1": 2 * right / max(1, shown + wanted)}
    print(f"scifact, right abstract and label: {json.dumps(scores)}")
    return {"scifact abstracts": {"f1": round(scores["f1"], 4)}}


def main() -> None:
    """Score, and compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--limit", type=int, default=200, help="pairs of a public stance set at most")
    parser.add_argument("--archive", type=Path, help="index of other reports to put the newsroom's among")
    parser.add_argument("--lower-floors", action="store_true")
    arguments = parser.parse_args()
    found = stance(arguments.data, arguments.limit)
    found |= newsroom(arguments.archive)
    found |= retrieval(arguments.data)
    found |= verification(arguments.data)  # on the index that retrieval left
    if arguments.lower_floors or not FLOORS.exists():
        floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
        FLOORS.write_text(json.dumps(floors | found, indent=1) + "\n", "utf-8")
    failed = below(found, json.loads(FLOORS.read_text("utf-8")))
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
