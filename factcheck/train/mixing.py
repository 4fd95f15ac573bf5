"""Sources of training pairs and their mixture."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.models.pairs import Pair, foreign_neutrals, is_dev_story, read_pairs, read_stories, story_pairs
from factcheck.train.config import TrainConfig
from factcheck.train.made import made_pairs


def load_sources(config: TrainConfig) -> dict[str, list[Pair]]:
    """Read every source that has a share. Keys are the names of the shares."""
    rng = random.Random(config.seed)  # noqa: S311
    sources: dict[str, list[Pair]] = {}
    for name in sorted(config.shares):
        if name.startswith(("newsdesk", "made_")):
            continue
        plain = Path(config.data) / f"{name}.jsonl"
        sources[name] = read_pairs(plain if plain.exists() else plain.with_suffix(".jsonl.gz"))
    if config.newsdesk:
        stories = [s for s in read_stories(Path(config.newsdesk)) if not is_dev_story(s["id"], config.newsdesk_dev)]
        if "newsdesk" in config.shares:
            # three draws of the premise form a claim, so that repeats aren't identical
            sources["newsdesk"] = [p for _ in range(3) for p in story_pairs(stories, rng)]
        for name in config.shares:
            if name.startswith("newsdesk/"):
                ours = [
                    s
                    for s in read_stories(Path(config.newsdesk) / name.partition("/")[2])
                    if not is_dev_story(s["id"], config.newsdesk_dev)
                ]
                sources[name] = [p for _ in range(3) for p in story_pairs(ours, rng, beside=0.25)]
        if "newsdesk_foreign" in config.shares:
            sources["newsdesk_foreign"] = foreign_neutrals(stories)
        if any(name.startswith("made_") for name in config.shares):
            # two draws, so that a sentence is changed in more than one way
            for _ in range(2):
                for name, pairs in made_pairs(stories, rng).items():
                    if name in config.shares:
                        sources.setdefault(name, []).extend(pairs)
    return sources


class Mixer:
    """Endless stream of pairs by share; each source is reshuffled when it runs out."""

    def __init__(self, sources: dict[str, list[Pair]], shares: dict[str, float], seed: int) -> None:
        self.names = sorted(sources)
        self.weights = [shares[name] for name in self.names]
        self.sources = sources
        self.rng = random.Random(seed)  # noqa: S311
        self.queues: dict[str, list[int]] = {name: [] for name in self.names}

    def draw(self) -> Pair:
        """The next pair."""
        name = self.rng.choices(self.names, self.weights)[0]
        queue = self.queues[name]
        if not queue:
            queue.extend(range(len(self.sources[name])))
            self.rng.shuffle(queue)
        return self.sources[name][queue.pop()]

    def batches(
        self, tokenizer: Any, batch_tokens: int, max_tokens: int, pool: int = 2048
    ) -> Iterator[list[tuple[Any, int]]]:
        """Batches of (encoding, label) of like length, at most ``batch_tokens`` padded tokens each."""
        while True:
            drawn = [self.draw() for _ in range(pool)]
            encodings = tokenizer(
                [p.premise for p in drawn],
                [p.claim for p in drawn],
                truncation="longest_first",
                max_length=max_tokens,
            )
            rows = sorted(
                (({key: encodings[key][i] for key in encodings}, drawn[i].label) for i in range(pool)),
                key=lambda row: len(row[0]["input_ids"]),
            )
            batches: list[list[tuple[Any, int]]] = []
            current: list[tuple[Any, int]] = []
            for row in rows:
                longest = len(row[0]["input_ids"])
                if current and longest * (len(current) + 1) > batch_tokens:
                    batches.append(current)
                    current = []
                current.append(row)
            batches.append(current)
            self.rng.shuffle(batches)
            yield from batches
