"""Content made to stand alone: frames of the first person off, joined statements apart, marks and datelines gone."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,40}(?:[,/]\s?[A-Z][\w.'’ -]{1,30}){0,2}(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}"
    r"|\d{1,2}\s[A-Z][a-z]{2,8}))?"
    r"\s?(?:\((?:[A-Z][\w./ -]{1,30})\))?\s?[-–—]{1,2}\s)"
)
_FACT_FRAME = re.compile(
    r"(?:(?:And|But|So|Yes|Now|Also|In fact|Indeed),?\s+)?(?:we|I)\s+(?:(?:also|now|still|already|do|can|could"
    r"|have)\s+){0,3}"
    r"(?:understand|know|confirm|assess|estimate|learned|learnt|established|found|note|assure you|tell you"
    r"|report|see|seen"
    r"|(?:new |fresh |clear |strong |credible |also ){0,2}(?:information|evidence|indications|intelligence"
    r"|reports|proof)"
    r"|got (?:new |fresh )?(?:information|evidence))\s+that\s+(?P<content>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_VIEW_FRAME = re.compile(
    r"(?:(?:And|But|So|Now),?\s+)?(?:we|I)(?:['’](?:m|re|d))?\s+(?:(?:also|now|still|do|are|am|remain|would"
    r"|really|very|deeply|"
    r"firmly|very much|certainly|all)\s+){0,4}"
    r"(?:believe|think|hope|fear|expect|feel|concerned|worried|confident|convinced|afraid|sure|hopeful|suspect"
    r"|guess|worry"
    r"|wish|suppose|trust|like to think|doubt|pray)\b(?:\s+that)?\s+(?P<content>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|me|my|us|our|ours|mine|I['’](?:m|ve|d|ll)|we['’](?:re|ve|d|ll))\b", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"(?:[^\s,;]+\s+){1,7}?(?:is|was|were|are|has|had|have|will|would|could|may|can|did|must|should|does|do"
    r"|[a-z]{2,}ed)\b"
)
_PRONOUN = re.compile(r"(?:it|they|he|she)\b", re.IGNORECASE)
_CONNECTIVE = re.compile(
    r"^(?:And|But|So|Yet|Also|However|Meanwhile|Still|Moreover|Furthermore|Nevertheless|Nonetheless|In addition"
    r"|For (?:example|instance)|Instead|Indeed|In fact|Of course|Separately),?\s+(?=\S)"
)
_THAT_AND = re.compile(r",?\s+(?:and|but)\s+that\s+")
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\s?[-–—:]?\s+(?=[\"“A-Z])")


def dateline_length(text: str) -> int:
    """How many characters at the start of a sentence are its dateline (``"OSLO, May 2 (AP) - "``)."""
    found = _DATELINE.match(text[:140]) or _TIME.match(text[:20])
    return found.end() if found else 0


def first_person_off(text: str) -> tuple[str, bool]:
    """Take off "we understand that" (a fact told) or "we fear that" (a view held).

    Returns:
        The content, and whether it is a view, worth less as a claim.
    """
    if found := _FACT_FRAME.match(text):
        return _upper(found["content"]), False
    if found := _VIEW_FRAME.match(text):
        return _upper(found["content"]), True
    return text, False


def speaks_of_self(text: str) -> bool:
    """Whether the words only make sense from the speaker's mouth (I, we, our)."""
    return _FIRST_PERSON.search(text) is not None


def split_joined(text: str) -> list[str]:
    """Split ``A and that B`` into A and B, where B is plainly a clause of its own; else one piece."""
    pieces = _THAT_AND.split(text)
    if any(_PRONOUN.match(piece) for piece in pieces[1:]):
        return [text]
    if len(pieces) == 1 or not all(_CLAUSE.match(piece) and len(piece.split()) >= 4 for piece in pieces[1:]):
        return [text]
    return [_finish(piece) for piece in pieces]


def tidy(text: str) -> str:
    """One line, no connective in front, a capital first letter, a full stop at the end."""
    text = _CONNECTIVE.sub("", " ".join(text.split()))
    return _finish(text)


def _finish(text: str) -> str:
    text = text.strip().rstrip(",;:")
    if text and text[-1] not in ".!?…" and not (text[-1] in '"”»' and text[-2:-1] in (".", "!", "?")):
        text += "."
    return _upper(text)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
