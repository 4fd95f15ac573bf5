"""Modality: the claim tells a deed, the report a plan, a wish or a possibility."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.text.tense import speaks_of_now
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import Reading, Word

RULE = "modality"
ALIKE = 0.5

_MODAL = frozenset(
    "may might would should will shall plan plans planned planning hope hopes hoped hoping seek seeks sought seeking "
    "intend intends intended want wants wanted expect expects expected propose proposes proposed consider considers "
    "considered considering aim aims aimed try tries tried trying attempt attempts attempted possible possibly likely "
    "perhaps potential potentially due scheduled suspected believed ready willing wish wishes "
    "threatened vowed promised pledged unless".split()
)
_REACH = 4
_BE = frozenset("is are was were be been".split())
_NOT = frozenset("not never no nobody nothing none neither cannot won't wouldn't isn't wasn't".split())
_REFUSING = frozenset(("will", "would"))
_SUBORDINATE = frozenset("that which who whom whose what when where because so".split())
_SUPPOSING = frozenset("would could if unless should".split())
_OFF = frozenset(
    "scrap scrapped cancel cancelled cancels shelve shelved abandon abandoned drop dropped postpone "
    "postponed delay delayed failed fails refused refuses instead".split()
)
"""A plan that came to nothing is no open plan: it says that the deed wasn't done."""


def check(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Caution where the claim's verb stands plain and the passage's stands under a modal word.

    ``will not open`` and ``was to open but was scrapped`` are no open plans and pass.
    What somebody said that he would not do he may have done all the same: beside
    a claim in the past that is a plan like any other ("said that she would not resign").
    """
    if len(claim.stems) < 3:
        return
    supposed = _supposed(passage)
    if supposed is not None and not any(w.low in _SUPPOSING for w in claim.words):
        yield Check(
            RULE,
            CheckOutcome.CAUTION,
            f"a deed or a statement in the claim, what would be in the report (“would {supposed.low}”)",
            (),
            (Span(supposed.start, supposed.end),),
        )
        return
    if speaks_of_a_plan(claim):
        return
    if passage.covered(claim.stems) < ALIKE:
        return
    if any(w.low in _OFF for w in passage.words):
        return
    refused = passage.attributions and _tells_a_deed(claim)
    plain: dict[str, Word] = {w.stem: w for w in claim.words if w.content}
    for at, cue in enumerate(passage.words):
        if not _opens_a_plan(passage, at):
            continue
        said = f"{cue.low} to" if cue.low in _BE or cue.low == "and" else cue.low
        behind = [w for w in passage.words[at + 1 : at + 1 + _REACH] if w.clause == cue.clause]
        if refused and cue.low in _REFUSING and behind[:1] and behind[0].low in ("not", "never"):
            said = f"{said} {behind[0].low}"
        elif any(w.low in _NOT for w in (*passage.words[max(0, at - 1) : at], *behind)):
            continue
        governed = [w for w in behind if w.content][:2]
        for word in governed:
            if word.stem in plain and not _elsewhere(word, passage):
                mine = plain[word.stem]
                yield Check(
                    RULE,
                    CheckOutcome.CAUTION,
                    f"a deed in the claim (“{mine.low}”), “{said} … {word.low}” in the report",
                    (Span(mine.start, mine.end),),
                    (Span(cue.start, cue.end), Span(word.start, word.end)),
                )
                return


def _supposed(passage: Reading) -> Word | None:
    """The verb of a passage that only supposes: "Buying arms would breach sanctions", "If it fell, it would kill".

    Not what somebody said would happen, and not "the bridge that would bear his name".
    """
    if passage.attributions or len({w.sentence for w in passage.words}) > 1:
        return None
    for at, word in enumerate(passage.words[:-1]):
        if word.low in _SUBORDINATE and at:
            return None
        if word.low == "would":
            return passage.words[at + 1] if passage.words[at + 1].low not in _NOT else None
    return None


def _tells_a_deed(claim: Reading) -> bool:
    """Whether the claim is in the past and denies nothing: "Truss resigned in October"."""
    return not speaks_of_now(claim.text) and not any(w.low in _NOT for w in claim.words)


def _opens_a_plan(passage: Reading, at: int) -> bool:
    cue, behind = passage.words[at], [w.low for w in passage.words[at + 1 : at + 4]]
    if cue.low == "and" and behind[:1] == ["to"]:  # "is to cost 84 million crowns and to open in September"
        so_far = [w.low for w in passage.words[:at] if w.sentence == cue.sentence]
        return any(a in _BE and b == "to" for a, b in pairwise(so_far))
    if cue.low in _BE:
        return behind[:1] == ["to"] and behind[1:3] not in (["be", "seen"], ["be", "found"]) and "blame" not in behind
    if cue.low == "planning":  # a planning inspector plans nothing
        return behind[:1] == ["to"]
    return cue.low in _MODAL and passage.text[cue.start : cue.end] != "May"


def speaks_of_a_plan(text: Reading) -> bool:
    """Whether a text tells a plan, a wish or a possibility anywhere."""
    return any(w.low in _MODAL and text.text[w.start : w.end] != "May" for w in text.words) or _ahead(text)


def _ahead(claim: Reading) -> bool:
    """``is to restart``, ``are going to``, ``starts on Monday``'s kin: the claim itself speaks of a plan."""
    lows = [w.low for w in claim.words]
    return any(
        b == "to" and a in ("is", "are", "was", "were", "going", "yet", "has", "have") for a, b in pairwise(lows)
    )


def _elsewhere(word: Word, passage: Reading) -> bool:
    """Whether the passage has the word a second time, perhaps as a deed."""
    return sum(w.stem == word.stem for w in passage.words) > 1
