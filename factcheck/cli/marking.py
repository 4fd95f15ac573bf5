"""Which words of a quote decide: those that a check fired on, else those it shares with the claim."""

from __future__ import annotations

import re

from factcheck.cli.colours import AMBER, GREEN, RED
from factcheck.types import CheckOutcome, Evidence, Span

_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w[\w'’-]*")

_COMMON = frozenset(
    "a an and are as at be been being but by did do does for from had has have he her him his if in into is it its "
    "may might more most not of on or our she so than that the their them then there these they this those to up was "
    "we were what when which while who will with would you about after all also any because before both can could "
    "each he's it's just no nor only other over own said say says some such under until very".split()
)

_STYLES = {
    CheckOutcome.AGREES: f"bold {GREEN}",
    CheckOutcome.DIFFERS: f"bold {RED} underline",
    CheckOutcome.CAUTION: f"bold {AMBER}",
}


def deciding_spans(item: Evidence, claim: str) -> list[tuple[Span, str]]:
    """Spans of the quote to mark, with a style each; in order, not overlapping."""
    marked = [
        (span, _STYLES[check.outcome])
        for check in item.checks
        for span in check.quote_spans
        if 0 <= span.start < span.end <= len(item.quote)
    ]
    marked += [(span, "bold") for span in shared_words(claim, item.quote)]
    # what a check says outranks a merely shared word; the sort is stable, and differs comes before agrees
    order = {_STYLES[CheckOutcome.DIFFERS]: 0, _STYLES[CheckOutcome.CAUTION]: 1, _STYLES[CheckOutcome.AGREES]: 2}
    chosen: list[tuple[Span, str]] = []
    for span, style in sorted(marked, key=lambda item: order.get(item[1], 3)):
        if all(span.end <= other.start or span.start >= other.end for other, _ in chosen):
            chosen.append((span, style))
    return sorted(chosen, key=lambda item: item[0].start)


def shared_words(claim: str, quote: str) -> list[Span]:
    """Content words of the quote that the claim has too, by stem; neighbours joined into one span."""
    stems = {_stem(m.group()) for m in _WORD.finditer(claim) if not _is_common(m)}
    spans: list[Span] = []
    for match in _WORD.finditer(quote):
        if _is_common(match) or _stem(match.group()) not in stems:
            continue
        if spans and quote[spans[-1].end : match.start()] == " ":
            spans[-1] = Span(spans[-1].start, match.end())
        else:
            spans.append(Span(match.start(), match.end()))
    return spans


def _is_common(match: re.Match[str]) -> bool:
    """Whether a word says nothing by itself; "may" is, the month inside a sentence is not."""
    word = match.group()
    return word.casefold() in _COMMON and (word.islower() or match.start() == 0)


def _stem(word: str) -> str:
    """A crude stem, enough to mark "sanctioned" beside "sanctions"; nothing is decided by it."""
    low = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending in ("ing", "ed", "es", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low
