"""From candidates to evidence: the stance model's reading, corrected by the named checks and what else is known.

The stance model reads meaning, the checks read figures, dates, names and
negations to the letter; ``combine.py`` puts both together with a handful of
fitted weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.text.premise import format_premise
from factcheck.text.statements import taken_at_word
from factcheck.types import Check, CheckOutcome, Claim, Evidence, Shelf, Stance, StanceModel, StanceScores
from factcheck.verify.checks import run_checks
from factcheck.verify.combine import NO_ODDS, Combination, Odds, closest_odds, features
from factcheck.verify.corrections import RULE as CORRECTION
from factcheck.verify.corrections import corrected, restates_an_error, taken_back, took_back
from factcheck.verify.denials import denies_what_stands_before, turned_round
from factcheck.verify.retractions import retracted
from factcheck.verify.retrieve import Candidate


@dataclass(frozen=True, slots=True)
class Weighing:
    """How readings become sides; fitted on development claims (``docs/finding.md``).

    ``supports`` and ``conflicts`` are the probabilities from which a passage is
    shown as taking that side. Under ``min_relevance`` (cosine) a passage is about
    something else and takes none; from ``full_relevance`` on relevance takes
    nothing off the score. Without a ``combination`` the model's reading stands as it is.
    """

    supports: float = 0.5
    conflicts: float = 0.5
    min_relevance: float = 0.25
    full_relevance: float = 0.55
    combination: Combination | None = None


AHEAD_MOVES = 0.75
"""Part of a side's probability that goes to neutral where a report only tells of a plan, is older than the deed, or
tells of its undoing."""


BORROWED_UNDER = 0.3
"""Probability of its side, read without the sentence before, under which a passage has the side from that sentence. Of
105 passages of the development claims that took the side of the sentence before, 15 decided a claim, none of them under
it, and 51 of the others were."""


def relevance_weight(relevance: float, weighing: Weighing) -> float:
    """0 at ``min_relevance`` and below, 1 from ``full_relevance``, linear between."""
    low, high = weighing.min_relevance, weighing.full_relevance
    return min(1.0, max(0.0, (relevance - low) / (high - low)))


@dataclass(frozen=True, slots=True)
class Opposite:
    """How a passage reads beside a negative claim without its negation (``text``), with its features.

    ``denied`` where it is what the passage denies that was read.
    """

    text: str
    scores: StanceScores
    values: tuple[float, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one candidate before any fitted number: the model's reading and the checks.

    ``scores`` is what the stance model said of the passage, or of ``statement``
    where the passage gives what somebody says (:mod:`factcheck.text.statements`);
    ``denied`` what it said of the passage with its denial turned round (``None`` without one);
    ``values`` and ``denied_values`` are their features, in the order of
    :data:`~factcheck.verify.combine.FEATURES`. ``opposite`` is the reading beside the claim
    without its negation (:mod:`factcheck.verify.opposite`). ``gone`` says why the report, or this
    passage of it, takes no side, if so. ``taken_back`` where the passage only says that something was reported
    wrongly: then ``denied`` is how that reads, and the passage by itself takes no side. ``borrowed`` is the side that
    it would take for what the sentence before says, which is weighed by itself.
    """

    candidate: Candidate
    shelf: Shelf
    scores: StanceScores
    denied: StanceScores | None
    checks: tuple[Check, ...]
    values: tuple[float, ...]
    denied_values: tuple[float, ...] | None
    before: str
    after: str
    gone: Check | None = None
    statement: str | None = None
    opposite: Opposite | None = None
    taken_back: bool = False
    borrowed: Stance | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How one candidate became evidence, for ``--explain``."""

    reading: Reading
    evidence: Evidence


def weigh(
    claim: Claim,
    candidates: Sequence[tuple[Candidate, Shelf]],
    model: StanceModel,
    weighing: Weighing,
) -> list[Evidence]:
    """One :class:`Evidence` for each candidate, ranked within stance and shelf, best first.

    ``score`` is the probability of the stance taken times the relevance weight;
    for neutral passages it is the relevance alone.
    """
    return rank([settle(reading, weighing) for reading in read(claim, candidates, model)])


def read(claim: Claim, candidates: Sequence[tuple[Candidate, Shelf]], model: StanceModel) -> list[Reading]:
    """Let the model and the checks read every candidate, in order; nothing fitted comes in."""
    errors = {i: told for i, (c, _) in enumerate(candidates) if (told := taken_back(c.report, c.passage))}
    turned = {i: text for i, (c, _) in enumerate(candidates) if (text := _denied(claim.text, c, errors.get(i)))}
    # a model that reads the first most closely has to see the denials
    premises = list(turned.values())
    statements = [taken_at_word(claim.text, candidate.quote) for candidate, _ in candidates]
    premises += [_premise(c, said or c.quote) for (c, _), said in zip(candidates, statements, strict=True)]
    scores = model.score(claim.text, premises) if premises else []
    denied, scores = dict(zip(turned, scores, strict=False)), scores[len(turned) :]
    # a notice later than the as-of day takes nothing back yet
    known = [candidate for candidate, shelf in candidates if shelf is not Shelf.LATER]
    gone = retracted(candidate.report for candidate in known)
    outdated = corrected((c.report for c in known), ((c.report, c.passage) for c, _ in candidates))
    borrowed = _borrowed(claim, candidates, statements, scores, model)
    beside = _beside([candidate.report.id for candidate, _ in candidates], [closest_odds(one) for one in scores])
    readings = []
    for i, (candidate, shelf) in enumerate(candidates):
        before, after = neighbours(candidate)
        checks = _checks(claim, candidate, before)
        about = claim.text, candidate.quote, before, candidate.relevance, candidate.fused, beside[i]
        readings.append(
            Reading(
                candidate=candidate,
                shelf=shelf,
                scores=scores[i],
                denied=denied.get(i),
                checks=checks,
                values=features(scores[i], checks, *about),
                denied_values=features(denied[i], (), *about) if i in denied else None,
                before=before,
                after=after,
                gone=gone.get(candidate.report.id)
                or outdated.get(candidate.passage)
                or _restated(candidate, errors.get(i)),
                statement=statements[i],
                taken_back=i in errors,
                borrowed=borrowed.get(i),
            )
        )
    return readings


def _borrowed(
    claim: Claim,
    candidates: Sequence[tuple[Candidate, Shelf]],
    statements: Sequence[str | None],
    scores: Sequence[StanceScores],
    model: StanceModel,
) -> dict[int, Stance]:
    """Passages that only seem to take a side because the sentence before them does, which is weighed as well.

    They are read once more without it ("North Korea suffers from food shortages." behind "Officials plan to send a
    delegation …").
    """
    sides = [_leaning(one) for one in scores]
    again = {}
    for i, (candidate, _) in enumerate(candidates):
        before = candidate.passage.before
        if before is not None and sides[i] is not Stance.NEUTRAL and any(
            sides[j] is sides[i]
            and other.report.id == candidate.report.id
            and other.passage.start <= before.start
            and before.end <= other.passage.end
            for j, (other, _) in enumerate(candidates)
            if j != i
        ):  # fmt: skip
            report = candidate.report
            again[i] = format_premise(statements[i] or candidate.quote, title=report.title, day=report.date)
    alone = model.score(claim.text, list(again.values())) if again else []
    return {i: sides[i] for i, one in zip(again, alone, strict=True) if one.of(sides[i]) < BORROWED_UNDER}


def _leaning(scores: StanceScores) -> Stance:
    """The side that a reading is nearer to, if it may come out on one."""
    side = Stance.SUPPORTS if scores.supports >= scores.conflicts else Stance.CONFLICTS
    return side if scores.of(side) >= BORROWED_UNDER else Stance.NEUTRAL


def _beside(reports: Sequence[str], odds: Sequence[Odds]) -> list[Odds]:
    """For each passage the highest log odds, side by side, that another one of its report has."""
    best = []
    for place, report in enumerate(reports):
        others = [odds[i] for i, other in enumerate(reports) if other == report and i != place]
        best.append((max(o[0] for o in others), max(o[1] for o in others)) if others else NO_ODDS)
    return best


def _restated(candidate: Candidate, error: str | None) -> Check | None:
    return None if error else restates_an_error(candidate.report, candidate.quote)


def _denied(claim: str, candidate: Candidate, error: str | None) -> str | None:
    """The premise that a denying passage denies, or a correction takes back; ``None`` for one that does neither."""
    if error is not None:
        # without the title: "Correction: …" says that something is wrong
        return format_premise(taken_at_word(claim, error) or error, day=candidate.report.date)
    before, _ = neighbours(candidate)
    if before and denies_what_stands_before(claim, candidate.quote):
        return format_premise(
            taken_at_word(claim, before) or before, title=candidate.report.title, day=candidate.report.date
        )
    text = turned_round(claim, candidate.quote)
    return _premise(candidate, taken_at_word(claim, text) or text) if text else None


def neighbours(candidate: Candidate) -> tuple[str, str]:
    """The sentences before and after a candidate's passage, empty at the edges of the report."""
    passage, text = candidate.passage, candidate.report.text
    before = text[passage.before.start : passage.before.end] if passage.before else ""
    after = text[passage.after.start : passage.after.end] if passage.after else ""
    return before, after


def _premise(candidate: Candidate, passage: str) -> str:
    before, _ = neighbours(candidate)
    return format_premise(passage, title=candidate.report.title, day=candidate.report.date, before=before)


def _checks(claim: Claim, candidate: Candidate, before: str) -> tuple[Check, ...]:
    """What the rules find. The claim's text is judged, not who said it: another voice is no difference."""
    day, title = candidate.report.date, candidate.report.title
    checks = run_checks(claim, candidate.quote, before=before, title=title, report_date=day)
    if claim.speaker is None or all(c.outcome is not CheckOutcome.DIFFERS for c in checks):
        return checks
    bare = run_checks(replace(claim, speaker=None), candidate.quote, before=before, title=title, report_date=day)
    return tuple(c for c in checks if c.outcome is not CheckOutcome.DIFFERS or c in bare)


def settle(reading: Reading, weighing: Weighing) -> Evidence:
    """The side that a reading takes under the fitted numbers; unranked."""
    candidate = reading.candidate
    scores, checks = reading.scores, reading.checks
    if weighing.combination is not None:
        scores = weighing.combination.combine(reading.values)
    if reading.taken_back:
        scores, checks = _taken_back(scores, reading, weighing), (*checks, took_back(candidate.report))
    if weighing.combination is not None:
        if reading.denied_values is not None:
            turned = weighing.combination.combine(reading.denied_values)
            # the conflicts' threshold: what is shown is a conflict, and one missed is the worse error
            if turned.supports >= weighing.conflicts and turned.supports > scores.conflicts:
                rest = 1.0 - turned.supports
                scores = StanceScores(rest * 0.1, turned.supports, rest * 0.9)
                checks = (*(c for c in checks if c.rule != CORRECTION), _turned_check(reading))
        if reading.opposite is not None:
            scores, more = _with_opposite(scores, reading.opposite, weighing)
            checks = (*checks, *more)
    rules = {check.rule for check in checks}
    if rules & {"modality", "timing", "undoing", "speaker", "denier"}:
        # what was only planned leaves open what was done, also where the planned day differs; what was undone was done
        scores = _without(scores, Stance.CONFLICTS)
    if rules & {"timing", "earlier", "denier"}:
        # nor can a report support what happened after it, or another's denial that he denied
        scores = _without(scores, Stance.SUPPORTS)
    stance = take_side(scores, candidate.relevance, weighing)
    if reading.borrowed is not None and stance is reading.borrowed:
        scores, stance = _without(scores, stance), Stance.NEUTRAL
        checks = (*checks, Check("before", CheckOutcome.CAUTION, "it is the sentence before that says so"))
    if reading.gone is not None:
        stance, checks = Stance.NEUTRAL, (reading.gone, *checks)
    weight = relevance_weight(candidate.relevance, weighing)
    score = candidate.relevance if stance is Stance.NEUTRAL else scores.of(stance) * weight
    return Evidence(
        rank=0,
        stance=stance,
        scores=scores,
        relevance=round(candidate.relevance, 4),
        score=round(score, 4),
        quote=candidate.quote,
        start=candidate.passage.start,
        end=candidate.passage.end,
        before=reading.before,
        after=reading.after,
        report=candidate.report,
        origin=candidate.origin,
        shelf=reading.shelf,
        checks=checks,
    )


def _without(scores: StanceScores, side: Stance) -> StanceScores:
    """The scores with three quarters of a side's probability moved to neutral."""
    moved = scores.of(side) * AHEAD_MOVES
    if side is Stance.SUPPORTS:
        return StanceScores(scores.supports - moved, scores.conflicts, scores.neutral + moved)
    return StanceScores(scores.supports, scores.conflicts - moved, scores.neutral + moved)


def _taken_back(scores: StanceScores, reading: Reading, weighing: Weighing) -> StanceScores:
    """What is left of a passage that only says that something was wrong: no support, and no conflict of the error."""
    error = reading.denied
    if weighing.combination is not None and reading.denied_values is not None:
        error = weighing.combination.combine(reading.denied_values)
    conflicts = scores.conflicts * (1.0 - error.conflicts) if error is not None else 0.0
    return StanceScores(0.0, conflicts, 1.0 - conflicts)


def _turned_check(reading: Reading) -> Check:
    if reading.taken_back:
        return Check(CORRECTION, CheckOutcome.DIFFERS, "the paper takes back that it is so")
    return Check("denial", CheckOutcome.DIFFERS, "the report has this denied")


def _with_opposite(
    scores: StanceScores, opposite: Opposite, weighing: Weighing
) -> tuple[StanceScores, tuple[Check, ...]]:
    """The scores beside a negative claim, with those beside the claim without its negation taken in."""
    assert weighing.combination is not None
    told = weighing.combination.combine(opposite.values).supports
    if opposite.denied:
        if told < weighing.supports or told <= scores.supports:
            return scores, ()
        rest = (1.0 - told) / (1.0 - scores.supports)
        detail = f"the report has the contrary denied: “{opposite.text}”"
        agrees = Check("opposite", CheckOutcome.AGREES, detail)
        return StanceScores(told, scores.conflicts * rest, scores.neutral * rest), (agrees,)
    if told < weighing.conflicts or told <= scores.conflicts:
        return scores, ()
    rest = (1.0 - told) / (1.0 - scores.conflicts)
    detail = f"the report bears out the contrary: “{opposite.text}”"
    differs = Check("opposite", CheckOutcome.DIFFERS, detail)
    return StanceScores(scores.supports * rest, told, scores.neutral * rest), (differs,)


def take_side(scores: StanceScores, relevance: float, weighing: Weighing) -> Stance:
    """The stance shown: a side only from its threshold on, and only for a passage that is on the subject."""
    if relevance <= weighing.min_relevance:
        return Stance.NEUTRAL
    if scores.supports >= weighing.supports and scores.supports >= scores.conflicts:
        return Stance.SUPPORTS
    if scores.conflicts >= weighing.conflicts:
        return Stance.CONFLICTS
    return Stance.NEUTRAL


def rank(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Number evidence from 1 within each shelf and stance: the best passage of each origin, then further ones.

    Both by score, ties go to the earlier report. So every origin that is counted is
    shown before any of them is shown again.
    """

    def order(item: Evidence) -> tuple[float, str, str, int]:
        return (-item.score, item.report.date.isoformat() if item.report.date else "9", item.report.id, item.start)

    ranked = []
    for shelf in Shelf:
        for stance in Stance:
            group = sorted((e for e in evidence if e.shelf is shelf and e.stance is stance), key=order)
            best = {item.origin.id: item for item in reversed(group)}
            firsts = [item for item in group if best[item.origin.id] is item]
            others = [item for item in group if best[item.origin.id] is not item]
            ranked += [replace(item, rank=place) for place, item in enumerate(firsts + others, 1)]
    return ranked
