"""Fit the thresholds of weighing and concluding on the development claims.

    python training/fit_finding.py [--write]

Builds a throw-away index of ``fixtures/reports``, weighs every claim of
``fixtures/claims/*.jsonl`` once, then tries thresholds over a small grid.
The figure reported is cross-validated over five folds of claims: chosen on
four, scored on the fifth. ``--write`` puts the choice on all claims into
``factcheck/verify/fitted.py``.
"""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.config import CheckOptions
from factcheck.indexing import build
from factcheck.models import load_encoder
from factcheck.types import Claim, Evidence, Stance
from factcheck.verify.conclude import Policy, conclude
from factcheck.verify.weigh import Thresholds, relevance_weight, take_side
from factcheck.workbench import Workbench, read_day

ROOT = Path(__file__).parents[1]
FITTED = ROOT / "factcheck" / "verify" / "fitted.py"
LABELS = ("supported", "conflicting", "mixed", "not_enough")
Setting = tuple[float, float, float]

GRID: tuple[Setting, ...] = tuple(
    itertools.product(
        (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8),
        (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8),
        (0.4, 0.5, 0.6, 0.7),
    )
)


@dataclass(frozen=True, slots=True)
class Item:
    """A development claim with everything that was weighed for it."""

    claim: Claim
    label: str
    evidence: tuple[Evidence, ...]


def read_items(bench: Workbench, files: Iterable[Path]) -> list[Item]:
    """Weigh every labelled claim of the files."""
    items = []
    for path in files:
        for text in path.read_text("utf-8").splitlines():
            row = json.loads(text)
            as_of = read_day(row["as_of"]) if row.get("as_of") else None
            claim = Claim(row["claim"], id=row["id"], as_of=as_of, speaker=row.get("speaker"))
            items.append(Item(claim, row["label"], tuple(bench.weigh(claim, CheckOptions())[0])))
    return items


def predict(item: Item, thresholds: Thresholds, policy: Policy) -> str:
    """The conclusion under these numbers."""
    evidence = []
    for piece in item.evidence:
        stance = take_side(piece.scores, piece.relevance, thresholds)
        score = (
            piece.relevance if stance is Stance.NEUTRAL else piece.scores.of(stance) * relevance_weight(piece.relevance)
        )
        evidence.append(replace(piece, stance=stance, score=score))
    return conclude(item.claim, evidence, policy).conclusion.value


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the four labels of (label, prediction) pairs."""
    total = 0.0
    for name in LABELS:
        hit = sum(a == b == name for a, b in pairs)
        said, meant = sum(b == name for _, b in pairs), sum(a == name for a, _ in pairs)
        total += 2 * hit / (said + meant) if said + meant else 1.0
    return total / len(LABELS)


def score(items: Sequence[Item], setting: Setting) -> list[tuple[str, str]]:
    """(label, prediction) for every item under one setting of the grid."""
    supports, conflicts, decide = setting
    return [(i.label, predict(i, Thresholds(supports, conflicts), Policy(decide=decide))) for i in items]


def best(
    tables: dict[tuple[float, float, float], list[tuple[str, str]]], keep: Sequence[int]
) -> tuple[float, float, float]:
    """The setting with the best macro-F1 on some items; ties go to the one nearest the middle of the grid."""

    def value(setting: Setting) -> tuple[float, float]:
        return macro_f1([tables[setting][i] for i in keep]), -sum(abs(x - 0.6) for x in setting)

    return max(tables, key=value)


def report(title: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Print macro-F1, accuracy, conflict recall and precision, and the confusion table."""
    hits = sum(a == b for a, b in pairs)
    said = [a for a, b in pairs if b == "conflicting"]
    meant = [b for a, b in pairs if a == "conflicting"]
    print(f"{title}: n {len(pairs)}, macro-F1 {macro_f1(pairs):.3f}, accuracy {hits / len(pairs):.3f}")
    print(
        f"  conflicting: recall {meant.count('conflicting') / max(1, len(meant)):.3f},"
        f" precision {said.count('conflicting') / max(1, len(said)):.3f}"
    )
    for name in LABELS:
        row = [b for a, b in pairs if a == name]
        print(f"  {name:<12}" + "".join(f"{other}:{row.count(other):<5}" for other in LABELS))


def main() -> None:
    """Weigh, search the grid, report, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the choice into factcheck/verify/fitted.py")
    parser.add_argument("--errors", action="store_true", help="list the claims that come out wrong")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), [ROOT / "fixtures" / "reports"], load_encoder())
        with Workbench.open(folder) as bench:
            items = read_items(bench, sorted((ROOT / "fixtures" / "claims").glob("*.jsonl")))
    tables = {setting: score(items, setting) for setting in GRID}
    crossed = []
    for fold in range(5):
        train = [i for i in range(len(items)) if i % 5 != fold]
        chosen = best(tables, train)
        crossed += [tables[chosen][i] for i in range(len(items)) if i % 5 == fold]
    report("cross-validated", crossed)
    setting = best(tables, range(len(items)))
    print(f"chosen on all: supports {setting[0]}, conflicts {setting[1]}, decide {setting[2]}")
    report("on all (fitted on itself)", tables[setting])
    if arguments.errors:
        for item, (label, said) in zip(items, tables[setting], strict=True):
            if label != said:
                print(f"{item.claim.id}: {label} → {said}: {item.claim.text}")
                sides = [e for e in item.evidence if e.scores.neutral < 0.5]
                for piece in sorted(sides, key=lambda e: -e.score)[:4]:
                    marks = " ".join(f"{c.rule}:{c.outcome.value}" for c in piece.checks)
                    reading = piece.scores
                    print(
                        f"    {reading.supports:.2f}/{reading.conflicts:.2f} rel {piece.relevance:.2f} {piece.shelf.value}"
                        f" {piece.report.date} {piece.report.id} [{marks}] {piece.quote[:150]}"
                    )
    if arguments.write:
        write(setting)


def write(setting: Setting) -> None:
    """Put the numbers into the module that the program reads."""
    text = FITTED.read_text("utf-8")
    lines = [
        f"THRESHOLDS = Thresholds(supports={setting[0]}, conflicts={setting[1]})"
        if line.startswith("THRESHOLDS")
        else f"POLICY = Policy(decide={setting[2]}, related={Policy().related})"
        if line.startswith("POLICY")
        else line
        for line in text.splitlines()
    ]
    FITTED.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
