"""Which passages a search may answer with: the filter as ranges of passage ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from factcheck.types import SearchFilter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from factcheck.store.catalog import Catalog

NO_DATE = 0
"""In :attr:`Columns.days`: an undated report (day 1 is the first of January of the year 1)."""


@dataclass(frozen=True)
class Allowed:
    """The passages that a search may answer with, as half-open id ranges in order."""

    first: NDArray[np.int64]
    count: NDArray[np.int64]
    everything: bool
    """No live passage is left out."""

    @cached_property
    def total(self) -> int:
        """How many passages are allowed."""
        return int(self.count.sum())

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """The ids, ascending."""
        return expand(self.first, self.count)

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """True at each allowed id; as long as the highest id needs."""
        size = int(self.first[-1] + self.count[-1]) if len(self.first) else 0
        mask = np.zeros(size, dtype=np.bool_)
        mask[self.ids] = True
        return mask


class Columns:
    """What filters look at, of every report that has passages, in the order of passage ids.

    Read from a covering index, which takes about 1 µs a report; a million passages
    are some 150,000 reports.
    """

    def __init__(self, catalog: Catalog) -> None:
        rows = catalog.rows(
            "SELECT first_passage, passage_count, date, outlet FROM reports INDEXED BY reports_columns"
            " WHERE passage_count > 0 ORDER BY first_passage"
        )
        self._catalog = catalog
        self.first = np.array([row[0] for row in rows], dtype=np.int64)
        self.count = np.array([row[1] for row in rows], dtype=np.int64)
        days: dict[str | None, int] = {None: NO_DATE}
        outlets: dict[str | None, int] = {}
        for _, _, day, outlet in rows:
            if day not in days:
                days[day] = date.fromisoformat(day).toordinal()
            outlets.setdefault(outlet, len(outlets))
        self.days = np.array([days[row[2]] for row in rows], dtype=np.int32)
        self._outlet = np.array([outlets[row[3]] for row in rows], dtype=np.int32)
        self._outlets: dict[str, list[int]] = {}
        for name, code in outlets.items():
            if name is not None:
                self._outlets.setdefault(name.casefold(), []).append(code)
        self.everything = Allowed(self.first, self.count, everything=True)

    def allowed(self, where: SearchFilter) -> Allowed:
        """Apply a filter."""
        keep = np.ones(len(self.first), dtype=np.bool_)
        dated = self.days != NO_DATE
        if where.only_undated:
            keep &= ~dated
        elif where.date_from is not None or where.date_to is not None:
            in_range = dated.copy()
            if where.date_from is not None:
                in_range &= self.days >= where.date_from.toordinal()
            if where.date_to is not None:
                in_range &= self.days <= where.date_to.toordinal()
            keep &= (in_range | ~dated) if where.undated else in_range
        if where.outlets:
            codes = [code for name in where.outlets for code in self._outlets.get(name.casefold(), ())]
            keep &= np.isin(self._outlet, np.array(codes, dtype=np.int32))
        if where.exclude_reports:
            firsts = self._catalog.rows_for(
                "SELECT first_passage FROM reports WHERE passage_count > 0 AND id IN ({})", where.exclude_reports
            )
            keep &= ~np.isin(self.first, np.array([row[0] for row in firsts], dtype=np.int64))
        if keep.all():
            return self.everything
        return Allowed(self.first[keep], self.count[keep], everything=False)


def expand(first: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ranges to the ids in them: ``[3, 9], [2, 1]`` → ``[3, 4, 9]``."""
    if not len(first):
        return np.empty(0, dtype=np.int64)
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(count)[:-1])), count)
    return starts + np.arange(int(count.sum()), dtype=np.int64)
