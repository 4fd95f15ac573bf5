"""Fit the numbers of weighing and concluding on the development claims.

    python training/fit_finding.py [--write] [--errors]

Builds a throw-away index of ``fixtures/reports``, reads every claim of
``fixtures/claims/*.jsonl`` with the stance model once, then improves one number
after another over a small grid (coordinate descent) for the macro-F1 of the
four findings. The figure to quote is cross-validated over five folds of claims:
fitted on four, scored on the fifth. ``--write`` puts the numbers fitted on all
claims into ``factcheck/verify/fitted.py``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from factcheck.config import CheckOptions
from factcheck.indexing import build
from factcheck.models import load_encoder
from factcheck.types import Claim, Evidence, Stance
from factcheck.verify.conclude import Policy, conclude
from factcheck.verify.weigh import Weighing, adjust, relevance_weight, take_side
from factcheck.workbench import Workbench, read_day

ROOT = Path(__file__).parents[1]
FITTED = ROOT / "factcheck" / "verify" / "fitted.py"
LABELS = ("supported", "conflicting", "mixed", "not_enough")
RAW = Weighing(check_support=0, check_conflict=0)
GRID: dict[str, tuple[float, ...]] = {
    "supports": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "conflicts": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "decide": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
    "margin": (0.05, 0.1, 0.2, 0.3, 0.5, 1.0),
    "echo": (0.0, 0.25, 0.5, 1.0),
    "check_support": (0.0, 0.5, 1.0),
    "check_conflict": (0.0, 0.5, 1.0),
    "min_relevance": (0.2, 0.3, 0.4, 0.5),
    "full_relevance": (0.55, 0.65, 0.75),
}
"""What is tried for each number, from the middle of the road outwards."""

Pairs = list[tuple[str, str]]
"""(label, prediction) of claims."""


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
            items.append(Item(claim, row["label"], tuple(bench.weigh(claim, CheckOptions(), RAW)[0])))
    return items


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice of all numbers."""

    weighing: Weighing = Weighing()  # noqa: RUF009 (frozen)
    policy: Policy = Policy()  # noqa: RUF009 (frozen)

    def having(self, name: str, value: float) -> Setting:
        """The same with one number changed."""
        if name in {f.name for f in fields(Weighing)}:
            return replace(self, weighing=replace(self.weighing, **{name: value}))
        return replace(self, policy=replace(self.policy, **{name: value}))


def predict(item: Item, setting: Setting) -> str:
    """The conclusion under these numbers."""
    weighing = setting.weighing
    evidence = []
    for piece in item.evidence:
        scores = adjust(piece.scores, piece.checks, weighing)
        stance = take_side(scores, piece.relevance, weighing)
        if stance is not Stance.NEUTRAL:
            score = scores.of(stance) * relevance_weight(piece.relevance, weighing)
            evidence.append(replace(piece, scores=scores, stance=stance, score=score))
        else:
            evidence.append(replace(piece, stance=stance))
    return conclude(item.claim, evidence, setting.policy).conclusion.value


def macro_f1(pairs: Pairs) -> float:
    """Mean F1 over the four labels of (label, prediction) pairs."""
    total = 0.0
    for name in LABELS:
        hit = sum(a == b == name for a, b in pairs)
        said, meant = sum(b == name for _, b in pairs), sum(a == name for a, _ in pairs)
        total += 2 * hit / (said + meant) if said + meant else 1.0
    return total / len(LABELS)


class Fitter:
    """Predictions under a setting, made once for all claims and kept."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.tables: dict[Setting, Pairs] = {}

    def table(self, setting: Setting) -> Pairs:
        """(label, prediction) for every claim."""
        if setting not in self.tables:
            self.tables[setting] = [(item.label, predict(item, setting)) for item in self.items]
        return self.tables[setting]

    def fit(self, keep: Sequence[int], rounds: int = 3) -> Setting:
        """Coordinate descent on the claims ``keep``; a change must gain something to be made."""
        best = Setting()
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
    fitter = Fitter(items)
    crossed: Pairs = []
    for fold in range(5):
        chosen = fitter.fit([i for i in range(len(items)) if i % 5 != fold])
        crossed += [pair for i, pair in enumerate(fitter.table(chosen)) if i % 5 == fold]
    report("before fitting", fitter.table(Setting()))
    report("cross-validated", crossed)
    setting = fitter.fit(range(len(items)))
    print(setting)
    report("on all (fitted on itself)", fitter.table(setting))
    if arguments.errors:
        show_errors(items, fitter.table(setting))
    if arguments.write:
        write(setting)


def show_errors(items: Sequence[Item], table: Pairs) -> None:
    """Every claim that comes out wrong, with the passages that lean most."""
    for item, (label, said) in zip(items, table, strict=True):
        if label == said:
            continue
        print(f"{item.claim.id}: {label} → {said}: {item.claim.text} [{item.claim.as_of}]")
        sides = [e for e in item.evidence if e.scores.neutral < 0.5]
        for piece in sorted(sides, key=lambda e: -e.score)[:4]:
            marks = " ".join(f"{c.rule}:{c.outcome.value}" for c in piece.checks)
            print(
                f"    {piece.scores.supports:.2f}/{piece.scores.conflicts:.2f} rel {piece.relevance:.2f}"
                f" {piece.shelf.value} {piece.report.date} {piece.report.id} [{marks}] {piece.quote[:150]}"
            )


def write(setting: Setting) -> None:
    """Put the numbers into the module that the program reads."""
    head = FITTED.read_text("utf-8").split("WEIGHING = ")[0]

    def call(value: Weighing | Policy) -> str:
        inside = "".join(f"    {f.name}={getattr(value, f.name)},\n" for f in fields(value))
        return f"{type(value).__name__}(\n{inside})"

    FITTED.write_text(f"{head}WEIGHING = {call(setting.weighing)}\nPOLICY = {call(setting.policy)}\n", "utf-8")


if __name__ == "__main__":
    main()
