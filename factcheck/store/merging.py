"""Bringing ``vectors.faiss`` and ``manifest.json`` up to date with the catalog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from factcheck.store import manifest
from factcheck.store.dense import STORED, decoded
from factcheck.store.manifest import CacheInfo, Manifest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from factcheck.store.local import LocalStore
    from factcheck.types import FloatArray

TAIL = (2_000, 20_000)
"""Least and most new passages left to be scanned from the catalog; in between a twentieth of the cached ones."""

_CHUNK = 20_000


def merge(store: LocalStore, *, always: bool = False) -> bool:
    """Rebuild the cache when enough has changed since it was built (or ``always``), and write the manifest.

    Nothing is embedded: the vectors come from the catalog. The catalog's write lock
    is held meanwhile, so that two processes never swap files against each other;
    searches go on.

    Returns:
        Whether the cache was rebuilt.
    """
    with store.catalog.transaction():
        manifest.sweep(store.path)
        before = manifest.read(store.path)
        cached = None if before is None else _present(store, before)
        due = always or cached is None or _due(store, cached)
        if due:
            cached = _rebuild(store, cached)
        manifest.write(store.path, describe(store, cached))
    return due


def write_manifest(store: LocalStore) -> None:
    """Write the manifest anew, naming the cache that is there."""
    with store.catalog.transaction(content=False):
        before = manifest.read(store.path)
        manifest.write(store.path, describe(store, None if before is None else _present(store, before)))


def describe(store: LocalStore, cache: CacheInfo | None, coming: CacheInfo | None = None) -> Manifest:
    """The manifest of the catalog as it is."""
    reports, passages = store.catalog.rows(
        "SELECT count(*), coalesce(sum(passage_count), 0) FROM reports INDEXED BY reports_columns"
    )[0]
    return Manifest(
        format=manifest.FORMAT,
        encoder=store.encoder,
        encoder_sha256=store.encoder_sha256,
        dimension=store.dimension,
        passage_settings=store.passage_settings,
        reports=reports,
        passages=passages,
        updated=store.catalog.meta("updated") or "",
        generation=int(store.catalog.meta("generation") or 0),
        cache=cache,
        coming=coming,
    )


def vector_batches(store: LocalStore) -> Iterator[tuple[NDArray[np.int64], FloatArray]]:
    """All stored vectors in the order of passage ids: ids ``[n]`` and float32 ``[n, dimension]``.

    Vectors of a wrong length, which only damage can leave, are passed over; verification tells them.
    """
    cursor = store.catalog.each(
        "SELECT passage, vector FROM vectors WHERE length(vector) = ? ORDER BY passage",
        (store.dimension * STORED.itemsize,),
    )
    while rows := list(islice(cursor, _CHUNK)):
        ids = np.array([row[0] for row in rows], dtype=np.int64)
        yield ids, decoded(store.catalog, [row[1] for row in rows], store.dimension)


def _present(store: LocalStore, before: Manifest) -> CacheInfo | None:
    """The cache that the manifest names and that is really there."""
    from factcheck.store import vectors

    for info in (before.cache, before.coming):
        if info is not None and not vectors.check_file(store.path / manifest.VECTORS, info):
            return info
    return None


def _due(store: LocalStore, cached: CacheInfo) -> bool:
    least, most = TAIL
    bound = min(max(cached.vectors // 20, least), most)
    tail = store.catalog.one("SELECT count(*) FROM passages WHERE id > ?", (cached.up_to,))
    live = store.catalog.one("SELECT coalesce(sum(passage_count), 0) FROM reports INDEXED BY reports_columns")
    dead = cached.vectors - (live - tail)
    return bool(tail > bound or dead > max(cached.vectors // 5, least))


def _rebuild(store: LocalStore, before: CacheInfo | None) -> CacheInfo:
    from factcheck.store import vectors

    count, up_to = store.catalog.rows(
        "SELECT count(*), coalesce(max(passage), 0) FROM vectors WHERE length(vector) = ?",
        (store.dimension * STORED.itemsize,),
    )[0]

    def announce(info: CacheInfo) -> None:
        manifest.write(store.path, replace(describe(store, before), coming=info))

    return vectors.make_cache(store.path, lambda: vector_batches(store), count, up_to, store.dimension, announce)
