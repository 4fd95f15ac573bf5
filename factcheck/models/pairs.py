"""Labelled pairs of claim and evidence, and news stories with claims: what stance models learn and are measured on."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.errors import InputError
from factcheck.text.premise import format_premise
from factcheck.text.statements import taken_at_word

LABELS = ("supports", "conflicts", "neutral")
"""The order of the model's outputs."""

LABEL_IDS = {
    "supports": 0,
    "conflicts": 1,
    "refutes": 1,
    "neutral": 2,
}

NEUTRAL = LABELS.index("neutral")


@dataclass(frozen=True, slots=True)
class Pair:
    """One training example: ``label`` indexes :data:`LABELS`.

    ``soft`` are a teacher's probabilities, columns as in :data:`LABELS`; the label is then the likeliest.
    """

    premise: str
    claim: str
    label: int
    soft: tuple[float, ...] | None = None


def read_pairs(path: Path, labels: Mapping[str, int] = LABEL_IDS, *, unlabelled: bool = False) -> list[Pair]:
    """Read ``claim``, ``evidence``, ``label`` lines from ``.jsonl`` or ``.jsonl.gz``.

    Instead of ``evidence`` a line may have ``passage`` with ``title``, ``date`` and
    ``before``, which are put together in the form that is used in checking. What
    ``factcheck review export --for-training`` writes is of this kind. Instead of
    ``label`` it may have ``scores``, a probability for each of :data:`LABELS`, as
    ``factcheck train teach`` writes them.

    Args:
        path: the file.
        labels: the labels that may occur, with their numbers.
        unlabelled: whether labels don't matter; every pair is then neutral.

    Raises:
        InputError: not such a file; names the line.
    """
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    pairs: list[Pair] = []
    number = 0
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                number += 1  # also after the loop: where a damaged file broke off
                if line.strip():
                    row = json.loads(line)
                    pairs.append(_pair({**row, "label": "neutral"} if unlabelled else row, labels))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"no field {error}" if isinstance(error, KeyError) else str(error)
        raise InputError(
            f"{path}:{number or 1}: {what}", "Each line is an object with claim, evidence and label."
        ) from error
    except (OSError, EOFError) as error:
        raise InputError(f"can't read {path}: {error}", "Give a .jsonl or .jsonl.gz file of labelled pairs.") from error
    return pairs


def _pair(row: Any, labels: Mapping[str, int]) -> Pair:
    if "scores" in row:
        soft = _soft(row["scores"])
        bare = _pair({**{key: row[key] for key in row if key != "scores"}, "label": "neutral"}, LABEL_IDS)
        return replace(bare, label=soft.index(max(soft)), soft=soft)
    label = labels.get(str(row["label"]))
    if label is None:
        raise ValueError(f"label {row['label']!r} is none of {', '.join(labels)}")
    if "evidence" not in row and "passage" in row:
        day = date.fromisoformat(row["date"]) if row.get("date") else None
        parts = {"title": row.get("title") or "", "before": row.get("before") or ""}
        return Pair(format_premise(row["passage"], day=day, **parts), " ".join(row["claim"].split()), label)
    return Pair(" ".join(row["evidence"].split()), " ".join(row["claim"].split()), label)


def _soft(scores: Any) -> tuple[float, ...]:
    """A teacher's probabilities in the order of :data:`LABELS`, made to sum to one (they are written rounded)."""
    soft = tuple(float(scores[name]) for name in LABELS)
    total = sum(soft)
    if not all(0 <= part <= 1 for part in soft) or abs(total - 1) > 0.01:
        raise ValueError(f"scores {scores!r} are not probabilities")
    return tuple(part / total for part in soft)


STORY_FIELDS = {"id", "title", "sentences", "claims"}
THREAD_FIELDS = {"id", "reports", "claims"}


def read_stories(source: Path) -> list[dict[str, Any]]:
    """Read stories with sentences and claims from a ``.jsonl`` file, or from every one below a folder, in file order.

    A thread, several reports on one affair with claims that each name passages of any
    of them, comes out as a story for each report, with ``thread`` set, the thread's
    id, and the claims' passages there. So an id occurs more than once, and stays or
    goes as a whole.

    Raises:
        InputError: not such a file; names the line.
    """
    stories = []
    for path in sorted(source.rglob("*.jsonl")) if source.is_dir() else [source]:
        try:
            lines = path.read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"can't read {path}: {error}", "Give a .jsonl file of stories, or a folder.") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                stories += _stories(line, f"{path}:{number}")
    return stories


def _stories(line: str, where: str) -> list[dict[str, Any]]:
    hint = "Each line is a story (id, title, date, sentences, claims) or a thread of them (training/README.md)."
    try:
        story = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: {error}", hint) from error
    if isinstance(story, dict) and set(story) >= THREAD_FIELDS:
        try:
            return _unthreaded(story)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise InputError(f"{where}: not a thread: {error}", hint) from error
    if not isinstance(story, dict) or not set(story) >= STORY_FIELDS:
        raise InputError(f"{where}: not a story", hint)
    return [story]


def _unthreaded(thread: dict[str, Any]) -> list[dict[str, Any]]:
    """A story for each report of a thread, with what the thread's claims have in it."""
    stories = [{**report, "id": thread["id"], "thread": True, "claims": []} for report in thread["reports"]]
    for claim in thread["claims"]:
        for number, place, label in claim["passages"]:
            lines = stories[number]["sentences"]
            evidence = [place] if isinstance(place, int) else list(place)
            if not all(0 <= index < len(lines) for index in evidence):
                raise ValueError(f"report {number} has no sentence {place}")
            told = {
                "claim": claim["claim"],
                "label": label,
                "evidence": evidence,
                "at_word": thread.get("at_word", False),
            }
            stories[number]["claims"].append(told)
    return stories


def is_dev_story(story_id: str, part: float) -> bool:
    """Whether a whole story is kept out of training: decided by its id alone, so it never changes."""
    return int(hashlib.sha256(story_id.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < part


AT_WORD = 0.5
"""How often a statement is taken at its word in training where its label stays: in use that is done always."""


def story_pairs(stories: Sequence[dict[str, Any]], rng: random.Random | None = None, beside: float = 1.0) -> list[Pair]:
    """Turn stories with claims into pairs.

    With ``rng`` the premise form varies (title, date, sentence before are each
    dropped now and then), so that the model reads all forms; claims on the same
    sentences get the same form. What somebody says is now and then taken at its word
    (:mod:`factcheck.text.statements`), as it is in checking, where the label stays
    as it is: a statement that decides a claim does so without its speaker. Without it
    every premise has all parts. A claim with ``at_word`` is labelled by what
    statements say, and they are always taken so. With ``rng`` only the part
    ``beside`` of the sentences that say nothing to a claim is taken: they are
    the easy neutral pairs.
    """
    pairs = []
    for story in stories:
        premise = _Premises(story, rng)
        for claim in story["claims"]:
            good = [i for i in claim["evidence"] if 0 <= i < len(story["sentences"])]
            label = LABEL_IDS[claim["label"]]
            if good:
                pairs.append(Pair(premise.of(good, claim, decides=label != NEUTRAL), claim["claim"], label))
            silent = [i for i in claim.get("also_neutral", ()) if 0 <= i < len(story["sentences"]) and i not in good]
            silent = [i for i in silent if rng is None or beside >= 1 or rng.random() < beside]
            pairs += [Pair(premise.of([i], claim, decides=False), claim["claim"], NEUTRAL) for i in silent]
    return pairs


class _Premises:
    """The premises of one story; each passage has one form in a draw."""

    def __init__(self, story: dict[str, Any], rng: random.Random | None) -> None:
        self.story = story
        self.rng = rng
        self.day = date.fromisoformat(story["date"]) if story.get("date") else None
        self.forms: dict[tuple[int, ...], tuple[bool, bool, bool, bool]] = {}

    def of(self, indexes: Sequence[int], claim: dict[str, Any], *, decides: bool) -> str:
        """The premise of these sentences for a claim that they decide, or don't."""
        chosen = tuple(sorted(indexes))
        if chosen not in self.forms:
            rng = self.rng
            title, day, before = (rng is None or rng.random() < part for part in (0.85, 0.85, 0.75))
            self.forms[chosen] = title, day, before, rng is not None and rng.random() < AT_WORD
        title, day, before, at_word = self.forms[chosen]
        lines = self.story["sentences"]
        passage = " ".join(lines[i] for i in chosen)
        if claim.get("at_word") or (at_word and decides):
            passage = taken_at_word(claim["claim"], passage) or passage
        return format_premise(
            passage,
            title=self.story["title"] if title else "",
            day=self.day if day else None,
            before=lines[chosen[0] - 1] if before and chosen[0] else "",
        )


def foreign_neutrals(stories: Sequence[dict[str, Any]]) -> list[Pair]:
    """For each claim the most similar sentence of another story (TF-IDF cosine), as neutral: the commonest hit."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    sentences: list[tuple[int, int]] = [
        (s, i) for s, story in enumerate(stories) for i in range(len(story["sentences"]))
    ]
    texts = [stories[s]["sentences"][i] for s, i in sentences]
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    matrix = vectorizer.fit_transform(texts)
    owner = [s for s, _ in sentences]
    pairs = []
    for s, story in enumerate(stories):
        claims = [c["claim"] for c in story["claims"]]
        if not claims:
            continue
        scores = (vectorizer.transform(claims) @ matrix.T).toarray()
        for claim, row in zip(claims, scores, strict=True):
            best = max((i for i in range(len(owner)) if owner[i] != s), key=row.__getitem__)
            other, index = sentences[best]
            lines = stories[other]["sentences"]
            pairs.append(
                Pair(
                    format_premise(
                        lines[index],
                        title=stories[other]["title"],
                        day=date.fromisoformat(stories[other]["date"]),
                        before=lines[index - 1] if index else "",
                    ),
                    claim,
                    LABEL_IDS["neutral"],
                )
            )
    return pairs
