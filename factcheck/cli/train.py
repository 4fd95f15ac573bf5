"""``factcheck train``: fine-tune a stance model and export it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.options import JsonOption

app = typer.Typer(invoke_without_command=True)


@app.callback()
def train(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="The run, in TOML (see training/README.md)."),
    ] = None,
) -> None:
    """Fine-tune a stance model on labelled pairs, and export it for use.

    A run that was interrupted goes on from its last checkpoint when it is
    started again. With base = "shipped/judge" or "shipped/screen" it goes on
    from the weights that factcheck carries.

    \b
      factcheck review export --for-training -o data/ours.jsonl
      factcheck train --config training/stance-1.toml
      factcheck train export runs/stance/model models/mine --dev dev.jsonl
      factcheck claim "..." --stance-model models/mine
    """
    if context.invoked_subcommand is not None:
        return
    from factcheck.cli.output import note
    from factcheck.errors import UsageError
    from factcheck.train import TrainConfig
    from factcheck.train import train as run

    if config is None:
        raise UsageError("no --config given", "See: factcheck train --help")
    folder = run(TrainConfig.load(config), note)
    note(f"Next: factcheck train export {folder} OUT_DIR --dev DEV.jsonl")


@app.command()
def export(
    model: Annotated[Path, typer.Argument(metavar="MODEL_DIR", help="Folder that training wrote.")],
    target: Annotated[Path, typer.Argument(metavar="OUT_DIR", help="Folder to write.")],
    int8: Annotated[bool, typer.Option("--int8/--float32", help="Quantised (a quarter of the size) or not.")] = True,
    dev: Annotated[
        list[Path] | None,
        typer.Option("--dev", metavar="FILE", help="Labelled pairs to fit the temperature on (repeatable)."),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Name that findings carry.")] = None,
    json_: JsonOption = False,
) -> None:
    """Turn a trained model into ONNX that runs without torch, with calibrated probabilities."""
    from dataclasses import asdict

    from factcheck.cli.output import note, out, print_json
    from factcheck.train import export_model, read_pairs

    pairs = [pair for path in dev or () for pair in read_pairs(path)]
    report = export_model(model, target, name=name, int8=int8, dev=pairs, say=note)
    if json_:
        measured = {key: value for key, value in asdict(report).items() if value == value}  # nan: not measured
        print_json({**measured, "folder": str(report.folder)})
        return
    lines = [f"{report.folder}: {report.bytes / 2**20:.1f} MiB"]
    if report.pairs:
        lines += [
            f"same label as torch on {report.agreement:.1%} of {report.pairs:,} pairs"
            f" (accuracy {report.accuracy:.3f}, torch {report.accuracy_torch:.3f})",
            f"temperature {report.temperature:.2f}:"
            f" log loss {report.log_loss_before:.3f} → {report.log_loss_after:.3f},"
            f" calibration error {report.calibration_error_before:.3f} → {report.calibration_error_after:.3f}",
        ]
    else:
        note("Without --dev no temperature was fitted: probabilities are the model's own.")
    out().print("\n".join(lines))


@app.command()
def teach(
    pool: Annotated[
        Path, typer.Argument(metavar="PAIRS", help="Pairs of claim and evidence, .jsonl; labels are ignored.")
    ],
    target: Annotated[
        Path, typer.Argument(metavar="OUT_FILE", help="File to write; a broken-off one is gone on with.")
    ],
    teacher: Annotated[
        list[str] | None,
        typer.Option("--teacher", metavar="MODEL", help="Model to ask (repeatable); without it the shipped one."),
    ] = None,
) -> None:
    """Label pairs with a stronger model's probabilities, for a smaller one to learn from.

    \b
      factcheck train teach pool.jsonl data/taught.jsonl --teacher models/large
      factcheck train --config small.toml        # with a share for "taught"
    """
    from factcheck.cli.output import note
    from factcheck.models.stance import load_stance
    from factcheck.train import teach as run

    names: list[str | None] = [*teacher] if teacher else [None]
    count = run([load_stance(name) for name in names], pool, target, note)
    note(f"written: {target}, {count:,} pairs with their probabilities")


@app.command()
def cascade(
    screen: Annotated[Path, typer.Argument(metavar="SCREEN_DIR", help="Exported small model: reads every passage.")],
    judge: Annotated[Path, typer.Argument(metavar="JUDGE_DIR", help="Exported larger model: reads what matters.")],
    target: Annotated[Path, typer.Argument(metavar="OUT_DIR", help="Folder to write.")],
    keep: Annotated[int, typer.Option("--keep", min=1, help="Passages of a claim that the judge reads.")] = 8,
    weight: Annotated[
        float,
        typer.Option("--weight", min=0.0, max=1.0, help="How much the judge counts on those; the screen the rest."),
    ] = 1.0,
    leave: Annotated[
        float,
        typer.Option("--leave", min=0.0, max=1.0, help="Leave out what the screen calls neutral so surely."),
    ] = 1.0,
    name: Annotated[str, typer.Option("--name", help="Name that findings carry.")] = "stance cascade",
) -> None:
    """Join two exported models: the small one screens, the larger one judges what may decide."""
    from factcheck.cli.output import note
    from factcheck.train import export_cascade

    folder = export_cascade(screen, judge, target, name=name, keep=keep, weight=weight, leave=leave)
    note(f"written: {folder}")
