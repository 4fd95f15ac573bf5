"""Denials: a report that has somebody deny a thing conflicts with the bare claim of it.

The stance model was taught that one party's denial leaves a bare claim open, as
for a single passage it does; beside other reports it is the other side, and must
be shown. So a denying passage is turned round ("denied having sent" → "has sent")
and read again: if that would support the claim, the denial conflicts with it. Where
the denial only points back ("The firm denied it on Wednesday."), what it denies is the
sentence before, and that is read.
"""

from __future__ import annotations

import re

from factcheck.text.attribution import find_attribution

_TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (r"\bden(?:y|ies|ied) having\b", "has"),
        (r"\bden(?:y|ies|ied) (?=(?:that|it|they|he|she)\b)", "said "),
        (r"\b(?:disputes?|disputed|contests?|contested) (?=that [\w’'])", "said "),
        (r"\b(has|have|had) never\b", r"\1"),
        (r"\bno plans? to\b", "a plan to"),
    )
)
_NAMED = (
    r"(?:the|those|these|all|any such|both) "
    r"(?:claim|accusation|allegation|charge|assertion|account|report|statement|suggestion)s?"
)
_DENIES = r"(?:den(?:y|ies|ied)|(?:disput|dismiss|reject|contest|contradict)(?:e|es|ed|s)?)"
_UNTRUE = r"(?:untrue|not true|false|wrong|nonsense|baseless|unfounded|(?:an? )?(?:lie|lies|invention|fabrication))\b"
_SPEAKS = r"(?:said|says|say|told|tells|insist(?:s|ed)|added|replied|testified|wrote|maintain(?:s|ed))"
_SOMEBODY = r"[^.:;“\"]{2,80}?\b"
_POINTS_BACK = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "Asquill denied it.", "Pyongyang rejected the accusation as baseless."
        rf"{_SOMEBODY}{_DENIES} (?:it|this|them|both|{_NAMED})"
        r"(?=\s*[.:;,—–]|\s+(?:on|in|at|as|through|outright|to|and|but)\b)",
        # "Odegaard disputed that: an e-mail had gone out", not "denied that on Friday the guns had fired"
        rf"{_SOMEBODY}{_DENIES} that(?=\s*[.:;—–])",
        # "That is not true, the ministry said."
        rf"[“\"]?(?:this|that|it|{_NAMED}) (?:is|was|were|are) {_UNTRUE}",
        # "She called the report nonsense."
        rf"{_SOMEBODY}called (?:it|this|that|them|both|{_NAMED}) [“\"]?{_UNTRUE}",
        # "He had promised nothing of the kind, he said.", "“No such warning reached us,” she said."
        rf"(?=[^.]*\b{_SPEAKS}\b)[^.:;]{{0,120}}?\b(?:nothing of the (?:kind|sort)|no such \w+)\b",
    )
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|den(?:y|ies|ied|ial|ials)|reject\w*|dismiss\w*|refus\w*|without|none|nobody|nothing|neither)\b|n['’]t\b",
    re.I,
)


def turned_round(claim: str, passage: str) -> str | None:
    """The passage with its denials taken out.

    ``None`` if it has none, if the claim is itself a negative one, or if the claim is
    that somebody said a thing and another than he denies it: that he said it stands.
    """
    if _NEGATIVE.search(claim) or _anothers(claim, passage):
        return None
    text = passage
    for pattern, put in _TURNS:
        text = pattern.sub(put, text)
    return None if text == passage else text


def points_back(passage: str) -> bool:
    """Whether a passage begins with a denial of something that it doesn't tell ("Ms Dell denied that.")."""
    return any(pattern.match(passage) for pattern in _POINTS_BACK)


def denies_what_stands_before(claim: str, passage: str) -> bool:
    """Whether the passage begins with a denial of the sentence before; never where :func:`turned_round` keeps off."""
    return points_back(passage) and not _NEGATIVE.search(claim) and not _anothers(claim, passage)


def _anothers(claim: str, passage: str) -> bool:
    """Whether the claim credits somebody of whom the passage has not one name."""
    found = find_attribution(claim)
    if found is None or found.speaker is None or found.pronoun:
        return False
    names = [word for word in re.findall(r"\w+", found.speaker) if word[0].isupper() and len(word) > 2]
    names = [word for word in names if word not in ("The", "His", "Her", "Its", "Their")]
    return bool(names) and not any(re.search(rf"\b{re.escape(name)}\b", passage) for name in names)
