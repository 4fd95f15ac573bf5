"""``factcheck claim``: check one claim."""

from __future__ import annotations

import sys
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
)


def claim(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The claim, in quotes; - reads it from standard input.")],
    as_of: AsOfOption = None,
    index: IndexOption = None,
    limit: LimitOption = 5,
    only: Annotated[
        Only | None, typer.Option("--only", help="Show one side only; the finding still weighs both.")
    ] = None,
    outlet: OutletOption = None,
    json_: JsonOption = False,
    fail_on: FailOnOption = None,
    stance_model: StanceModelOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also show every step from candidate to card, with its numbers.")
    ] = False,
    svg: Annotated[
        typer.FileTextWrite | None,
        typer.Option("--svg", metavar="FILE", help="Also save the screen as an SVG picture.", show_default=False),
    ] = None,
) -> None:
    """Check one claim against earlier reports and show what supports it and what conflicts.

    \b
    Examples:
      factcheck claim "Russia is seeking munitions from North Korea." --as-of 2023-03-31
      factcheck claim "The bridge opened in May." --only conflicts
      factcheck claim "..." --json | jq .finding
      factcheck claim "..." --explain | less
      factcheck claim "..." --fail-on conflicting || echo "look at this one"
    """
    from factcheck.config import CheckOptions
    from factcheck.workbench import Workbench

    if text == "-":
        text = sys.stdin.read()
    with Workbench.open(index, stance_model=stance_model) as bench:
        options = CheckOptions(limit=limit, outlets=tuple(outlet or ()))
        finding = bench.check(text, as_of=as_of, options=options)
        steps = bench.explain(text, as_of=as_of, options=options) if explain else []
        warn(bench)
    if json_:
        from factcheck.cli.output import print_json
        from factcheck.report.records import finding_to_dict

        data = finding_to_dict(finding)
        if only is not None:
            data["evidence"] = [e for e in data["evidence"] if e["stance"] == only.value]  # type: ignore[attr-defined]
        if explain:
            from factcheck.report.explain import steps_to_dicts

            data["explain"] = steps_to_dicts(steps)
        print_json(data)
    else:
        from factcheck.cli.output import out
        from factcheck.cli.render import render_finding

        console = out()
        console.record = svg is not None
        render_finding(finding, console, only=only.stance if only else None)
        if explain:
            from factcheck.cli.render import render_steps

            render_steps(steps, console)
        if svg is not None:
            svg.write(console.export_svg(title="factcheck claim"))
    fail_if(fail_on, [finding.conclusion])


def warn(bench: object) -> None:
    """Say on stderr what the store noticed while it was read (a damaged cache, say)."""
    from factcheck.cli.output import note

    for message in getattr(getattr(bench, "store", None), "warnings", ()):
        note(f"warning: {message}")
