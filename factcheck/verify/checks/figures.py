"""Whether two figures can both be true of one thing: bounds, ranges and round numbers."""

from __future__ import annotations

import math

from factcheck.text.quantities import TOLERANCE, Comparator, Quantity


def relation(claimed: Quantity, reported: Quantity) -> str:
    """``agrees``, ``differs`` or ``unclear``: can both be true of one thing?

    A bound in the report ("more than two dozen") agrees with a figure not far
    beyond it; a round number holds within :data:`~factcheck.text.quantities.TOLERANCE`.
    """
    a, b = claimed, reported
    if a.value == b.value and a.comparator is b.comparator:
        return "agrees"
    a_open, b_open = math.isinf(a.low) or math.isinf(a.high), math.isinf(b.low) or math.isinf(b.high)
    if not a_open and not b_open:
        return _two_figures(a, b)
    if a_open and not b_open:
        inside = _within(b, a, strict=True)
        return "unclear" if inside == "agrees" and not a.value / 3 <= b.value <= a.value * 3 else inside
    if b_open and not a_open:
        inside = _within(a, b, strict=not b.rounded)
        if inside == "agrees" and not b.value / 1.5 <= a.value <= b.value * 1.5:
            return "unclear"
        return inside
    if math.isinf(a.high) == math.isinf(b.high):
        near = b.value / 1.5 <= a.value <= b.value * 1.5
        return "agrees" if a.value == b.value or (near and _implies(b, a)) else "unclear"
    low, high = (a.low, b.high) if math.isinf(a.high) else (b.low, a.high)
    return "differs" if high < low * (1 - TOLERANCE) else "unclear"


def _implies(report: Quantity, claimed: Quantity) -> bool:
    return report.low >= claimed.low if math.isinf(claimed.high) else report.high <= claimed.high


def _two_figures(a: Quantity, b: Quantity) -> str:
    if a.low <= b.high and b.low <= a.high:
        return "agrees"
    gap = max(a.low - b.high, b.low - a.high)
    size = max(abs(a.value), abs(b.value)) or 1.0
    coarse = max(a.step, b.step)
    rounded = a.rounded or b.rounded
    if gap <= coarse / 2 and (rounded or coarse > min(a.step, b.step)):
        return "agrees"  # one is the other, rounded
    if rounded and gap <= TOLERANCE * size * 1.001:
        return "agrees"
    if rounded:
        return "differs" if gap > 1.5 * TOLERANCE * size else "unclear"
    return "differs" if gap > coarse / 2 else "unclear"


def _within(figure: Quantity, bound: Quantity, *, strict: bool) -> str:
    """A figure against ``more than``, ``at least``, ``fewer than``, ``at most``."""
    limit = bound.value
    exclusive = strict and bound.comparator in (Comparator.MORE_THAN, Comparator.FEWER_THAN) and not figure.rounded
    slack = TOLERANCE * abs(limit) if figure.rounded else 0.0
    upwards = math.isinf(bound.high)
    distance = figure.high - limit if upwards else limit - figure.low
    if distance > 0 or (distance == 0 and not exclusive):
        return "agrees"
    if distance >= -slack and slack:
        return "unclear"
    return "differs"
