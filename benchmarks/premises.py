"""What the stance model should be shown: forms of the premise, and windows of a premise that is too long for it.

    python benchmarks/premises.py [--limit N] [--stance-model MODEL] [--data DIR]

First table: the probe set and the stories and threads that training keeps out, with title, date and the sentence
before in front of the passage, and with some of them left out. Second table: sets with long premises, cut at the
model's length as they are otherwise, and read window by window, with the windows' readings pooled.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.evaluate import read_stance_set
from factcheck.evaluate.datasets import StanceSet
from factcheck.evaluate.stance import score_set
from factcheck.models import load_stance
from factcheck.models.pairs import LABEL_IDS, Pair, is_dev_story, read_stories
from factcheck.text.premise import format_premise
from factcheck.text.sentences import split_sentences
from factcheck.text.statements import taken_at_word

if TYPE_CHECKING:
    from factcheck.types import FloatArray

ROOT = Path(__file__).parents[1]
SEED = 5
FORMS = {
    "passage alone": (False, False, False),
    "and its date": (False, True, False),
    "and the title": (True, False, False),
    "and the sentence before": (False, False, True),
    "title and date": (True, True, False),
    "title and sentence before": (True, False, True),
    "all three (as it ships)": (True, True, True),
}
"""Title, date, sentence before."""
LONG = ("scifact", "fnc1", "citint")
"""Public sets whose premises are longer than the model reads."""
WINDOW = 90
"""Words of a window; it begins at a sentence, and half of it is shared with the next."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled pair with the parts of its premise."""

    claim: str
    label: int
    passage: str
    title: str
    day: date | None
    before: str

    def premise(self, form: tuple[bool, bool, bool]) -> str:
        """The premise with the parts that a form has."""
        title, day, before = form
        return format_premise(
            self.passage,
            title=self.title if title else "",
            day=self.day if day else None,
            before=self.before if before else "",
        )


def probe_rows() -> list[Row]:
    """The probe set."""
    lines = (ROOT / "fixtures" / "probe" / "probe.jsonl").read_text("utf-8").splitlines()
    return [
        Row(r["claim"], LABEL_IDS[r["label"]], r["passage"], r["title"], date.fromisoformat(r["date"]), r["before"])
        for r in map(json.loads, lines)
    ]


def story_rows(folder: Path) -> list[Row]:
    """Claims of the stories of a folder that training keeps out, beside the sentences that they are labelled by."""
    return [row for story in read_stories(folder) if is_dev_story(str(story["id"]), 0.1) for row in _rows_of(story)]


def _rows_of(story: dict[str, Any]) -> Iterator[Row]:
    lines = story["sentences"]
    day = date.fromisoformat(story["date"]) if story.get("date") else None
    for claim in story["claims"]:
        for indexes, label in (
            (sorted(claim["evidence"]), LABEL_IDS[claim["label"]]),
            *(([i], LABEL_IDS["neutral"]) for i in claim.get("also_neutral", ())),
        ):
            if indexes and indexes[0] >= 0 and indexes[-1] < len(lines):
                passage = " ".join(lines[i] for i in indexes)
                if claim.get("at_word"):
                    passage = taken_at_word(claim["claim"], passage) or passage
                before = lines[indexes[0] - 1] if indexes[0] else ""
                yield Row(claim["claim"], label, passage, story["title"], day, before)


def windows_of(premise: str) -> list[str]:
    """A premise as overlapping windows of whole sentences."""
    sentences = [premise[s.start : s.end] for s in split_sentences(premise)]
    windows: list[str] = []
    start = 0
    while start < len(sentences):
        end, words = start, 0
        while end < len(sentences) and (end == start or words + len(sentences[end].split()) <= WINDOW):
            words += len(sentences[end].split())
            end += 1
        windows.append(" ".join(sentences[start:end]))
        if end >= len(sentences):
            break
        start = max(start + 1, (start + end) // 2)
    return windows or [premise]


def pooled(scores: FloatArray, how: str) -> FloatArray:
    """The reading of a premise from those of its windows, ``[n, 3]`` of supports, conflicts, neutral."""
    if how == "most decided":
        chosen: FloatArray = scores[scores[:, 2].argmin()]
        return chosen
    if how == "highest of each side":
        sides = scores[:, :2].max(axis=0)
        rest = max(float(scores[:, 2].min()), 1e-6)
        joined = np.append(sides, rest)
        return np.asarray(joined / joined.sum())
    mean = np.exp(np.log(np.clip(scores, 1e-6, 1.0)).mean(axis=0))
    return np.asarray(mean / mean.sum())


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=200, help="rows of a set at most, drawn by a fixed seed")
    parser.add_argument("--stance-model", help="another stance model than the shipped one")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    arguments = parser.parse_args()
    model = load_stance(arguments.stance_model)
    sets = {"probe": probe_rows()}
    for part in ("close", "plain", "threads", "dossiers", "quarrels"):
        rows = story_rows(ROOT / "training" / "newsdesk" / part)
        sets[part] = random.Random(SEED).sample(rows, min(len(rows), arguments.limit))
    print(f"{'':<26}" + "".join(f"{name:>12}" for name in sets))
    for name, form in FORMS.items():
        figures = []
        for rows in sets.values():
            scores = model.score_pairs([(row.premise(form), row.claim) for row in rows])
            data = StanceSet("", tuple(Pair("", row.claim, row.label) for row in rows))
            figures.append(score_set(scores, data, 1.0).macro_f1)
        print(f"{name:<26}" + "".join(f"{figure:>12.3f}" for figure in figures), flush=True)
    dev = arguments.data / "stance" / "dev"
    if not dev.exists():
        print(f"no {dev}: the second table needs the public sets; name their folder with --data", file=sys.stderr)
        return
    long_sets = [read_stance_set(dev / f"{name}.jsonl.gz", arguments.limit) for name in LONG]
    print(f"\n{'macro-F1, conflict recall':<26}" + "".join(f"{data.name:>16}" for data in long_sets))
    cut = {data.name: model.score_pairs([(p.premise, p.claim) for p in data.pairs]) for data in long_sets}
    print_row("cut (as it ships)", long_sets, cut)
    read = {data.name: [] for data in long_sets}
    for data in long_sets:
        for pair in data.pairs:
            read[data.name].append(model.score_pairs([(text, pair.claim) for text in windows_of(pair.premise)]))
    for how in ("most decided", "highest of each side", "geometric mean"):
        print_row(how, long_sets, {name: np.stack([pooled(one, how) for one in all_]) for name, all_ in read.items()})
    for data in long_sets:
        count = [len(one) for one in read[data.name]]
        print(
            f"{data.name}: {sum(count) / len(count):.1f} windows a premise, {sum(c > 1 for c in count)} of", len(count)
        )


def print_row(name: str, sets: Sequence[StanceSet], scores: dict[str, FloatArray]) -> None:
    """One line of the second table."""
    results = [score_set(scores[data.name], data, 1.0) for data in sets]
    print(f"{name:<26}" + "".join(f"{r.macro_f1:>9.3f} {r.conflict_recall or 0:>6.3f}" for r in results), flush=True)


if __name__ == "__main__":
    main()
