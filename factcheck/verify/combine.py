"""The stance model's reading and what else is known of a passage, put together in one small linear model.

The model reads meaning but leans: it was trained on contrast sets, in which
words that a claim shares with a report are mostly a trap, while in an archive
they are mostly a repetition. A multinomial logistic regression over a few
named features corrects that and takes in what the checks found to the letter.
Its weights are fitted on development claims (``training/fit_finding.py``),
stand in ``fitted.py``, and every term can be recomputed by hand: for supports
and for conflicts Σ weight · feature + bias, for neutral 0, then softmax.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.text.words import content_stems, tokenise
from factcheck.types import Check, CheckOutcome, StanceScores

FEATURES = (
    "screen_supports",
    "screen_conflicts",
    "judge_supports",
    "judge_conflicts",
    "judged",
    "shared_words",
    "relevance",
    "differs",
    "plan_or_hearsay",
    "said_by_somebody",
    "other_figure",
    "figure_agrees",
    "search_score",
    "report_supports",
    "report_conflicts",
)
"""Names of the features, in the order of the weights."""

_FLOOR = 1e-4

Odds = tuple[float, float]
"""Log odds of supports and of conflicts over neutral."""

NO_ODDS: Odds = (-9.0, -9.0)
"""Of a report with no other passage that was read: about as low as a reading goes."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of one stance against neutral, in the order of :data:`FEATURES`, and its bias."""

    features: tuple[float, ...]
    bias: float

    def logit(self, values: Sequence[float]) -> float:
        """Σ weight · feature + bias."""
        return self.bias + math.fsum(w * v for w, v in zip(self.features, values, strict=True))


@dataclass(frozen=True, slots=True)
class Combination:
    """The two rows of weights; neutral is the reference and has none."""

    supports: Weights
    conflicts: Weights

    def combine(self, values: Sequence[float]) -> StanceScores:
        """Probabilities of the three stances for a passage with these feature values."""
        logits = (self.supports.logit(values), self.conflicts.logit(values), 0.0)
        top = max(logits)
        parts = [math.exp(logit - top) for logit in logits]
        total = math.fsum(parts)
        return StanceScores(parts[0] / total, parts[1] / total, parts[2] / total)


def features(
    reading: StanceScores,
    checks: Sequence[Check],
    claim: str,
    passage: str,
    before: str,
    relevance: float,
    search: float = 0.0,
    beside: Odds = NO_ODDS,
) -> tuple[float, ...]:
    """What is known of a passage beside a claim, in the order of :data:`FEATURES`.

    Log odds over neutral of the screening and of the judging model's reading (at
    most about ±9; for what the judge didn't read, which ``judged`` says, the
    screen's stand for both, and so do those of a model that reads alone), the share of the claim's
    content words that the passage or the sentence before it has (0 to 1), the
    cosine (0 to 1), how many checks differ (0 to 2), whether the passage only
    speaks of a plan, gives the matter as a statement, has another figure
    where the claim's is missing, or has the claim's figure (0 or 1), the search's score among the
    candidates of this claim (0 to 1), and the highest log odds that another
    passage of the same report has (``beside``): what stands around the sentence
    that decides a claim sounds like it and mostly decides nothing.
    """

    def found(rule: str, outcome: CheckOutcome = CheckOutcome.CAUTION) -> float:
        return float(any(c.rule == rule and c.outcome is outcome for c in checks))

    readers = reading.readers or (reading, reading)
    judged = len(readers) > 1
    return (
        *_over_neutral(readers[0]),
        *closest_odds(reading),
        float(judged),
        shared_words(claim, f"{before} {passage}"),
        relevance,
        float(min(2, sum(c.outcome is CheckOutcome.DIFFERS for c in checks))),
        found("modality"),
        found("attribution"),
        found("numbers"),
        found("numbers", CheckOutcome.AGREES),
        search,
        *beside,
    )


def closest_odds(reading: StanceScores) -> Odds:
    """Log odds of a reading by the model that read most closely: the judge, or the screen where it is alone."""
    return _over_neutral(reading.readers[-1] if reading.readers else reading)


def _over_neutral(reading: StanceScores) -> Odds:
    neutral = max(reading.neutral, _FLOOR)
    return math.log(max(reading.supports, _FLOOR) / neutral), math.log(max(reading.conflicts, _FLOOR) / neutral)


def shared_words(claim: str, text: str) -> float:
    """Part of the claim's content words (by stem, figures included) that a text has too, 0 to 1."""
    wanted = _stems(claim)
    return len(wanted & _stems(text)) / len(wanted) if wanted else 0.0


def _stems(text: str) -> set[str]:
    tokens = tokenise(text)
    figures = {token.text.replace(",", "") for token in tokens if token.text[0].isdigit()}
    return set(content_stems(tokens)) | figures
