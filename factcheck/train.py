"""Fine-tune a three-way cross-encoder for stance.

One plain torch loop: batches are bounded by tokens and bucketed by length,
sources are mixed by fixed shares, the matrix products run in bfloat16 on the
CPU or on CUDA with float32 master weights. A run is described by a TOML file
(``training/*.toml``) and can be stopped and resumed at its last checkpoint.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.text.premise import format_premise

if TYPE_CHECKING:
    import torch

LABELS = ("supports", "conflicts", "neutral")
"""The order of the model's outputs."""

LABEL_IDS = {
    "supports": 0,
    "conflicts": 1,
    "refutes": 1,
    "neutral": 2,
}


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """Everything that decides what a run produces.

    ``shares`` gives each source's part of the pairs seen; they needn't sum to
    one. ``keep_layers`` cuts the base to these transformer layers (0-based)
    before training. The learning rate warms up over ``warmup`` of the run and
    falls linearly to zero over the rest; a run ends after ``pairs`` pairs, or
    after ``minutes`` if that is sooner (then the schedule follows the clock).
    """

    base: str
    data: str
    out: str
    shares: dict[str, float] = field(default_factory=dict)
    newsdesk: str | None = None
    newsdesk_dev: float = 0.1
    keep_layers: tuple[int, ...] | None = None
    pairs: int = 200_000
    minutes: float | None = None
    learning_rate: float = 1e-4
    warmup: float = 0.05
    weight_decay: float = 0.01
    batch_tokens: int = 4096
    max_tokens: int = 192
    label_smoothing: float = 0.05
    seed: int = 13
    checkpoint_minutes: float = 5.0

    @classmethod
    def load(cls, path: Path) -> TrainConfig:
        """Read a TOML file; an unknown key is an error, so that a typo can't pass."""
        raw = tomllib.loads(path.read_text("utf-8"))
        known = {f.name for f in fields(cls)}
        unknown = sorted(set(raw) - known)
        if unknown:
            raise ValueError(f"{path}: unknown setting {unknown[0]!r}; known are {', '.join(sorted(known))}")
        if "keep_layers" in raw:
            raw["keep_layers"] = tuple(raw["keep_layers"])
        return cls(**raw)


@dataclass(frozen=True, slots=True)
class Pair:
    """One training example: ``label`` indexes :data:`LABELS`."""

    premise: str
    claim: str
    label: int


def read_pairs(path: Path) -> list[Pair]:
    """Read ``claim``, ``evidence``, ``label`` lines from ``.jsonl`` or ``.jsonl.gz``."""
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    pairs = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            label = LABEL_IDS.get(row["label"])
            if label is None:
                raise ValueError(f"{path}:{number}: label {row['label']!r} is none of {', '.join(LABEL_IDS)}")
            pairs.append(Pair(" ".join(row["evidence"].split()), row["claim"], label))
    return pairs


def read_stories(folder: Path) -> list[dict[str, Any]]:
    """Read every ``*.jsonl`` below ``folder``: stories with sentences and claims, in file order."""
    stories = []
    for path in sorted(folder.rglob("*.jsonl")):
        stories += [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return stories


def is_dev_story(story_id: str, part: float) -> bool:
    """Whether a whole story is kept out of training: decided by its id alone, so it never changes."""
    import hashlib

    return int(hashlib.sha256(story_id.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < part


def story_pairs(
    stories: Sequence[dict[str, Any]], rng: random.Random | None, *, foreign_neutrals: bool = False
) -> list[Pair]:
    """Turn stories with claims into pairs.

    With ``rng`` the premise form varies (title, date, sentence before are each
    dropped now and then), so that the model reads all forms; without it every
    premise has all parts, which is the form in use. ``foreign_neutrals`` adds,
    for every claim, the passage of another story most like it by words, as
    neutral: what retrieval brings most often.
    """
    pairs = []
    for story in stories:
        sentences = story["sentences"]
        day = date.fromisoformat(story["date"]) if story.get("date") else None

        def premise(indexes: Sequence[int], story: dict[str, Any] = story, day: date | None = day) -> str:
            lines = story["sentences"]
            first = min(indexes)
            keep = (lambda part: True) if rng is None else (lambda part: rng.random() < part)
            return format_premise(
                " ".join(lines[i] for i in sorted(indexes)),
                title=story["title"] if keep(0.85) else "",
                day=day if keep(0.85) else None,
                before=lines[first - 1] if first and keep(0.75) else "",
            )

        for claim in story["claims"]:
            good = [i for i in claim["evidence"] if 0 <= i < len(sentences)]
            if good:
                pairs.append(Pair(premise(good), claim["claim"], LABEL_IDS[claim["label"]]))
            for index in claim.get("also_neutral", ()):
                if 0 <= index < len(sentences) and index not in good:
                    pairs.append(Pair(premise([index]), claim["claim"], LABEL_IDS["neutral"]))
    if foreign_neutrals:
        pairs += _foreign_neutrals(stories)
    return pairs


def _foreign_neutrals(stories: Sequence[dict[str, Any]]) -> list[Pair]:
    """For each claim the most similar sentence of another story (TF-IDF cosine), labelled neutral."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    sentences: list[tuple[int, int]] = [(s, i) for s, story in enumerate(stories) for i in range(len(story["sentences"]))]
    texts = [stories[s]["sentences"][i] for s, i in sentences]
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    matrix = vectorizer.fit_transform(texts)
    owner = [s for s, _ in sentences]
    pairs = []
    for s, story in enumerate(stories):
        claims = [c["claim"] for c in story["claims"]]
        if not claims:
            continue
        scores = (vectorizer.transform(claims) @ matrix.T).toarray()
        for claim, row in zip(claims, scores, strict=True):
            best = max((i for i in range(len(owner)) if owner[i] != s), key=row.__getitem__)
            other, index = sentences[best]
            lines = stories[other]["sentences"]
            pairs.append(
                Pair(
                    format_premise(
                        lines[index],
                        title=stories[other]["title"],
                        day=date.fromisoformat(stories[other]["date"]),
                        before=lines[index - 1] if index else "",
                    ),
                    claim,
                    LABEL_IDS["neutral"],
                )
            )
    return pairs


def load_sources(config: TrainConfig) -> dict[str, list[Pair]]:
    """Read every source that has a share. Keys are file names without endings, and ``newsdesk``."""
    rng = random.Random(config.seed)
    sources: dict[str, list[Pair]] = {}
    for name in sorted(config.shares):
        if name in ("newsdesk", "newsdesk_foreign"):
            continue
        sources[name] = read_pairs(Path(config.data) / f"{name}.jsonl.gz")
    if config.newsdesk:
        stories = [s for s in read_stories(Path(config.newsdesk)) if not is_dev_story(s["id"], config.newsdesk_dev)]
        if "newsdesk" in config.shares:
            # three draws of the premise form a claim, so that repeats aren't identical
            sources["newsdesk"] = [p for _ in range(3) for p in story_pairs(stories, rng)]
        if "newsdesk_foreign" in config.shares:
            sources["newsdesk_foreign"] = _foreign_neutrals(stories)
    return sources


class Mixer:
    """Endless stream of pairs by share; each source is reshuffled when it runs out."""

    def __init__(self, sources: dict[str, list[Pair]], shares: dict[str, float], seed: int) -> None:
        self.names = sorted(sources)
        self.weights = [shares[name] for name in self.names]
        self.sources = sources
        self.rng = random.Random(seed)
        self.queues: dict[str, list[int]] = {name: [] for name in self.names}

    def draw(self) -> Pair:
        """The next pair."""
        name = self.rng.choices(self.names, self.weights)[0]
        queue = self.queues[name]
        if not queue:
            queue.extend(range(len(self.sources[name])))
            self.rng.shuffle(queue)
        return self.sources[name][queue.pop()]

    def batches(self, tokenizer: Any, batch_tokens: int, max_tokens: int, pool: int = 2048) -> Iterator[list[tuple[Any, int]]]:
        """Batches of (encoding, label) of like length, at most ``batch_tokens`` padded tokens each."""
        while True:
            drawn = [self.draw() for _ in range(pool)]
            encodings = tokenizer(
                [p.premise for p in drawn],
                [p.claim for p in drawn],
                truncation="longest_first",
                max_length=max_tokens,
            )
            rows = sorted(
                (
                    ({key: encodings[key][i] for key in encodings}, drawn[i].label)
                    for i in range(pool)
                ),
                key=lambda row: len(row[0]["input_ids"]),
            )
            batches: list[list[tuple[Any, int]]] = []
            current: list[tuple[Any, int]] = []
            for row in rows:
                longest = len(row[0]["input_ids"])
                if current and longest * (len(current) + 1) > batch_tokens:
                    batches.append(current)
                    current = []
                current.append(row)
            batches.append(current)
            self.rng.shuffle(batches)
            yield from batches


def cut_layers(model: Any, keep: Sequence[int]) -> None:
    """Keep only the named transformer layers, in order, in place."""
    import torch

    encoder = model.base_model.encoder
    encoder.layer = torch.nn.ModuleList(encoder.layer[i] for i in keep)
    model.config.num_hidden_layers = len(keep)


def train(config: TrainConfig, say: Callable[[str], None] = lambda line: None) -> Path:
    """Run one training and return the folder of the finished model.

    Writes ``log.jsonl`` (one object a hundred steps: pairs, loss, rate, seconds)
    and ``checkpoint/`` in ``config.out``; a later call with the same ``out``
    goes on from the checkpoint.
    """
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    out = Path(config.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.json").write_text(json.dumps(asdict(config), indent=1))
    torch.manual_seed(config.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    checkpoint = out / "checkpoint"
    resume = checkpoint / "trainer.pt"
    source = str(checkpoint) if resume.exists() else config.base
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = AutoModelForSequenceClassification.from_pretrained(
        source,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={name: i for i, name in enumerate(LABELS)},
    )
    if config.keep_layers and not resume.exists():
        cut_layers(model, config.keep_layers)
    model.to(device).train()
    decay = [p for p in model.parameters() if p.ndim > 1]
    other = [p for p in model.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decay, "weight_decay": config.weight_decay}, {"params": other, "weight_decay": 0.0}],
        lr=config.learning_rate,
        betas=(0.9, 0.98),
    )
    seen, spent = 0, 0.0
    if resume.exists():
        state = torch.load(resume, map_location=device, weights_only=True)
        optimizer.load_state_dict(state["optimizer"])
        seen, spent = state["pairs"], state["seconds"]
        say(f"resuming at {seen} pairs, {spent / 60:.1f} min")
    sources = load_sources(config)
    say("sources: " + ", ".join(f"{name} {len(pairs)}" for name, pairs in sources.items()))
    mixer = Mixer(sources, config.shares, config.seed + seen)
    started, saved, losses, steps = time.monotonic() - spent, time.monotonic(), [], 0
    log = (out / "log.jsonl").open("a")
    for batch in mixer.batches(tokenizer, config.batch_tokens, config.max_tokens):
        seconds = time.monotonic() - started
        progress = seen / config.pairs
        if config.minutes is not None:
            progress = max(progress, seconds / 60 / config.minutes)
        if progress >= 1:
            break
        rate = config.learning_rate * min(progress / config.warmup, (1 - progress) / (1 - config.warmup))
        for group in optimizer.param_groups:
            group["lr"] = rate
        inputs = tokenizer.pad([row for row, _ in batch], return_tensors="pt").to(device)
        labels = torch.tensor([label for _, label in batch], device=device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            logits = model(**inputs).logits
        loss = torch.nn.functional.cross_entropy(logits.float(), labels, label_smoothing=config.label_smoothing)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        seen += len(batch)
        steps += 1
        losses.append(loss.item())
        if steps % 50 == 0:
            mean = math.fsum(losses) / len(losses)
            losses.clear()
            row = {"pairs": seen, "loss": round(mean, 4), "lr": rate, "seconds": round(seconds, 1)}
            log.write(json.dumps(row) + "\n")
            log.flush()
            left = seconds / max(progress, 1e-6) * (1 - progress)
            say(f"{seen:>8} pairs  loss {mean:.3f}  {seen / max(seconds, 1e-6):.0f} pairs/s  {left / 60:.0f} min left")
        if time.monotonic() - saved > config.checkpoint_minutes * 60:
            _save(checkpoint, model, tokenizer, optimizer, seen, time.monotonic() - started)
            saved = time.monotonic()
    model.eval()
    model.save_pretrained(out / "model")
    tokenizer.save_pretrained(out / "model")
    say(f"done: {seen} pairs in {(time.monotonic() - started) / 60:.1f} min → {out / 'model'}")
    return out / "model"


def _save(folder: Path, model: Any, tokenizer: Any, optimizer: torch.optim.Optimizer, pairs: int, seconds: float) -> None:
    """Write a checkpoint; the trainer's file goes last, by rename, so that a half-written one is never resumed."""
    import torch

    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    state = {"optimizer": optimizer.state_dict(), "pairs": pairs, "seconds": seconds}
    torch.save(state, folder / "trainer.tmp")
    (folder / "trainer.tmp").rename(folder / "trainer.pt")
