"""Statements taken at their word: what a report has somebody say, without who says it.

The stance models were taught that what one party asserts leaves a bare claim
open. Of a single passage that is so; but beside other reports the statement is
one side, and with nobody against it the only one. So for a claim that credits
nobody the models read what is said ("The union said that no alarm rang." → "No
alarm rang."), and who says it is noted by the attribution check and weighed
after that.
"""

from __future__ import annotations

import re

from factcheck.text.attribution import AttributionKind, find_attribution
from factcheck.text.sentences import split_sentences

_AT_THEIR_WORD = frozenset(
    "said says say told tells stated states added adds noted notes explained insisted insists maintained maintains "
    "replied answered reported announced declared wrote testified stressed remarked "
    "confirmed confirms acknowledged acknowledges admitted admits conceded concedes".split()
) | {"according to"}
"""Verbs whose content somebody puts forward as so; "thinks", "warned" and "suggested" leave it open, and with
"claimed" and "alleged" the report itself keeps its distance."""

_QUOTES = "\"“”«»'‘’"
_THAT = re.compile(r"\bthat\s+$", re.IGNORECASE)
_THAT_BEHIND = re.compile(
    r"(?:[Oo]n|[Ii]n|[Aa]t|last|the|earlier|this|late|yesterday|later|[A-Z]\w+)\b[^,;:.]{0,40}?\sthat\s+"
)
"""Day, place or listener between the verb and ``that``."""
_FRONT_WORDS = 8
"""Words that may stand in front of the speaker ("In its report, 84 pages long, the board said that …")."""
_FRONT = frozenset(
    "in on at after before last this but and also however earlier later a the his her its their an one".split()
)
"""What may begin the words in front of the speaker."""
_NEED_NO_THAT = frozenset(("said", "says", "say", "according to"))
_GOES_ON = re.compile(r",\s+(?!who\b)[a-z0-9]")
"""After the name of the speaker: the sentence has more to say."""

FEWEST_WORDS = 3
"""Words that a statement must have to be read by itself."""


def taken_at_word(claim: str, passage: str) -> str | None:
    """The passage with its statements in the place of the sentences that give them.

    ``None`` where it gives none, or where the claim itself says who said it.
    """
    if find_attribution(claim) is not None:
        return None
    parts: list[str] = []
    found = False
    for sentence in split_sentences(passage):
        text = passage[sentence.start : sentence.end]
        said = _statement(text)
        found = found or said is not None
        parts.append(said or text.strip())
    return " ".join(parts) if found else None


def _statement(sentence: str) -> str | None:
    given = find_attribution(sentence)
    if (
        given is None
        or given.speaker is None
        or given.kind in (AttributionKind.DENIED, AttributionKind.PLANNED)
        or given.verb not in _AT_THEIR_WORD
    ):
        return None
    start, end, speaker, own = given.content.start, given.content.end, given.speaker_span, given.own_voice
    if start:
        if speaker is None:
            return None
        front = sentence[: own.start if own else speaker.start].split()
        if len(front) > _FRONT_WORDS or (front and front[0].lower() not in _FRONT):
            return None  # the sentence has something of its own to tell
        between, words = sentence[own.end if own else speaker.end : start], sentence[start:end]
        if words.lstrip().startswith(","):
            return None  # "Putin, she said, was turning to …"
        if not _THAT.search(between):
            late = _THAT_BEHIND.match(words)
            if late is None and given.verb not in _NEED_NO_THAT:
                return None  # "value added tax"
            words = words[late.end() :] if late else words
    else:
        rest = sentence[end:]
        if _GOES_ON.search(rest) or re.search(r"\bthat\b", rest) or (speaker is not None and speaker.start < end):
            return None  # "…, the county said on Friday, against a forecast of 8,000"
        words = sentence[:end]
    words = words.strip().strip(_QUOTES + " ,;:").strip()
    if len(words.split()) < FEWEST_WORDS:
        return None
    statement = words[0].upper() + words[1:].rstrip(".") + "."
    # "The service apologised and said that staffing had gone up": what it did is the report's own word, and stays
    return f"{sentence[: own.end].strip().rstrip(',')}. {statement}" if own else statement
