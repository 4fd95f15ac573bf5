"""The training loop of the stance model.

One plain torch loop: batches are bounded by tokens and bucketed by length,
sources are mixed by fixed shares, the matrix products run in bfloat16 with
float32 master weights where the processor can, else in float32.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import InputError
from factcheck.models.encoder import DEFAULT_ENCODER, ENCODER_SHA256, published_folder
from factcheck.models.pairs import LABELS, Pair
from factcheck.models.runtime import WEIGHTS, verify_file
from factcheck.models.stance import CARD
from factcheck.train.config import TrainConfig
from factcheck.train.contrast import contrast_loss
from factcheck.train.crew import Crew, with_crew
from factcheck.train.dropout import pool_dropout
from factcheck.train.last_layer import read_first_only
from factcheck.train.masters import Masters
from factcheck.train.mixing import Mixer, load_sources
from factcheck.train.unpack import unpack

if TYPE_CHECKING:
    import torch


def cut_layers(model: Any, keep: Sequence[int]) -> None:
    """Keep only the named transformer layers, in order, in place."""
    import torch

    encoder = model.base_model.encoder
    encoder.layer = torch.nn.ModuleList(encoder.layer[i] for i in keep)
    model.config.num_hidden_layers = len(keep)


SHIPPED = "shipped/"
"""In front of ``screen`` or ``judge``: go on from the weights that the program carries."""


def _base(name: str, out: Path) -> str:
    """The folder or hub name to start from.

    all-MiniLM-L6-v2 is the one that the installation carries, hash checked; an
    exported model is unpacked below ``out`` first.

    Raises:
        InputError: nothing of that name is shipped.
    """
    if name == DEFAULT_ENCODER:
        folder = published_folder()
        verify_file(folder / "model.safetensors", ENCODER_SHA256)
        return str(folder)
    exported = WEIGHTS / "stance" / name.removeprefix(SHIPPED) if name.startswith(SHIPPED) else Path(name)
    if (exported / CARD).is_file():
        return str(unpack(exported, out / "base"))
    if name.startswith(SHIPPED):
        raise InputError(f"there is no {name!r}", "Shipped are shipped/screen and shipped/judge.")
    return name


def _half(device: torch.device) -> bool:
    """Whether products in bfloat16 pay: where a processor only imitates them they take five times as long."""
    import torch

    return device.type != "cpu" or bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def train(config: TrainConfig, say: Callable[[str], None] = lambda line: None) -> Path:
    """Run one training and return the folder of the finished model.

    Writes ``log.jsonl`` (one object a hundred steps: pairs, loss, rate, seconds)
    and ``checkpoint/`` in ``config.out``; a later call with the same ``out``
    goes on from the checkpoint.
    """
    out = Path(config.out)
    if not (out / "checkpoint" / "trainer.pt").exists():
        config = replace(config, base=_base(config.base, out))  # once, before the workers start
    return with_crew(config.workers, config.average_seconds, _work, config, lead=say)  # type: ignore[no-any-return]


def targets(pairs: Sequence[Pair], smoothing: float) -> torch.Tensor:
    """What the model should say of each pair: float32 (pairs, labels), rows sum to one.

    A teacher's probabilities where a pair has them (Hinton et al. 2015,
    https://arxiv.org/abs/1503.02531, at temperature one: they are calibrated),
    else the label with ``smoothing`` spread over all.
    """
    import torch

    rows = []
    for pair in pairs:
        row = [smoothing / len(LABELS)] * len(LABELS)
        row[pair.label] += 1 - smoothing
        rows.append(pair.soft or row)
    return torch.tensor(rows, dtype=torch.float32)


def _freeze(model: Any, layers: int) -> None:
    """Keep the embeddings and the first ``layers`` layers out of training."""
    base = model.base_model
    frozen = [base.embeddings, *base.encoder.layer[:layers]]
    if hasattr(base.encoder, "relative_attention_bias"):
        # MPNet's positions are shared by all layers: trained, they'd need the backward pass of the frozen ones
        frozen.append(base.encoder.relative_attention_bias)
    for module in frozen:
        module.requires_grad_(False)


def _work(crew: Crew, config: TrainConfig, say: Callable[[str], None]) -> Path:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    out = Path(config.out)
    out.mkdir(parents=True, exist_ok=True)
    if crew.rank == 0:
        (out / "config.json").write_text(json.dumps(asdict(config), indent=1))
    torch.manual_seed(config.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    checkpoint = out / "checkpoint"
    resume = checkpoint / "trainer.pt"
    source = str(checkpoint) if resume.exists() else config.base
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = AutoModelForSequenceClassification.from_pretrained(
        source,
        dtype=torch.float32,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={name: i for i, name in enumerate(LABELS)},
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    if config.dropout:
        pool_dropout(model, config.dropout)
    if config.keep_layers and not resume.exists():
        cut_layers(model, config.keep_layers)
    if config.freeze_layers:
        _freeze(model, config.freeze_layers)
    read_first_only(model)
    model.to(device).train()
    masters = Masters(model, _half(device))
    trained = masters.parameters
    decay = [p for p in trained if p.ndim > 1]
    other = [p for p in trained if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decay, "weight_decay": config.weight_decay}, {"params": other, "weight_decay": 0.0}],
        lr=config.learning_rate,
        betas=(0.9, 0.98),
        fused=True,
    )
    seen, spent = 0, 0.0
    if resume.exists():
        state = torch.load(resume, map_location=device, weights_only=True)
        optimizer.load_state_dict(state["optimizer"])
        seen, spent = state["pairs"], state["seconds"]
        say(f"resuming at {seen} pairs, {spent / 60:.1f} min")
    sources = load_sources(config)
    say("sources: " + ", ".join(f"{name} {len(pairs)}" for name, pairs in sources.items()))
    mixer = Mixer(sources, config.shares, config.seed + seen + 7919 * crew.rank)
    started, saved, losses = time.monotonic() - spent, time.monotonic(), []
    own = 0  # pairs since the last average
    log = (out / "log.jsonl").open("a") if crew.rank == 0 else None
    for steps, batch in enumerate(mixer.batches(tokenizer, config.batch_tokens, config.max_tokens), 1):
        seconds = time.monotonic() - started
        progress = seen / config.pairs
        if config.minutes is not None:
            progress = max(progress, seconds / 60 / config.minutes)
        if crew.due() or progress >= 1:
            met, ended = crew.average(trained, own, progress >= 1)
            masters.give_weights()
            seen += met - own
            own = 0
            if ended:
                break
            if crew.rank == 0 and time.monotonic() - saved > config.checkpoint_minutes * 60:
                _save(checkpoint, masters, tokenizer, optimizer, seen, time.monotonic() - started)
                saved = time.monotonic()
        rate = config.learning_rate * min(progress / config.warmup, (1 - progress) / (1 - config.warmup))
        for group in optimizer.param_groups:
            group["lr"] = rate
        inputs = tokenizer.pad([row for row, _, _ in batch], return_tensors="pt").to(device)
        pairs = [pair for _, pair, _ in batch]
        labels = torch.tensor([pair.label for pair in pairs], device=device)
        logits = model(**inputs).logits.float()
        loss = torch.nn.functional.cross_entropy(logits, targets(pairs, config.label_smoothing).to(device))
        if config.contrast:
            bundle = torch.tensor([number for _, _, number in batch], device=device)
            loss = loss + config.contrast * contrast_loss(logits, labels, bundle)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        masters.take_gradients()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        masters.give_weights()
        seen += len(batch)
        own += len(batch)
        losses.append(loss.item())
        if log is not None and steps % 50 == 0:
            mean = math.fsum(losses) / len(losses)
            losses.clear()
            row = {"pairs": seen, "loss": round(mean, 4), "lr": rate, "seconds": round(seconds, 1)}
            log.write(json.dumps(row) + "\n")
            log.flush()
            left = seconds / max(progress, 1e-6) * (1 - progress)
            say(f"{seen:>8} pairs  loss {mean:.3f}  {seen / max(seconds, 1e-6):.0f} pairs/s  {left / 60:.0f} min left")
    if crew.rank:
        return out / "model"
    model.eval()
    masters.save(out / "model")
    tokenizer.save_pretrained(out / "model")
    say(f"done: {seen} pairs in {(time.monotonic() - started) / 60:.1f} min → {out / 'model'}")
    return out / "model"


def _save(
    folder: Path,
    masters: Masters,
    tokenizer: Any,
    optimizer: torch.optim.Optimizer,
    pairs: int,
    seconds: float,
) -> None:
    """Write a checkpoint; the trainer's file goes last, by rename, so that a half-written one is never resumed."""
    import torch

    masters.save(folder)
    tokenizer.save_pretrained(folder)
    state = {"optimizer": optimizer.state_dict(), "pairs": pairs, "seconds": seconds}
    torch.save(state, folder / "trainer.tmp")
    (folder / "trainer.tmp").rename(folder / "trainer.pt")
