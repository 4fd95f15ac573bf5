"""Small builders for tests: reports, evidence and models that need no weights."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from factcheck.types import (
    Check,
    Claim,
    Conclusion,
    Evidence,
    Finding,
    Origin,
    Reason,
    ReasonCode,
    Report,
    Shelf,
    Stance,
    StanceScores,
)


def scores(stance: Stance, probability: float = 0.9) -> StanceScores:
    rest = (1 - probability) / 2
    return StanceScores(**{s.value: probability if s is stance else rest for s in Stance})


def report(report_id: str = "r1", *, text: str = "The bridge opened in May.", **fields: object) -> Report:
    values: dict[str, object] = {"title": "Bridge opens", "date": date(2024, 5, 2), "outlet": "Harrow Post"} | fields
    return Report(id=report_id, text=text, **values)  # type: ignore[arg-type]


def evidence(
    stance: Stance = Stance.SUPPORTS,
    *,
    score: float = 0.9,
    day: date | None = date(2024, 5, 2),
    origin: str = "o1",
    shelf: Shelf = Shelf.IN_TIME,
    rank: int = 1,
    checks: tuple[Check, ...] = (),
    quote: str = "The bridge opened in May.",
    relevance: float = 0.8,
    copies: tuple[str, ...] = ("r1",),
    **fields: object,
) -> Evidence:
    source = report(f"r-{origin}", text=quote, date=day, **fields)
    return Evidence(
        rank=rank,
        stance=stance,
        scores=scores(stance),
        relevance=relevance,
        score=score,
        quote=quote,
        start=0,
        end=len(quote),
        before="",
        after="",
        report=source,
        origin=Origin(origin, copies),
        shelf=shelf,
        checks=checks,
    )


def finding(*items: Evidence, conclusion: Conclusion = Conclusion.SUPPORTED, **fields: object) -> Finding:
    def origins(stance: Stance) -> int:
        return len({e.origin.id for e in items if e.stance is stance and e.shelf is Shelf.IN_TIME})

    values: dict[str, object] = {
        "claim": Claim("The bridge opened in May.", as_of=date(2024, 6, 1)),
        "confidence": 0.9,
        "reason": Reason(ReasonCode.SINGLE_SUPPORT, "One report supports it."),
        "counts": {
            "weighed": len(items),
            "supports": sum(e.stance is Stance.SUPPORTS for e in items),
            "conflicts": sum(e.stance is Stance.CONFLICTS for e in items),
            "support_origins": origins(Stance.SUPPORTS),
            "conflict_origins": origins(Stance.CONFLICTS),
        },
        "index": {"reports": 3},
    }
    return Finding(conclusion=conclusion, evidence=items, **(values | fields))  # type: ignore[arg-type]


class HashEncoder:
    """A bag-of-words encoder: texts that share words are near each other. Deterministic, no weights."""

    name = "hash"
    sha256 = "0" * 64
    dimension = 64

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()):
                digest = hashlib.sha256(word.encode()).digest()
                row[digest[0] % self.dimension] += 1.0 if digest[1] % 2 else -1.0
            norm = float(np.linalg.norm(row))
            row[0 if norm == 0 else slice(None)] = 1.0 if norm == 0 else row / norm
        return rows


class RuleStance:
    """A stance model that is a function of claim and premise."""

    name = "rule"
    sha256 = "1" * 64

    def __init__(self, rule: Callable[[str, str], StanceScores]) -> None:
        self.rule = rule
        self.premises: list[str] = []

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        self.premises += premises
        return [self.rule(claim, premise) for premise in premises]
