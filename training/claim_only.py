"""How much the claims of a labelled set give away by themselves.

    python training/claim_only.py [SOURCE...]

SOURCE is a folder or file of news stories (``training/newsdesk`` by default) or
of labelled claims (``claim``, ``label``). A TF-IDF and logistic regression
classifier reads the claims without any evidence, five-fold, whole stories or
runs of neighbouring claims kept together. Well-made sets leave it near chance:
the share of the commonest label. The words that lean most are listed, so that
they can be written about; then, for stories, how the labels stand against the
share of a claim's words that its evidence has.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from factcheck.models.pairs import read_stories
from factcheck.verify.combine import shared_words

HERE = Path(__file__).parent


def rows_of(source: Path) -> tuple[list[str], list[str], list[str], list[float]]:
    """Claims, labels, groups and (stories only) shares of words that the evidence has."""
    claims, labels, groups, shares = [], [], [], []
    first = next(path for path in ([source] if source.is_file() else sorted(source.rglob("*.jsonl"))))
    if {"sentences", "reports"} & set(json.loads(first.read_text("utf-8").split("\n", 1)[0])):
        threads: dict[tuple[str, str], set[str]] = {}
        for story in read_stories(source):
            for claim in story["claims"]:
                if "thread" in story:  # labelled by passage: the claim's own label is what any of them decides
                    threads.setdefault((story["id"], claim["claim"]), set()).add(claim["label"])
                    continue
                claims.append(claim["claim"])
                labels.append(claim["label"])
                groups.append(story["id"])
                shares.append(shared_words(claim["claim"], " ".join(story["sentences"][i] for i in claim["evidence"])))
        for (group, text), stances in threads.items():
            claims.append(text)
            sides = stances - {"neutral"}
            labels.append("both" if len(sides) > 1 else min(sides, default="neutral"))
            groups.append(group)
        return claims, labels, groups, shares
    for path in [source] if source.is_file() else sorted(source.rglob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            row = json.loads(line)
            if "label" in row:
                claims.append(row["claim"])
                labels.append(row["label"])
                groups.append(f"{path.name}-{row.get('topic') or number // 10}")
    return claims, labels, groups, shares


def guessed(claims: Sequence[str], labels: Sequence[str], groups: Sequence[str]) -> float:
    """Five-fold accuracy of a classifier that sees the claims alone."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_score
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2), LogisticRegression(C=1.0))
    scores = cross_val_score(model, claims, labels, groups=groups, cv=GroupKFold(5))
    return float(scores.mean())


def leaning(claims: Sequence[str], labels: Sequence[str], least: int) -> list[tuple[str, Counter[str]]]:
    """Words that stand in ``least`` claims or more, the most one-sided first."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for claim, label in zip(claims, labels, strict=True):
        for word in set(re.findall(r"[a-z']+", claim.lower())):
            words[word][label] += 1
    base = Counter(labels)

    def skew(counts: Counter[str]) -> float:
        return max(counts[label] / base[label] for label in base) / sum(counts[label] / base[label] for label in base)

    often = [(word, counts) for word, counts in words.items() if counts.total() >= least]
    return sorted(often, key=lambda item: -skew(item[1]))


def main() -> None:
    """Print the figures of each source."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="*", type=Path, default=[HERE / "newsdesk"])
    for source in parser.parse_args().source:
        claims, labels, groups, shares = rows_of(source)
        counts = Counter(labels)
        print(f"{source}: {len(claims)} claims, {dict(counts)}")
        print(f"  guessed from the claim alone: {guessed(claims, labels, groups):.3f}")
        print(f"  chance (commonest label):     {max(counts.values()) / len(labels):.3f}")
        for word, found in leaning(claims, labels, max(10, len(claims) // 100))[:12]:
            print(f"  {word:<12} {dict(found)}")
        table: dict[float, Counter[str]] = defaultdict(Counter)
        for share, label in zip(shares, labels, strict=False):
            table[min(0.8, int(share * 5) / 5)][label] += 1
        for low in sorted(table):
            print(f"  evidence has {low:.0%} or more of the claim's words: {dict(table[low])}")


if __name__ == "__main__":
    main()
