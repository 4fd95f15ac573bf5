"""Fit the weights of factcheck/claims/worthiness.json.

    python training/worthiness.py --data FOLDER

FOLDER holds train, dev and devtest of the CheckThat 2024 task 1 (English) as
``NAME.jsonl.gz`` with ``text`` and ``checkworthy``. Train is fitted on, together
with news sentences of our own (worthiness_news.jsonl). Scores on dev, devtest
and, in five folds, on the news sentences go into the weights file, beside those
of a TF-IDF baseline; the threshold is chosen on the held-out news scores.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold

from factcheck.claims.features import features_of
from factcheck.claims.worthiness import FORMAT, WEIGHTS

NEWS = Path(__file__).with_name("worthiness_news.jsonl")
DOMAIN = "debate"
NEWS_WEIGHT = 10.0
"""260 news sentences against 22,499 of debates: at ten each they weigh about a tenth."""
RECALL = 0.96
"""The threshold keeps this share of the check-worthy news sentences: a claim not listed is never checked."""


Rows = tuple[list[str], np.ndarray]


def read(path: Path) -> Rows:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in data.decode("utf-8").splitlines() if line]
    # The set carries quotation marks of a CSV export around many sentences.
    texts = [row["text"].strip('"').replace('""', '"') for row in rows]
    return texts, np.array([bool(row["checkworthy"]) for row in rows])


def measure(name: str, gold: np.ndarray, scores: np.ndarray, cut: float) -> dict[str, Any]:
    result = {
        "f1": round(float(f1_score(gold, scores >= cut)), 3),
        "average_precision": round(float(average_precision_score(gold, scores)), 3),
        "auc": round(float(roc_auc_score(gold, scores)), 3),
        "cut": round(cut, 3),
    }
    print(f"{name:28} {result}  ({int(gold.sum())} of {len(gold)} check-worthy)")
    return result


def best_cut(gold: np.ndarray, scores: np.ndarray) -> float:
    cuts = np.linspace(0.05, 0.9, 86)
    return float(cuts[int(np.argmax([f1_score(gold, scores >= cut) for cut in cuts]))])


def rows_of(texts: list[str], domain: str = "") -> list[dict[str, float]]:
    """Features; debates carry a mark that takes up how much rarer claims are in talk than in print."""
    return [{**features_of(text), **({domain: 1.0} if domain else {})} for text in texts]


def fit(debates: Rows, news: Rows) -> tuple[DictVectorizer, LogisticRegression]:
    """One model over both, a news sentence counting NEWS_WEIGHT times."""
    vectorizer = DictVectorizer(sparse=False)
    table = vectorizer.fit_transform(rows_of(debates[0], DOMAIN) + rows_of(news[0]))
    gold = np.concatenate([debates[1], news[1]])
    weight = np.concatenate([np.ones(len(debates[1])), np.full(len(news[1]), NEWS_WEIGHT)])
    return vectorizer, LogisticRegression(C=1.0, max_iter=3000).fit(table, gold, sample_weight=weight)


def predict(model: tuple[DictVectorizer, LogisticRegression], texts: list[str], domain: str = "") -> np.ndarray:
    return model[1].predict_proba(model[0].transform(rows_of(texts, domain)))[:, 1]


def held_out_news(debates: Rows, news: Rows) -> np.ndarray:
    """Scores of the news sentences, each by a model that hasn't seen it (five folds)."""
    scores = np.zeros(len(news[1]))
    for seen, held in StratifiedKFold(5, shuffle=True, random_state=0).split(news[0], news[1]):
        model = fit(debates, ([news[0][i] for i in seen], news[1][seen]))
        scores[held] = predict(model, [news[0][i] for i in held])
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    train_file = options.data / "train.jsonl.gz"
    debates, news = read(train_file), read(NEWS)
    nothing: Rows = ([], np.zeros(0, dtype=bool))
    plain, mixed = fit(debates, nothing), fit(debates, news)
    tfidf = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    baseline = LogisticRegression(C=5.0, max_iter=3000).fit(tfidf.fit_transform(debates[0]), debates[1])

    scores: dict[str, Any] = {}
    cuts: list[float] = []
    for name in ("dev", "devtest"):
        texts, gold = read(options.data / f"{name}.jsonl.gz")
        theirs = baseline.predict_proba(tfidf.transform(texts))[:, 1]
        tried = {"debates_only": predict(plain, texts, DOMAIN), "": predict(mixed, texts, DOMAIN), "tfidf": theirs}
        cuts = cuts or [best_cut(gold, found) for found in tried.values()]  # chosen on dev, used on all
        for cut, (kind, found) in zip(cuts, tried.items(), strict=True):
            scores[f"{name}_{kind}".rstrip("_")] = measure(f"{name} {kind}", gold, found, cut)

    held = held_out_news(debates, news)
    threshold = float(np.quantile(held[news[1]], 1 - RECALL, method="lower"))
    scores["news_debates_only"] = measure("news debates only", news[1], predict(plain, news[0], DOMAIN), cuts[0])
    scores["news_tfidf"] = measure(
        "news tfidf", news[1], baseline.predict_proba(tfidf.transform(news[0]))[:, 1], cuts[2]
    )
    scores["news"] = measure("news held out", news[1], held, threshold)
    write(options.out, mixed, threshold, scores, hashlib.sha256(train_file.read_bytes()).hexdigest())
    print(f"wrote {options.out}")


def write(
    out: Path, model: tuple[DictVectorizer, LogisticRegression], threshold: float, scores: Any, sha256: str
) -> None:
    weights = {str(n): round(float(w), 4) for n, w in zip(model[0].feature_names_, model[1].coef_[0], strict=True)}
    weights.pop(DOMAIN)
    data = {
        "format": FORMAT,
        "trained_on": "CheckThat 2024 task 1, English, train; training/worthiness_news.jsonl",
        "train_sha256": sha256,
        "threshold": round(threshold, 3),
        "scores": scores,
        "bias": round(float(model[1].intercept_[0]), 4),
        "weights": dict(sorted(weights.items())),
    }
    out.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
