"""From a claim to candidate passages: two legs and the whole report's words, fused, filtered, copies collapsed.

Dense vectors find what is said in other words, BM25 finds names and figures.
Both are cut at the same depth and fused after min-max normalisation, which
beat either leg alone and reciprocal rank fusion in the published comparisons
on news corpora (Bruch et al. 2023, "An Analysis of Fusion Functions for Hybrid
Retrieval", and pyserini's BEIR tables). A passage seldom repeats what its report
is about, so the words of the whole report count as well (``docs/retrieval.md``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.text.sentences import split_sentences
from factcheck.types import Encoder, Hit, Origin, Passage, Report, SearchFilter, Span, Store
from factcheck.verify.denials import denies_what_stands_before
from factcheck.verify.sides import both_sides

DENSE_WEIGHT = 0.5
"""Part of the dense leg in the fused score."""

REPORT_WEIGHT = 0.25
"""Part of the words of the whole report; the words' leg has the rest."""

PASSAGES_PER_ORIGIN = 10
"""At most so many passages of one origin are weighed, so that one long report can't fill the list. Four lost a
twentieth of the deciding passages, which often stand in the very report that has most to say."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage worth weighing.

    ``fused`` (0 to 1) orders candidates within this query; ``relevance`` is the
    cosine between claim and passage (0 to 1), which means the same for every
    query and so can be compared with a threshold. ``dense`` and ``words`` are the
    scores of the two legs, ``None`` where a leg didn't return the passage;
    ``report_words`` that of the whole report's words.
    """

    passage: Passage
    report: Report
    origin: Origin
    quote: str
    fused: float
    relevance: float
    dense: float | None = None
    words: float | None = None
    report_words: float | None = None


def fuse(dense: Sequence[Hit], words: Sequence[Hit], reports: Mapping[int, float]) -> list[tuple[int, float]]:
    """Min-max normalise both legs and the reports' scores and add them up; best first, ties by passage id.

    A passage that one leg didn't return counts 0 there; ``reports`` scores the
    passages that a leg returned and adds none.
    """
    scores: dict[int, float] = {}
    for hits, part in ((dense, DENSE_WEIGHT), (words, 1 - DENSE_WEIGHT - REPORT_WEIGHT)):
        for passage_id, value in _min_max({hit.passage_id: hit.score for hit in hits}).items():
            scores[passage_id] = scores.get(passage_id, 0.0) + part * value
    for passage_id, value in _min_max({i: reports.get(i, 0.0) for i in scores}).items():
        scores[passage_id] += REPORT_WEIGHT * value
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _min_max(scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high - low < 1e-9:
        return dict.fromkeys(scores, 1.0)
    return {i: (score - low) / (high - low) for i, score in scores.items()}


def _search(
    store: Store, encoder: Encoder, text: str, where: SearchFilter, depth: int
) -> tuple[list[tuple[int, float]], dict[int, float], dict[int, float], dict[int, float]]:
    """Fused scores, best first, and by passage those of the two legs and of the reports' words."""
    dense = store.search_vectors(encoder.encode([text])[0], depth, where)
    words = store.search_words(text, depth, where)
    reports = store.report_words(text, sorted({hit.passage_id for hit in (*dense, *words)}))
    legs = {hit.passage_id: hit.score for hit in dense}, {hit.passage_id: hit.score for hit in words}
    return fuse(dense, words, reports), *legs, reports


def retrieve(
    store: Store, encoder: Encoder, text: str, where: SearchFilter, *, depth: int = 100, keep: int = 30
) -> tuple[list[Candidate], int]:
    """The ``keep`` best candidates for a claim's text, and how many passages there were to choose from.

    With them come the denials that only point back to one of them. Filters hold inside both
    legs, before the cut at ``depth``. Passages that copies share are kept once, in the earliest report that has them.
    """
    ranked, cosines, matches, in_reports = _search(store, encoder, text, where, depth)
    # what only the words' leg found lies below everything that the dense leg returned
    floor = min(cosines.values(), default=0.0)
    passages = {p.id: p for p in store.passages([passage_id for passage_id, _ in ranked])}
    report_ids = {p.report_id for p in passages.values()}
    reports = store.reports(report_ids)
    origins = store.origins(report_ids)
    candidates = []
    for passage_id, fused in ranked:
        passage = passages.get(passage_id)
        if passage is None or passage.report_id not in reports:
            continue
        report = reports[passage.report_id]
        origin = origins.get(report.id) or Origin(report.id, (report.id,))
        relevance = min(1.0, max(0.0, cosines.get(passage_id, floor)))
        quote = report.text[passage.start : passage.end]
        legs = cosines.get(passage_id), matches.get(passage_id), in_reports.get(passage_id)
        candidates.append(Candidate(passage, report, origin, quote, fused, relevance, *legs))
    return with_denials(store, text, collapse(candidates)[:keep]), len(ranked)


def with_denials(store: Store, text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, and behind each the sentence that only points back to deny it ("Asquill denied it on Tuesday.").

    Such a sentence shares no word with the claim, and no search finds it. It is about what it
    denies, so it has the relevance and the place in the search of that, where its own are lower.
    A passage that gives both sides of a quarrel becomes two.
    """
    candidates = [part for candidate in candidates for part in _apart(candidate)]
    halved = {-candidate.passage.id for candidate in candidates if candidate.passage.id < 0}
    denied = {
        _next_id(candidate): candidate
        for candidate in candidates
        if candidate.passage.id not in halved  # what follows the first half is the second
        and (after := candidate.passage.after)
        and denies_what_stands_before(text, candidate.report.text[after.start : after.end])
    }
    if not denied:
        return candidates
    known = {candidate.passage.id: candidate for candidate in candidates}
    following = {p.id: p for p in store.passages(list(denied))}
    joined = []
    for candidate in candidates:
        about = denied.get(candidate.passage.id)
        joined.append(_raised(candidate, about) if about is not None else candidate)
        passage = None if candidate.passage.id in halved else following.get(_next_id(candidate))
        if passage is None or passage.id in known or passage.report_id != candidate.passage.report_id:
            continue
        quote = candidate.report.text[passage.start : passage.end]
        joined.append(replace(candidate, passage=passage, quote=quote, dense=None, words=None))
    return joined


def _next_id(candidate: Candidate) -> int:
    """The id of the passage behind a candidate: a report's passages are numbered in its order."""
    return abs(candidate.passage.id) + 1


def _apart(candidate: Candidate) -> list[Candidate]:
    """Two candidates of a passage that gives both sides of a quarrel, one a side (:mod:`factcheck.verify.sides`)."""
    passage, quote = candidate.passage, candidate.quote
    halves = both_sides(quote)
    if halves is None:
        return [candidate]
    first, second = (Span(passage.start + half.start, passage.start + half.end) for half in halves)
    told = split_sentences(quote[: halves[0].end])[-1]
    front = replace(passage, end=first.end, after=second)
    # the second is no row of the catalog: its id is the negative of the whole passage's
    link = len(quote[halves[0].end : halves[1].start].rstrip())
    before = Span(passage.start + told.start, first.end + link)
    own = replace(passage, start=second.start, before=before, id=-passage.id)
    return [
        replace(candidate, passage=front, quote=quote[: halves[0].end]),
        replace(candidate, passage=own, quote=quote[halves[1].start :]),
    ]


def _raised(candidate: Candidate, about: Candidate) -> Candidate:
    fused, relevance = max(candidate.fused, about.fused), max(candidate.relevance, about.relevance)
    return replace(candidate, fused=fused, relevance=relevance)


def rank_reports(store: Store, encoder: Encoder, text: str, where: SearchFilter, *, depth: int = 1000) -> list[str]:
    """Report ids by their best passage for a text, best first: the same legs and fusion, without the cut."""
    ranked, *_ = _search(store, encoder, text, where, depth)
    passages = store.passages([passage_id for passage_id, _ in ranked])
    return list(dict.fromkeys(passage.report_id for passage in passages))


def collapse(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep one passage where copies say the same, and few of any one origin; order stays.

    Of the same words in several copies the earliest dated report is shown: that is
    where the sentence came from.
    """
    kept: list[Candidate] = []
    places: dict[tuple[str, str], int] = {}
    per_origin: dict[str, int] = {}
    for candidate in candidates:
        key = (candidate.origin.id, wording(candidate.quote))
        place = places.get(key)
        if place is not None:
            if _earlier(candidate.report, kept[place].report):
                kept[place] = candidate
            continue
        if per_origin.get(candidate.origin.id, 0) >= PASSAGES_PER_ORIGIN:
            continue
        per_origin[candidate.origin.id] = per_origin.get(candidate.origin.id, 0) + 1
        places[key] = len(kept)
        kept.append(candidate)
    return kept


def wording(text: str) -> str:
    """The words alone, without case, punctuation and spacing: equal for what copies share."""
    return " ".join(_WORD.findall(text.casefold()))


def _earlier(one: Report, other: Report) -> bool:
    if one.date is None or other.date is None:
        return other.date is None and one.date is not None
    return (one.date, one.id) < (other.date, other.id)
