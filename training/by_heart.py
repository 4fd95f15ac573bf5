"""How much better a stance model reads the stories that it was trained on than those that training keeps out.

    python training/by_heart.py [MODEL...] [--limit N]

MODEL is what ``factcheck train export`` wrote, or any folder that ``--stance-model`` takes; the judge that ships by
default. For each lot of stories in ``training/newsdesk`` N pairs of either part are read, without the easy neutral
ones, and accuracy and log loss are printed side by side. A wide gap says that more stories would help, and more rounds
over the same ones would not.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from factcheck.models import load_stance
from factcheck.models.pairs import Pair, is_dev_story, read_stories, story_pairs
from factcheck.models.stance import PairModel

ROOT = Path(__file__).parents[1]
LOTS = ("close", "plain", "briefs", "threads", "dossiers", "quarrels", "casebook")
KEPT_OUT = 0.1
"""The part that training keeps out, as in the configurations."""
CUT = 900
"""Characters of a premise: what a model sees of it."""


def scored(model: PairModel, pairs: Sequence[Pair]) -> tuple[float, float]:
    """Accuracy and log loss of a model on some pairs."""
    table = np.asarray(model.score_pairs([(pair.premise[:CUT], pair.claim) for pair in pairs]))
    labels = np.asarray([pair.label for pair in pairs])
    true = table[np.arange(len(labels)), labels]
    return float((table.argmax(1) == labels).mean()), float(-np.log(np.maximum(true, 1e-6)).mean())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    shipped = ROOT / "factcheck" / "models" / "weights" / "stance" / "judge"
    parser.add_argument("models", nargs="*", default=[str(shipped)], help="models to read with")
    parser.add_argument("--limit", type=int, default=300, help="pairs of a lot's part at most")
    options = parser.parse_args()
    for name in options.models:
        model = load_stance(name)
        print(f"{name}\n{'':10}  trained on    kept out      (accuracy, log loss)")
        for lot in LOTS:
            stories = read_stories(ROOT / "training" / "newsdesk" / lot)
            cells = []
            for kept in (False, True):
                rng = random.Random(5)
                part = [story for story in stories if is_dev_story(str(story["id"]), KEPT_OUT) is kept]
                pairs = story_pairs(part, rng, beside=0.0)
                rng.shuffle(pairs)
                cells.append("{:.2f}, {:.3f}".format(*scored(model, pairs[: options.limit])))
            print(f"{lot:10}  {'   '.join(cells)}", flush=True)


if __name__ == "__main__":
    main()
