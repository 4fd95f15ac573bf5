"""The façade: what the command line and a Python user call."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from factcheck.config import CheckOptions, find_index
from factcheck.errors import IndexMismatch, UsageError
from factcheck.parallel import Item, Loading, Result, in_order
from factcheck.types import (
    ArticleClaim,
    Claim,
    Evidence,
    Finding,
    IndexStats,
    Report,
    SearchFilter,
    Shelf,
)

if TYPE_CHECKING:
    from factcheck.types import Encoder, StanceModel, Store
    from factcheck.verify.retrieve import Candidate
    from factcheck.verify.weigh import Reading, Step

LATER_KEPT = 3
"""How many candidates dated after the as-of day are weighed, to be shown apart."""

UNDATED_KEPT = 2
"""How many undated candidates are weighed, to be shown apart."""


@dataclass(frozen=True, slots=True)
class ArticleFinding:
    """One check-worthy claim of an article with its finding (``None`` when only listed)."""

    claim: ArticleClaim
    finding: Finding | None


class Workbench:
    """An open index with its models; checks claims against it.

    Models load at the first check. Not safe for use from several threads at
    once; open one a thread.
    """

    def __init__(
        self, store: Store, encoder: Encoder | None = None, stance: StanceModel | None = None, jobs: int = 1
    ) -> None:
        self.store = store
        self.jobs = jobs
        self._encoder = encoder
        self._stance = stance
        self._stance_name: str | None = None
        self._loading: Loading[StanceModel] | None = None
        self._stats: IndexStats | None = None

    @classmethod
    def open(
        cls,
        index: str | Path | None = None,
        *,
        encoder: Encoder | None = None,
        stance_model: StanceModel | str | None = None,
        jobs: int = 1,
    ) -> Workbench:
        """Open an existing index for checking.

        Args:
            index: the index folder; without one, ``FACTCHECK_INDEX``, ``./index``
                and the user's data folder are looked at in turn.
            encoder: for tests and other front ends; by default the one that made the index.
            stance_model: a model, or the name of one to load (a folder or a hub name).
            jobs: claims that :meth:`each` and :meth:`check_many` may check at once; each is
                computed by its part of the cores. A single claim is fastest with 1.

        Raises:
            IndexMissing: no index where one was looked for.
            IndexMismatch: made by a newer version, or with another encoder.
            IndexDamaged: not readable as an index.
        """
        from factcheck.store import open_store

        bench = cls(open_store(find_index(Path(index) if index is not None else None)), encoder, jobs=max(1, jobs))
        if isinstance(stance_model, str):
            bench._stance_name = stance_model
        else:
            bench._stance = stance_model
        return bench

    @property
    def encoder(self) -> Encoder:
        """The encoder that the index was made with, loaded at first need.

        Raises:
            IndexMismatch: its weights aren't those that the index was made with.
        """
        if self._encoder is None:
            from factcheck.models import load_encoder

            stats = self.stats
            encoder = load_encoder(stats.encoder or None)
            if stats.encoder_sha256 and encoder.sha256 != stats.encoder_sha256:
                raise IndexMismatch(
                    f"the index at {stats.path} was made with other weights of {stats.encoder}"
                    f" ({stats.encoder_sha256[:12]}…, here {encoder.sha256[:12]}…)",
                    "Rebuild it with: factcheck index build SOURCES --index " + stats.path,
                )
            self._encoder = encoder
        return self._encoder

    @property
    def stance(self) -> StanceModel:
        """The stance model, loaded at first need."""
        if self._stance is None:
            self._load_ahead()
            assert self._loading is not None
            self._stance = self._loading.result()
        return self._stance

    def _load_ahead(self) -> None:
        """Begin to load the stance model beside the search: a sixth of a cold claim's time."""
        if self._stance is None and self._loading is None:
            from factcheck.models import load_stance
            from factcheck.models.runtime import cores

            threads = max(1, cores() // self.jobs)
            self._loading = Loading(lambda: load_stance(self._stance_name, threads))

    @property
    def stats(self) -> IndexStats:
        """The index's numbers as they were when first asked for."""
        if self._stats is None:
            self._stats = self.store.stats()
        return self._stats

    def check(
        self,
        claim: str | Claim,
        *,
        as_of: date | str | None = None,
        options: CheckOptions | None = None,
    ) -> Finding:
        """Check one claim and return its :class:`~factcheck.types.Finding`.

        Args:
            claim: the statement, or a :class:`~factcheck.types.Claim`.
            as_of: the day on which it is judged; later reports are kept apart.
                A string is read as a date (``2023-03-31``, ``31 March 2023``).
            options: depth, number shown, outlets, reports left out.

        Raises:
            UsageError: an empty claim, a date that can't be read, or an outlet that no report is of.
        """
        from factcheck.claims.parts import split_claim
        from factcheck.verify.carried import carried, count
        from factcheck.verify.conclude import conclude
        from factcheck.verify.fitted import POLICY
        from factcheck.verify.parts import conclude_parts, with_parts

        started = time.perf_counter()
        options = options or CheckOptions()
        claim = self._claim(claim, as_of)
        weighed, found = self.weigh(claim, options)
        verdict = conclude(claim, weighed, POLICY)
        parts = split_claim(claim.text)
        if len(parts) > 1:
            each = [(text, self.weigh(replace(claim, text=text), options)[0]) for text in parts]
            verdicts = [(text, conclude(claim, part, POLICY)) for text, part in each]
            weighed, verdict = with_parts(weighed, each), conclude_parts(verdict, verdicts)
        return Finding(
            claim=claim,
            conclusion=verdict.conclusion,
            confidence=verdict.confidence,
            reason=verdict.reason,
            evidence=carried(weighed, options.limit),
            counts=count(weighed, found),
            models={
                "encoder": self.encoder.name,
                "encoder_sha256": self.encoder.sha256,
                "stance": self.stance.name,
                "stance_sha256": self.stance.sha256,
            },
            index={
                "path": self.stats.path,
                "format": self.stats.format,
                "reports": self.stats.reports,
                "passages": self.stats.passages,
            },
            seconds=round(time.perf_counter() - started, 4),
        )

    def weigh(self, claim: Claim, options: CheckOptions) -> tuple[list[Evidence], int]:
        """All evidence weighed for a claim, ranked, and from how many candidates it was chosen.

        :meth:`check` concludes from this and shows the best of it.
        """
        from factcheck.verify.fitted import WEIGHING
        from factcheck.verify.weigh import rank, settle

        readings, found = self.read(claim, options)
        return rank([settle(reading, WEIGHING) for reading in readings]), found

    def read(self, claim: Claim, options: CheckOptions) -> tuple[list[Reading], int]:
        """What model and checks make of a claim's candidates, before any fitted number, and how many were found."""
        from factcheck.text.affirmed import affirmed
        from factcheck.verify.opposite import joined, with_opposite
        from factcheck.verify.weigh import read

        self.require_outlets(options.outlets)
        self._load_ahead()
        candidates, found = self._candidates(claim, options)
        text = affirmed(claim.text)
        if text is None:
            return read(claim, candidates, self.stance), found
        opposite = replace(claim, text=text)
        others, _ = self._candidates(opposite, replace(options, weigh=min(options.weigh, OPPOSITE_WEIGHED)))
        readings = read(claim, joined(candidates, others), self.stance)
        return with_opposite(readings, read(opposite, others, self.stance), text), found

    def explain(
        self, claim: str | Claim, *, as_of: date | str | None = None, options: CheckOptions | None = None
    ) -> list[Step]:
        """Every candidate of a claim in the order of the search, with all that :meth:`check` reckons from it.

        Raises:
            UsageError: as :meth:`check`.
        """
        from factcheck.verify.fitted import WEIGHING
        from factcheck.verify.weigh import Step, settle

        readings = self.read(self._claim(claim, as_of), options or CheckOptions())[0]
        return [Step(reading, settle(reading, WEIGHING)) for reading in readings]

    def check_many(self, claims: Iterable[Claim], *, options: CheckOptions | None = None) -> Iterator[Finding]:
        """Check claims, as many at once as the workbench was opened for; findings in the order of the claims."""
        return self.each(claims, lambda bench, claim: bench.check(claim, options=options))

    def each(self, items: Iterable[Item], call: Callable[[Workbench, Item], Result]) -> Iterator[Result]:
        """``call(workbench, item)`` for every item, in ``jobs`` threads, results in order.

        Each thread has a workbench of its own on the same index, with the same models, once the first
        item that needs them has loaded them. A stance model that isn't ours may not be safe to share;
        then items are taken one after another.
        """
        from factcheck.store import open_store

        items = iter(items)
        for item in items:
            yield call(self, item)
            if self.jobs > 1 and self._encoder is not None and (self._stance or self._loading):
                break
        if self.jobs == 1 or not (self._stance or self._loading) or not getattr(self.stance, "concurrent", False):
            yield from (call(self, item) for item in items)
            return
        others = [Workbench(open_store(self.stats.path), self.encoder, self.stance) for _ in range(self.jobs - 1)]
        try:
            yield from in_order([self, *others], items, call)
        finally:
            for other in others:
                other.close()

    def check_article(
        self,
        article: Report,
        *,
        as_of: date | None = None,
        limit: int | None = None,
        options: CheckOptions | None = None,
    ) -> Iterator[ArticleFinding]:
        """Extract an article's claims and check each, as of the article's date unless another is given.

        The article itself and its copies never count as evidence for their own claims.
        """
        options = options or CheckOptions()
        self.require_outlets(options.outlets)
        own = self.store.near_copies(article.text, article.title) | {article.id}
        options = replace(options, exclude_reports=options.exclude_reports | own)
        for item in article_claims(article, as_of=as_of, limit=limit):
            yield ArticleFinding(item, self.check(item.claim, options=options))

    def require_outlets(self, outlets: Iterable[str]) -> None:
        """Refuse an outlet that no report in the index is of: "no report found" would then say nothing.

        Raises:
            UsageError: naming the outlets that are spelled most like it.
        """
        wanted = tuple(outlets)
        known = {name.casefold(): name for name in self.store.stats().outlets if name} if wanted else {}
        for name in wanted:
            if name.casefold() not in known:
                raise UsageError(f'no report in the index is of the outlet "{name}"', _closest(name, known))

    def close(self) -> None:
        """Close the index."""
        self.store.close()

    def __enter__(self) -> Workbench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @staticmethod
    def _claim(claim: str | Claim, as_of: date | str | None) -> Claim:
        if isinstance(claim, str):
            claim = Claim(text=" ".join(claim.split()))
        # half surrogates, which a shell makes of bytes that aren't UTF-8, can be neither tokenised nor stored
        claim = replace(claim, text=claim.text.encode("utf-8", "replace").decode())
        if not claim.text.strip():
            raise UsageError(
                "the claim is empty", 'Say what to check, e.g.: factcheck claim "The bridge opened in May."'
            )
        if len(claim.text) > MAX_CLAIM:
            raise UsageError(
                f"the claim has {len(claim.text):,} characters; at most {MAX_CLAIM:,} are read as one claim",
                "Check a longer text with: factcheck article FILE",
            )
        if as_of is not None:
            claim = replace(claim, as_of=read_day(as_of))
        return claim

    def _candidates(self, claim: Claim, options: CheckOptions) -> tuple[list[tuple[Candidate, Shelf]], int]:
        """Candidates on all three shelves; with no as-of day every report is in time."""
        from factcheck.verify.retrieve import retrieve

        everything = SearchFilter(outlets=options.outlets, exclude_reports=options.exclude_reports, undated=True)
        if claim.as_of is None:
            shelves = [(Shelf.IN_TIME, everything, options.weigh)]
        else:
            shelves = [
                (Shelf.IN_TIME, replace(everything, date_to=claim.as_of, undated=False), options.weigh),
                (Shelf.UNDATED, replace(everything, only_undated=True), UNDATED_KEPT),
            ]
            if claim.as_of < date.max:
                next_day = claim.as_of + timedelta(1)
                shelves.insert(1, (Shelf.LATER, replace(everything, date_from=next_day, undated=False), LATER_KEPT))
        chosen: list[tuple[Candidate, Shelf]] = []
        total = 0
        for shelf, where, keep in shelves:
            found, seen = retrieve(self.store, self.encoder, claim.text, where, depth=options.depth, keep=keep)
            chosen += [(candidate, shelf) for candidate in found]
            total += seen
        return chosen, total


OPPOSITE_WEIGHED = 8
"""Candidates that the search without a claim's negation may bring; with sixteen no more of 390 findings were right."""


MAX_CLAIM = 2_000
"""Characters of one claim; more is an article."""


OUTLETS_NAMED = 3
"""How many outlets are named in the place of one that isn't there."""


def _closest(name: str, known: Mapping[str, str]) -> str:
    """What to say instead of an unknown outlet; ``known`` has the outlets by their names in lower case."""
    if not known:
        return "None of its reports names an outlet."
    near = get_close_matches(name.casefold(), known, n=OUTLETS_NAMED)
    named = " or ".join(f'"{known[key]}"' for key in near)
    told = f"Did you mean {named}? " if near else ""
    return told + "All outlets are listed by: factcheck index info --json"


def read_day(day: date | str) -> date:
    """A date, from one or from words.

    Raises:
        UsageError: it can't be read as a day.
    """
    if isinstance(day, date):
        return day
    from factcheck.text.dates import parse_day

    parsed = parse_day(day)
    if parsed is None:
        raise UsageError(f"{day!r} is not a date that I can read", "Write it as YYYY-MM-DD, for example 2023-03-31.")
    return parsed


def article_claims(article: Report, *, as_of: date | None = None, limit: int | None = None) -> list[ArticleClaim]:
    """The check-worthy claims of an article, in its order, without checking them."""
    from factcheck.claims import extract_claims

    found = extract_claims(article, limit=limit)
    if as_of is None:
        return found
    return [replace(item, claim=replace(item.claim, as_of=as_of)) for item in found]
