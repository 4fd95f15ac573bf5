"""What each source of training pairs is worth: the same short run with one more, or with some fewer.

    python training/ablate.py OUT [--data DIR] [--pairs N] [--only NAME ...]

Each run trains all-MiniLM-L6-v2 from the same start on N pairs and is read on the same sets: the development sets
of DIR/stance/dev, the stories and threads that training keeps out, and the probe set, none of which the sources
were made from. ``base`` is the written and the public pairs without any that are made by rule; it runs twice, with
two seeds, and what lies between those two is noise. ``licensed`` is ``base`` without the sources whose licence isn't
stated. A row is printed when its run ends, and kept in OUT/table.jsonl; runs that stand there aren't made again. From
12,000 pairs the model learns nothing but to call everything neutral, so that nothing can be compared; with 80,000 a run
takes about half an hour on two cores.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from factcheck.evaluate import read_stance_set, read_story_set
from factcheck.evaluate.stance import score_set
from factcheck.models.foreign import TransformersStance
from factcheck.train import TrainConfig, train

ROOT = Path(__file__).parents[1]
NEWSDESK = ROOT / "training" / "newsdesk"
OURS = {"newsdesk": 0.20, "newsdesk/close": 0.08, "newsdesk/plain": 0.08, "newsdesk/threads": 0.12}
LICENSED = {
    "nlids_mnli": 0.10, "sanli_wiki": 0.06, "cad_nli": 0.05, "snli_dev": 0.02, "conjnli": 0.02, "fever_pairs": 0.06,
    "scifact": 0.02, "citint": 0.025, "fm2": 0.02, "wice_claim": 0.01, "med": 0.01, "dnc_megaveridicality": 0.015,
}  # fmt: skip
UNSTATED = {
    "ling_in_loop": 0.12, "fnc1": 0.03, "climate_fever": 0.045, "covidfact": 0.008, "claimdiff": 0.02, "monli": 0.01,
}  # fmt: skip
MADE = ("newsdesk_foreign", "made_copies", "made_changed", "made_reworded", "made_reworded_changed", "made_elsewhere")
SHARE = 0.08
"""Of a rule's pairs, beside the others."""
LIMIT = 250
"""Rows of a set at most."""
CUT = 800
"""Characters of a premise: about what training sees of it."""
TEN = (
    "cad_nli", "citint", "claimdiff", "climate_fever", "covidfact", "fever_pairs", "fm2", "fnc1", "nlids_mnli",
    "scifact",
)  # fmt: skip


def runs() -> dict[str, tuple[dict[str, float], int]]:
    """Shares and seed of every run, by name."""
    base = {**OURS, **LICENSED, **UNSTATED}
    named: dict[str, tuple[dict[str, float], int]] = {"base": (base, 1), "base, other seed": (base, 2)}
    named["licensed"] = ({**OURS, **LICENSED}, 1)
    named["+ all made"] = ({**base, **dict.fromkeys(MADE, SHARE / 2)}, 1)
    named |= {f"+ {rule}": ({**base, rule: SHARE}, 1) for rule in MADE}
    named["public alone"] = ({**LICENSED, **UNSTATED}, 1)
    return named


def row_of(folder: Path, data: Path) -> dict[str, Any]:
    """The figures of one trained model."""
    sets = [read_stance_set(data / "stance" / "dev" / f"{name}.jsonl.gz", LIMIT) for name in TEN]
    sets += [read_story_set(NEWSDESK / part, LIMIT) for part in ("close", "plain", "threads", "dossiers")]
    sets.append(read_stance_set(ROOT / "fixtures" / "probe" / "probe.jsonl", None))
    model = TransformersStance(str(folder))
    results = {}
    for each in sets:
        scores = model.score_pairs([(pair.premise[:CUT], pair.claim) for pair in each.pairs])
        results[each.name] = score_set(scores, each, 1.0)
    ten = [results[name] for name in TEN]
    recalls = [r.conflict_recall for r in ten if r.conflict_recall is not None]
    row: dict[str, Any] = {"ten": sum(r.macro_f1 for r in ten) / len(ten), "recall": sum(recalls) / len(recalls)}
    row |= {name: r.accuracy for name, r in results.items() if name not in TEN}
    return {"figures": row, "sets": {name: r.macro_f1 for name, r in results.items()}}


def main() -> None:
    """Make the runs that are missing and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--pairs", type=int, default=80_000)
    parser.add_argument("--only", nargs="*", help="these runs alone")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    table = arguments.out / "table.jsonl"
    done = {
        row["run"] for line in (table.read_text().splitlines() if table.exists() else []) for row in [json.loads(line)]
    }
    for number, (name, (shares, seed)) in enumerate(runs().items()):
        if name in done or (arguments.only and name not in arguments.only):
            continue
        config = TrainConfig(
            base="all-MiniLM-L6-v2",
            data=str(arguments.data / "stance" / "train"),
            newsdesk=str(NEWSDESK),
            easy_neutrals=0.35,
            out=str(arguments.out / f"run-{number}"),
            shares=shares,
            pairs=arguments.pairs,
            learning_rate=1.6e-4,
            batch_tokens=2560,
            max_tokens=160,
            contrast=0.5,
            seed=seed,
            workers=2,
        )
        row = {"run": name, **row_of(train(config), arguments.data)}
        with table.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        print(f"{name:<26}" + "  ".join(f"{key} {value:.3f}" for key, value in row["figures"].items()), flush=True)


if __name__ == "__main__":
    main()
