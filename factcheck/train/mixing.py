"""Sources of training pairs and their mixture."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
        # reports of a thread share its events, so what is made out of stories by rule isn't sound for them
        stories = [
            s
            for s in read_stories(Path(config.newsdesk))
            if "thread" not in s and not is_dev_story(s["id"], config.newsdesk_dev)
        ]
        if "newsdesk" in config.shares:
            # three draws of the premise form a claim, so that repeats aren't identical
            sources["newsdesk"] = [p for _ in range(3) for p in story_pairs(stories, rng, config.easy_neutrals)]
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


Bundle = tuple[Pair, ...]
"""Pairs of one premise: what the loss compares with each other."""

BUNDLE_SIZE = 4
"""Pairs of a bundle at most: a point of a story and one more."""


def bundles(pairs: Sequence[Pair], size: int = BUNDLE_SIZE) -> list[Bundle]:
    """Put the pairs of one premise together, at most ``size`` each, in the order in which they come.

    Those with a teacher's probabilities stand alone: they say more than which of two claims a label fits better.
    """
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.soft is None:
            groups[pair.premise].append(pair)
    alone: list[Bundle] = [(pair,) for pair in pairs if pair.soft is not None]
    return alone + [tuple(group[i : i + size]) for group in groups.values() for i in range(0, len(group), size)]


Row = tuple[Any, Pair, int]
"""Encoding, the pair, and the number of its bundle."""


class Mixer:
    """Endless stream of bundles: each source has its share of the pairs and is reshuffled when it runs out."""

    def __init__(self, sources: dict[str, list[Pair]], shares: dict[str, float], seed: int) -> None:
        self.names = sorted(sources)
        self.bundles = {name: bundles(sources[name]) for name in self.names}
        # a source with large bundles is drawn from less often, since each draw brings more of it
        self.weights = [shares[name] * len(self.bundles[name]) / len(sources[name]) for name in self.names]
        self.rng = random.Random(seed)  # noqa: S311
        self.queues: dict[str, list[int]] = {name: [] for name in self.names}

    def draw(self) -> Bundle:
        """The next bundle."""
        name = self.rng.choices(self.names, self.weights)[0]
        queue = self.queues[name]
        if not queue:
            queue.extend(range(len(self.bundles[name])))
            self.rng.shuffle(queue)
        return self.bundles[name][queue.pop()]

    def batches(self, tokenizer: Any, batch_tokens: int, max_tokens: int, pool: int = 2048) -> Iterator[list[Row]]:
        """Batches of like length, at most ``batch_tokens`` padded tokens each unless one bundle has more."""
        while True:
            drawn: list[Bundle] = []
            while sum(map(len, drawn)) < pool:
                drawn.append(self.draw())
            pairs = [pair for bundle in drawn for pair in bundle]
            encodings = tokenizer(
                [p.premise for p in pairs],
                [p.claim for p in pairs],
                truncation="longest_first",
                max_length=max_tokens,
            )
            rows = iter([{key: encodings[key][i] for key in encodings} for i in range(len(pairs))])
            encoded = [[(next(rows), pair, number) for pair in bundle] for number, bundle in enumerate(drawn)]
            encoded.sort(key=_longest)
            batches: list[list[Row]] = []
            current: list[Row] = []
            for bundle in encoded:
                if current and _longest(bundle) * (len(current) + len(bundle)) > batch_tokens:
                    batches.append(current)
                    current = []
                current += bundle
            batches.append(current)
            self.rng.shuffle(batches)
            yield from batches


def _longest(rows: Sequence[Row]) -> int:
    return max(len(row[0]["input_ids"]) for row in rows)
