"""Who a verb of a sentence is about: the noun phrase in front of it, in the forms of news copy.

By pattern, not by grammar: ``None`` or an empty range where the form is unusual. Ranges are of tokens, end exclusive.
"""

from __future__ import annotations

from factcheck.text.names import TITLES
from factcheck.text.words import Token
from factcheck.types import Span

PRONOUNS = frozenset("he she they it we i".split())
AUXILIARIES = frozenset(
    "has have had is was were are been be not also later then earlier repeatedly again flatly always never first "
    "originally initially now already still since each once just recently so far".split()
)
"""What stands between a subject and its verb."""
PASSIVE = frozenset("is was were are been being be".split())
_HELPING_VERBS = frozenset("has have had is was were are will would".split())
FINITE = frozenset("will would can could may might must shall should did does do that who which".split())
CONJUNCTIONS = frozenset("but and while although".split())
DETERMINERS = frozenset("the a an its his her their our my one".split())
ROLE_HINTS = TITLES | frozenset(
    "executive officer head leader analyst lawyer economist researcher scientist author editor manager official "
    "founder "
    "owner coach doctor engineer expert coordinator envoy adviser advisor lawmaker counsel prosecutor".split()
)
NOT_SPEAKERS = frozenset(
    "that which what who where when there this these those as if because while and or but to of in on at for by not "
    "no".split()
)
"""Words that no name of a speaker begins or ends with."""
QUOTES = '"“”«»'
LONGEST_SUBJECT = 12
"""Words of a subject, and of its other name, that are looked at."""

_OF_A_NAME = frozenset("for of at from in with to on by".split())
_ORGANISATIONS = frozenset("ministry department court house office agency committee council party union".split())
_STRONG = frozenset(
    "became began bought broke brought built called came chose cut died drew drove fell felt flew forgave fought found "
    "gave got grew held hit hung kept knew laid led left lent let lost made met overturned paid put quit ran rang rose "
    "sank sent set shot shut sold sought spent spoke stood struck swore swept took threw took tore understood upheld "
    "went withdrew won wrote".split()
)
"""Past tenses that don't end in ``-ed``."""
_OPENS_CLAUSE = frozenset("that which but and while whereas when because although though after".split())
_LEADS = frozenset("in on at by after before during".split())
_PREPOSITIONS = _LEADS | frozenset("of to for with from about into over under between against behind since".split())
_TIMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)


def inside_quotes(tokens: list[Token]) -> list[bool]:
    """For each token whether it stands between quotation marks, or is one."""
    inside, state = [], False
    for token in tokens:
        if token.text in QUOTES:
            state = token.text in "“«" if token.text != '"' else not state
            inside.append(True)
        else:
            inside.append(state)
    return inside


def before_brackets(tokens: list[Token], last: int) -> int:
    """The token in front of ``(62)`` or ``(R-Ohio)`` that ends at ``last``; ``last`` where no bracket ends there."""
    if tokens[last].text != ")":
        return last
    opened = next((i for i in range(last - 1, 0, -1) if tokens[i].text == "("), 0)
    return opened - 1 if opened else last


def left_phrase(tokens: list[Token], before: int) -> tuple[int, int]:
    """Range of the subject that ends at ``before``; steps over one apposition between commas."""
    last = before + 1
    if tokens[before].text == ",":
        back = before - 1
        while back >= 0 and tokens[back].text not in ",;:" and tokens[back].text not in QUOTES:
            back -= 1
        if back < 0 or tokens[back].text != ",":
            return 0, 0
        last = back
    first = last
    while first > 0 and tokens[first - 1].text not in ",;:.!?()–—" and tokens[first - 1].text not in QUOTES:
        first -= 1
        if tokens[first].low in _OPENS_CLAUSE:
            first += 1
            break
    return first, last


def behind_an_opening(tokens: list[Token], first: int, last: int) -> int:
    """Where the subject itself begins behind ``In a letter to members``, ``In June`` or ``At the same meeting``."""
    if last - first < 2 or tokens[first].low not in _LEADS:
        return first
    if tokens[last - 1].low in PRONOUNS:
        return last - 1
    for at in range(first + 2, last):
        before = tokens[at - 1]
        opened = before.low in _TIMES or before.is_number or before.text[0].islower()
        if (
            opened
            and _begins_noun(tokens[at])
            and tokens[at].low not in _TIMES
            and before.low not in _PREPOSITIONS | DETERMINERS | CONJUNCTIONS
        ):
            return at
    return first


def renamed_subject(tokens: list[Token], comma: int, verb: int) -> tuple[int, tuple[int, int]] | None:
    """Where the subject of ``The mill's owner, Ann Lee (62), said…`` begins, and the range of the speaker in it.

    ``None`` where what stands before the comma in front of the verb is no subject with another name for it between
    commas; a statement (``The report was false, said Kirby``) has a verb, or no two commas. The name speaks, if one of
    the two is a name.
    """
    after = next((i for i in range(verb + 1, len(tokens)) if not tokens[i].text[0].isupper()), len(tokens))
    if verb + 1 < after < len(tokens) and tokens[after].text in ",.;":
        return None  # "…, said Kirby."
    last = before_brackets(tokens, comma - 1) + 1
    opening = next((i for i in range(last - 1, 0, -1) if tokens[i].text in ",;:" or tokens[i].text in QUOTES), 0)
    if not opening or tokens[opening].text != ",":
        return None
    first, end = left_phrase(tokens, before_brackets(tokens, opening - 1))
    if not 0 < end - first <= LONGEST_SUBJECT or not 0 < last - opening - 1 <= LONGEST_SUBJECT:
        return None
    if first > 0 and tokens[first - 1].text not in QUOTES and tokens[first - 1].low not in CONJUNCTIONS:
        stated = tokens[first - 1].text == "," and any(t.low in AUXILIARIES | FINITE for t in tokens[: first - 1])
        if not stated:
            return None  # it may be a list
    subject, other = tokens[first:end], tokens[opening + 1 : last]
    if any(t.low in AUXILIARIES | FINITE for t in (*subject, *other)):
        return None
    if not _begins_noun(subject[0]) or not _begins_noun(other[0]):
        return None
    return first, (opening + 1, last) if _names(subject, other) else (first, end)


def shared_subject(tokens: list[Token], conjunction: int, inside: list[bool]) -> tuple[int, tuple[int, int]] | None:
    """Where the subject begins that a verb behind ``and`` or ``but`` shares with the one in front, and who it is.

    ``The prison service apologised and said…``, ``Félix Oyarzo, the manager, called it a gift but said…``. ``None``
    where the first verb can't be told from a noun.
    """
    first = conjunction
    while first > 0 and (inside[first - 1] or tokens[first - 1].text not in ";:.!?–—"):
        first -= 1
    if tokens[first].low in CONJUNCTIONS:
        first += 1
    if tokens[first].low in _LEADS:
        comma = next((i for i in range(first, min(conjunction, first + 8)) if tokens[i].text == ","), 0)
        first = comma + 1 if comma else first
    if first >= conjunction or tokens[first].low in NOT_SPEAKERS | FINITE:
        return None
    if tokens[first].low in PRONOUNS:
        return first, (first, first + 1)
    if not _begins_noun(tokens[first]):
        return None
    end = next((i for i in range(first + 1, conjunction) if tokens[i].text == "," or is_verb(tokens, first, i)), 0)
    if not 0 < end - first <= LONGEST_SUBJECT or any(t.low in CONJUNCTIONS for t in tokens[first:end]):
        return None
    if tokens[end].text != ",":
        return first, (first, end)
    closing = next((i for i in range(end + 1, conjunction) if tokens[i].text == ","), 0)
    if not closing or closing + 1 >= conjunction or not is_verb(tokens, closing, closing + 1):
        return None
    subject, other = tokens[first:end], tokens[end + 1 : closing]
    return first, (end + 1, closing) if _names(subject, other) else (first, end)


def _names(subject: list[Token], other: list[Token]) -> bool:
    """Whether ``other`` is the name of who ``subject`` only describes: "The mill's owner, Ann Lee"."""
    renamed = len(other) > 1 and all(t.text[0].isupper() for t in other)
    plain = all(t.text[0].isupper() for t in subject) and subject[0].low not in DETERMINERS
    return renamed and not plain


def is_verb(tokens: list[Token], first: int, at: int) -> bool:
    """Whether the token at ``at`` is the verb of a subject that begins at ``first``; in doubt, no."""
    token = tokens[at]
    if token.text[0].isupper() or not token.is_word:
        return False
    if token.low in AUXILIARIES | _STRONG or token.low in FINITE - {"that", "who", "which"}:
        return True
    before = tokens[at - 1]
    if token.low.endswith("ed") and len(token.low) > 4:  # but "the accused", "a newly opened", "third-placed"
        return before.text != "-" and before.low not in DETERMINERS and not before.low.endswith("ly")
    # "Zenite speaks of four"; behind a common noun it may be a plural
    named = all(t.text[0].isupper() for t in tokens[first:at]) and tokens[first].low not in DETERMINERS
    return named and token.low.endswith("s") and len(token.low) > 3


def name_and_role(sentence: str, tokens: list[Token], first: int, last: int) -> tuple[str | None, str, Span | None]:
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
    if not phrase or phrase.lower() in DETERMINERS or last - first > 25:
        return None, "", None
    whole = Span(tokens[first].start, tokens[last - 1].end)
    if not runs or phrase.lower() in PRONOUNS:
        return phrase, "", whole
    start, end = runs[-1]
    if tokens[start - 1].low in _OF_A_NAME and start > first:
        start, end = runs[0]
        if end < last and tokens[end].low not in _OF_A_NAME | {"'"}:
            return phrase, "", whole
        if start > first and tokens[start - 1].low in _OF_A_NAME:
            return phrase, "", whole
        return sentence[tokens[start].start : tokens[end - 1].end], "", Span(tokens[start].start, tokens[end - 1].end)
    while end - start > 1 and tokens[start].low in TITLES and tokens[end - 1].low not in _ORGANISATIONS:
        start += 1
    role = " ".join(sentence[tokens[first].start : tokens[start].start].split()) if start > first else ""
    role = "" if role.lower() in ("the", "but", "and", "a", "an") else role
    hinted = any(t.low in ROLE_HINTS for t in tokens[first:start])
    if end < last or (role and not hinted):
        return phrase, "", whole
    return sentence[tokens[start].start : tokens[end - 1].end], role, Span(tokens[start].start, tokens[end - 1].end)


def has_verb(phrase: list[Token]) -> bool:
    """Whether a phrase is more than a subject: "the traders had received the sum", but not "the man who was hurt"."""
    at = next((i for i, t in enumerate(phrase) if t.text in _HELPING_VERBS), len(phrase))
    return at < len(phrase) and not any(t.low in ("who", "that", "which", "whose") for t in phrase[:at])


def _begins_noun(token: Token) -> bool:
    return token.text[0].isupper() or token.low in DETERMINERS | ROLE_HINTS
