"""The shipped encoder against sentence-transformers, on the same weights."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import ModelTrouble
from factcheck.models import load_encoder
from factcheck.models.encoder import ENCODER_PACKAGE, MiniLMEncoder, ReferenceEncoder, published_folder

TEXTS = [
    "Floodgates. 3 May 2021. The harbour authority shut both floodgates before dawn on Monday.",
    "a",
    "",
    "   spaces around   ",
    "Ünïcödé names such as Łukasz, 北京 and Владимир were in the list.",
    "The council voted 7–4 to close the library, its chair said. " * 40,
    "12,400 tonnes; $3.5bn; 45 per cent",
    "line\nbreaks\tand\ttabs",
]


@pytest.fixture(scope="module")
def encoder() -> MiniLMEncoder:
    found = load_encoder()
    assert isinstance(found, MiniLMEncoder)
    return found


@pytest.mark.slow
def test_agrees_with_the_reference_implementation(encoder: MiniLMEncoder) -> None:
    texts = TEXTS + [f"On day {n} the river rose {n} centimetres above its mark. " * (1 + n % 6) for n in range(60)]
    fast = encoder.encode(texts)
    reference = ReferenceEncoder(str(published_folder()))
    cosines = (fast * reference.encode(texts)).sum(axis=1)
    assert cosines.min() >= 0.9999
    assert reference.sha256 == encoder.sha256
    assert reference.dimension == encoder.dimension


def test_vectors_have_length_one_and_keep_the_order(encoder: MiniLMEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert float(encoder.encode([text])[0] @ vector) > 0.99999, text


def test_no_texts_give_no_rows(encoder: MiniLMEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_a_huge_text_is_cut_not_choked_on(encoder: MiniLMEncoder) -> None:
    vectors = encoder.encode(["a" * 1_000_000, " " * 1_000_000, "7" * 1_000_000])
    assert np.isfinite(vectors).all()


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.models.runtime.user_cache", lambda: tmp_path / "cache")
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    with pytest.raises(ModelTrouble, match="not the published file") as caught:
        MiniLMEncoder(tmp_path)
    assert "pip install" in caught.value.hint


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(ModelTrouble, match=r"no folder \./nowhere"):
        load_encoder("./nowhere")


def test_the_fast_path_imports_no_torch() -> None:
    code = (
        "import sys; from factcheck.models import load_encoder; load_encoder().encode(['a test']);"
        f"bad = {{'torch', 'transformers', 'sentence_transformers', {ENCODER_PACKAGE!r}}} & set(sys.modules);"
        "sys.exit(', '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
