"""Who a sentence credits with what it says.

Reads the forms of news copy: ``Kirby said that…``, ``"…," said Kirby``,
``"…," the ministry said``, ``according to Kirby``, ``Kirby denied…``, ``is
accused of…``. By pattern, not by grammar: silence where the form is unusual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from factcheck.text.subjects import (
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    LONGEST_SUBJECT,
    NOT_SPEAKERS,
    PASSIVE,
    PRONOUNS,
    QUOTES,
    before_brackets,
    behind_an_opening,
    has_verb,
    inside_quotes,
    is_verb,
    left_phrase,
    name_and_role,
    renamed_subject,
    shared_subject,
)
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
    behind a name (``White House national security spokesman``). ``own_voice`` is what the report
    tells itself in front of the statement, of the same subject (``The service apologised`` and said…).
    """

    speaker: str | None
    verb: str
    kind: AttributionKind
    content: Span
    role: str = ""
    pronoun: bool = False
    speaker_span: Span | None = None
    own_voice: Span | None = None


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
_BEFORE_SPEAKER = ',”"'
_WHEN = re.compile(
    r"\s+(?:(?:late|early|earlier|later) )?(?:on|in|at|last|this|yesterday|today)\b"
    r"(?:(?!\b(?:that|it|he|she|they|there|its|his|her|their|is|are|was|were|has|had|have|will|would|could|can)\b)"
    r"[^,.;:“\"]){0,40}[,.;]"
)
"""``said on Thursday,``: an occasion, and no clause."""
_CONTESTABLE = frozenset(
    "that claim claims allegation allegations accusation accusations report reports suggestion suggestions idea charge "
    "charges assertion notion criticism any having being it this as".split()
)


def find_attribution(sentence: str) -> Attribution | None:
    """The attribution that governs a sentence, or ``None`` for the paper's own voice."""
    if len(sentence) > MAX_SENTENCE:
        return None
    tokens = tokenise(sentence)
    inside = inside_quotes(tokens)
    according = _according_to(sentence, tokens)
    if according is not None:
        return according
    for at, token in enumerate(tokens):
        kind = _VERBS.get(token.low)
        if kind is None or inside[at] or at == 0 or token.text[0].isupper():
            continue
        found = _around(sentence, tokens, at, kind, inside)
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
        speaker, role, span = name_and_role(sentence, tokens, at + 2, last)
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


def _around(
    sentence: str, tokens: list[Token], at: int, kind: AttributionKind, inside: list[bool]
) -> Attribution | None:
    """The attribution around a verb of saying, or ``None`` when it isn't one here."""
    before = at - 1
    while before >= 0 and tokens[before].text in AUXILIARIES:  # in small letters: "Bread Now said"
        if tokens[before].low in ("not", "never") or (tokens[before].low in PASSIVE and tokens[at].low != "told"):
            return None
        before -= 1
    if before < 0:
        return None
    named = renamed_subject(tokens, before, at) if tokens[before].text == "," else None
    if tokens[before].text in QUOTES or (named is None and _closes_statement(tokens, at)):
        return _inverted(sentence, tokens, at, kind)
    joined = _joined(tokens, before, at, inside)
    named = named or joined
    first, last = named[1] if named else left_phrase(tokens, before_brackets(tokens, before))
    opening = named[0] if named else first
    renamed = opening < first
    subject = behind_an_opening(tokens, opening, last)
    first = first if renamed else subject
    if (
        first >= last
        or tokens[last - 1].low in NOT_SPEAKERS
        or tokens[first].low in NOT_SPEAKERS - {"this", "these", "those"}
        or has_verb(tokens[first:last])
    ):
        return None
    if kind is AttributionKind.DENIED and tokens[at].low[:4] != "deni" and tokens[at].low != "deny":
        window = {t.low for t in tokens[at + 1 : at + 5]}
        if not window & _CONTESTABLE:
            return None  # "rejected the plan" is a deed
    content, leads = _content(sentence, tokens, 0 if joined else opening, at)
    if (
        leads
        and tokens[at].low in _TAKES_OBJECT
        and kind is not AttributionKind.DENIED
        and not _clause_follows(tokens, at)
    ):
        return None
    speaker, role, span = name_and_role(sentence, tokens, first, last)
    if speaker is None:
        return None
    if renamed:
        role = " ".join(sentence[tokens[subject].start : tokens[first - 1].start].split())
    own = Span(tokens[joined[0]].start, tokens[before].start) if joined else None
    return Attribution(speaker, tokens[at].low, kind, content, role, speaker.lower() in PRONOUNS, span, own)


_JOINS = frozenset(
    "said says say told added denied denies disputed disputes insisted insists argued argues warned warns confirmed "
    "confirms acknowledged acknowledges admitted admits conceded concedes explained replied testified noted claimed "
    "alleged maintained maintains stressed announced rejected rejects dismissed promised promises vowed".split()
)
"""Verbs of saying that no noun is mistaken for behind "and": "reports and claims"."""


def _joined(tokens: list[Token], before: int, at: int, inside: list[bool]) -> tuple[int, tuple[int, int]] | None:
    """The subject of ``He resigned and said…``, where the verb of saying stands behind another one."""
    if tokens[before].low not in ("and", "but") or tokens[at].low not in _JOINS or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].low in ("to", "by", "of") or (tokens[at].low == "claimed" and not _clause_follows(tokens, at)):
        return None  # "… and told to leave", "… and said to be armed", "… and claimed the throne"
    if tokens[at].low == "told" and all(t.low != "that" for t in tokens[at + 1 : at + 7]):
        return None  # "… and told nine of the women"
    found = shared_subject(tokens, before, inside)
    passive = found is not None and tokens[at].low == "told" and any(t.low in PASSIVE for t in tokens[found[0] : at])
    return None if passive else found


def _closes_statement(tokens: list[Token], at: int) -> bool:
    """``…, said Kirby.``: the verb stands right behind the comma and a name or article follows.

    Whoever is told something stands there too: "…, told the court".
    """
    return (
        tokens[at - 1].text == ","
        and tokens[at].low not in ("told", "tells", "tell")
        and at + 1 < len(tokens)
        and (
            tokens[at + 1].text[0].isupper()
            or tokens[at + 1].low in ("the", "a", "an")
            or (tokens[at + 1].low in DETERMINERS and _nothing_told(tokens, at + 1))
            or _role_and_name(tokens, at + 1)
        )
    )


def _nothing_told(tokens: list[Token], at: int) -> bool:
    """Whether ``his lawyer`` up to the next stop is a speaker: "…, said his lawyer", not "…, said his time was up"."""
    stop = next((i for i in range(at, len(tokens)) if tokens[i].text in ",.;:"), len(tokens))
    return not any(_opens(tokens[i]) or is_verb(tokens, at, i) for i in range(at + 1, stop))


def _role_and_name(tokens: list[Token], at: int) -> bool:
    """Whether ``chief vet Anton Weil`` and a stop follow: what somebody is, in small letters, and his name."""
    name = next((i for i in range(at, min(at + 6, len(tokens))) if not tokens[i].text[0].islower()), 0)
    if not name or not tokens[name].text[0].isupper() or any(_opens(t) for t in tokens[at:name]):
        return False
    end = next((i for i in range(name, len(tokens)) if not tokens[i].text[0].isupper()), len(tokens))
    return tokens[at].low not in NOT_SPEAKERS and (end == len(tokens) or tokens[end].text in ".,;")


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
    speaker, role, span = name_and_role(sentence, tokens, at + 1, last)
    if speaker is None:
        return None
    return Attribution(
        speaker, tokens[at].low, kind, Span(0, tokens[at].start), role, speaker.lower() in PRONOUNS, span
    )


_CLAUSE = PASSIVE | (FINITE - {"that", "who", "which"}) | {"has", "have", "had"}


def _content(sentence: str, tokens: list[Token], first: int, at: int) -> tuple[Span, bool]:
    """What is said, and whether it follows the verb: it does unless the subject stands behind a statement."""
    trailing = (
        at + 1 >= len(tokens)
        or tokens[at + 1].text in ".,;"
        or (
            # "… of the county, Kirby said of it.", not "…, and Kirby said it was over."
            len(tokens) - at <= 5 and first > 4 and not any(t.low in _CLAUSE for t in tokens[at + 1 :])
        )
    )
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
    return tokens[at].low in ("told", "tells") and len(rest) <= LONGEST_SUBJECT and not any(_opens(t) for t in rest)


def _opens(token: Token) -> bool:
    """Whether a word or sign begins something that is told."""
    return token.low in AUXILIARIES | FINITE | PRONOUNS or token.text in QUOTES or token.text in ":;"


_NO_CLAUSE = frozenset("so nothing little much more something yes anything".split())


def _clause_follows(tokens: list[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return False
    if tokens[at + 1].low in ("that", "to", "he", "she", "it", "they", "there") or tokens[at + 1].text in ':,"“':
        return True
    if tokens[at].low not in ("says", "say") or tokens[at + 1].low in _NO_CLAUSE:
        return False
    stop = next((i for i in range(at + 1, len(tokens)) if tokens[i].text in ",;:."), len(tokens))
    # "says its masts can be folded", not "says sorry to the owners"
    return any(is_verb(tokens, at + 1, i) for i in range(at + 2, stop))


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
        ) and (tokens[at - 1].low in PASSIVE and tokens[at + 1].low in ("of", "to")):
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
