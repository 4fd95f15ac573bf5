"""``factcheck evaluate``: how good the models are on your own labelled pairs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import JsonOption

if TYPE_CHECKING:
    from factcheck.evaluate import StanceResult
    from factcheck.models.stance import PairModel

app = typer.Typer(no_args_is_help=True, help="Measure the models on labelled files.")


@app.callback()
def root() -> None:
    """Measure the models on labelled files."""


@app.command()
def stance(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="JSON lines (also .gz) with claim, evidence, label.")
    ],
    json_: JsonOption = False,
    errors: Annotated[int, typer.Option("--errors", min=0, metavar="N", help="Show the N surest mistakes.")] = 0,
    stance_model: Annotated[
        list[str] | None,
        typer.Option("--stance-model", metavar="NAME", help="Folder or hub name; repeat to compare side by side."),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most N pairs of a set.")] = None,
    stories: Annotated[
        bool, typer.Option("--stories", help="The files are news stories with claims; only those kept out of training.")
    ] = False,
) -> None:
    """Score the stance model: accuracy, macro-F1, conflicts found, calibration, speed.

    Labels are supports, refutes (or conflicts) and neutral. A set without neutral
    pairs is scored two-way, and so is one with not_supports.

    \b
      factcheck evaluate stance dev/*.jsonl.gz
      factcheck evaluate stance ours.jsonl --errors 20
      factcheck evaluate stance ours.jsonl --stance-model ./mine --stance-model shipped
    """
    from factcheck.cli.output import RichProgress, print_json
    from factcheck.evaluate import evaluate_stance, evaluation_to_dict, read_stance_set, read_story_set
    from factcheck.models import load_stance

    read = read_story_set if stories else read_stance_set
    sets = [read(path, limit) for path in files]
    done = []
    for name in stance_model or ["shipped"]:
        model = load_stance(None if name == "shipped" else name)
        done.append((model, evaluate_stance(model, sets, errors=errors, progress=RichProgress())))
    if json_:
        reports = [evaluation_to_dict(model, results) for model, results in done]
        print_json(reports[0] if len(reports) == 1 else {"models": reports})
        return
    for model, results in done:
        _show(model, results)


def _show(model: PairModel, results: Sequence[StanceResult]) -> None:
    """One table a model, then its mistakes."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from factcheck.cli.output import out
    from factcheck.evaluate.stance import mean_macro_f1
    from factcheck.text.safe import display

    console = out()
    console.print(Text(display(model.name), style="bold"))
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("set", overflow="fold")
    for heading in ("pairs", "accuracy", "macro-F1", "conflicts found", "of those called", "calibration", "pairs/s"):
        table.add_column(heading, justify="right")
    for r in results:
        conflicts = ["–" if v is None else f"{v:.2f}" for v in (r.conflict_recall, r.conflict_precision)]
        figures = [f"{r.n:,}", f"{r.accuracy:.3f}", f"{r.macro_f1:.3f}", *conflicts, f"{r.ece:.3f}"]
        table.add_row(Text(display(r.name)), *figures, f"{r.pairs_per_s:,.0f}")
    console.print(table)
    console.print(Text(f"mean macro-F1 {mean_macro_f1(results):.3f}"))
    for r in results:
        for mistake in r.mistakes:
            head = f"\n{r.name}: {mistake.label}, read as {mistake.answer} ({mistake.probability:.2f})"
            console.print(Text(display(head.lstrip("\n"))), Text(display(f"  claim    {mistake.claim}")), sep="\n")
            console.print(Text(display(f"  evidence {mistake.premise}")))
