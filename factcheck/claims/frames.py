"""Attribution frames around a statement: who is credited, and what is left when the frame is taken off.

A frame is only taken off where the grammar is plain. "The ministry said that
the dam held" leaves "The dam held", said by the ministry; "The ministry denied
that the dam had failed" stays whole, because the denial is what can be checked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from factcheck.claims.patterns import (
    ACCORDING,
    ASIDE,
    CAME_AFTER,
    DATED,
    DEED,
    LEADING,
    MAX_SENTENCE,
    MIDDLE,
    NOT_CONTENT,
    NOT_SPEAKER,
    PASSIVE,
    PLACED,
    QUOTE,
    SAID_BY_NOUN,
    SELF,
    SPEECH,
    STATEMENT,
    TAIL,
    THAT_IT,
    WHEN,
)
from factcheck.claims.statements import speaks_of_self


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence taken apart.

    ``speaker`` is the phrase as it stands ("he", "the ministry"), empty for the
    paper's own voice; ``content`` what is left to check; ``whole`` says that
    the saying itself is the point, and ``content`` is then the sentence;
    ``direct`` that the content stood in quotation marks, in the speaker's words.
    """

    content: str
    speaker: str = ""
    whole: bool = False
    direct: bool = False


def parse_frame(sentence: str) -> Frame | None:
    """Take the attribution off one sentence (whitespace already collapsed).

    Returns:
        The parts, or ``None`` where nobody is credited. Patterns are bounded:
        a sentence over 2,000 characters is never looked at.
    """
    if len(sentence) > MAX_SENTENCE:
        return None
    found = _reported(sentence) or _speech(sentence) or _trailing(sentence) or _leading(sentence) or _middle(sentence)
    if found is None or found.whole or not found.speaker or not _sets_the_scene(sentence, found):
        return found
    return Frame(sentence, found.speaker, whole=True)


def _sets_the_scene(sentence: str, frame: Frame) -> bool:
    """Whether what is taken off says when or where the content holds: "in 1987", "a report of 2019", "In Lorne,".

    What only tells of the speaker ("Ana Ruiz, mayor since 2019,") does not.
    """
    if PLACED.match(sentence) and not PLACED.match(frame.content):
        return True
    speaker = frame.speaker.strip(" ,")
    taken_off = sentence.replace(speaker, speaker.split(",")[0], 1)
    kept = Counter(found[0].casefold() for found in DATED.finditer(frame.content))
    return bool(Counter(found[0].casefold() for found in DATED.finditer(taken_off)) - kept)


def _reported(sentence: str) -> Frame | None:
    """Reports of somebody else's statement, and "X's comments came after Y"."""
    if found := STATEMENT.match(sentence):
        noun = found["noun"].rstrip("s")
        content = re.sub(r"^they\b", "it", found["content"]) if not found["owner"].endswith("s") else found["content"]
        verb = SAID_BY_NOUN.get(noun, "said")
        return Frame(
            f"{_upper(found['owner'])} {verb} {'that ' if verb == 'denied' else ''}{content}", found["speaker"]
        )
    if found := CAME_AFTER.match(sentence):
        return Frame(_upper(found["content"]))
    if (found := ACCORDING.match(sentence)) and not NOT_SPEAKER.search(found["speaker"]):
        return Frame(_upper(found["content"]), found["speaker"])
    return None


def _speech(sentence: str) -> Frame | None:
    found = SPEECH.match(sentence)
    if found is None or NOT_SPEAKER.search(found["speaker"]):
        return None
    return Frame(_upper(found["content"]), found["speaker"], direct=True)


def _trailing(sentence: str) -> Frame | None:
    """``CONTENT, the ministry said on Monday.`` and ``"CONTENT," said the ministry.``"""
    places = [m.end() for m in re.finditer(rf",[{QUOTE}]?\s|[?!.…][\"”»]\s", sentence)]
    for place in reversed(places[-4:]):
        found = TAIL.match(sentence[place:])
        if not found:
            continue
        speaker = (found["speaker"] or found["inverted"] or found["source"] or "").strip(" .")
        if found["inverted"]:
            speaker = re.split(rf"\s+(?={WHEN})", speaker)[0]
        if not speaker or NOT_SPEAKER.search(speaker.strip()):
            continue
        content = sentence[:place].rstrip().rstrip(",")
        inner = unquote(_close_comma(content))
        return Frame(inner, speaker, direct=inner != _close_comma(content))
    return None


def _middle(sentence: str) -> Frame | None:
    """``The bridge, police said, was closed.`` and ``"It held," he said, "until noon."``"""
    commas = list(re.finditer(rf",[{QUOTE}]?\s", sentence))[:12]
    for first, second in pairwise(commas):
        found = MIDDLE.match(sentence[first.end() : second.start()])
        if not found:
            continue
        speaker = found["speaker"] or found["inverted"] or ""
        if not speaker or NOT_SPEAKER.search(speaker.strip()):
            continue
        before, after = sentence[: first.start()], sentence[second.end() :]
        opened, closed = before.startswith(tuple(QUOTE)), sentence[first.start() + 1] in QUOTE
        if opened and closed and not after.startswith(tuple(QUOTE)):
            return Frame(before.lstrip(QUOTE), speaker, direct=True)  # what follows is the paper's own
        direct = opened and after.startswith(tuple(QUOTE))
        if direct:
            before, after = before.lstrip(QUOTE), after.strip(QUOTE)
        verb_next = re.match(r"(?:was|were|is|are|has|have|had|would|will|could|did|does|can|may|[a-z]+ed)\b", after)
        return Frame(f"{before}{' ' if verb_next else ', '}{after}", speaker, direct=direct)
    return None


def _leading(sentence: str) -> Frame | None:
    """``The ministry said that CONTENT``; denials, announcements and statements about oneself stay whole."""
    deed = DEED.match(sentence)
    plain = LEADING.match(sentence)
    if plain and (deed is None or len(plain["speaker"]) <= len(deed["speaker"])):
        speaker, content = plain["speaker"], plain["content"]
        if NOT_SPEAKER.search(speaker) or (plain["bare"] and not plain["that"] and NOT_CONTENT.match(content)):
            return None
        if SELF.match(content) or THAT_IT.search(content) or content.count('"') % 2 or speaks_of_self(content):
            return Frame(sentence, speaker, whole=True)
        return Frame(_upper(ASIDE.sub("", content)), speaker)
    if deed and not NOT_SPEAKER.search(deed["speaker"]) and not PASSIVE.match(deed["verb"] + deed["rest"]):
        return Frame(sentence, deed["speaker"], whole=True)
    return None


def clauses(sentence: str) -> list[str]:
    """A sentence with a semicolon, taken apart where a statement with its own speaker stands on one side.

    "The firm denied it; the council disagreed" holds two voices; "Nineteen are
    in use; five were sent back" holds one, and stays together.
    """
    parts = sentence.split("; ") if len(sentence) <= MAX_SENTENCE else [sentence]
    if len(parts) == 1 or any(
        len(part.split()) < 4 or part.count('"') % 2 or part.count("“") != part.count("”") for part in parts
    ):
        return [sentence]
    credited = [_leading(part) is not None for part in parts]
    if not any(credited) or _trailing(parts[-1]) or _middle(sentence):
        return [sentence]
    return [_upper(part) for part in parts]


def unquote(text: str) -> str:
    """Take the quotation marks off a text that is quoted as a whole and has none inside."""
    body = text.strip()
    if len(body) > 2 and body[0] in '"“„«' and body[-1] in '"”“»' and not any(mark in QUOTE for mark in body[1:-1]):
        return body[1:-1].strip()
    return body


def _close_comma(text: str) -> str:
    """``"It held,"`` → ``"It held"``: the comma belongs to the frame."""
    return re.sub(rf",([{QUOTE}]?)$", r"\1", text.strip())


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
