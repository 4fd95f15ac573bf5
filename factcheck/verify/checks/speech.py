"""Attribution: what the report only lets somebody say, who says it, and who denies it."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.text.attribution import Attribution, AttributionKind
from factcheck.text.names import same_name
from factcheck.text.words import STOPWORDS, stem, tokenise
from factcheck.types import Check, CheckOutcome, Span
from factcheck.verify.checks.reading import Reading

RULE = "attribution"
ALIKE = 0.5


def check(claim: Reading, passage: Reading, *, speaker: str | None, before: str) -> Iterator[Check]:
    """Compare who says it. ``speaker`` is the claim's own speaker field, ``before`` the sentence in front."""
    theirs = passage.attribution
    if theirs is None:
        return
    ours = claim.attribution
    named = speaker or (ours.speaker if ours else None)
    about = _stems(claim, ours)
    if not about or not _alike(about, passage, theirs):
        return
    if ours is None and speaker is None:
        found = _hearsay(theirs, passage)
    else:
        found = _who(ours, named, theirs, claim, passage, before)
    if found is not None:
        yield found


def _stems(claim: Reading, ours: Attribution | None) -> frozenset[str]:
    if ours is None:
        return claim.stems
    content = claim.text[ours.content.start : ours.content.end]
    return frozenset(
        stem(t.low) for t in tokenise(content) if t.text[0].isalpha() and len(t.low) > 1 and t.low not in STOPWORDS
    )


def _alike(about: frozenset[str], passage: Reading, theirs: Attribution) -> bool:
    inside = frozenset(
        w.stem for w in passage.words if w.content and theirs.content.start <= w.start < theirs.content.end
    )
    return len(about & inside) >= ALIKE * len(about)


def _hearsay(theirs: Attribution, passage: Reading) -> Check:
    who = theirs.speaker or "somebody"
    span = (theirs.speaker_span,) if theirs.speaker_span else ()
    if theirs.kind is AttributionKind.DENIED:
        detail = f"the report gives this as what {who} {theirs.verb}"
    elif theirs.kind is AttributionKind.ALLEGED and theirs.speaker is None:
        detail = f"the report gives this as alleged (“{theirs.verb}”), not as established"
    elif theirs.verb == "according to":
        detail = f"the report gives this according to {who}"
    else:
        detail = f"the report gives this as what {who} {theirs.verb}"
    return Check(RULE, CheckOutcome.CAUTION, detail, (), span)


def _who(
    ours: Attribution | None, named: str | None, theirs: Attribution, claim: Reading, passage: Reading, before: str
) -> Check | None:
    mine = (ours.speaker_span,) if ours and ours.speaker_span else ()
    span = (theirs.speaker_span,) if theirs.speaker_span else ()
    if named is None or theirs.speaker is None or theirs.pronoun or (ours and ours.pronoun):
        return None
    if same_name(named, theirs.speaker):
        if ours and (ours.kind is AttributionKind.DENIED) != (theirs.kind is AttributionKind.DENIED):
            verb = f"{named} {ours.verb} it in the claim, {theirs.verb} it in the report"
            return Check(RULE, CheckOutcome.DIFFERS, verb, mine, span)
        return Check(RULE, CheckOutcome.AGREES, f"the report has {theirs.speaker} say so", mine, span)
    if not (_personal(named) and _personal(theirs.speaker)) or _mentioned(named, passage.text + " " + before):
        return None
    detail = f"the claim has {named} say so, the report {theirs.speaker}"
    return Check(RULE, CheckOutcome.DIFFERS, detail, mine, span)


def _personal(name: str) -> bool:
    """Two or three capitalised words and nothing else: a person's full name, most likely."""
    words = name.split()
    return 2 <= len(words) <= 3 and all(w[0].isupper() and w.isalpha() for w in words)


def _mentioned(name: str, text: str) -> bool:
    return any(len(w) > 2 and w.lower() in text.lower() for w in name.split())
