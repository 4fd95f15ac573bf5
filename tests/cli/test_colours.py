"""No colour depends on a terminal's theme, and each can be read on white and on black."""

from __future__ import annotations

import io
import re
import sys

import pytest
from builders import evidence, finding
from rich.color import Color
from rich.console import Console

from factcheck.cli import colours, output
from factcheck.cli.main import main
from factcheck.cli.render import STYLES, render_finding
from factcheck.types import Check, CheckOutcome, Conclusion, Span, Stance

COLOURS = (colours.GREEN, colours.RED, colours.MAGENTA, colours.BLUE, colours.AMBER, colours.GREY)
_NAMED = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7])(?:;\d+)*m")
"""A colour by its place among a theme's sixteen."""


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def ordinary_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, Color.parse(colour).get_truecolor())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_is_readable_on_white_and_on_black(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 3.8
    assert (luminance(colour) + 0.05) / 0.05 >= 3.8


def test_a_finding_uses_these_colours_alone() -> None:
    checks = tuple(
        Check("numbers", outcome, "it says so", (), (Span(4 * n, 4 * n + 3),)) for n, outcome in enumerate(CheckOutcome)
    )
    for conclusion in Conclusion:
        items = [evidence(side, origin=side.value, checks=checks) for side in Stance]
        stream = Terminal()
        render_finding(finding(*items, conclusion=conclusion), Console(file=stream, width=80))
        shown = stream.getvalue()
        number = STYLES[conclusion].removeprefix("bold color(").removesuffix(")")
        assert f"38;5;{number}m" in shown
        assert not _NAMED.search(re.sub(r"38;5;\d+", "0", shown))


@pytest.mark.parametrize("line", ["--help", "claim --help", "--nope", "claim", "claim x --nope", "nope", "index", ""])
def test_help_and_usage_errors_use_these_colours_alone(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from typer import rich_utils

    monkeypatch.setattr(rich_utils, "FORCE_TERMINAL", True)
    monkeypatch.setattr(sys, "argv", ["factcheck", *line.split()])
    with pytest.raises(SystemExit):
        main()
    shown = "".join(capsys.readouterr())
    assert "38;5;" in shown
    assert not _NAMED.search(re.sub(r"38;5;\d+", "0", shown))


def test_progress_bars_use_these_colours_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with output.RichProgress().task("Reading", total=2) as advance:
        advance()
    with output.RichProgress().task("Reading") as advance:
        advance()
    assert "1/2" in stream.getvalue()
    assert not _NAMED.search(re.sub(r"38;5;\d+", "0", stream.getvalue()))


@pytest.mark.parametrize(
    ("term", "system"),
    [("xterm", "256"), ("screen", "256"), ("xterm-256color", "256"), ("xterm-16color", "standard"), ("dumb", None)],
)
def test_a_terminal_that_doesnt_say_how_many_colours_it_has_gets_ours(
    term: str, system: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert output.out().color_system == system


def test_a_pipe_and_no_color_get_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert output.out().color_system is None
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert output.out().no_color
