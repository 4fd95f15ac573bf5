"""``vectors.faiss``, a cache of the catalog's vectors. The only importer of faiss.

Layout of the file: a faiss index as faiss writes it, then a trailer of 56
bytes: ``FCVECS01``, a random stamp (16), the length of the faiss part (8, little
endian), and a BLAKE2b digest (24) of the first 4 MiB and the other trailer
fields. The head has all that faiss takes lengths and offsets from, so a
truncated or scribbled-over file is found before faiss maps it.
"""

from __future__ import annotations

import errno
import math
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b, file_digest
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.store.manifest import VECTORS, CacheInfo, replace_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from factcheck.store.filters import Allowed
    from factcheck.types import FloatArray

EXACT_UP_TO = 50_000
"""Up to so many passages the cache is exact (float16); above, IVF with 8-bit scalar quantisation."""

EXACT, INVERTED = "Flat,SQfp16", "IVF,SQ8"

RECALL = 0.99
"""Recall@20 that the number of probed lists is chosen for on the sample, so that 0.95 is kept for queries unlike it.

Measured on 102,288 passages of wire stories: with 0.97, written claims reach 0.995 but headlines 0.92.
"""

_MAGIC = b"FCVECS01"
_TRAILER = 56
_HEAD = 4 << 20
_SAMPLE = 200
_CHUNK = 20_000

Batches = Callable[[], Iterator[tuple["NDArray[np.int64]", "FloatArray"]]]
"""Gives all vectors anew, in batches: ids ``[n]`` and float32 ``[n, dimension]``."""


class VectorCache:
    """An opened ``vectors.faiss``, mapped into memory: opening reads its head, a search what it needs."""

    def __init__(self, index: Any, info: CacheInfo) -> None:
        self._index = index
        self.info = info
        self.up_to = info.up_to
        """Passages of higher ids are not in it, or not to be taken from it."""

    def nearest(self, vector: FloatArray, limit: int, allowed: Allowed) -> NDArray[np.int64]:
        """Ids of the nearest allowed passages up to ``up_to``, the nearest first.

        The filter is a bitmap that faiss asks for each vector, so it works before
        the cut. A narrow filter makes more lists be probed in proportion, so that as
        many allowed vectors are looked at as without one.
        """
        faiss = _faiss()
        mask = allowed.mask[: self.up_to + 1]
        bitmap = np.packbits(mask, bitorder="little")
        selector = faiss.IDSelectorBitmap(bitmap)
        if self.info.kind == EXACT:
            parameters = faiss.SearchParameters(sel=selector)
        else:
            share = max(int(mask.sum()), 1) / max(self.info.vectors, 1)
            probes = min(self.info.lists, int(np.ceil(self.info.probes / min(share, 1.0))))
            parameters = faiss.SearchParametersIVF(sel=selector, nprobe=probes)
        _, ids = self._index.search(vector.reshape(1, -1), limit, params=parameters)
        found: NDArray[np.int64] = ids[0][ids[0] >= 0]
        return found

    def contents(self) -> tuple[NDArray[np.int64], FloatArray]:
        """All ids ``[n]`` and decoded vectors ``[n, dimension]``; reads the whole file, for verification."""
        faiss = _faiss()
        if self.info.kind == EXACT:
            ids = faiss.vector_to_array(self._index.id_map)
            return ids, self._index.index.reconstruct_n(0, self._index.ntotal)
        lists = self._index.invlists
        sizes = [lists.list_size(number) for number in range(lists.nlist)]
        parts = [faiss.rev_swig_ptr(lists.get_ids(n), size).copy() for n, size in enumerate(sizes) if size]
        ids = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
        coded = [
            faiss.rev_swig_ptr(lists.get_codes(n), size * self._index.code_size).reshape(size, -1).copy()
            for n, size in enumerate(sizes)
            if size
        ]
        return ids, self._index.sq.decode(np.concatenate(coded)) if coded else np.empty((0, self._index.d), np.float32)


def open_cache(folder: Path, info: CacheInfo, dimension: int) -> VectorCache | str:
    """Open the cache, or say why it can't be used; takes milliseconds whatever the size."""
    faiss = _faiss()
    file = folder / VECTORS
    wrong = check_file(file, info)
    if wrong:
        return wrong
    flags = faiss.IO_FLAG_MMAP_IFC if info.kind == EXACT else faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY
    try:
        index = faiss.read_index(str(file), flags)
    except RuntimeError as error:  # what faiss raises for a file it can't make sense of
        return str(error).splitlines()[0]
    if index.d != dimension or index.ntotal != info.vectors or index.metric_type != faiss.METRIC_INNER_PRODUCT:
        return "it isn't what the manifest says"
    return VectorCache(index, info)


def check_file(file: Path, info: CacheInfo) -> str:
    """What is wrong with the file as a whole; empty if it is the one that ``info`` describes, undamaged at its head."""
    try:
        with file.open("rb") as data:
            size = data.seek(0, os.SEEK_END)
            data.seek(max(size - _TRAILER, 0))
            trailer = data.read(_TRAILER)
            if len(trailer) < _TRAILER or trailer[:8] != _MAGIC:
                return "it is cut off or no vectors file"
            if trailer[8:24].hex() != info.stamp:
                return "it belongs to another manifest"
            if int.from_bytes(trailer[24:32], "little") != size - _TRAILER:
                return "its length is wrong"
            data.seek(0)
            whole = _digest(data.read(min(_HEAD, size - _TRAILER)), trailer[:32]) == trailer[32:]
            return "" if whole else "it is damaged"
    except OSError as error:
        return error.strerror or str(error)


def check_whole(file: Path, info: CacheInfo) -> str:
    """As :func:`check_file`, and every byte: reads the whole file, so a search doesn't ask for it."""
    wrong = check_file(file, info)
    if wrong or not info.sha256:
        return wrong
    try:
        return "" if _sha256(file) == info.sha256 else "its content isn't what its hash in the manifest says"
    except OSError as error:
        return error.strerror or str(error)


def _sha256(file: Path) -> str:
    with file.open("rb") as data:
        return file_digest(data, "sha256").hexdigest()


def _faiss() -> Any:
    """faiss, imported at first need (30 to 100 ms); its stubs don't know its Python wrappers, hence ``Any``."""
    return import_module("faiss")


def _digest(head: bytes, fields: bytes) -> bytes:
    return blake2b(head + fields, digest_size=24).digest()


def make_cache(
    folder: Path, batches: Batches, count: int, up_to: int, dimension: int, announce: Callable[[CacheInfo], None]
) -> CacheInfo:
    """Build the cache from all vectors and swap it in.

    Args:
        folder: the index.
        batches: gives the vectors, as often as asked.
        count: how many there are.
        up_to: the highest id among them.
        dimension: length of a vector.
        announce: called before the rename with what is about to be there; a crash between
            the two leaves a manifest that knows the old file and the new one.
    """
    faiss = _faiss()
    stamp = secrets.token_bytes(16)
    if count <= EXACT_UP_TO:
        flat = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index = faiss.IndexIDMap(flat)
        info = CacheInfo(stamp.hex(), EXACT, up_to, count)
    else:
        index, trained_on = _train(batches, count, dimension)
        info = CacheInfo(stamp.hex(), INVERTED, up_to, count, lists=index.nlist, trained_on=trained_on)
    for ids, vectors in batches():
        index.add_with_ids(vectors, ids)
    if info.kind == INVERTED:
        info = _with_probes(index, info, batches)
    return _swap_in(folder, index, info, announce)


def _swap_in(folder: Path, index: Any, info: CacheInfo, announce: Callable[[CacheInfo], None]) -> CacheInfo:
    """Write the file and rename it into place; returns ``info`` with the file's hash."""
    faiss = _faiss()
    written = info

    def fill(part: Path) -> None:
        nonlocal written
        try:
            faiss.write_index(index, str(part))
        except RuntimeError as error:  # faiss's word for a full disk or a forbidden folder
            raise OSError(errno.EIO, str(error).splitlines()[0]) from error
        length = part.stat().st_size
        fields = _MAGIC + bytes.fromhex(info.stamp) + length.to_bytes(8, "little")
        with part.open("rb+") as file:
            head = file.read(min(_HEAD, length))
            file.seek(0, os.SEEK_END)
            file.write(fields + _digest(head, fields))
        written = replace(info, sha256=_sha256(part))
        announce(written)

    replace_file(folder / VECTORS, fill)
    return written


def _train(batches: Batches, count: int, dimension: int) -> tuple[Any, int]:
    """An empty IVF index with its lists placed by k-means over an even sample of the vectors."""
    faiss = _faiss()
    lists = _lists(count)
    wanted = min(count, lists * 64)
    step = max(count // wanted, 1)
    sample = np.concatenate([vectors[::step] for _, vectors in batches()])
    quantizer = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        quantizer, dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT, False
    )
    quantizer.this.disown()  # the index deletes it
    index.own_fields = True
    index.cp.niter = 10
    index.cp.spherical = True
    index.cp.seed = 1987
    index.train(sample)
    return index, len(sample)


def _lists(count: int) -> int:
    """How many inverted lists: a power of two near the root of the number of vectors."""
    return 1 << round(math.log2(count) / 2)  # 256 at 50,000 and 100,000, 1,024 at a million


def _with_probes(index: Any, info: CacheInfo, batches: Batches) -> CacheInfo:
    """Choose the smallest number of probed lists with recall@20 of ``RECALL``, measured on stored passages."""
    queries, own = _sample(batches, info.vectors)
    exact = _exact(batches, queries, own, 20)
    probes, recall = 1, 0.0
    while True:
        index.nprobe = probes
        _, found = index.search(queries, 64)  # as many more as a search fetches and scores again
        hits = sum(len(set(map(int, row)) & want) for row, want in zip(found, exact, strict=True))
        recall = hits / max(sum(map(len, exact)), 1)
        if recall >= RECALL or probes >= info.lists:
            break
        probes = min(max(probes + 1, probes * 5 // 4), info.lists)
    return CacheInfo(
        info.stamp, info.kind, info.up_to, info.vectors, info.lists, probes, round(recall, 4), len(own), info.trained_on
    )


def _sample(batches: Batches, count: int) -> tuple[FloatArray, NDArray[np.int64]]:
    """Queries like claims, and the id of the passage that each is made from.

    A claim lies further from the passages than they from one another, and a
    search for it needs more lists. So each query is a stored passage mixed with
    half as much of another.
    """
    step = max(count // _SAMPLE, 1)
    ids, vectors, seen = [], [], 0
    for batch_ids, batch in batches():
        rows = np.flatnonzero((np.arange(seen, seen + len(batch_ids)) % step) == step // 2)
        ids.append(batch_ids[rows])
        vectors.append(batch[rows])
        seen += len(batch_ids)
    own = np.concatenate(vectors)
    mixed = own + 0.5 * np.roll(own, len(own) // 2, axis=0)
    lengths = np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-6)
    return (mixed / lengths).astype(np.float32), np.concatenate(ids)


def _exact(batches: Batches, queries: FloatArray, own: NDArray[np.int64], limit: int) -> list[set[int]]:
    """For each query the ids of its exact nearest, itself left out."""
    best = np.full((len(queries), limit), -np.inf, dtype=np.float32)
    names = np.full((len(queries), limit), -1, dtype=np.int64)
    for ids, vectors in batches():
        scores = queries @ vectors.T
        scores[own[:, None] == ids[None, :]] = -np.inf
        scores = np.concatenate((best, scores), axis=1)
        both = np.concatenate((names, np.broadcast_to(ids, (len(queries), len(ids)))), axis=1)
        top = np.argpartition(-scores, limit - 1, axis=1)[:, :limit]
        best, names = np.take_along_axis(scores, top, axis=1), np.take_along_axis(both, top, axis=1)
    return [{int(name) for name in row if name >= 0} for row in names]
