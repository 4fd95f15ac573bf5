"""What each rule that makes training pairs is worth, and what the sources of unstated licence are.

    python training/ablate.py OUT [--data DIR] [--pairs N] [--more N] [--only NAME ...]

``base`` trains the lower six layers of all-mpnet-base-v2 on N written and public pairs, none of them made by rule;
``licensed`` does the same without the sources whose licence isn't stated. Every other run goes on from ``base`` for
``--more`` pairs: ``on`` with the same mixture, twice, with two seeds, so that what lies between those two is noise;
the others with a third of the mixture made by one rule. Each is read on the same sets: the development sets of
DIR/stance/dev, the stories and threads that training keeps out, and the probe set, none of which the rules made
anything from. A row is printed when its run ends, and kept in OUT/table.jsonl; runs that stand there aren't made again.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import torch

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
SHARE = 0.5
"""Of a rule's pairs, beside the others at one: a third of the mixture."""
LIMIT = 200
"""Rows of a set at most."""
CUT = 800
"""Characters of a premise: about what training sees of it."""
TEN = (
    "cad_nli", "citint", "claimdiff", "climate_fever", "covidfact", "fever_pairs", "fm2", "fnc1", "nlids_mnli",
    "scifact",
)  # fmt: skip


def runs() -> dict[str, tuple[bool, dict[str, float], int]]:
    """Whether it goes on from ``base``, shares and seed of every run, by name."""
    base = {**OURS, **LICENSED, **UNSTATED}
    whole = sum(base.values())
    named: dict[str, tuple[bool, dict[str, float], int]] = {"base": (False, base, 1)}
    named |= {"on": (True, base, 2), "on, other seed": (True, base, 3)}
    named |= {f"+ {rule}": (True, {**base, rule: SHARE * whole}, 2) for rule in MADE}
    named["licensed"] = (False, {**OURS, **LICENSED}, 1)
    return named


def row_of(folder: Path, data: Path) -> dict[str, Any]:
    """The figures of one trained model."""
    sets = [read_stance_set(data / "stance" / "dev" / f"{name}.jsonl.gz", LIMIT) for name in TEN]
    sets += [read_story_set(NEWSDESK / part, LIMIT) for part in ("close", "plain", "threads", "dossiers")]
    sets.append(read_stance_set(ROOT / "fixtures" / "probe" / "probe.jsonl", None))
    model = TransformersStance(str(folder))
    results = {}
    for each in sets:
        with torch.autocast("cpu", torch.bfloat16):  # reading in float32 takes longer than the run
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
    parser.add_argument("--base", default="sentence-transformers/all-mpnet-base-v2", help="a folder or hub name")
    parser.add_argument("--pairs", type=int, default=30_000)
    parser.add_argument("--more", type=int, default=8_000, help="pairs of a run that goes on from base")
    parser.add_argument("--only", nargs="*", help="these runs alone")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    table = arguments.out / "table.jsonl"
    done = {
        row["run"] for line in (table.read_text().splitlines() if table.exists() else []) for row in [json.loads(line)]
    }
    for number, (name, (goes_on, shares, seed)) in enumerate(runs().items()):
        if name in done or (arguments.only and name not in arguments.only):
            continue
        config = TrainConfig(
            base=str(arguments.out / "run-0" / "model") if goes_on else arguments.base,
            keep_layers=None if goes_on else (0, 1, 2, 3, 4, 5),
            data=str(arguments.data / "stance" / "train"),
            newsdesk=str(NEWSDESK),
            easy_neutrals=0.35,
            out=str(arguments.out / f"run-{number}"),
            shares=shares,
            pairs=arguments.more if goes_on else arguments.pairs,
            learning_rate=4e-5 if goes_on else 8e-5,
            freeze_layers=2,
            batch_tokens=2560,
            max_tokens=160,
            seed=seed,
            workers=2,
        )
        made = Path(config.out) / "model"  # a run that was interrupted while it was read needn't be made again
        made = made if (made / "model.safetensors").exists() else train(config, print)
        row = {"run": name, **row_of(made, arguments.data)}
        with table.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        print(f"{name:<26}" + "  ".join(f"{key} {value:.3f}" for key, value in row["figures"].items()), flush=True)


if __name__ == "__main__":
    main()
