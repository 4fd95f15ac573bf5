"""Names by their capitals: fast and good enough to compare a claim with a passage.

Not named-entity recognition: no types, no dictionary of people. A capital at
the start of a sentence proves nothing, so such a name is marked uncertain.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.text.words import STOPWORDS, Token, tokenise

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady gov governor sen senator rep president vice premier prime "
    "minister "
    "chancellor king queen prince princess pope general gen colonel col captain capt major lieutenant lt sergeant sgt "
    "admiral judge justice mayor chief secretary ambassador director chairman chairwoman chair spokesman spokeswoman "
    "spokesperson detective inspector superintendent commissioner bishop archbishop cardinal imam rabbi reverend rev "
    "deputy foreign interior finance defence defense attorney state former acting".split()
)
PARTICLES = frozenset(
    "de del della der den di da do dos du la le van von bin ibn al el of the y e und zu ter af".split()
)
_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september "
    "october november december i".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words; ``core`` is it without titles, ``certain`` unless it is only a sentence's start."""

    start: int
    end: int
    text: str
    core: str
    certain: bool = True

    @property
    def last(self) -> str:
        """The last word, lower-case: a person's surname."""
        return self.core.rsplit(" ", 1)[-1].lower()


def find_names(text: str, tokens: list[Token] | None = None) -> list[Name]:
    """All names in order. ``tokens`` saves the work when the text is already tokenised."""
    tokens = tokenise(text) if tokens is None else tokens
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        if not _capital(tokens[at]):
            at += 1
            continue
        last = _run_end(tokens, at)
        name = _name(text, tokens, at, last)
        if name is not None:
            found.append(name)
        at = last + 1
    return found


def _capital(token: Token) -> bool:
    return token.text[0].isupper() and token.low not in _NO_NAMES


def _run_end(tokens: list[Token], at: int) -> int:
    """Last token of the run that starts at ``at``: capitals, particles and hyphens between them."""
    last = at
    while last + 1 < len(tokens) and last - at < 12:
        following = tokens[last + 1]
        if following.start - tokens[last].end > 1:
            break
        if _capital(following):
            last += 1
            continue
        joins = following.low in PARTICLES or (following.text in "-." and following.start == tokens[last].end)
        if joins and following.text == "." and tokens[last].low not in TITLES and len(tokens[last].text) > 1:
            break
        ahead = last + 2
        if following.low in PARTICLES and ahead < len(tokens) and tokens[ahead].low in PARTICLES:
            ahead += 1
        if not joins or ahead >= len(tokens) or not _capital(tokens[ahead]):
            break
        last = ahead
    return last


def _name(text: str, tokens: list[Token], first: int, last: int) -> Name | None:
    starts = first == 0 or tokens[first - 1].text in '.!?"“”:;•'
    if starts and tokens[first].low in STOPWORDS:
        first += 1
        while first <= last and not _capital(tokens[first]):
            first += 1
        starts = False
        if first > last:
            return None
    core = first
    while core < last and (tokens[core].low in TITLES or tokens[core].text == "."):
        core += 1
    if tokens[first].low in STOPWORDS and first == last:
        return None
    return Name(
        tokens[first].start,
        tokens[last].end,
        text[tokens[first].start : tokens[last].end],
        " ".join(text[tokens[core].start : tokens[last].end].split()),
        not (starts and first == last),
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names can be the same: equal, one within the other, or the same surname."""
    a, b = one.lower().replace("’", "'").split(), other.lower().replace("’", "'").split()
    a, b = [w for w in a if w not in TITLES] or a, [w for w in b if w not in TITLES] or b
    if not a or not b:
        return False
    if a[-1] == b[-1] and (len(a) == 1 or len(b) == 1 or a[0][0] == b[0][0]):
        return True
    small, large = (set(a), set(b)) if len(a) <= len(b) else (set(b), set(a))
    return small <= large
