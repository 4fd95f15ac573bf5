"""Who a sentence credits with what it says.

Reads the forms of news copy: ``Kirby said that…``, ``"…," said Kirby``,
``"…," the ministry said``, ``according to Kirby``, ``Kirby denied…``, ``is
accused of…``. By pattern, not by grammar: silence where the form is unusual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from factcheck.text.names import TITLES
from factcheck.text.words import Token, tokenise
from factcheck.types import Span

MAX_SENTENCE = 4000
"""A longer "sentence" isn't read."""


class AttributionKind(StrEnum):
    """What the speaker does with the content."""

    SAID = "said"
    DENIED = "denied"
    CONFIRMED = "confirmed"
    ALLEGED = "alleged"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speaker, verb and content of a reported statement.

    ``speaker`` is ``None`` when nobody is named (``is accused of``); a pronoun
    stands as it is, with ``pronoun`` set. ``role`` is what stands in front of or
    behind a name (``White House national security spokesman``).
    """

    speaker: str | None
    verb: str
    kind: AttributionKind
    content: Span
    role: str = ""
    pronoun: bool = False
    speaker_span: Span | None = None


_VERBS: dict[str, AttributionKind] = {
    verb: kind
    for kind, verbs in {
        AttributionKind.SAID: "said says say told tells stated states added adds noted notes explained insisted "
        "insists maintained maintains argued argues warned warns replied answered recalled reported reports estimated "
        "estimates "
        "announced declared wrote testified thinks believes contends pointed stressed remarked",
        AttributionKind.DENIED: "denied denies deny rejected rejects dismissed dismisses disputed disputes refuted",
        AttributionKind.CONFIRMED: "confirmed confirms acknowledged acknowledges admitted admits conceded concedes",
        AttributionKind.ALLEGED: "claimed claims alleged alleges accused accuses suggested suggests",
        AttributionKind.PLANNED: "promised promises vowed vows pledged threatened threatens proposed",
    }.items()
    for verb in verbs.split()
}
_TAKES_OBJECT = frozenset(
    "rejected rejects dismissed dismisses reported reports announced declared wrote proposed promised threatened "
    "notes states estimates claims pointed promises says report deny disputes disputed "
    "suggests".split()
)
_PRONOUNS = frozenset("he she they it we i".split())
_AUXILIARIES = frozenset(
    "has have had is was were are been be not also later then earlier repeatedly again flatly always never first "
    "originally initially".split()
)
_PASSIVE = frozenset("is was were are been being be".split())
_NOT_SPEAKERS = frozenset(
    "that which what who where when there this these those as if because while and or but to of in on at for by not "
    "no".split()
)
_QUOTES = '"“”«»'
_BEFORE_SPEAKER = ',”"'
_WHEN = re.compile(
    r"\s+(?:(?:late|early|earlier|later) )?(?:on|in|at|last|this|yesterday|today)\b"
    r"(?:(?!\b(?:that|it|he|she|they|there|its|his|her|their|is|are|was|were|has|had|have|will|would|could|can)\b)"
    r"[^,.;:“\"]){0,40}[,.;]"
)
"""``said on Thursday,``: an occasion, and no clause."""
_PREPOSITIONS = frozenset("for of at from in with to on by".split())
_ORGANISATIONS = frozenset("ministry department court house office agency committee council party union".split())
_CONTESTABLE = frozenset(
    "that claim claims allegation allegations accusation accusations report reports suggestion suggestions idea charge "
    "charges assertion notion criticism any having being it this as".split()
)
_ROLE_HINTS = TITLES | frozenset(
    "executive officer head leader analyst lawyer economist researcher scientist author editor manager official "
    "founder "
    "owner coach doctor engineer expert coordinator envoy adviser advisor lawmaker counsel prosecutor".split()
)


_DETERMINERS = frozenset("the a an its his her their our my one".split())
_FINITE = frozenset("will would can could may might must shall should did does do that who which".split())
_CONJUNCTIONS = frozenset("but and while although".split())
_LONGEST_SUBJECT = 12
"""Words of a subject, and of its other name, that are looked at."""


def find_attribution(sentence: str) -> Attribution | None:
    """The attribution that governs a sentence, or ``None`` for the paper's own voice."""
    if len(sentence) > MAX_SENTENCE:
        return None
    tokens = tokenise(sentence)
    inside = _inside_quotes(tokens)
    according = _according_to(sentence, tokens)
    if according is not None:
        return according
    for at, token in enumerate(tokens):
        kind = _VERBS.get(token.low)
        if kind is None or inside[at] or at == 0 or token.text[0].isupper():
            continue
        found = _around(sentence, tokens, at, kind)
        if found is not None:
            return found
    return _accused(tokens)


def inside_a_sentence(text: str, span: Span) -> str:
    """A speaker of ``text`` as inside a sentence, with the article: "The ministry" → "the ministry"."""
    name = " ".join(text[span.start : span.end].split())
    first, _, rest = name.partition(" ")
    if rest and first in ("The", "A", "An", "His", "Her", "Its", "Their"):
        return f"{first.lower()} {rest}"
    return f"the {name}" if text[: span.start].lower().endswith("the ") else name


def _inside_quotes(tokens: list[Token]) -> list[bool]:
    inside, state = [], False
    for token in tokens:
        if token.text in _QUOTES:
            state = token.text in "“«" if token.text != '"' else not state
            inside.append(True)
        else:
            inside.append(state)
    return inside


def _according_to(sentence: str, tokens: list[Token]) -> Attribution | None:
    for at in range(len(tokens) - 2):
        if tokens[at].low != "according" or tokens[at + 1].low != "to":
            continue
        last = at + 2
        while (
            last < len(tokens) and tokens[last].text not in ",.;:" and tokens[last].low not in ("who", "which", "and")
        ):
            last += 1
        if last == at + 2:
            return None
        speaker, role, span = _speaker(sentence, tokens, at + 2, last)
        front = at == 0
        content = (
            Span(tokens[min(last + 1, len(tokens) - 1)].start, len(sentence)) if front else Span(0, tokens[at].start)
        )
        return Attribution(
            speaker,
            "according to",
            AttributionKind.SAID,
            content,
            role,
            tokens[at + 2].low in ("him", "her", "them"),
            span,
        )
    return None


def _around(sentence: str, tokens: list[Token], at: int, kind: AttributionKind) -> Attribution | None:
    """The attribution around a verb of saying, or ``None`` when it isn't one here."""
    before = at - 1
    while before >= 0 and tokens[before].low in _AUXILIARIES:
        if tokens[before].low in ("not", "never") or (tokens[before].low in _PASSIVE and tokens[at].low != "told"):
            return None
        before -= 1
    if before < 0:
        return None
    named = _renamed_subject(tokens, before, at) if tokens[before].text == "," else None
    if tokens[before].text in _QUOTES or (named is None and _closes_statement(tokens, at)):
        return _inverted(sentence, tokens, at, kind)
    first, last = named[1] if named else _left_phrase(tokens, _before_brackets(tokens, before))
    if (
        first >= last
        or tokens[last - 1].low in _NOT_SPEAKERS
        or tokens[first].low in _NOT_SPEAKERS - {"this", "these", "those"}
    ):
        return None
    if kind is AttributionKind.DENIED and tokens[at].low[:4] != "deni" and tokens[at].low != "deny":
        window = {t.low for t in tokens[at + 1 : at + 5]}
        if not window & _CONTESTABLE:
            return None  # "rejected the plan" is a deed
    content, leads = _content(sentence, tokens, named[0] if named else first, at)
    if (
        leads
        and tokens[at].low in _TAKES_OBJECT
        and kind is not AttributionKind.DENIED
        and not _clause_follows(tokens, at)
    ):
        return None
    speaker, role, span = _speaker(sentence, tokens, first, last)
    if speaker is None:
        return None
    if named and named[0] < first:
        role = " ".join(sentence[tokens[named[0]].start : tokens[first - 1].start].split())
    return Attribution(speaker, tokens[at].low, kind, content, role, speaker.lower() in _PRONOUNS, span)


def _closes_statement(tokens: list[Token], at: int) -> bool:
    """``…, said Kirby.``: the verb stands right behind the comma and a name or article follows.

    Whoever is told something stands there too: "…, told the court".
    """
    return (
        tokens[at - 1].text == ","
        and tokens[at].low not in ("told", "tells", "tell")
        and at + 1 < len(tokens)
        and (tokens[at + 1].text[0].isupper() or tokens[at + 1].low in ("the", "a", "an"))
    )


def _before_brackets(tokens: list[Token], last: int) -> int:
    """The token in front of ``(62)`` or ``(R-Ohio)`` that ends at ``last``; ``last`` where no bracket ends there."""
    if tokens[last].text != ")":
        return last
    opened = next((i for i in range(last - 1, 0, -1) if tokens[i].text == "("), 0)
    return opened - 1 if opened else last


def _renamed_subject(tokens: list[Token], comma: int, verb: int) -> tuple[int, tuple[int, int]] | None:
    """Where the subject of ``The mill's owner, Ann Lee (62), said…`` begins, and the token range of the speaker in it.

    ``None`` where what stands before the comma in front of the verb is no subject with another name for it between
    commas; a statement (``The report was false, said Kirby``) has a verb, or no two commas. The name speaks, if one of
    the two is a name.
    """
    after = next((i for i in range(verb + 1, len(tokens)) if not tokens[i].text[0].isupper()), len(tokens))
    if verb + 1 < after < len(tokens) and tokens[after].text in ",.;":
        return None  # "…, said Kirby."
    last = _before_brackets(tokens, comma - 1) + 1
    opening = next((i for i in range(last - 1, 0, -1) if tokens[i].text in ",;:" or tokens[i].text in _QUOTES), 0)
    if not opening or tokens[opening].text != ",":
        return None
    first, end = _left_phrase(tokens, _before_brackets(tokens, opening - 1))
    if not 0 < end - first <= _LONGEST_SUBJECT or not 0 < last - opening - 1 <= _LONGEST_SUBJECT:
        return None
    if first > 0 and tokens[first - 1].text not in _QUOTES and tokens[first - 1].low not in _CONJUNCTIONS:
        stated = tokens[first - 1].text == "," and any(t.low in _AUXILIARIES | _FINITE for t in tokens[: first - 1])
        if not stated:
            return None  # it may be a list
    subject, other = tokens[first:end], tokens[opening + 1 : last]
    if any(t.low in _AUXILIARIES | _FINITE for t in (*subject, *other)):
        return None
    if not _begins_noun(subject[0]) or not _begins_noun(other[0]):
        return None
    renamed = len(other) > 1 and all(t.text[0].isupper() for t in other)
    plain = all(t.text[0].isupper() for t in subject) and subject[0].low not in _DETERMINERS
    return first, (opening + 1, last) if renamed and not plain else (first, end)


def _begins_noun(token: Token) -> bool:
    return token.text[0].isupper() or token.low in _DETERMINERS | _ROLE_HINTS


def _inverted(sentence: str, tokens: list[Token], at: int, kind: AttributionKind) -> Attribution | None:
    last = at + 1
    while (
        last < len(tokens)
        and tokens[last].text not in ',.;:"“'
        and tokens[last].low not in ("on", "in", "who", "after", "at", "as")
    ):
        last += 1
    if last == at + 1:
        return None
    speaker, role, span = _speaker(sentence, tokens, at + 1, last)
    if speaker is None:
        return None
    return Attribution(
        speaker, tokens[at].low, kind, Span(0, tokens[at].start), role, speaker.lower() in _PRONOUNS, span
    )


def _left_phrase(tokens: list[Token], before: int) -> tuple[int, int]:
    """Token range of the subject in front of a verb; steps over one apposition between commas."""
    last = before + 1
    if tokens[before].text == ",":
        back = before - 1
        while back >= 0 and tokens[back].text not in ",;:" and tokens[back].text not in _QUOTES:
            back -= 1
        if back < 0 or tokens[back].text != ",":
            return 0, 0
        last = back
    first = last
    while first > 0 and tokens[first - 1].text not in ",;:.!?()" and tokens[first - 1].text not in _QUOTES:
        first -= 1
        if tokens[first].low in ("that", "which", "but", "and", "while", "when", "because", "although", "after"):
            first += 1
            break
    return first, last


def _content(sentence: str, tokens: list[Token], first: int, at: int) -> tuple[Span, bool]:
    """What is said, and whether it follows the verb: it does unless the subject stands behind a statement."""
    trailing = at + 1 >= len(tokens) or tokens[at + 1].text in ".,;" or (len(tokens) - at <= 5 and first > 4)
    trailing = trailing or (
        first > 2
        and tokens[first - 1].text in _BEFORE_SPEAKER
        and (_only_when(sentence, tokens[at]) or _only_whom(tokens, at))
    )
    if trailing and first > 2:
        return Span(0, tokens[first].start), False
    start = at + 1
    if start < len(tokens) and tokens[start].low == "that":
        start += 1
    return Span(tokens[start].start if start < len(tokens) else len(sentence), len(sentence)), True


def _only_when(sentence: str, verb: Token) -> bool:
    """Whether nothing but a day or an occasion stands between the verb and the next comma: what is said came before."""
    return _WHEN.match(sentence, verb.end) is not None


def _only_whom(tokens: list[Token], at: int) -> bool:
    """Whether nothing but a listener follows ``told``: what is told came before."""
    rest = tokens[at + 1 :]
    return tokens[at].low in ("told", "tells") and len(rest) <= _LONGEST_SUBJECT and not any(_opens(t) for t in rest)


def _opens(token: Token) -> bool:
    """Whether a word or sign begins something that is told."""
    return token.low in _AUXILIARIES | _FINITE | _PRONOUNS or token.text in _QUOTES or token.text in ":;"


def _clause_follows(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and (
        tokens[at + 1].low in ("that", "to", "he", "she", "it", "they", "there") or tokens[at + 1].text in ':,"“'
    )


def _speaker(sentence: str, tokens: list[Token], first: int, last: int) -> tuple[str | None, str, Span | None]:
    """Name and role out of a noun phrase."""
    runs: list[tuple[int, int]] = []
    at = first
    while at < last:
        if tokens[at].text[0].isupper() and not (at == 0 and tokens[at].low in ("the", "a", "an", "in", "but", "and")):
            end = at + 1
            while end < last and (
                tokens[end].text[0].isupper()
                or tokens[end].text == "-"
                or (
                    tokens[end].low in ("de", "al", "van", "von", "bin", "of")
                    and end + 1 < last
                    and tokens[end + 1].text[0].isupper()
                    and tokens[end].low != "of"
                )
            ):
                end += 1
            runs.append((at, end))
            at = end
        else:
            at += 1
    phrase = " ".join(sentence[tokens[first].start : tokens[last - 1].end].split()) if first < last else ""
    if not phrase or last - first > 25:
        return None, "", None
    whole = Span(tokens[first].start, tokens[last - 1].end)
    if not runs or phrase.lower() in _PRONOUNS:
        return phrase, "", whole
    start, end = runs[-1]
    if tokens[start - 1].low in _PREPOSITIONS and start > first:
        start, end = runs[0]
        if end < last and tokens[end].low not in _PREPOSITIONS | {"'"}:
            return phrase, "", whole
        if start > first and tokens[start - 1].low in _PREPOSITIONS:
            return phrase, "", whole
        return sentence[tokens[start].start : tokens[end - 1].end], "", Span(tokens[start].start, tokens[end - 1].end)
    while end - start > 1 and tokens[start].low in TITLES and tokens[end - 1].low not in _ORGANISATIONS:
        start += 1
    role = " ".join(sentence[tokens[first].start : tokens[start].start].split()) if start > first else ""
    role = "" if role.lower() in ("the", "but", "and", "a", "an") else role
    hinted = any(t.low in _ROLE_HINTS for t in tokens[first:start])
    if end < last or (role and not hinted):
        return phrase, "", whole
    return sentence[tokens[start].start : tokens[end - 1].end], role, Span(tokens[start].start, tokens[end - 1].end)


def _accused(tokens: list[Token]) -> Attribution | None:
    """``X is accused of…``, ``is alleged to…``, ``is said to…``: content without a speaker."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].low in (
            "accused",
            "alleged",
            "suspected",
            "believed",
            "said",
            "thought",
            "reported",
            "rumoured",
        ) and (tokens[at - 1].low in _PASSIVE and tokens[at + 1].low in ("of", "to")):
            return Attribution(
                None, tokens[at].low, AttributionKind.ALLEGED, Span(tokens[at + 1].start, tokens[-1].end)
            )
    return next(
        (
            Attribution(None, t.low, AttributionKind.ALLEGED, Span(t.start, tokens[-1].end))
            for t in tokens
            if t.low in ("allegedly", "reportedly", "purportedly")
        ),
        None,
    )
