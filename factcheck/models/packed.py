"""Weights that are kept packed, and unpacked once.

Eight-bit weights of a large model carry some six bits each; entropy coding
(Zstandard, RFC 8878) takes a quarter off what a wheel installs. Mapped into
memory they must be plain, so the first use unpacks them into the user's cache,
under the hash of their contents; later ones find them there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factcheck.config import user_cache
from factcheck.errors import ModelTrouble
from factcheck.models.runtime import known_sha256, verify_file

WEIGHTS_FILE = "model.bin"
PACKED_FILE = "model.bin.zst"

LARGEST = 4 * 2**30
"""Bytes that packed weights may unpack to."""

LEVEL = 3
"""Of compression; there is nothing but the skew of the bytes to use, and higher ones find no more."""


def pack(folder: Path) -> None:
    """Replace the folder's weights by packed ones."""
    import zstandard

    plain = folder / WEIGHTS_FILE
    (folder / PACKED_FILE).write_bytes(zstandard.ZstdCompressor(level=LEVEL).compress(plain.read_bytes()))
    plain.unlink()


def held(folder: Path) -> Path:
    """The file of a model's weights as it lies there, plain or packed; it needn't exist."""
    packed = folder / PACKED_FILE
    return packed if packed.is_file() and not (folder / WEIGHTS_FILE).is_file() else folder / WEIGHTS_FILE


@contextmanager
def plain_weights(folder: Path, digest: str) -> Iterator[Path]:
    """A folder with the model's weights in the plain, checked against their hash.

    It has to be there only until they are mapped. Where the user's cache can't
    be written they are unpacked into a temporary folder.

    Args:
        folder: the model's.
        digest: hex sha256 of the plain weights.

    Raises:
        ModelTrouble: missing, altered, or no room to unpack them.
    """
    if held(folder).name == WEIGHTS_FILE:
        verify_file(folder / WEIGHTS_FILE, digest)
        yield folder
        return
    kept = user_cache() / "weights" / digest[:32]
    try:
        if (kept / WEIGHTS_FILE).is_file() and known_sha256(kept / WEIGHTS_FILE) == digest:
            yield kept
            return
    except ModelTrouble:
        pass  # unreadable there: unpack again
    contents = _unpacked(folder / PACKED_FILE)
    if _write(contents, kept, digest):
        yield kept
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        if not _write(contents, Path(scratch), digest):
            raise ModelTrouble(
                f"the weights in {folder / PACKED_FILE} can't be unpacked: not as published, or no room for them",
                f"Make room in {user_cache()}, or reinstall what carries them: "
                "pip install --force-reinstall --no-deps factcheck",
            )
        del contents
        yield Path(scratch)


def _unpacked(path: Path) -> bytes:
    import zstandard

    try:
        packed = path.read_bytes()
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= LARGEST:
            raise ModelTrouble(f"{path} says that it unpacks to {size} bytes", "Export the model again.")
        return zstandard.ZstdDecompressor().decompress(packed)
    except (OSError, zstandard.ZstdError) as error:
        raise ModelTrouble(
            f"can't unpack {path}: {error}", "Reinstall what carries it, or export the model again."
        ) from error


def _write(contents: bytes, folder: Path, digest: str) -> bool:
    """Put the weights into ``folder`` in one step; whether they are there now, as they should be."""
    target = folder / WEIGHTS_FILE
    draft = target.with_suffix(f".{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(contents)
        draft.replace(target)
    except OSError:
        # a read-only home, a full disk; or another process has mapped what it wrote just now
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    try:
        return known_sha256(target) == digest
    except ModelTrouble:
        return False
