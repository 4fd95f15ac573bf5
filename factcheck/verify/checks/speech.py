"""Attribution: what the report only lets somebody say, who says it, and who denies it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import replace

from factcheck.text.attribution import Attribution, AttributionKind, inside_a_sentence
from factcheck.text.names import same_name
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import NEGATIVE, Reading

RULE = "attribution"
OWN_WORD = "own_word"
"""The same where somebody speaks of himself ("Norhaven said that it had never …"), or where the report has nothing of
the matter but what it lets somebody say. It is shown and named in the finding, and isn't weighed: with it among what
``attribution`` weighs four fewer of 390 findings were right."""
ALIKE = 0.5
"""Least share of the claim's content words that must stand in what the report attributes."""
ALIKE_FLAT = 0.34
"""The same where one text has the speaker confirm and the other has the speaker deny."""
FEWEST_SHARED = 2
"""Content words of the claim that a statement must hold to be about it."""
SPELT_ALIKE = 0.6
"""Likeness of two surnames from which one may be the other, written otherwise: Gaddafi, Qaddafi."""

_ORGANISATIONS = frozenset(
    "police constabulary airlines airways airline street house palace watch international bank banks house university "
    "college school institute ministry department office agency group holdings company corporation corp inc ltd plc "
    "industries foods mills motors energy oil gas steel power electric systems technologies partners capital "
    "securities insurance party union federation association league council commission committee court parliament "
    "congress senate assembly government army navy force forces guard command club united city rovers press news "
    "times post media television radio network society foundation trust fund church hospital railways rail lines "
    "shipping airport port authority service services board exchange reserve treasury nations states cross crescent "
    "amnesty greenpeace rights front movement alliance coalition brigade militia embassy museum laboratory "
    "laboratories research centre center intelligence security defence defense health north south east west national "
    "federal royal european".split()
)
"""Words of the names of organisations, which speak through whoever they let speak."""


_THEMSELVES = frozenset("it he she they its his her their we our i my".split())

_NEGATIONS = frozenset("no not never nothing none nobody untrue false".split())
"""Words that make what somebody says a denial; :data:`NEGATIVE` has words as well that only lack or end something."""

_OF_A_HOUSE = re.compile(r"\b[A-Z]\w+['’]s? |\b(?:of|for|at|with) (?:the )?[A-Z]")
"""A role that names whom somebody belongs to: "Wagner's owner", "a spokesman for the Ministry of …"."""

_PLAIN = frozenset("the its his her their and for minister president spokesman spokeswoman chief director head".split())
"""Words that two speakers may share who are two."""


def check(claim: Reading, passage: Reading, *, speaker: str | None, before: str) -> Iterator[Check]:
    """Compare who says it. ``speaker`` is the claim's own speaker field, ``before`` the sentence in front."""
    if not passage.attributions:
        return
    ours = claim.attributions[0] if claim.attributions else None
    named = speaker or (ours.speaker if ours else None)
    about = _stems(claim, ours)
    if not about:
        return
    theirs = max(passage.attributions, key=lambda a: _overlap(about, passage, a))
    overlap = _overlap(about, passage, theirs)
    flat = ours is not None and {ours.kind, theirs.kind} == {AttributionKind.CONFIRMED, AttributionKind.DENIED}
    if overlap < (ALIKE_FLAT if flat else ALIKE):
        if ours is None and speaker is None:
            if _speaks_of_itself(about, passage, theirs):
                yield replace(_hearsay(theirs), rule=OWN_WORD)
            elif (only := _all_of_it_said(about, passage)) is not None:
                yield replace(_hearsay(only), rule=OWN_WORD)
        return
    if ours is None and speaker is None:
        found: Check | None = _hearsay(theirs)
    else:
        found = _who(ours, named, theirs, claim, passage, before)
    if found is not None:
        yield found


OTHER = "speaker"
OTHERS_DENIAL = "denier"
"""The same where the claim says in so many words that somebody denied and the other is another beyond doubt: his denial
bears that out no more than his word refutes it."""


def another_speaks(claim: Reading, passage: Reading) -> Iterator[Check]:
    """Caution where the claim tells what somebody denied and the passage has another than him speak.

    Whether he denied it, or said that it is not so, is not settled by what others say of the matter. Only where every
    sentence of the passage that is credited to somebody is credited by name, and none to a name of the claim.
    """
    ours = claim.attributions[0] if claim.attributions else None
    if ours is None or not ours.speaker or ours.pronoun or not _denies(claim, ours):
        return
    if not passage.attributions:
        return
    names = [a.speaker for a in passage.attributions]
    if any(a.pronoun or a.speaker is None or a.speaker == a.speaker.lower() for a in passage.attributions):
        return
    if any(_one_speaker(ours.speaker, name) for name in names if name):
        return
    theirs = passage.attributions[0]
    span = (theirs.speaker_span,) if theirs.speaker_span else ()
    mine = (ours.speaker_span,) if ours.speaker_span else ()
    who, other = (inside_a_sentence(r.text, s[0]) if s else "another" for r, s in ((claim, mine), (passage, span)))
    detail = f"the claim is about what {who} {ours.verb}, here it is {other} who speaks"
    denier = ours.kind is AttributionKind.DENIED and all(_surely_other(ours, a, passage) for a in passage.attributions)
    yield Check(OTHERS_DENIAL if denier else OTHER, CheckOutcome.CAUTION, detail, mine, span)


def _surely_other(ours: Attribution, theirs: Attribution, passage: Reading) -> bool:
    """Whether it is a person of another house who speaks ("Wagner's owner, Yevgeny …"), beyond doubt.

    An organisation speaks through people, a country through its capital and its ministries, and "the owner" may be
    anybody; so the claim's speaker must be named in full. Nor may the passage have our speaker in it: "Kirby said
    that the ministry had denied it" tells of its denial.
    """
    name = ours.speaker or ""
    if len(name.split()) < 2 or not all(w[0].isupper() for w in name.split()) or _mentioned(name, passage.text):
        return False
    other = theirs.speaker or ""
    return _personal(other) and not _spelt_alike(name, other) and _OF_A_HOUSE.search(theirs.role) is not None


def _denies(claim: Reading, ours: Attribution) -> bool:
    """Whether the claim credits its speaker with a denial, by the verb or by what he says ("said it will not …")."""
    if ours.kind is AttributionKind.DENIED:
        return True
    inside = (w.low for w in claim.words if ours.content.start <= w.start < ours.content.end)
    return ours.kind is AttributionKind.SAID and not _NEGATIONS.isdisjoint(inside)


def _one_speaker(one: str, other: str) -> bool:
    """Whether two speakers may be one: a word of the name in common ("Pellow Freight", "Mr Pellow") is enough."""
    words = [
        {w.lower().strip("’'s") for w in name.split() if len(w) > 2 and w.lower() not in _PLAIN}
        for name in (one, other)
    ]
    return same_name(one, other) or bool(words[0] & words[1])


def _stems(claim: Reading, ours: Attribution | None) -> frozenset[str]:
    if ours is None:
        return claim.stems
    return frozenset(w.stem for w in claim.words if w.content and ours.content.start <= w.start < ours.content.end)


def _overlap(about: frozenset[str], passage: Reading, theirs: Attribution) -> float:
    """Share of the claim's content that stands within what is reported."""
    return len(about & _within(passage, theirs.content)) / len(about)


def _within(passage: Reading, span: Span) -> set[str]:
    return {w.stem for w in passage.words if w.content and span.start <= w.start < span.end}


def _speaks_of_itself(about: frozenset[str], passage: Reading, theirs: Attribution) -> bool:
    """Whether the claim is about the speaker, of whom the statement says "it" or "he"."""
    content, span = theirs.content, theirs.speaker_span
    if span is None or theirs.pronoun:
        return False
    if not any(w.low in _THEMSELVES and content.start <= w.start < content.end for w in passage.words):
        return False
    inside = _within(passage, content) | _within(passage, span)
    return len(about & inside) / len(about) >= ALIKE


def _all_of_it_said(about: frozenset[str], passage: Reading) -> Attribution | None:
    """The statement with most of the claim's words, if the report tells none of the matter in its own voice.

    A far paraphrase shares too few words for :data:`ALIKE`: that no other part of the passage has
    one of them, who speaks and when aside, says as much.
    """
    said = [(a, about & _within(passage, a.content)) for a in passage.attributions]
    told, (most, shared) = set().union(*(words for _, words in said)), max(said, key=lambda pair: len(pair[1]))
    aside = [span for a in passage.attributions for span in (a.content, a.speaker_span) if span is not None]
    own = {w.stem for w in passage.words if w.content and not any(s.start <= w.start < s.end for s in aside)}
    return most if len(shared) >= FEWEST_SHARED and about & own <= told else None


def _hearsay(theirs: Attribution) -> Check:
    who = (theirs.speaker.lower() if theirs.pronoun else _inline(theirs.speaker)) if theirs.speaker else "somebody"
    span = (theirs.speaker_span,) if theirs.speaker_span else ()
    if theirs.kind is AttributionKind.DENIED:
        detail = f"the report says that this is denied: {who} “{theirs.verb}”"
    elif theirs.kind is AttributionKind.ALLEGED and theirs.speaker is None:
        detail = f"the report gives this as alleged (“{theirs.verb}”), not as established"
    elif theirs.verb == "according to":
        detail = f"the report gives this according to {who}"
    else:
        detail = f"the report gives this as a statement of {who} (“{theirs.verb}”)"
    return Check(RULE, CheckOutcome.CAUTION, detail, (), span)


def _who(
    ours: Attribution | None, named: str | None, theirs: Attribution, claim: Reading, passage: Reading, before: str
) -> Check | None:
    mine = (ours.speaker_span,) if ours and ours.speaker_span else ()
    span = (theirs.speaker_span,) if theirs.speaker_span else ()
    if named is None or theirs.speaker is None:
        return None
    same = same_name(named, theirs.speaker) or (theirs.pronoun and _mentioned(named, passage.text + " " + before))
    if same:
        if ours and _opposite(ours, theirs, claim, passage):
            other = "said that it is not so" if theirs.kind is AttributionKind.SAID else f"{theirs.verb} it"
            detail = f"{_inline(named)} {ours.verb} it in the claim, {other} in the report"
            return Check(RULE, CheckOutcome.DIFFERS, detail, mine, span)
        if ours and (ours.kind is AttributionKind.DENIED) != (theirs.kind is AttributionKind.DENIED):
            return None
        return Check(
            RULE, CheckOutcome.AGREES, f"the report also has this from {_inline(named)} (“{theirs.verb}”)", mine, span
        )
    if not (_personal(named) and _personal(theirs.speaker)) or _mentioned(named, passage.text + " " + before):
        return None
    if _spelt_alike(named, theirs.speaker):
        return None
    detail = f"the claim has {named} say so, the report {theirs.speaker}"
    return Check(RULE, CheckOutcome.DIFFERS, detail, mine, span)


def _opposite(ours: Attribution, theirs: Attribution, claim: Reading, passage: Reading) -> bool:
    """Said or confirmed against denied, with no other negative word that could turn one of them round."""
    kinds = {ours.kind, theirs.kind}
    if ours.kind is AttributionKind.CONFIRMED and theirs.kind is AttributionKind.SAID:
        return _turned(claim, passage, ours, theirs)
    if AttributionKind.DENIED not in kinds or not kinds & {AttributionKind.SAID, AttributionKind.CONFIRMED}:
        return False
    if ours.kind is AttributionKind.DENIED and theirs.kind is AttributionKind.SAID:
        return False
    verbs = {ours.verb, theirs.verb}
    return not any(
        w.low in NEGATIVE and w.low not in verbs
        for reading, content in ((claim, ours.content), (passage, theirs.content))
        for w in reading.words
        if content.start <= w.start < content.end
    )


def _turned(claim: Reading, passage: Reading, ours: Attribution, theirs: Attribution) -> bool:
    """The claim has it confirmed, the report has the speaker say "no", "not" or "never" of it."""
    if any(w.low in NEGATIVE for w in claim.words):
        return False
    words = [w for w in passage.words if theirs.content.start <= w.start < theirs.content.end]
    cues = [at for at, w in enumerate(words) if w.low in NEGATIVE]
    if len(cues) != 1 or words[cues[0]].low not in _NEGATIONS:
        return False
    about = {w.stem for w in claim.words if w.content and w.start >= ours.content.start}
    governed = {w.stem for w in words[cues[0] + 1 : cues[0] + 6] if w.content}
    return bool(about & governed)


def _inline(name: str) -> str:
    """A speaker inside a sentence: ``The ministry`` → ``the ministry``."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in ("The", "A", "An", "His", "Her", "Its", "Their") else name


def _personal(name: str) -> bool:
    """Two or three capitalised words, none of them an organisation's: a person's full name, most likely."""
    words = name.split()
    return (
        2 <= len(words) <= 3
        and all(w[0].isupper() and w.isalpha() for w in words)
        and not any(w.lower() in _ORGANISATIONS for w in words)
    )


def _spelt_alike(one: str, other: str) -> bool:
    """Whether the surnames may be one, taken over from another script."""
    a, b = one.split()[-1].lower(), other.split()[-1].lower()
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= SPELT_ALIKE


def _mentioned(name: str, text: str) -> bool:
    return any(len(w) > 2 and w.lower() in text.lower() for w in name.split())
