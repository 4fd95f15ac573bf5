"""``factcheck claim``: check one claim."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.options import (
    AsOfOption,
    FailOnOption,
    IndexOption,
    JsonOption,
    LimitOption,
    Only,
    OutletOption,
    StanceModelOption,
    fail_if,
    one_side,
)


def claim(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The claim, in quotes; - reads it from standard input.")],
    as_of: AsOfOption = None,
    index: IndexOption = None,
    limit: LimitOption = 5,
    only: Annotated[
        list[Only] | None,
        typer.Option("--only", help="Show one side only; the finding still weighs both.", show_default=False),
    ] = None,
    outlet: OutletOption = None,
    json_: JsonOption = False,
    fail_on: FailOnOption = None,
    stance_model: StanceModelOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also show every step from candidate to card, with its numbers.")
    ] = False,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="FILE", help="Also save the screen as a picture, .svg.", show_default=False),
    ] = None,
) -> None:
    """Check one claim against earlier reports and show what supports it and what conflicts.

    \b
    Examples:
      factcheck claim "The bridge opened in May." --as-of 2024-06-01
      factcheck claim "The bridge opened in May." --only conflicts
      factcheck claim "..." --json | jq .finding
      factcheck claim "..." --explain | less
      factcheck claim "..." --fail-on conflicting || echo "look at this one"
    """
    from factcheck.cli.language import note_language
    from factcheck.config import CheckOptions
    from factcheck.workbench import Workbench

    side = one_side(only)
    if svg is not None:
        _check_picture(svg, json_)
    if text == "-":
        text = sys.stdin.read()
    note_language(text, "the claim")
    with Workbench.open(index, stance_model=stance_model) as bench:
        options = CheckOptions(limit=limit, outlets=tuple(outlet or ()))
        finding = bench.check(text, as_of=as_of, options=options)
        steps = bench.explain(text, as_of=as_of, options=options) if explain else []
        warn(bench)
    if json_:
        from factcheck.cli.output import print_json
        from factcheck.report.records import finding_to_dict

        data = finding_to_dict(finding)
        if side is not None:
            data["evidence"] = [e for e in data["evidence"] if e["stance"] == side.value]  # type: ignore[attr-defined]
        if explain:
            from factcheck.report.explain import steps_to_dicts

            data["explain"] = steps_to_dicts(steps)
        print_json(data)
    else:
        from factcheck.cli.output import out
        from factcheck.cli.render import render_finding

        console = out()
        console.record = svg is not None
        render_finding(finding, console, only=side)
        if explain:
            from factcheck.cli.render import render_steps

            render_steps(steps, console)
        if svg is not None:
            from factcheck.report.files import write_whole

            write_whole(svg, console.export_svg(title="factcheck claim").encode("utf-8", "replace"))
    fail_if(fail_on, [finding.conclusion])


def _check_picture(svg: Path, json_: bool) -> None:
    """Refuse a picture that can't be made before anything is checked for it."""
    from factcheck.errors import UsageError
    from factcheck.report.files import check_target

    if json_:
        raise UsageError("--svg is a picture of the screen, which --json replaces", "Leave out one of the two.")
    if svg.suffix.lower() != ".svg":
        raise UsageError(f"{svg}: the picture is an SVG, and its name must say so", "Name a file that ends in .svg.")
    check_target(svg)


def warn(bench: object) -> None:
    """Say on stderr what the store noticed while it was read (a damaged cache, say)."""
    from factcheck.cli.output import note

    for message in getattr(getattr(bench, "store", None), "warnings", ()):
        note(f"warning: {message}")
