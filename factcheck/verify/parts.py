"""A claim of several statements: concluded part by part, so that half a truth isn't called one.

The whole is supported when every part is, conflicts when one part does, and is
supported in part when nothing decides the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.types import Check, CheckOutcome, Conclusion, Evidence, Reason, ReasonCode, Stance
from factcheck.verify.conclude import Verdict
from factcheck.verify.weigh import rank

RULE = "part"


def conclude_parts(whole: Verdict, parts: Sequence[tuple[str, Verdict]]) -> Verdict:
    """The finding on a claim from those on its parts.

    Args:
        whole: the finding on the claim read as one.
        parts: each part's text with its finding.
    """

    def having(conclusion: Conclusion) -> list[tuple[str, Verdict]]:
        return [(text, verdict) for text, verdict in parts if verdict.conclusion is conclusion]

    against, mixed, supported = (having(c) for c in (Conclusion.CONFLICTING, Conclusion.MIXED, Conclusion.SUPPORTED))
    if whole.conclusion is Conclusion.CONFLICTING:
        return whole
    if against:
        text, verdict = max(against, key=lambda item: item[1].confidence)
        return Verdict(
            Conclusion.CONFLICTING,
            verdict.confidence,
            Reason(
                ReasonCode.PART_CONFLICTS, f"A part of it conflicts, “{_bare(text)}”: {_lower(verdict.reason.text)}"
            ),
        )
    if mixed and whole.conclusion is not Conclusion.SUPPORTED:
        text, verdict = mixed[0]
        return Verdict(
            Conclusion.MIXED,
            verdict.confidence,
            Reason(ReasonCode.BOTH_SIDES, f"On a part of it, “{_bare(text)}”: {_lower(verdict.reason.text)}"),
        )
    if len(supported) == len(parts):
        least = min(verdict.confidence for _, verdict in supported)
        if whole.conclusion is Conclusion.SUPPORTED and whole.confidence >= least:
            return whole
        return Verdict(
            Conclusion.SUPPORTED,
            least,
            Reason(ReasonCode.PARTS_SUPPORTED, f"Each of its {len(parts)} parts is supported by a report."),
        )
    if supported and whole.conclusion is not Conclusion.SUPPORTED:
        open_ = [text for text, verdict in parts if verdict.conclusion is Conclusion.NOT_ENOUGH]
        said = "; ".join(f"“{_bare(text)}”" for text, _ in supported)
        rest = "; ".join(f"“{_bare(text)}”" for text in open_)
        return Verdict(
            Conclusion.NOT_ENOUGH,
            whole.confidence,
            Reason(ReasonCode.SUPPORTED_IN_PART, f"Supported in part: {said}. Nothing decides {rest}."),
        )
    return whole


def _bare(text: str) -> str:
    return text.rstrip(".")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def with_parts(whole: Sequence[Evidence], parts: Sequence[tuple[str, Sequence[Evidence]]]) -> list[Evidence]:
    """The evidence on the whole, and passages that take a side on a part only, each saying on which."""
    best: dict[tuple[str, int], Evidence] = {(e.report.id, e.start): e for e in whole}
    for text, weighed in parts:
        for item in weighed:
            if item.stance is Stance.NEUTRAL:
                continue
            key = item.report.id, item.start
            known = best.get(key)
            if known is None or known.stance is Stance.NEUTRAL:
                # its checks point into the part's text, not the claim's
                checks = tuple(replace(check, claim_spans=()) for check in item.checks)
                note = Check(RULE, CheckOutcome.CAUTION, f"{item.stance.value} this part: “{text}”")
                best[key] = replace(item, checks=(note, *checks))
    return rank(list(best.values()))
