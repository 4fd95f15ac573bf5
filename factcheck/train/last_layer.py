"""The last layer, computed for the first token alone.

A classifier reads one vector: the first token's, after the last layer. There
all other tokens are needed as keys and values only; their queries, their
attention and their feed-forward part are worked out for nothing. Leaving them
out changes no output and saves ten twelfths of that layer, in training and in
the exported graph.
"""

from __future__ import annotations

import math
from functools import partial
from typing import Any


def read_first_only(model: Any) -> None:
    """Let the last layer of a BERT or MPNet classifier work for the first token alone, in place.

    Weights and outputs stay as they are. Other kinds of model are left alone.
    """
    kind = model.config.model_type
    if kind not in ("bert", "mpnet"):
        return
    last = model.base_model.encoder.layer[-1]
    # set on the instance, so that parameters keep their names and modules can be replaced later
    last.forward = partial(_forward, last, kind == "mpnet")


def _forward(layer: Any, mpnet: bool, hidden: Any, mask: Any = None, bias: Any = None, **_: Any) -> Any:
    """One transformer layer for ``hidden[:, :1]``; ``bias`` is MPNet's relative positions, unused by BERT."""
    import torch

    attention = layer.attention
    if mpnet:
        parts = attention.attn
        query, key, value, dense, norm = parts.q, parts.k, parts.v, parts.o, attention.LayerNorm
    else:
        parts = attention.self
        query, key, value = parts.query, parts.key, parts.value
        dense, norm = attention.output.dense, attention.output.LayerNorm

    def heads(values: Any) -> Any:
        return values.unflatten(-1, (parts.num_attention_heads, parts.attention_head_size)).transpose(1, 2)

    first = hidden[:, :1]
    scores = heads(query(first)) @ heads(key(hidden)).transpose(-1, -2) / math.sqrt(parts.attention_head_size)
    if mpnet and bias is not None:
        scores = scores + bias[:, :, :1]
    if mask is not None:
        mask = mask[:, :, :1]
        scores = scores.masked_fill(~mask, -math.inf) if mask.dtype is torch.bool else scores + mask
    found = (parts.dropout(torch.softmax(scores, dim=-1)) @ heads(value(hidden))).transpose(1, 2).flatten(-2)
    dropout = attention.dropout if mpnet else attention.output.dropout
    found = norm(dropout(dense(found)) + first)
    found = layer.output(layer.intermediate(found), found)
    return (found,) if mpnet else found
