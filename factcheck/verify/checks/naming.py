"""Names: another name where the claim has its own."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.text.names import TITLES, Name, same_name
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import Reading, Word

RULE = "names"
ALIKE = 0.6
_PREPOSITIONS = frozenset("in at from near to of by with for".split())
_VERBS = frozenset(
    "is are was were has have had did does will would can could may might must cut put set hit shut let beat quit "
    "split".split()
)
_COMMON = frozenset(
    "police parliament congress inflation unemployment turnout output trade growth revenue profit income oil gas "
    "gold rain fire snow nobody everyone traffic demand".split()
)
"""Common nouns without an article at a sentence's start; plurals and the endings below are told by their looks."""
_COMMON_ENDINGS = ("tion", "ment", "ity", "ness", "ship", "ing", "ism", "ance", "ence")


def check(claim: Reading, passage: Reading, *, before: str) -> Iterator[Check]:
    """Agreement of names is too common to be told; only a replaced name is."""
    if not claim.names or not passage.names:
        return
    text = f"{passage.text} {before}".lower()
    missing = [n for n in claim.names if n.certain and not is_present(n, passage, text)]
    if len(missing) != 1:
        return
    spare = [n for n in passage.names if n.certain and not any(same_name(n.core, m.core) for m in claim.names)]
    rest = claim.stems - {w.lower() for w in missing[0].core.split()}
    if len(rest) < 3 or passage.covered(frozenset(rest)) < ALIKE:
        return
    name = missing[0]
    role = _role(claim, name)
    for other in spare:
        if role and role == _role(passage, other):
            detail = f"“{name.text}” in the claim, “{other.text}” in the report, each {role[1]}"
            yield Check(
                RULE, CheckOutcome.CAUTION, detail, (Span(name.start, name.end),), (Span(other.start, other.end),)
            )
            return


def is_present(name: Name, passage: Reading, text: str) -> bool:
    """Whether the passage (or ``text``, with the sentence before) has the name, its initials or a telling word."""
    words = [w for w in name.core.lower().replace("’", "'").split() if len(w) > 2 and w not in TITLES]
    return (
        not words
        or any(w[:5] in text for w in words)
        or any(same_name(name.core, n.core) or _initials(name, n) or _initials(n, name) for n in passage.names)
    )


def _initials(name: Name, other: Name) -> bool:
    """``UNHCR`` for the name of which it has the initials."""
    letters = "".join(w[0] for w in name.core.split() if w[0].isupper())
    return len(letters) > 1 and other.core.replace(".", "") == letters


def clearly_a_name(name: Name, reading: Reading) -> bool:
    """Whether a capital is more than a sentence's start: ``Kovac won``, ``Acme's``, not ``Exports fell``."""
    if name.certain:
        return True
    low = name.core.lower()
    plural = low.endswith("s") and not low.endswith(("ss", "us", "is", "as", "os"))
    if plural or low in _COMMON or low.endswith(_COMMON_ENDINGS):
        return False
    if reading.text[name.end : name.end + 2] in ("'s", "’s"):
        return True
    following = next((w for w in reading.words if w.start >= name.end), None)
    if following is None or following.start - name.end > 1:
        return False
    return following.low in _VERBS or looks_past(following)


def looks_past(word: Word) -> bool:
    """Whether a word may be a past form: its stem is another word, and it is no plural."""
    return not word.low.endswith("s") and word.stem not in (word.low, word.low[:-1])


def _role(reading: Reading, name: Name) -> tuple[str, str] | None:
    """What a name's place says about it: a title in front, or a preposition with the word before it."""
    at = next((i for i, w in enumerate(reading.words) if w.start >= name.start), None)
    if at is None or at == 0:
        return None
    if name.core != name.text:
        title = name.text[: len(name.text) - len(name.core)].strip().lower()
        return ("title", title) if title not in ("mr", "mrs", "ms", "dr") else None
    word = reading.words[at - 1]
    if word.low in TITLES:
        return ("title", word.low)
    if word.low in _PREPOSITIONS and at >= 2:
        return ("place", f"behind “{reading.words[at - 2].low} {word.low}”")
    return None
