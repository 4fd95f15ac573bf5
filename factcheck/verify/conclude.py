"""From evidence to a finding: origins counted once on each side, and a reason in words.

A side's strength is a damped noisy-or of its origins' best scores. Copies of
one text are one origin, so that a wire story counts once. Only reports in time
decide; later and undated ones are shown apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from factcheck.text.attribution import find_attribution, inside_a_sentence
from factcheck.text.premise import short_date
from factcheck.text.tallies import find_tallies
from factcheck.text.tense import speaks_of_now
from factcheck.types import (
    CheckOutcome,
    Claim,
    Conclusion,
    Evidence,
    Reason,
    ReasonCode,
    Shelf,
    Stance,
)

_CORRECTION = re.compile(
    r"\b(correct(?:ion|ed|s)|clarification|amended|restate[ds]?|retract(?:ion|ed|s))\b", re.IGNORECASE
)


ENDS_FROM = 2 / 3
"""Part of ``decide`` that the newest passage must have to end a state of things: of those that decide such a claim,
many are short ("The levy is scrapped.") and read with less certainty."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Where the finding changes; fitted on development claims (``docs/finding.md``).

    ``decide`` is the strength from which a side stands. When both do, the one
    that is stronger by ``margin`` decides and nearer ones are mixed; by half of it
    where no passage of either side gives somebody's word or denial. ``echo``
    is how much further origins add to the best one: 1 would be right if the
    model's errors on them were independent, 0 would let the best stand alone.
    With ``facts`` the newest report decides between two sides that stand where it
    tells the matter in its own voice. From ``quarrel`` on the weaker side makes the
    finding mixed where each side has only parties' words or denials to decide it.
    ``sure`` has slope and offset for each
    conclusion, in the order of :class:`~factcheck.types.Conclusion`: on the log
    odds of the bare confidence they give those of being right, as measured on
    development claims (Platt 1999); empty leaves it bare. ``said`` is added to those log
    odds where the finding rests on statements alone. ``related`` is the cosine from
    which a report is on the subject at all.
    """

    decide: float = 0.5
    margin: float = 1.0
    echo: float = 1.0
    related: float = 0.35
    facts: bool = False
    quarrel: float = 1.0
    sure: tuple[tuple[float, float], ...] = ()
    said: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Conclusion, confidence (0 to 1) and reason for one claim.

    ``said`` where it rests on what somebody says alone.
    """

    conclusion: Conclusion
    confidence: float
    reason: Reason
    said: bool = False


def strength(side: Iterable[Evidence], echo: float = 1.0) -> float:
    """Damped noisy-or over origins of the best score in each, 0 to 1.

    1 − (1 − s₁) · Π (1 − sᵢ)^echo with s₁ the best.
    """
    best: dict[str, float] = {}
    for item in side:
        best[item.origin.id] = max(best.get(item.origin.id, 0.0), item.score)
    ordered = sorted(best.values(), reverse=True)
    misses = [(1.0 - score) ** (echo if place else 1.0) for place, score in enumerate(ordered)]
    return 1.0 - float(math.prod(misses))


def origins_of(side: Iterable[Evidence]) -> int:
    """How many independent origins a side has."""
    return len({item.origin.id for item in side})


def conclude(claim: Claim, evidence: Sequence[Evidence], policy: Policy) -> Verdict:
    """The finding that the evidence bears, by the rules of ``docs/finding.md``."""
    verdict = _concluded(claim, evidence, policy)
    if not policy.sure:
        return verdict
    slope, offset = policy.sure[list(Conclusion).index(verdict.conclusion)]
    odds = slope * math.log(verdict.confidence / (1.0 - verdict.confidence)) + offset
    odds += policy.said if verdict.said else 0.0
    return replace(verdict, confidence=_percent(1.0 / (1.0 + math.exp(-odds))))


def _concluded(claim: Claim, evidence: Sequence[Evidence], policy: Policy) -> Verdict:
    in_time = [e for e in evidence if e.shelf is Shelf.IN_TIME]
    support = [e for e in in_time if e.stance is Stance.SUPPORTS]
    conflict = [e for e in in_time if e.stance is Stance.CONFLICTS]
    for_it, against = strength(support, policy.echo), strength(conflict, policy.echo)
    if max(for_it, against) >= policy.decide and speaks_of_now(claim.text):
        winner = ending(support, conflict, policy.decide * ENDS_FROM)
        if winner is not None:
            return _overtaken(winner, support, conflict, for_it, against)
    if _word_against_word(claim, support, conflict, policy):
        winner = overtaking(support, conflict, moving=not find_tallies(claim.text))
        if winner is None:
            return _both(support, conflict, for_it, against)
    if for_it >= policy.decide and against >= policy.decide:
        winner = overtaking(support, conflict, facts=policy.facts, moving=not find_tallies(claim.text))
        if winner is not None:
            return _overtaken(winner, support, conflict, for_it, against)
        # without a party's word on either side two reports seldom quarrel; more often one of them is misread
        quarrel = any(_somebodys(item) for item in (*support, *conflict))
        if abs(for_it - against) < (policy.margin if quarrel else policy.margin / 2):
            return _both(support, conflict, for_it, against)
    if for_it >= policy.decide and for_it >= against:
        verdict = _one_side(Conclusion.SUPPORTED, support, conflict, for_it, against)
        return _and_later(verdict, Stance.CONFLICTS, evidence, policy)
    if against >= policy.decide:
        verdict = _one_side(Conclusion.CONFLICTING, conflict, support, against, for_it)
        return _and_later(verdict, Stance.SUPPORTS, evidence, policy)
    return _nothing(claim, evidence, for_it, against, policy)


def _and_later(verdict: Verdict, other: Stance, evidence: Sequence[Evidence], policy: Policy) -> Verdict:
    """True before, false after, or the other way round: said, though it doesn't count on the as-of day."""
    later = [e for e in evidence if e.shelf is Shelf.LATER and e.stance is other]
    if strength(later, policy.echo) < policy.decide:
        return verdict
    verb = "conflicts with" if other is Stance.CONFLICTS else "supports"
    text = f"{verdict.reason.text} What was reported later{_newest(later)} {verb} it."
    return replace(verdict, reason=Reason(verdict.reason.code, text))


def _one_side(
    conclusion: Conclusion, side: Sequence[Evidence], other: Sequence[Evidence], strong: float, weak: float
) -> Verdict:
    supported = conclusion is Conclusion.SUPPORTED
    count = origins_of(side)
    verb = ("supports" if count == 1 else "support") if supported else ("conflicts" if count == 1 else "conflict")
    verb += "" if supported else " with"
    many = ReasonCode.INDEPENDENT_SUPPORT if supported else ReasonCode.INDEPENDENT_CONFLICT
    one = ReasonCode.SINGLE_SUPPORT if supported else ReasonCode.SINGLE_CONFLICT
    text = f"{_reports(count)} {verb} it{_newest(side)}"
    if other:
        rest = "conflicts" if supported else "supports"
        text += f"; {_reports(origins_of(other)).lower()} {rest if origins_of(other) == 1 else rest[:-1]} less strongly"
    else:
        text += ", none conflicts" if supported else ", none supports it"
    whose = _whose_word(side)
    reason = Reason(many if count > 1 else one, f"{text}.{whose}")
    return Verdict(conclusion, _percent(strong * (1 - 0.5 * weak)), reason, said=bool(whose))


NAMED_AT_MOST = 3
"""How many speakers a finding names; the cards have all."""
STATEMENTS = frozenset(("attribution", "own_word"))
"""Checks that say that a report gives the matter as what somebody says."""
_PRONOUNS = frozenset("he she it they we i".split())


def _whose_word(side: Sequence[Evidence]) -> str:
    """Who says so, where no passage of a side tells it in its report's own voice: said isn't the same as so."""
    speakers: list[str] = []
    for item in side:
        found = [c for c in item.checks if c.rule in STATEMENTS and c.outcome is CheckOutcome.CAUTION]
        if not found:
            return ""
        speakers += [inside_a_sentence(item.quote, span) for check in found for span in check.quote_spans]
    names = list({name.casefold(): name for name in speakers if name.casefold() not in _PRONOUNS}.values())
    told = f": {'; '.join(names[:NAMED_AT_MOST])}" if names else ""
    more = " and others" if len(names) > NAMED_AT_MOST else ""
    return f" It rests on {'a statement' if len(side) == 1 else 'statements'} alone{told}{more}."


def _overtaken(
    winner: Stance, support: Sequence[Evidence], conflict: Sequence[Evidence], for_it: float, against: float
) -> Verdict:
    side, other, conclusion = (
        (support, conflict, Conclusion.SUPPORTED)
        if winner is Stance.SUPPORTS
        else (conflict, support, Conclusion.CONFLICTING)
    )
    verb = "supports" if winner is Stance.SUPPORTS else "conflicts with"
    text = f"The latest report{_newest(side)} {verb} it and overtakes {_reports(origins_of(other)).lower()}."
    weight = for_it if winner is Stance.SUPPORTS else against
    return Verdict(conclusion, _percent(weight * 0.85), Reason(ReasonCode.LATER_REPORT_DECIDES, text))


def _both(support: Sequence[Evidence], conflict: Sequence[Evidence], for_it: float, against: float) -> Verdict:
    supports, conflicts = origins_of(support), origins_of(conflict)
    text = (
        f"Reports stand on both sides: {_reports(supports).lower()} {'supports' if supports == 1 else 'support'} it, "
        f"{_reports(conflicts, False).lower()} {'conflicts' if conflicts == 1 else 'conflict'}."
    )
    return Verdict(Conclusion.MIXED, _percent(min(for_it, against)), Reason(ReasonCode.BOTH_SIDES, text))


def overtaking(
    support: Sequence[Evidence], conflict: Sequence[Evidence], *, facts: bool = False, moving: bool = True
) -> Stance | None:
    """Which side a later report settles, if one does.

    Later beats earlier where a figure moved (a numbers check fired on both
    sides; with ``moving`` off none can, as the votes of a ballot) or where the
    later report is a correction; with ``facts`` also where it tells the matter in
    its own voice. A later denial or statement of somebody settles nothing.
    """
    latest = {side: _latest(items) for side, items in ((Stance.SUPPORTS, support), (Stance.CONFLICTS, conflict))}
    first, second = latest[Stance.SUPPORTS], latest[Stance.CONFLICTS]
    if first is None or second is None or first.report.date is None or second.report.date is None:
        return None
    if first.report.date == second.report.date:
        return None
    newer, stance = (first, Stance.SUPPORTS) if first.report.date > second.report.date else (second, Stance.CONFLICTS)
    older = conflict if stance is Stance.SUPPORTS else support
    moved = moving and _figures(newer) and any(_figures(item) for item in older)
    if moved or _CORRECTION.search(newer.report.title) or _CORRECTION.search(newer.quote):
        return stance
    return stance if facts and not _somebodys(newer) else None


def ending(support: Sequence[Evidence], conflict: Sequence[Evidence], least: float) -> Stance | None:
    """Which side of a state of things the newest report tells, in its own voice; ``None`` if that is no matter of time.

    A passage counts from the score ``least`` on.
    """
    first, second = (_latest([item for item in side if item.score >= least]) for side in (support, conflict))
    if first is None or second is None or first.report.date == second.report.date:
        return None
    newer, stance = (first, Stance.SUPPORTS) if _day(first) > _day(second) else (second, Stance.CONFLICTS)
    return None if _somebodys(newer) or _a_partys(newer) else stance


def _day(item: Evidence) -> date:
    return item.report.date or date.min


def _somebodys(item: Evidence) -> bool:
    """Whether a passage only gives what somebody says, denies or plans."""
    cautions = {check.rule for check in item.checks if check.outcome is CheckOutcome.CAUTION}
    return bool(cautions & {"attribution", "modality"}) or any(check.rule == "denial" for check in item.checks)


def _word_against_word(claim: Claim, support: Sequence[Evidence], conflict: Sequence[Evidence], policy: Policy) -> bool:
    """Whether one side stands and the other is near, and no report tells either in its own voice."""
    if find_attribution(claim.text) is not None:
        return False  # "X denied it" is judged on whether he did, whatever others say of the matter
    sides = [strength(side, policy.echo) for side in (support, conflict)]
    if max(sides) < policy.decide or min(sides) < policy.quarrel:
        return False
    if _in_one_breath(support, conflict, policy.quarrel):
        return True
    own = [[item for item in side if not _a_partys(item)] for side in (support, conflict)]
    return all(strength(side, policy.echo) < policy.decide for side in own)


SAME_BREATH = 12
"""Characters between the two halves of a sentence that gives both sides: "; ", ", whereas "."""


def _in_one_breath(support: Sequence[Evidence], conflict: Sequence[Evidence], least: float) -> bool:
    """Whether a report gives both sides in one sentence or two: then it is a quarrel, whatever else leans to a side."""
    return any(
        one.report.id == other.report.id
        and min(one.score, other.score) >= least
        and 0 <= max(one.start, other.start) - min(one.end, other.end) <= SAME_BREATH
        and _a_partys(one)
        and _a_partys(other)
        for one in support
        for other in conflict
    )


def _a_partys(item: Evidence) -> bool:
    """Whether a passage gives what somebody says or denies, whichever of the claim's words are in it."""
    return any(check.rule == "denial" for check in item.checks) or find_attribution(item.quote) is not None


def _latest(items: Sequence[Evidence]) -> Evidence | None:
    dated = [item for item in items if item.report.date is not None]
    return max(dated, key=lambda item: (item.report.date, item.score), default=None)


def _figures(item: Evidence) -> bool:
    return any(check.rule == "numbers" and check.outcome is not CheckOutcome.CAUTION for check in item.checks)


def _nothing(claim: Claim, evidence: Sequence[Evidence], for_it: float, against: float, policy: Policy) -> Verdict:
    """``not_enough``, and which kind of it."""

    def sided(shelf: Shelf) -> list[Evidence]:
        return [e for e in evidence if e.shelf is shelf and e.stance is not Stance.NEUTRAL]

    def verdict(code: ReasonCode, text: str, confidence: float) -> Verdict:
        return Verdict(Conclusion.NOT_ENOUGH, _percent(confidence), Reason(code, text))

    close = max(for_it, against)
    later, undated = sided(Shelf.LATER), sided(Shelf.UNDATED)
    if later and strength(later, policy.echo) >= policy.decide > close:
        day = f" than {short_date(claim.as_of)}" if claim.as_of else ""
        return verdict(ReasonCode.ONLY_LATER, f"Only reports later{day} decide it; they are shown apart.", 1 - close)
    if undated and strength(undated, policy.echo) >= policy.decide > close:
        return verdict(ReasonCode.ONLY_UNDATED, "Only undated reports decide it; they are shown apart.", 1 - close)
    if close > 0:
        side = "for" if for_it >= against else "against"
        text = f"A report leans {side} it, too weakly to decide."
        return verdict(ReasonCode.BELOW_THRESHOLD, text, 1 - close)
    on_subject = [e for e in evidence if e.relevance >= policy.related]
    if on_subject:
        text = f"Related reports ({origins_of(on_subject)} found), none decides it."
        return verdict(ReasonCode.RELATED_BUT_SILENT, text, 0.8)
    return verdict(ReasonCode.NOTHING_FOUND, "No report on this was found in the index.", 0.95)


def _reports(count: int, noun: bool = True) -> str:
    word = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five"}.get(count, str(count))
    if not noun:
        return word
    return f"{word} report" if count == 1 else f"{word} independent reports"


def _newest(side: Sequence[Evidence]) -> str:
    latest = _latest(side)
    if latest is None or latest.report.date is None:
        return ""
    outlet = latest.report.outlet or latest.report.title[:40]
    return f" ({outlet}, {short_date(latest.report.date)})"


def _percent(value: float) -> float:
    """Two decimals, between 0.01 and 0.99: nothing here is certain."""
    return round(min(0.99, max(0.01, value)), 2)
