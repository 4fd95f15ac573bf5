"""``manifest.json``: what the index is, for people and other programs, and what its cache covers."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from factcheck.config import CATALOG
from factcheck.errors import IndexMismatch, IndexTrouble

MANIFEST = "manifest.json"
VECTORS = "vectors.faiss"

FORMAT = 1
"""Version of the whole on-disk format; a newer one is refused."""

_MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What ``vectors.faiss`` is.

    ``stamp`` is written at the end of the file too, so that a file and a
    manifest that don't belong together are never used together. ``recall_at_20``
    was measured when the index was trained, against exact search: ``sample``
    stored passages as queries, each mixed with half of another and without itself.
    """

    stamp: str
    kind: str
    up_to: int
    vectors: int
    lists: int = 0
    probes: int = 0
    recall_at_20: float = 1.0
    sample: int = 0
    trained_on: int = 0
    sha256: str = ""
    """Of the whole file; empty in a manifest of an earlier version."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of ``manifest.json``.

    ``generation`` counts the changes of the catalog's content up to this
    manifest; an older one than the catalog's is no fault. ``coming`` is the cache
    that was about to be swapped in, if any.
    """

    format: int
    encoder: str
    encoder_sha256: str
    dimension: int
    passage_settings: str
    reports: int
    passages: int
    updated: str
    generation: int
    cache: CacheInfo | None = None
    coming: CacheInfo | None = None


def read(folder: Path) -> Manifest | None:
    """Read the manifest; ``None`` when there is none or it isn't readable (the catalog has all that matters).

    Raises:
        IndexMismatch: it was written by a newer factcheck.
    """
    file = folder / MANIFEST
    try:
        if file.stat().st_size > _MAX_BYTES:
            return None
        raw = json.loads(file.read_text("utf-8"))
        if int(raw["format"]) > FORMAT:
            raise IndexMismatch(
                f"the index {folder} was written by a newer factcheck"
                f" (format {int(raw['format'])}, this one knows {FORMAT})",
                "Upgrade with: pip install --upgrade factcheck, or build another index with --index.",
            )
        encoder, counts = raw["encoder"], raw["counts"]
        return Manifest(
            format=int(raw["format"]),
            encoder=str(encoder["name"]),
            encoder_sha256=str(encoder["sha256"]),
            dimension=int(encoder["dimension"]),
            passage_settings=str(raw["passage_settings"]),
            reports=int(counts["reports"]),
            passages=int(counts["passages"]),
            updated=str(raw["updated"]),
            generation=int(raw["generation"]),
            cache=_cache(raw.get("vectors")),
            coming=_cache(raw.get("vectors_coming")),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest by rename."""
    content: dict[str, Any] = {
        "format": manifest.format,
        "encoder": {
            "name": manifest.encoder,
            "sha256": manifest.encoder_sha256,
            "dimension": manifest.dimension,
        },
        "passage_settings": manifest.passage_settings,
        "counts": {"reports": manifest.reports, "passages": manifest.passages},
        "updated": manifest.updated,
        "generation": manifest.generation,
        "vectors": None if manifest.cache is None else asdict(manifest.cache),
    }
    if manifest.coming is not None:
        content["vectors_coming"] = asdict(manifest.coming)
    data = (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()
    replace_file(folder / MANIFEST, lambda part: part.write_bytes(data))


def replace_file(target: Path, fill: Callable[[Path], object]) -> None:
    """Have a file written beside the target, flush it to the disk and rename it: there is always a whole file.

    Raises:
        IndexTrouble: the folder can't be written to, or is full.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        try:
            fill(part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise IndexTrouble(
            f"can't write {target}: {error.strerror or error}", "Check the folder's permissions and free space."
        ) from error


def sweep(folder: Path) -> None:
    """Remove half-written files that a killed process left; only while no other process can be writing one."""
    for name in (MANIFEST, VECTORS, CATALOG):
        for part in folder.glob(f".{name}.*"):
            part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the platform can (not Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cache(raw: Any) -> CacheInfo | None:
    if not isinstance(raw, dict):
        return None
    return CacheInfo(
        stamp=str(raw["stamp"]),
        kind=str(raw["kind"]),
        up_to=int(raw["up_to"]),
        vectors=int(raw["vectors"]),
        lists=int(raw["lists"]),
        probes=int(raw["probes"]),
        recall_at_20=float(raw["recall_at_20"]),
        sample=int(raw["sample"]),
        trained_on=int(raw["trained_on"]),
        sha256=str(raw.get("sha256", "")),
    )
