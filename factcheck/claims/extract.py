"""The check-worthy statements of an article, each made to stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.claims.frames import Frame, clauses, parse_frame, unquote
from factcheck.claims.patterns import MAX_SENTENCE
from factcheck.claims.statements import dateline_length, first_person_off, speaks_of_self, split_joined, tidy
from factcheck.claims.voices import Voices, is_human
from factcheck.claims.worthiness import Scorer, shipped_scorer
from factcheck.text.sentences import split_sentences
from factcheck.types import ArticleClaim, Claim, Report, Span

MAX_TEXT = 2_000_000
"""Characters of an article that are looked at; the rest of a longer text is left alone."""

VIEW_FACTOR = 0.4
"""What a statement keeps of its worthiness when the speaker only believes, hopes or fears it."""
LOOSE_FACTORS = {"This": 0.8, "That": 0.8, "These": 0.8, "Those": 0.8}
LOOSE_FACTOR = 0.95
"""What one keeps that starts with a pronoun that nothing clear stands behind: it is harder to check alone."""
MIN_WORDS = 4

_FURNITURE = re.compile(
    r"^(?:\((?:Additional )?(?:Reporting|Writing|Editing|Compiled)|(?:Reporting|Editing|Writing) by\b|FILE PHOTO"
    r"|FILE -|PHOTO:"
    r"|Photo:|Image:|Follow us\b|Subscribe\b|Sign up\b|Click here|Read (?:more|also|next)\b|Share this|Advertisement"
    r"|©|Copyright\b|All rights reserved|Next In |Others Also Read|Related (?:stories|articles|news)|See also\b"
    r"|(?:We|This (?:site|website)) uses? cookies|[•▪●*]\s)",
    re.IGNORECASE,
)
_QUOTE_OPEN, _QUOTE_CLOSE = "“«„", "”»"
_PRONOUN = re.compile(r"^(He|She|His|Her|They|It|Their|Its|This|That|These|Those)\b(?=\s)")
_SINGULAR = frozenset({"He", "She", "His", "Her"})
_VAGUE = re.compile(
    r"^(?:This|That|It)(?:['’]s| is| was)\s+(?:not\s+)?(?:why|what|how|all|just|only|very|so|simply)\b", re.IGNORECASE
)
_ANSWERED = re.compile(
    r",\s(?:which|a charge|a claim|an accusation)\s(?:that\s)?(?P<speaker>[^,]{2,60}?)\s(?:denied|denies"
    r"|rejected|rejects|disputed|disputes)\b"
)


@dataclass(frozen=True, slots=True)
class _Statement:
    text: str
    start: int
    end: int
    speaker: str | None
    view: bool = False
    judged: str = ""
    """The words that worthiness goes by, where they aren't ``text``: a quotation is judged without its speaker."""
    clause: str = ""
    """The clause with its attribution, where a paper tells in its own words what somebody said."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks in a clause: its frame, the speaker meant, whether it is quoted as a whole, who spoke last."""

    frame: Frame | None
    speaker: str | None
    quoted: bool
    last: str | None


def extract_claims(
    article: Report, *, limit: int | None = None, min_worthiness: float | None = None
) -> list[ArticleClaim]:
    """The check-worthy statements of an article, in article order.

    Args:
        article: a report as :func:`factcheck.corpus.read_article` gives it; its
            title is not a claim.
        limit: keep at most so many, the most worthy ones.
        min_worthiness: 0 to 1; ``None`` takes the scorer's own threshold.

    Returns:
        Claims whose ``sentence`` equals ``article.text[start:end]``. ``claim.id``
        counts all statements of the article (``c1``, ``c2``, …), so it stays the
        same whatever the limit and the threshold; ``claim.as_of`` is the
        article's date, ``claim.source`` its id.
    """
    scorer = shipped_scorer()
    least = scorer.threshold if min_worthiness is None else min_worthiness
    seen: set[str] = set()
    claims: list[ArticleClaim] = []
    for number, statement in enumerate(_statements(article.text[:MAX_TEXT]), start=1):
        key = statement.text.casefold()
        worth = _worth(scorer, statement)
        if worth < least or key in seen:
            continue
        seen.add(key)
        claim = Claim(statement.text, f"c{number}", article.date, statement.speaker, article.id)
        sentence = article.text[statement.start : statement.end]
        claims.append(ArticleClaim(claim, sentence, statement.start, statement.end, worth))
    if limit is not None and len(claims) > limit:
        best = sorted(range(len(claims)), key=lambda i: (-claims[i].worthiness, i))[: max(limit, 0)]
        claims = [claims[i] for i in sorted(best)]
    return claims


def _worth(scorer: Scorer, statement: _Statement) -> float:
    text = statement.judged or statement.text
    if text.rstrip('"”») ').endswith("?"):
        return 0.0
    worth = scorer.score(text)
    if statement.clause:  # what a paper takes the trouble to report of somebody is news more often than not
        worth = max(worth, (worth + scorer.score(statement.clause)) / 2)
    if statement.view or _VAGUE.match(text):
        worth *= VIEW_FACTOR
    if loose := _PRONOUN.match(text):
        worth *= LOOSE_FACTORS.get(loose[1], LOOSE_FACTOR)
    return round(worth, 4)


def _statements(text: str) -> Iterator[_Statement]:
    """Every statement in order, check-worthy or not."""
    spans = [span for span in (_trim(text, found) for found in split_sentences(text)) if span is not None]
    voices = Voices(text, spans)
    last: str | None = None
    for group in _quote_groups(text, spans):
        frames = [(span, clause, frame) for span in group for clause, frame in _clauses(text, span)]
        said = next((voices.resolve(f.speaker, s.start, last) for s, _, f in frames if f and f.speaker), None)
        for span, clause, frame in frames:
            speaker = voices.resolve(frame.speaker, span.start, last) if frame and frame.speaker else None
            quoted = unquote(clause) != clause or (len(group) > 1 and frame is None)
            if frame is None and quoted:
                speaker = said or last
            yield from _of_clause(clause, span, _Voice(frame, speaker, quoted, last), voices)
            last = _answered(clause, span, voices) or speaker or last


def _answered(clause: str, span: Span, voices: Voices) -> str | None:
    """Who had the last word in "X accused Y of…, which Y denied": the next "she said" is theirs."""
    found = _ANSWERED.search(clause)
    return voices.resolve(found["speaker"], span.end, None) if found else None


def _trim(text: str, span: Span) -> Span | None:
    """The sentence without its dateline; nothing for furniture, fragments and walls of text."""
    start = span.start + dateline_length(text[span.start : span.end])
    start += len(text[start : span.end]) - len(text[start : span.end].lstrip())
    body = text[start : span.end]
    if len(body) > MAX_SENTENCE or len(body.split()) < MIN_WORDS or _FURNITURE.match(body):
        return None
    if body[:2].islower():
        return None  # the rest of a sentence that was split at an abbreviation
    if body[-1] not in ".!?…\"'”»’)" and len(body.split()) < 12:
        return None  # a heading or a list item
    return Span(start, span.end)


def _quote_groups(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    """Neighbouring sentences of one quotation together; every other sentence alone."""
    group: list[Span] = []
    opened = False
    for span in spans:
        if group and "\n" in text[group[-1].end : span.start]:
            yield group  # a quotation that runs on opens again in the next paragraph
            group, opened = [], False
        group.append(span)
        opened = _still_open(text[span.start : span.end], opened)
        if not opened:
            yield group
            group = []
    if group:
        yield group


def _still_open(sentence: str, opened: bool) -> bool:
    for mark in sentence:
        if mark == '"':
            opened = not opened
        elif mark in _QUOTE_OPEN:
            opened = True
        elif mark in _QUOTE_CLOSE:
            opened = False
    return opened


def _clauses(text: str, span: Span) -> list[tuple[str, Frame | None]]:
    """The parts of a sentence with their frames; a sentence quoted as a whole has none."""
    sentence = " ".join(text[span.start : span.end].split())
    if unquote(sentence) != sentence:
        return [(sentence, None)]
    return [(clause, parse_frame(clause)) for clause in clauses(sentence)]


def _of_clause(clause: str, span: Span, voice: _Voice, voices: Voices) -> Iterator[_Statement]:
    """The one or more statements of a clause."""
    frame, speaker = voice.frame, voice.speaker
    if frame is not None and frame.whole:
        yield _Statement(_named_subject(tidy(clause), speaker, span, voices, voice.last), span.start, span.end, speaker)
        return
    direct = voice.quoted or (frame is not None and frame.direct)
    content = frame.content if frame else unquote(clause).strip('"“”«»') if voice.quoted else clause
    for part in _parts(content) if direct else [content]:
        if len(part.split()) < MIN_WORDS:
            continue
        inner, view = first_person_off(part) if direct else (part, False)
        if direct and speaks_of_self(inner):
            yield _Statement(_in_own_words(inner, speaker), span.start, span.end, speaker, view, inner)
            continue
        for piece in split_joined(inner) if frame is not None or direct else [inner]:
            named = tidy(piece) if direct else _named_subject(tidy(piece), None, span, voices, voice.last)
            reported = clause if frame is not None and frame.speaker and not direct else ""
            yield _Statement(named, span.start, span.end, speaker, view, clause=reported)


def _parts(content: str) -> list[str]:
    return [content[span.start : span.end] for span in split_sentences(content)]


def _in_own_words(content: str, speaker: str | None) -> str:
    """A statement in the first person stays a quotation with its speaker: nothing else keeps its sense."""
    content = tidy(content).strip('"“”')
    return f'{_upper(speaker)} said: "{content}"' if speaker else content


def _named_subject(content: str, speaker: str | None, span: Span, voices: Voices, last: str | None) -> str:
    """Put the full name where the sentence starts with a surname, or with a pronoun that can only mean one person."""
    found = _PRONOUN.match(content)
    if found is None:
        word = re.match(r"[^\W\d_][\w-]*", content)
        name = voices.full_name(word[0], span.start) if word else None
        return name + content[len(word[0]) :] if name and word and not _follows_name(content, word[0]) else content
    pronoun = found[1]
    if pronoun not in _SINGULAR:
        return content
    if speaker and voices.is_person(speaker) and pronoun in ("He", "She"):
        name = speaker
    else:
        if last is not None and not voices.is_person(last) and is_human(last):
            return content  # an unnamed spokesman spoke last: "he" may be that one
        name = voices.subject_before(span.start)
    if name is None:
        return content
    if pronoun in ("His", "Her"):
        return f"{name}'s{content[3:]}"
    return name + content[len(pronoun) :]


def _follows_name(content: str, word: str) -> bool:
    """Whether the first word is followed by another capital: then it is part of a longer name already."""
    return content[len(word) + 1 : len(word) + 2].isupper()


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
