"""Random classifiers of a few thousand weights, for tests of what is done with models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factcheck.models.pairs import LABELS

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

WORDS = "the bridge was opened shut in may june by mayor two ten of years after and not".split()


def tiny(kind: str, folder: Path) -> Any:
    """A random classifier of the kind, saved with a tokenizer of a few words."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    torch.manual_seed(7)
    sizes = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 128}
    config = transformers.AutoConfig.for_model(
        kind,
        **sizes,
        vocab_size=len(WORDS) + 4,
        max_position_embeddings=80,
        pad_token_id=1,
        num_labels=3,
        id2label=dict(enumerate(LABELS)),
        label2id={name: number for number, name in enumerate(LABELS)},
    )
    model = transformers.AutoModelForSequenceClassification.from_config(config, attn_implementation="eager").eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)  # biases begin at zero, which would hide a lost one
    plain = Tokenizer(
        models.WordLevel({w: i for i, w in enumerate(["[CLS]", "[PAD]", "[SEP]", "[UNK]", *WORDS])}, "[UNK]")
    )
    plain.pre_tokenizer = pre_tokenizers.Whitespace()
    plain.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", [("[CLS]", 0), ("[SEP]", 2)]
    )
    inputs = ["input_ids", *(["token_type_ids"] if kind == "bert" else []), "attention_mask"]
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=plain, pad_token="[PAD]", model_input_names=inputs, model_max_length=64
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return model, tokenizer
