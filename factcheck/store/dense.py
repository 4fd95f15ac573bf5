"""The dense leg: the passages nearest to a vector, out of the cache and the catalog.

Whatever found the candidates (a scan, faiss exact, faiss approximate), their
scores are computed again from the catalog's vectors in float64 and rounded, so
that a score never depends on the size of the index or on the path taken, and
equal passages always come in the order of their ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from factcheck.errors import IndexDamaged
from factcheck.store.filters import Allowed
from factcheck.types import Hit

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.store.catalog import Catalog
    from factcheck.store.vectors import VectorCache
    from factcheck.types import FloatArray

DECIMALS = 6
"""Scores are rounded to this: float16 vectors don't carry more."""

STORED = np.dtype("<f2")
"""How a vector's numbers are stored: float16, 768 bytes for 384 of them."""

SCAN_ALWAYS = 4_000
"""Up to so many passages the catalog is scanned and faiss isn't even imported.

Measured: a first scan of 4,000 vectors takes about 10 ms, importing faiss 30 to 100 ms.
"""

SCAN_FILTERED = 10_000
"""Up to so many allowed passages a filtered search reads just these (about 25 ms) and is exact."""

_SLACK = 32  # more candidates than asked for, so that ties and rounding don't cut the wrong one
_EPSILON = 2e-6


def search(
    catalog: Catalog, cache: VectorCache | None, tail: Tail, vector: FloatArray, limit: int, allowed: Allowed
) -> list[Hit]:
    """The allowed passages nearest to a unit vector ``[dimension]``, best first, ties by id.

    Args:
        cache: the vectors of all passages up to ``cache.up_to``, or ``None`` to scan everything.
        tail: the vectors of the passages that the cache doesn't cover.
        vector: unit vector, float32.
        limit: how many to return at most.
        allowed: which passages may be returned.
    """
    if limit <= 0 or not allowed.total:
        return []
    if cache is not None and allowed.total <= SCAN_FILTERED and not allowed.everything:
        ids, matrix = read_vectors(catalog, allowed.ids, len(vector))
        return _ranked(ids, matrix, vector, limit)
    ids, matrix = tail.nearest(vector, limit, allowed)
    if cache is None:
        return _ranked(ids, matrix, vector, limit)
    wanted = limit + _SLACK
    while True:
        found = cache.nearest(vector, wanted, allowed)
        cached_ids, cached = read_vectors(catalog, np.sort(found), len(vector))
        hits = _ranked(np.concatenate((cached_ids, ids)), np.concatenate((cached, matrix)), vector, limit)
        if len(found) < wanted or len(hits) < limit or len(found) >= allowed.total:
            return hits
        if _lowest(cached, vector) < hits[-1].score - _EPSILON:
            return hits
        wanted *= 2  # the last place is tied with passages that may not all have been fetched


class Tail:
    """Vectors read once from the catalog: those of the passages after ``after`` (all with 0)."""

    def __init__(self, catalog: Catalog, after: int, dimension: int) -> None:
        rows = catalog.rows("SELECT passage, vector FROM vectors WHERE passage > ? ORDER BY passage", (after,))
        self.ids = np.array([row[0] for row in rows], dtype=np.int64)
        self.matrix = decoded(catalog, [row[1] for row in rows], dimension)

    def nearest(self, vector: FloatArray, limit: int, allowed: Allowed) -> tuple[NDArray[np.int64], FloatArray]:
        """Ids and vectors of the nearest, all ties with the last one included, in the order of ids."""
        if not len(self.ids):
            return self.ids, self.matrix
        mask = allowed.mask
        inside = self.ids < len(mask)
        live = inside.copy()
        live[inside] = mask[self.ids[inside]]
        rows = np.flatnonzero(live)
        if len(rows) > limit:
            scores = (self.matrix @ vector)[rows]
            last = np.partition(scores, len(scores) - limit)[len(scores) - limit]
            rows = rows[scores >= last - _EPSILON]
        return self.ids[rows], self.matrix[rows]


def read_vectors(catalog: Catalog, ids: NDArray[np.int64], dimension: int) -> tuple[NDArray[np.int64], FloatArray]:
    """Vectors of the given passages (ids ascending) as float32 ``[n, dimension]``, with the ids that exist."""
    rows = catalog.rows_for("SELECT passage, vector FROM vectors WHERE passage IN ({})", ids.tolist())
    rows.sort()
    found = np.array([row[0] for row in rows], dtype=np.int64)
    return found, decoded(catalog, [row[1] for row in rows], dimension)


def decoded(catalog: Catalog, blobs: list[bytes], dimension: int) -> FloatArray:
    """Stored vectors as float32 ``[len(blobs), dimension]``.

    Raises:
        IndexDamaged: one of them hasn't the right length.
    """
    joined = b"".join(blobs)
    if len(joined) != len(blobs) * dimension * STORED.itemsize:
        raise damaged_vector(catalog.folder)
    return np.frombuffer(joined, dtype=STORED).reshape(len(blobs), dimension).astype(np.float32)


def damaged_vector(folder: Path) -> IndexDamaged:
    """The error for a stored vector that is none."""
    return IndexDamaged(
        f"the index {folder} has a damaged vector",
        f"See which reports it is with: factcheck index verify --repair --index {folder}",
    )


def _ranked(ids: NDArray[np.int64], matrix: FloatArray, vector: FloatArray, limit: int) -> list[Hit]:
    if not len(ids):
        return []
    scores = np.round(matrix.astype(np.float64) @ vector.astype(np.float64), DECIMALS)
    order = np.lexsort((ids, -scores))[:limit]
    return [Hit(int(ids[at]), float(scores[at])) for at in order]


def _lowest(matrix: FloatArray, vector: FloatArray) -> float:
    return float((matrix.astype(np.float64) @ vector.astype(np.float64)).min()) if len(matrix) else -1.0
