"""Average the weights of two trained models of one shape: often steadier than either.

    python training/average.py FIRST SECOND OUT [--weight 0.5]

FIRST and SECOND are folders that ``factcheck train`` wrote (or ``shipped/judge``, as that unpacks it); OUT gets FIRST's
tokenizer and settings and, of every tensor, the mean, with ``--weight`` on SECOND (Wortsman et al. 2022,
"Model soups").
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

WEIGHTS = "model.safetensors"


def main() -> None:
    """Write the averaged model."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--weight", type=float, default=0.5, help="weight of the second, 0 to 1")
    options = parser.parse_args()
    one, other = load_file(options.first / WEIGHTS), load_file(options.second / WEIGHTS)
    if one.keys() != other.keys() or any(one[name].shape != other[name].shape for name in one):
        raise SystemExit(f"{options.first} and {options.second} aren't of one shape")
    shutil.copytree(options.first, options.out, dirs_exist_ok=True)
    part = options.weight
    mean = {name: ((1 - part) * one[name].float() + part * other[name].float()).contiguous() for name in one}
    save_file(mean, options.out / WEIGHTS, metadata={"format": "pt"})


if __name__ == "__main__":
    main()
