"""How a finding came about, step by step, as lines for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck.text.safe import one_line
from factcheck.types import Shelf, Stance
from factcheck.verify.combine import FEATURES

if TYPE_CHECKING:
    from factcheck.types import StanceScores
    from factcheck.verify.conclude import Policy
    from factcheck.verify.weigh import Step, Weighing

_DIGITS = 4


def steps_to_dicts(steps: Sequence[Step]) -> list[dict[str, object]]:
    """Every candidate in the order of the search, with all that was reckoned from it."""
    return [
        {
            "place": place,
            "report": step.evidence.report.id,
            "start": step.evidence.start,
            "end": step.evidence.end,
            "quote": step.evidence.quote,
            "shelf": step.evidence.shelf.value,
            "search": {
                "dense": _rounded(step.reading.candidate.dense),
                "words": _rounded(step.reading.candidate.words),
                "report_words": _rounded(step.reading.candidate.report_words),
                "fused": _rounded(step.reading.candidate.fused),
                "relevance": _rounded(step.reading.candidate.relevance),
            },
            "statement": step.reading.statement,
            "reading": _scores(step.reading.scores),
            "readers": [_scores(reader) for reader in step.reading.scores.readers],
            "denial_turned_round": _scores(step.reading.denied) if step.reading.denied else None,
            "without_negation": (
                {"claim": opposite.text, "reading": _scores(opposite.scores)}
                if (opposite := step.reading.opposite)
                else None
            ),
            "features": dict(zip(FEATURES, map(_rounded, step.reading.values), strict=True)),
            "combined": _scores(step.evidence.scores),
            "stance": step.evidence.stance.value,
            "score": _rounded(step.evidence.score),
        }
        for place, step in enumerate(steps, 1)
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _scores(scores: StanceScores) -> dict[str, float]:
    return {stance.value: round(scores.of(stance), _DIGITS) for stance in Stance}


def rules(weighing: Weighing, policy: Policy) -> Iterator[str]:
    """The fitted numbers, one line each."""
    yield (
        f"a passage supports from {weighing.supports:g}, conflicts from {weighing.conflicts:g};"
        f" relevance counts from {weighing.min_relevance:g} and fully from {weighing.full_relevance:g}"
    )
    yield (
        f"a side stands from {policy.decide:g}; both are mixed within {policy.margin:g},"
        f" or {policy.margin / 2:g} where neither gives somebody's word; echo {policy.echo:g}"
    )
    if weighing.combination is not None:
        for stance in (Stance.SUPPORTS, Stance.CONFLICTS):
            weights = getattr(weighing.combination, stance.value)
            terms = " ".join(f"{w:+g}·{name}" for name, w in zip(FEATURES, weights.features, strict=True))
            yield f"log odds of {stance.value} over neutral = {weights.bias:g} {terms}"


def step_lines(step: Step) -> Iterator[str]:
    """One candidate in a few lines, widest facts first; the quote is left to the caller."""
    candidate, evidence = step.reading.candidate, step.evidence
    dense = "–" if candidate.dense is None else f"{candidate.dense:.3f}"
    words = "–" if candidate.words is None else f"{candidate.words:.2f}"
    whole = "–" if candidate.report_words is None else f"{candidate.report_words:.1f}"
    legs = f"dense {dense}  words {words}  whole report {whole}"
    yield f"search   {legs}  fused {candidate.fused:.3f}  relevance {candidate.relevance:.3f}"
    if step.reading.statement is not None:
        yield f"read as  {one_line(step.reading.statement)}"
    yield f"reading  {_line(step.reading.scores)}"
    for name, reader in zip(("screen", "judge"), step.reading.scores.readers, strict=False):
        yield f"  {name}  {_line(reader)}"
    if step.reading.denied is not None:
        yield f"denial turned round  {_line(step.reading.denied)}"
    if step.reading.opposite is not None:
        yield f"without the claim's negation  {_line(step.reading.opposite.scores)}"
    yield "features " + "  ".join(
        f"{name} {value:.2f}" for name, value in zip(FEATURES, step.reading.values, strict=True) if value
    )
    shelf = "" if evidence.shelf is Shelf.IN_TIME else f" ({evidence.shelf.value}, not counted)"
    yield f"combined {_line(evidence.scores)}  →  {evidence.stance.value}{shelf}, score {evidence.score:.3f}"


def _line(scores: StanceScores) -> str:
    return "  ".join(f"{stance.value} {scores.of(stance):.2f}" for stance in Stance)
