"""A negative claim without its negation: "has never exported" → "has exported".

What refutes a negative claim tells that the deed was done, in the words of the
deed alone: a report of a delivery shares nothing with "never". So such a claim is
searched and read a second time in this form (:mod:`factcheck.verify.opposite`).
By pattern, not by grammar, and only where taking the negation out gives the
contrary: one negation, in the main clause, of a claim that credits nobody
("said that it would not" is about what was said).
"""

from __future__ import annotations

import re

from factcheck.text.attribution import find_attribution

_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|nowhere|neither|nor|without|cannot|hardly|barely|"
    r"den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refus(?:e|es|ed)|fail(?:s|ed)?)\b|n['’]t\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:until|till|unless|only|longer|yet|fewer|less|more than|as never|"
    r"not (?:all|every|both|each|always|necessarily))\b",
    re.IGNORECASE,
)
"""What is denied beside these is a time, a number or a share, and the deed itself may be so."""
_SUBORDINATE = re.compile(
    r"\b(?:who|which|whom|whose|that|because|if|whether|when|while|after|before|since|although|but)\b", re.IGNORECASE
)
"""A negation behind these stands in a clause by the side."""
_VERB = r"(did|does|do|has|have|had|is|are|was|were|will|would|could|can|may|might|should)"
_WITHOUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (rf"\b{_VERB} not\b", r"\1"),
        (r"\bcan(?:not|['’]t)\b", "can"),
        (r"\bwon['’]t\b", "will"),
        (rf"\b{_VERB}n['’]t\b", r"\1"),
        (r"^(?:nobody|no one)\b", "Somebody"),
        (r"^(?:not one|none) of\b", "Some of"),
        (r"^not a single\b", "A"),
        (r"\b(there (?:is|was|has been|had been|will be)) no\b", r"\1 a"),
        (r"\b(there (?:are|were|have been)) no\b", r"\1 some"),
        (r"^no (?=\w+[^s\W]s\b)", "Some "),
        (r"^no\b", "A"),
        (r"\bnever ", ""),
    )
)
_ANY = tuple(
    (re.compile(rf"\b{word}\b(?! (?:\w+er|more)\b)", re.IGNORECASE), put)
    for word, put in (("any", "some"), ("anything", "something"), ("anyone", "someone"), ("anybody", "somebody"))
)


def affirmed(claim: str) -> str | None:
    """The claim without its negation, ``None`` where it has none or taking it out wouldn't give the contrary."""
    negations = list(_NEGATION.finditer(claim))
    if len(negations) != 1 or _LIMITS.search(claim) or _SUBORDINATE.search(claim[: negations[0].start()]):
        return None
    if find_attribution(claim) is not None:
        return None
    for pattern, put in _WITHOUT:
        text, count = pattern.subn(put, claim, count=1)
        if count:
            for any_, some in _ANY:
                text = any_.sub(some, text)
            return text
    return None
