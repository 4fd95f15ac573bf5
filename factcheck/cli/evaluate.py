"""``factcheck evaluate``: how good models, search and findings are on your own labelled files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import IndexOption, JsonOption

if TYPE_CHECKING:
    from factcheck.evaluate import StanceResult
    from factcheck.evaluate.findings import FindingsResult
    from factcheck.evaluate.retrieval import RetrievalSet
    from factcheck.models.stance import PairModel

app = typer.Typer(no_args_is_help=True, help="Measure models, search and findings on labelled files.")


@app.callback()
def root() -> None:
    """Measure models, search and findings on labelled files."""


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
      factcheck evaluate stance a.jsonl --stance-model mine --stance-model shipped
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
    for heading in (
        "pairs", "accuracy", "macro-F1", "claim alone", "conflicts found", "of those called", "calibration", "pairs/s",
    ):  # fmt: skip
        table.add_column(heading, justify="right")
    for r in results:
        conflicts = ["–" if v is None else f"{v:.2f}" for v in (r.conflict_recall, r.conflict_precision)]
        alone = "–" if r.claim_only is None else f"{r.claim_only:.2f}"
        figures = [f"{r.n:,}", f"{r.accuracy:.3f}", f"{r.macro_f1:.3f}", alone, *conflicts, f"{r.ece:.3f}"]
        table.add_row(Text(display(r.name)), *figures, f"{r.pairs_per_s:,.0f}")
    console.print(table)
    console.print(Text(f"mean macro-F1 {mean_macro_f1(results):.3f}"))
    for r in results:
        for side, found in r.at_precision.items():
            words = f"from {found.probability:.2f} on, recall {found.recall:.2f}" if found else "at no threshold"
            console.print(Text(display(f"{r.name}: {side} right in 85 of 100 {words}"), style="dim"))
    for r in results:
        for mistake in r.mistakes:
            head = f"\n{r.name}: {mistake.label}, read as {mistake.answer} ({mistake.probability:.2f})"
            console.print(Text(display(head.lstrip("\n"))), Text(display(f"  claim    {mistake.claim}")), sep="\n")
            console.print(Text(display(f"  evidence {mistake.premise}")))


@app.command()
def findings(
    files: Annotated[
        list[Path], typer.Argument(metavar="CLAIMS...", help="JSON lines with claim, label, as_of, gold, traits.")
    ],
    index: IndexOption = None,
    json_: JsonOption = False,
    errors: Annotated[int, typer.Option("--errors", min=0, metavar="N", help="Show the N surest wrong findings.")] = 0,
    compare: Annotated[
        Path | None, typer.Option("--compare", metavar="FILE", help="Earlier --json output, to show side by side.")
    ] = None,
    stance_model: Annotated[
        str | None, typer.Option("--stance-model", metavar="NAME", help="Folder or hub name of another stance model.")
    ] = None,
) -> None:
    """Score whole findings: claim in, evidence and conclusion out.

    A gold quote counts as found when a passage shown on that side, of that report
    or a copy of it, overlaps it.

    \b
      factcheck evaluate findings fixtures/newsroom/test.jsonl --index index
      factcheck evaluate findings ours.jsonl --errors 20
      factcheck evaluate findings ours.jsonl --compare last-week.json
    """
    from factcheck.cli.output import RichProgress, print_json
    from factcheck.config import CheckOptions
    from factcheck.evaluate.findings import DEEPEST, evaluate_findings, findings_to_dict
    from factcheck.evaluate.labelled import read_labelled_claims
    from factcheck.workbench import Workbench

    items = [item for path in files for item in read_labelled_claims(path)]
    earlier = _earlier(compare) if compare else None
    with Workbench.open(index, stance_model=stance_model) as bench:
        bench.stance  # noqa: B018 -- load before the clock runs
        bench.encoder  # noqa: B018
        options = CheckOptions(limit=DEEPEST)
        result = evaluate_findings(
            lambda item: bench.check(item.claim, options=options), items, errors=errors, progress=RichProgress()
        )
        models = {"encoder": bench.encoder.name, "stance": bench.stance.name, "stance_sha256": bench.stance.sha256}
    if json_:
        print_json(findings_to_dict(result, models))
        return
    _show_findings(result, earlier)


def _earlier(path: Path) -> dict[str, float]:
    """The figures of an earlier run."""
    from factcheck.errors import InputError

    hint = "Name a file that `factcheck evaluate findings --json` wrote."
    try:
        metrics = json.loads(path.read_text("utf-8"))["metrics"]
        return {name: float(value) for name, value in metrics.items()}
    except OSError as error:
        raise InputError(f"can't read {path}: {error.strerror}", hint) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} has no figures of an earlier run", hint) from error


FIGURES = {
    "n": "claims",
    "accuracy": "findings right",
    "macro_f1": "macro-F1 of the four findings",
    "conflict_recall": "conflicting claims found",
    "conflict_precision": "of those called conflicting",
    "false_conflict_on_not_enough": "undecided claims called conflicting",
    "recall_at_1": "gold passages shown first",
    "recall_at_5": "gold passages in the first five",
    "recall_at_10": "gold passages in the first ten",
    "any_found_at_5": "some gold in the first five",
    "mrr": "mean reciprocal rank of gold",
    "wrong_stance_share": "gold shown on the wrong side",
    "ece": "calibration error",
    "seconds_per_claim": "seconds a claim",
}
"""What each figure is called on the screen."""


def _show_findings(result: FindingsResult, earlier: dict[str, float] | None) -> None:
    """The figures, the confusion table, the traits and the mistakes."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from factcheck.cli.output import out
    from factcheck.text.safe import display

    console = out()
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("")
    for heading in ("now", "earlier", "change") if earlier else ("",):
        table.add_column(heading, justify="right")
    for name, words in FIGURES.items():
        value = getattr(result, name)
        row = [f"{value:,}" if name == "n" else f"{value:.3f}"]
        if earlier is not None:
            old = earlier.get(name)
            row += ["–", ""] if old is None else [f"{old:,.0f}" if name == "n" else f"{old:.3f}", f"{value - old:+.3f}"]
        table.add_row(words, *row)
    console.print(table)
    labels = list(result.confusion)
    table = Table(box=box.SIMPLE, pad_edge=False, title="labelled (rows) and found (columns)", title_justify="left")
    table.add_column("")
    for label in labels:
        table.add_column(label.replace("_", " "), justify="right")
    for label in labels:
        table.add_row(label.replace("_", " "), *(str(result.confusion[label][other]) for other in labels))
    console.print(table)
    if result.by_trait:
        table = Table(box=box.SIMPLE, pad_edge=False)
        table.add_column("trait", overflow="fold")
        for heading in ("claims", "right", "conflicts found"):
            table.add_column(heading, justify="right")
        for trait, row_ in result.by_trait.items():
            found = f"{row_['conflict_recall']:.2f}" if "conflict_recall" in row_ else "–"
            table.add_row(Text(display(trait)), f"{row_['n']:.0f}", f"{row_['accuracy']:.2f}", found)
        console.print(table)
    for wrong in result.mistakes:
        day = f" as of {wrong.as_of}" if wrong.as_of else ""
        head = f"{wrong.id}: {wrong.label}, found {wrong.answer} ({wrong.confidence:.2f}){day}"
        console.print(Text(display(head), style="bold"), Text(display(f"  {wrong.claim}")), sep="\n")
        for line in (wrong.reason, *wrong.shown):
            console.print(Text(display(f"    {line}")))


@app.command()
def retrieval(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="BEIR, SciFact or CheckThat folder (.jsonl or .jsonl.gz).")
    ],
    split: Annotated[str, typer.Option("--split", metavar="NAME", help="Which queries.")] = "dev",
    index: Annotated[
        Path | None,
        typer.Option("--index", metavar="DIR", help="Keep the sets' indexes here, so that a second run needn't embed."),
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Score the search on sets of documents and queries: nDCG@10, recall, MRR, MAP@5.

    \b
      factcheck evaluate retrieval scifact checkthat2020 --index kept
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from factcheck.cli.output import RichProgress, out, print_json
    from factcheck.evaluate.retrieval import evaluate_retrieval, read_retrieval_set, retrieval_to_dict
    from factcheck.models import load_encoder
    from factcheck.store import open_store
    from factcheck.text.safe import display
    from factcheck.types import SearchFilter
    from factcheck.verify.retrieve import rank_reports

    sets = [read_retrieval_set(folder, split) for folder in folders]
    encoder = load_encoder(None)
    results = []
    with tempfile.TemporaryDirectory() as scratch:
        for data in sets:
            where = (index or Path(scratch)) / data.name
            _index_set(where, data)
            with open_store(where) as store:
                search = partial(rank_reports, store, encoder, where=SearchFilter(undated=True))
                results.append(evaluate_retrieval(search, data, RichProgress()))
    if json_:
        print_json(retrieval_to_dict(results))
        return
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("set", overflow="fold")
    for heading in ("queries", "documents", "nDCG@10", "recall@10", "recall@100", "MRR", "MAP@5", "ms a query"):
        table.add_column(heading, justify="right")
    for r in results:
        scores = (r.ndcg_at_10, r.recall_at_10, r.recall_at_100, r.mrr, r.map_at_5)
        figures = [f"{r.n:,}", f"{r.documents:,}", *(f"{v:.3f}" for v in scores), f"{r.milliseconds_per_query:,.0f}"]
        table.add_row(Text(display(r.name)), *figures)
    out().print(table)


def _index_set(where: Path, data: RetrievalSet) -> None:
    """An index of a set's documents; what is there already isn't embedded again."""
    from factcheck.cli.output import RichProgress
    from factcheck.indexing import build
    from factcheck.models import load_encoder

    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "documents.jsonl"
        with source.open("w", encoding="utf-8") as lines:
            for document in data.documents:
                lines.write(json.dumps({"id": document.id, "title": document.title, "text": document.text}) + "\n")
        build(where, [source], load_encoder(None), progress=RichProgress())
