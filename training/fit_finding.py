"""Fit the numbers of weighing and concluding on the development claims.

    python training/fit_finding.py [--write] [--errors]

Builds a throw-away index of ``fixtures/reports`` and reads every claim of
``fixtures/claims/*.jsonl`` with the stance model once. Then

1. the combination of reading, checks and shared words is fitted: a multinomial
   logistic regression over all in-time passages weighed, gold quotes carrying
   their stance and all others counting as neutral, as they mostly are;
2. thresholds are improved one after another over a small grid (coordinate
   descent) for the macro-F1 of the four findings.

The figure to quote is cross-validated over five folds: both steps on four, scored
on the fifth. Folds are runs of neighbouring claims, which are about the same
events, so that no fold is scored on events it was fitted on. ``--write`` puts the
numbers fitted on all claims into ``factcheck/verify/fitted.py``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from factcheck.config import CheckOptions
from factcheck.indexing import build
from factcheck.models import load_encoder
from factcheck.types import Claim, Evidence, Shelf, Stance
from factcheck.verify.combine import Combination, Weights, features
from factcheck.verify.conclude import Policy, conclude
from factcheck.verify.weigh import Weighing, relevance_weight, take_side
from factcheck.workbench import Workbench, read_day

ROOT = Path(__file__).parents[1]
FITTED = ROOT / "factcheck" / "verify" / "fitted.py"
LABELS = ("supported", "conflicting", "mixed", "not_enough")
STANCES = (Stance.SUPPORTS, Stance.CONFLICTS, Stance.NEUTRAL)
FOLDS = 5
NEUTRAL_WEIGHT = 0.1
"""Weight of a passage without a side. Nineteen in twenty have none, and many of those only for want of a label; at
full weight every passage looks neutral and conflicts are missed (recall 0.31 against 0.58)."""
GRID: dict[str, tuple[float, ...]] = {
    "supports": (0.3, 0.4, 0.5, 0.6, 0.7),
    "conflicts": (0.3, 0.4, 0.5, 0.6, 0.7),
    "decide": (0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
    "margin": (0.05, 0.1, 0.2, 0.3, 0.5, 1.0),
    "echo": (0.0, 0.25, 0.5, 1.0),
    "min_relevance": (0.2, 0.3, 0.4),
    "full_relevance": (0.45, 0.55, 0.65),
}
"""What is tried for each number."""

Pairs = list[tuple[str, str]]
"""(label, prediction) of claims."""


@dataclass(frozen=True, slots=True)
class Item:
    """A development claim with everything that was weighed for it, each with its features and gold stance."""

    claim: Claim
    label: str
    fold: int
    evidence: tuple[Evidence, ...]
    values: tuple[tuple[float, ...], ...]
    gold: tuple[int, ...]


def read_items(bench: Workbench, files: Iterable[Path]) -> list[Item]:
    """Weigh every labelled claim of the files with the bare model."""
    items = []
    for path in files:
        rows = [json.loads(text) for text in path.read_text("utf-8").splitlines()]
        for number, row in enumerate(rows):
            as_of = read_day(row["as_of"]) if row.get("as_of") else None
            claim = Claim(row["claim"], id=row["id"], as_of=as_of, speaker=row.get("speaker"))
            evidence = tuple(bench.weigh(claim, CheckOptions(), Weighing())[0])
            values = tuple(features(e.scores, e.checks, claim.text, e.quote, e.before, e.relevance) for e in evidence)
            gold = tuple(gold_stance(e, row.get("gold", [])) for e in evidence)
            items.append(Item(claim, row["label"], number * FOLDS // len(rows), evidence, values, gold))
    return items


def gold_stance(item: Evidence, gold: Sequence[dict[str, str]]) -> int:
    """Index into :data:`STANCES` of the gold quote that this passage holds or is part of; neutral without one."""
    for mark in gold:
        same = mark["report_id"] in item.origin.reports
        if same and (mark["quote"] in item.quote or item.quote in mark["quote"]):
            return STANCES.index(Stance(mark["stance"]))
    return STANCES.index(Stance.NEUTRAL)


def fit_combination(items: Sequence[Item]) -> Combination:
    """Logistic regression over the in-time passages of these claims; neutral is made the reference."""
    from sklearn.linear_model import LogisticRegression

    rows, labels, weights_of = [], [], []
    for item in items:
        for piece, values, gold in zip(item.evidence, item.values, item.gold, strict=True):
            if piece.shelf is Shelf.IN_TIME:
                rows.append(values)
                labels.append(gold)
                weights_of.append(NEUTRAL_WEIGHT if STANCES[gold] is Stance.NEUTRAL else 1.0)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(rows, labels, sample_weight=weights_of)
    weights = [
        Weights(
            tuple(round(float(a - b), 3) for a, b in zip(model.coef_[k], model.coef_[2], strict=True)),
            round(float(model.intercept_[k] - model.intercept_[2]), 3),
        )
        for k in (0, 1)
    ]
    return Combination(*weights)


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice of the thresholds."""

    weighing: Weighing
    policy: Policy

    def having(self, name: str, value: float) -> Setting:
        """The same with one number changed."""
        if name in {f.name for f in fields(Weighing)}:
            return replace(self, weighing=replace(self.weighing, **{name: value}))  # type: ignore[arg-type]
        return replace(self, policy=replace(self.policy, **{name: value}))


def macro_f1(pairs: Pairs) -> float:
    """Mean F1 over the four labels of (label, prediction) pairs."""
    total = 0.0
    for name in LABELS:
        hit = sum(a == b == name for a, b in pairs)
        said, meant = sum(b == name for _, b in pairs), sum(a == name for a, _ in pairs)
        total += 2 * hit / (said + meant) if said + meant else 1.0
    return total / len(LABELS)


class Fitter:
    """Fits on some claims and predicts all; what a setting gives is made once and kept."""

    def __init__(self, items: Sequence[Item], combination: Combination | None) -> None:
        self.items = items
        self.start = Setting(Weighing(combination=combination), Policy())
        self.tables: dict[Setting, Pairs] = {}
        self.evidence = [
            tuple(
                piece if combination is None else replace(piece, scores=combination.combine(values))
                for piece, values in zip(item.evidence, item.values, strict=True)
            )
            for item in items
        ]

    def predict(self, place: int, setting: Setting) -> str:
        """The conclusion on one claim under these numbers."""
        weighing = setting.weighing
        sided = []
        for piece in self.evidence[place]:
            stance = take_side(piece.scores, piece.relevance, weighing)
            score = 0.0
            if stance is not Stance.NEUTRAL:
                score = piece.scores.of(stance) * relevance_weight(piece.relevance, weighing)
            sided.append(replace(piece, stance=stance, score=score))
        return conclude(self.items[place].claim, sided, setting.policy).conclusion.value

    def table(self, setting: Setting) -> Pairs:
        """(label, prediction) for every claim."""
        if setting not in self.tables:
            self.tables[setting] = [(item.label, self.predict(i, setting)) for i, item in enumerate(self.items)]
        return self.tables[setting]

    def fit(self, keep: Sequence[int], rounds: int = 3) -> Setting:
        """Coordinate descent on the claims ``keep``; a change must gain something to be made."""
        best = self.start
        value = macro_f1([self.table(best)[i] for i in keep])
        for _ in range(rounds):
            before = value
            for name, tries in GRID.items():
                for number in tries:
                    setting = best.having(name, number)
                    got = macro_f1([self.table(setting)[i] for i in keep])
                    if got > value + 1e-6:
                        best, value = setting, got
            if value == before:
                break
        return best


def cross_validate(items: Sequence[Item], *, combined: bool) -> Pairs:
    """Fit on four folds and score the fifth, five times."""
    crossed: Pairs = []
    for fold in range(FOLDS):
        keep = [i for i, item in enumerate(items) if item.fold != fold]
        fitter = Fitter(items, fit_combination([items[i] for i in keep]) if combined else None)
        chosen = fitter.table(fitter.fit(keep))
        crossed += [pair for pair, item in zip(chosen, items, strict=True) if item.fold == fold]
    return crossed


def report(title: str, pairs: Pairs) -> None:
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
    report("model alone, cross-validated", cross_validate(items, combined=False))
    report("combined, cross-validated", cross_validate(items, combined=True))
    fitter = Fitter(items, fit_combination(items))
    setting = fitter.fit(range(len(items)))
    print(setting)
    report("on all (fitted on itself)", fitter.table(setting))
    if arguments.errors:
        show_errors(fitter, setting)
    if arguments.write:
        write(setting)


def show_errors(fitter: Fitter, setting: Setting) -> None:
    """Every claim that comes out wrong, with the passages that lean most."""
    for item, evidence, (label, said) in zip(fitter.items, fitter.evidence, fitter.table(setting), strict=True):
        if label == said:
            continue
        print(f"{item.claim.id}: {label} → {said}: {item.claim.text} [{item.claim.as_of}]")
        order = sorted(zip(evidence, item.evidence, strict=True), key=lambda pair: pair[0].scores.neutral)
        for piece, bare in order[:4]:
            marks = " ".join(f"{c.rule}:{c.outcome.value}" for c in piece.checks)
            print(
                f"    {piece.scores.supports:.2f}/{piece.scores.conflicts:.2f}"
                f" (model {bare.scores.supports:.2f}/{bare.scores.conflicts:.2f}) rel {piece.relevance:.2f}"
                f" {piece.shelf.value} {piece.report.date} {piece.report.id} [{marks}] {piece.quote[:150]}"
            )


def write(setting: Setting) -> None:
    """Put the numbers into the module that the program reads."""
    head = FITTED.read_text("utf-8").split("WEIGHING = ")[0]
    weighing, policy = setting.weighing, setting.policy
    text = f"{head}WEIGHING = {weighing!r}\n\nPOLICY = {policy!r}\n"
    FITTED.write_text(text, "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(FITTED)], check=True)


if __name__ == "__main__":
    main()
