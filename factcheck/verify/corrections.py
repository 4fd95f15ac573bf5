"""Corrections: what a paper takes back conflicts with a claim of it, and no longer counts where it stood first.

A correction names an error ("In our report of 12 May we wrote that … That was
wrong.", "the payments came to 186,000 euros, not 168,000"). Read as it stands, the sentence
that tells the error looks like a report of it. So what was told is read by itself: a
claim that it would support, the correction conflicts with; beside any other claim
the sentence takes no side. And the passages of the corrected report that say it are
shown, but take no side either (the rules of labelling: a correction overtakes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from factcheck.text.dates import DateKind, find_dates
from factcheck.text.names import find_names
from factcheck.text.premise import short_date
from factcheck.text.quantities import find_quantities
from factcheck.text.sentences import split_sentences
from factcheck.text.words import content_stems, tokenise
from factcheck.types import Check, CheckOutcome, Passage, Report
from factcheck.verify.retractions import is_notice

RULE = "correction"

_CORRECTS = re.compile(r"\b(?:correction|corrected|clarification|apology|retraction)s?\b", re.IGNORECASE)
_TOLD = r"(?:reported|quoted|said|wrote|stated|gave|put|named|printed|described|called)"
_WE_REPORTED = re.compile(
    r"\b(?:we|our (?:report|article|story|reports|articles)"
    r"|(?:an?|the|earlier|previous) (?:\w+ )?(?:report|article|story|version) "
    r"(?:in|of|that|on (?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)))"
    rf"[^.;:]{{0,120}}?\b{_TOLD}(?=[ :] ?\S|,[^,]{{1,60}}, that\b)",
    re.IGNORECASE,
)
_EARLIER_VERSION = re.compile(
    r"\b(?:earlier|previous|original|first) version of (?:this|the) (?:report|article|story)\b"
    rf"[^.;:]{{0,60}}?\b{_TOLD}\b",
    re.IGNORECASE,
)
_PUT_RIGHT = re.compile(
    r"\b(?:not|wrong|wrongly|incorrect|incorrectly|mistakenly|mistake|error|instead|rather|false|in fact|right)\b", re.I
)
_WRONGLY = re.compile(r"\b(?:wrongly|incorrectly|mistakenly|erroneously|in error|by mistake)\b", re.IGNORECASE)
_WAS_WRONG = re.compile(
    r"\b(?:that|this|it|both|neither|the (?:figure|number|sum|name|date|quotation|quote|statement)) "
    r"(?:is|was|were|are) "
    r"(?:not (?:true|so|right|correct|the case)|wrong|incorrect|untrue|false|an? (?:error|mistake))\b"
    r"|^\W*(?:he|she|they|[A-Z][\w.’' -]{1,40}) (?:did not|didn['’]t|never|had not|has not) "
    r"(?:say|said|do|done|make|made|use|used) (?:that|this|so|it|any such thing|nothing of the kind)\b",
    re.IGNORECASE,
)
_NOT_THAT = re.compile(r"(?:,| and|, and) not (?P<wrong>(?:[^,;.:]|(?<=\d)[.,](?=\d)){1,80})(?=[,;.:]|$)")
_CLAUSE = re.compile(r"\b(?:is|was|were|are|be|been|has|have|had|will|would|that|because|only|yet|all|to|until)\b")
"""A word that makes of "not …" more than the second half of "186,000, not 168,000"."""

_TAKEN_OUT = (
    (re.compile(rf"\b{_TOLD}\b(?:,[^,]{{1,80}},)? that (?P<told>\S.+)$", re.S), "{told}"),
    (re.compile(r"\bquoted (?P<who>.{2,80}?) as saying(?: that)?[: ]+(?P<told>\S.+)$", re.S), "{who} said: {told}"),
    (re.compile(r"\bquoted (?P<who>.{2,80}?) as telling (?P<told>\S.+)$", re.S), "{who} told {told}"),
    (
        re.compile(
            r"\b(?:gave|put|named|described|called) (?!(?:the )?wrong)(?P<who>.{2,120}?) (?:as|at) (?P<told>\S.+)$",
            re.S,
        ),
        "{who} was {told}",
    ),
)
"""How what was told is taken out of the sentence that tells it."""

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_READ = 3_000
"""Characters of a report in which errors are looked for."""
_FEWEST = 3
"""Words that what was told must have to be read by itself; content words that a passage must share with it."""
SAME_MATTER = 0.3
"""Part of an error's content words, figures aside, that a passage with the wrong figure must have."""
SAME_WORDS = 0.5
"""The same where the error has no figure or name of its own."""


@dataclass(frozen=True, slots=True)
class Error:
    """What a report says was reported wrongly.

    ``start`` to ``end`` are the sentences of the report that say so; ``told`` is the error as
    a sentence of its own, ``None`` where the report only says what is right. ``wrong`` and ``right``
    are figures and names (lower case), ``about`` the other content words, ``words`` those of a quotation in it,
    ``days`` those on which it was reported.
    """

    start: int
    end: int
    told: str | None
    wrong: frozenset[str]
    right: frozenset[str]
    about: frozenset[str]
    days: frozenset[date]
    words: frozenset[str] = frozenset()


def taken_back(report: Report, passage: Passage) -> str | None:
    """What was reported wrongly, as a sentence of its own, if the passage only says that it was; else ``None``."""
    for error in errors_of(report):
        if error.told is not None and error.start <= passage.start and passage.end <= error.end:
            return error.told
    return None


def restates_an_error(report: Report, passage: str) -> Check | None:
    """What a correction says was reported before, without saying here that it was wrong: it takes no side."""
    if not (_CORRECTS.search(report.title) or is_notice(report)):
        return None
    if not _WE_REPORTED.search(passage) or _PUT_RIGHT.search(passage):
        return None
    return took_back(report)


def took_back(report: Report) -> Check:
    """Note on a passage that tells what had been reported before and is corrected here."""
    detail = f"this is what {report.outlet or 'the paper'} had reported before and corrects here"
    return Check(RULE, CheckOutcome.CAUTION, detail)


def corrected(reports: Iterable[Report], passages: Iterable[tuple[Report, Passage]]) -> dict[Passage, Check]:
    """Of these passages those that a later correction of the same outlet, among the reports, takes back."""
    found: dict[Passage, Check] = {}
    notices = [report for report in {report.id: report for report in reports}.values() if report.outlet]
    errors = [(notice, error) for notice in notices for error in errors_of(notice)]
    if not errors:
        return found
    for report, passage in passages:
        if report.date is None or report.outlet is None:
            continue
        for notice, error in errors:
            if (
                notice.id != report.id
                and notice.outlet is not None
                and notice.outlet.casefold() == report.outlet.casefold()
                and report.date in error.days
                and _repeats(report.text[passage.start : passage.end], error)
            ):
                day = f" on {short_date(notice.date)}" if notice.date else ""
                detail = f"{notice.outlet} corrected this{day}: {notice.title}"
                found[passage] = Check(RULE, CheckOutcome.CAUTION, detail)
                break
    return found


def errors_of(report: Report) -> tuple[Error, ...]:
    """What a report says was reported wrongly, in order; most reports say nothing of the kind."""
    if not (_CORRECTS.search(report.title) or _EARLIER_VERSION.search(report.text) or is_notice(report)):
        return ()
    return _errors(report.text[:_READ], report.date, bool(_CORRECTS.search(report.title)) or is_notice(report))


@lru_cache(maxsize=256)
def _errors(text: str, day: date | None, notice: bool) -> tuple[Error, ...]:
    dates = find_dates(text, day)
    days = frozenset(
        m.first for m in dates if m.kind in (DateKind.DAY, DateKind.WEEKDAY) and m.first and m.first == m.last
    )
    days = frozenset(d for d in days if day is None or d < day)
    spans = split_sentences(text)
    sentences = [text[span.start : span.end] for span in spans]
    found: list[Error] = []
    for i, sentence in enumerate(sentences):
        if _EARLIER_VERSION.search(sentence) or (notice and _WE_REPORTED.search(sentence)):
            last = i + 1 if i + 1 < len(spans) and _WAS_WRONG.search(sentences[i + 1]) else i
            told = _told(sentence)
            wrong_for_sure = last > i or _WRONGLY.search(sentence) or _EARLIER_VERSION.search(sentence)
            if told is not None and wrong_for_sure:
                end, wrong = spans[last].end, frozenset(_figures(told))
                quoted = _about(" ".join(_QUOTED.findall(told)))
                found.append(Error(spans[i].start, end, told, wrong, frozenset(), _about(told), days, quoted))
        elif notice:
            found += _instead(sentence, spans[i].start, spans[i].end, days)
    return tuple(found)


def _told(sentence: str) -> str | None:
    for pattern, form in _TAKEN_OUT:
        match = pattern.search(sentence)
        if match is not None:
            told = " ".join(form.format(**match.groupdict()).split())
            return told[0].upper() + told[1:] if len(told.split()) >= _FEWEST else None
    return None


def _instead(sentence: str, start: int, end: int, days: frozenset[date]) -> Iterator[Error]:
    """The wrong figure or name in "… came to 186,000 euros, not 168,000", and the right one before it."""
    match = _NOT_THAT.search(sentence)
    if match is None or _CLAUSE.search(match["wrong"]):
        return
    before = sentence[: match.start()]
    for read in (_figures, _names):
        # the right one stands last: "the judge in the trial of Velde is Nora Felling, not Hanne Folling"
        wrong, right = frozenset(read(match["wrong"])), frozenset(read(before)[-1:])
        if wrong and right and not wrong & right:
            yield Error(start, end, None, wrong, right, _about(before) - _words(right), days)
            return


def _repeats(passage: str, error: Error) -> bool:
    """Whether a passage of the corrected report says what was wrong."""
    stems = _about(passage)
    if not error.wrong:
        return _has(stems, error.about) or _has(stems, error.words)
    shared = len(error.about & stems) / len(error.about) if error.about else 0.0
    had = frozenset(_figures(passage) + _names(passage))
    return error.wrong <= had and not error.right & had and shared >= SAME_MATTER


def _has(stems: frozenset[str], words: frozenset[str]) -> bool:
    return len(words & stems) >= max(_FEWEST, SAME_WORDS * len(words))


def _figures(text: str) -> list[str]:
    """Values, without their units: "186,000 euros, not 168,000"."""
    return [f"{quantity.value:.12g}" for quantity in find_quantities(text)]


def _names(text: str) -> list[str]:
    return [name.core.lower() for name in find_names(text)]


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(content_stems(tokenise(" ".join(names))))


def _about(text: str) -> frozenset[str]:
    """Content words by stem, without figures."""
    return frozenset(stem for stem in content_stems(tokenise(text)) if not stem[0].isdigit())
