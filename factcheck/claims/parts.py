"""A claim of several statements, taken apart so that each can be judged by itself.

"The council closed the ferry line and raised the parking charge" is two
statements: reports may bear one and not the other. Split by pattern, only where
each side has a finite verb and a subject of its own or one that can be carried
over; a claim that can't be split with confidence stays whole.
"""

from __future__ import annotations

import re

from factcheck.claims.features import IRREGULAR_PAST
from factcheck.claims.frames import parse_frame
from factcheck.text.words import Token, tokenise

_AUXILIARY = frozenset(
    "is are was were has have had will would can could may might must should does do did isn't aren't wasn't weren't "
    "hasn't haven't hadn't won't wouldn't can't couldn't doesn't don't didn't".split()
)
_JOINTS = frozenset("and but while whereas".split())
_OPENERS = frozenset("the a an its his her their it he she they that this these those no there both some all".split())
_PRONOUNS = frozenset("it he she they".split())
_BEFORE_NOUN = frozenset("the a an its his her their this that these those no of in on at by for with from to".split())
_ADVERBS = frozenset("also then later now never not still already again since only twice both".split())
_SUBORDINATE = frozenset(
    "if unless whether because who which that where when although though after before until as than since".split()
)
_ELLIPSIS = re.compile(r"\b(?:not|did|do|does|has|have|was|were|is|are|will|would|so)$")
MOST = 3
"""Parts of one claim at most; more is a speech."""
SHORTEST = 3
"""Words of a part at least."""


def split_claim(text: str) -> tuple[str, ...]:
    """The statements of a claim in order, each a sentence; the claim alone where it is one statement.

    Attribution is kept with every part: "X said that A and that B" becomes
    "X said that A." and "X said that B.".
    """
    whole = " ".join(text.split())
    frame = parse_frame(whole)
    if frame is not None or '"' in whole or "“" in whole:
        return (whole,)  # what somebody said is one claim: that they said it
    body = whole.rstrip(".!")
    parts = _split(body)
    if not 2 <= len(parts) <= MOST:
        return (whole,)
    return tuple(part[:1].upper() + part[1:] + "." for part in parts)


def _split(body: str) -> list[str]:
    tokens = tokenise(body)
    first = _verb_at(tokens, 0)
    if first is None or any(t.low in _SUBORDINATE for t in tokens[:first]):
        return [body]
    subject = body[: tokens[first].start].rstrip()
    for at in range(first + 2, len(tokens) - 2):
        token = tokens[at]
        if token.low not in _JOINTS and token.text != ";":
            continue
        if any(t.low in _SUBORDINATE for t in tokens[first:at]):
            return [body]
        head = body[: token.start].rstrip(" ,")
        rest = _rest(body, tokens, at + 1, subject, contrast=token.low in ("while", "whereas"))
        if rest is None or min(len(head.split()), len(rest.split())) < SHORTEST or _ELLIPSIS.search(rest):
            continue
        return [head, *_split(rest)]
    return [body]


def _rest(body: str, tokens: list[Token], at: int, subject: str, *, contrast: bool) -> str | None:
    """What stands behind a joint, with a subject; ``None`` if it is no statement of its own."""
    behind = tokens[at:]
    low = behind[0].low
    verb_word = next((t.low for t in tokens[_verb_at(tokens, 0) or 0 : at]), "")
    # "was fined and banned": the second participle needs the auxiliary too
    carried = f"{verb_word} " if verb_word in _AUXILIARY and low.endswith("ed") else ""
    skip = 1 if low in _ADVERBS and len(behind) > 1 else 0
    if low in _PRONOUNS:
        verb = _verb_at(behind, 1)
        return f"{subject} {body[behind[1].start :]}" if verb is not None and verb <= 2 else None
    if _is_verb(behind, skip) and not contrast:
        return f"{subject} {carried}{body[behind[0].start :]}"
    if low in _OPENERS or behind[0].text[0].isupper():
        verb = _verb_at(behind, 1)
        joined = {t.low for t in behind[: verb or 0]} & (_JOINTS | _SUBORDINATE)
        if verb is not None and verb <= 8 and not joined:
            return body[behind[0].start :]
    return None


def _verb_at(tokens: list[Token], start: int) -> int | None:
    """The first finite verb from a place on."""
    return next((at for at in range(max(start, 0), len(tokens)) if at and _is_verb(tokens, at)), None)


def _is_verb(tokens: list[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    low = tokens[at].low
    if low in _AUXILIARY:
        return True
    before = tokens[at - 1].low if at else ""
    if before in _BEFORE_NOUN or tokens[at].text[0].isupper():
        return False
    past = low in IRREGULAR_PAST or (len(low) > 4 and low.endswith("ed") and not low.endswith("eed"))
    # "the company based in Oslo", "six people injured in the crash": a participle behind its noun isn't finite
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return past and not (low.endswith("ed") and following in ("in", "by", "at") and at <= 3 and _has_other(tokens, at))


def _has_other(tokens: list[Token], at: int) -> bool:
    return any(t.low in _AUXILIARY or t.low in IRREGULAR_PAST for t in tokens[at + 1 :])
