"""Pairs that nobody has labelled, for a teacher to label: claims with what the search finds for them.

    python training/pool.py OUT.jsonl [--claims N] [--weigh N]
    factcheck train teach OUT.jsonl data/taught.jsonl --teacher MODEL

Builds a throw-away index of all stories and threads below ``training/newsdesk`` that training may see
and asks it claims of them, as checking asks: the same search, the same form of the premise, statements
at their word and denials turned round. So the pool has what a stance model meets in use, four passages in
five neutral and near. Stories and threads kept out of training are in neither part.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from factcheck.config import CheckOptions
from factcheck.indexing import build
from factcheck.models import load_encoder
from factcheck.models.pairs import is_dev_story, read_stories
from factcheck.types import Claim, StanceScores
from factcheck.workbench import Workbench

NEWSDESK = Path(__file__).parent / "newsdesk"
KEPT_OUT = 0.1
"""As ``newsdesk_dev`` in the configurations."""


class Recorder:
    """In the place of a stance model: notes what it is asked, and has no opinion."""

    name = "recorder"
    sha256 = ""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        """See :class:`factcheck.types.StanceModel`."""
        self.asked += [(claim, premise) for premise in premises]
        return [StanceScores(0.0, 0.0, 1.0) for _ in premises]


def reports_of(stories: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The stories as the index reads them; reports of one thread share its id, so they are numbered."""
    for number, story in enumerate(stories, 1):
        fields = {name: story[name] for name in ("title", "date", "outlet") if story.get(name)}
        yield {"id": f"{story['id']}-{number}", **fields, "text": " ".join(story["sentences"])}


def main() -> None:
    """Build, ask, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--claims", type=int, default=6000, help="how many claims, drawn by a fixed seed (6000)")
    parser.add_argument("--weigh", type=int, default=10, help="passages of each (10)")
    arguments = parser.parse_args()
    stories = [story for story in read_stories(NEWSDESK) if not is_dev_story(story["id"], KEPT_OUT)]
    claims = sorted({claim["claim"] for story in stories for claim in story["claims"]})
    random.Random(17).shuffle(claims)
    recorder = Recorder()
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        reports.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports_of(stories)), "utf-8")
        build(Path(folder) / "index", [reports], load_encoder())
        options = CheckOptions(weigh=arguments.weigh)
        with Workbench.open(Path(folder) / "index", stance_model=recorder) as bench:
            for claim in claims[: arguments.claims]:
                bench.read(Claim(claim), options)
    rows = ({"claim": claim, "evidence": premise} for claim, premise in dict.fromkeys(recorder.asked))
    arguments.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    print(f"{arguments.out}: {len(set(recorder.asked)):,} pairs of {min(len(claims), arguments.claims):,} claims")


if __name__ == "__main__":
    main()
