"""Quality of the shipped models against pinned floors; what ``make eval`` runs.

    python benchmarks/quality.py [--data DIR] [--limit N] [--lower-floors]

Scores the stance model on every ``*.jsonl.gz`` of ``DIR/dev`` and on the
stories below ``DIR/newsdesk`` that were kept out of training (the reference
data isn't part of the project; without it this part says so and is skipped),
then fits and cross-validates the finding on ``fixtures/claims``. A figure that
falls below its floor in ``floors.json`` by more than 0.01 fails the run;
``--lower-floors`` writes today's figures as the new floors, which is a
decision and shows in the diff.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from factcheck.evaluate import evaluate_stance, evaluation_to_dict, read_stance_set, read_story_set
from factcheck.models import load_stance

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
TOLERANCE = 0.01
FIGURES = ("macro_f1", "conflict_recall")


def stance(data: Path, limit: int) -> dict[str, dict[str, float]]:
    """Print every set's figures as JSON; return those that have floors, by set."""
    sets = [read_stance_set(path, limit) for path in sorted((data / "dev").glob("*.jsonl.gz"))]
    sets.append(read_story_set(data / "newsdesk", None))
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


def main() -> None:
    """Score, compare with the floors, and fit the finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data" / "stance")
    parser.add_argument("--limit", type=int, default=300, help="pairs of a set at most")
    parser.add_argument("--lower-floors", action="store_true")
    arguments = parser.parse_args()
    failed: list[str] = []
    if (arguments.data / "dev").is_dir():
        found = stance(arguments.data, arguments.limit)
        if arguments.lower_floors or not FLOORS.exists():
            FLOORS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        failed = below(found, json.loads(FLOORS.read_text("utf-8")))
    else:
        print(f"skipped the stance sets: no reference data in {arguments.data}")
    subprocess.run([sys.executable, str(HERE.parent / "training" / "fit_finding.py")], check=True)
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
