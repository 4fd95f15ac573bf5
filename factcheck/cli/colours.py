"""The few colours of every screen, each readable on white and on black.

A terminal's sixteen named colours are whatever its theme makes of them:
"yellow" and "cyan" can hardly be read on white, nor "blue" on black. The
numbered ones are the same everywhere. Those here have a contrast of at least
3.8 to 1 against either ground.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, Literal

GREEN = "color(28)"
RED = "color(160)"
MAGENTA = "color(163)"
BLUE = "color(63)"
AMBER = "color(130)"
GREY = "color(244)"

PROGRESS = {
    "bar.back": GREY,
    "bar.complete": GREEN,
    "bar.finished": GREEN,
    "bar.pulse": GREEN,
    "progress.download": "none",
    "progress.remaining": "none",
    "progress.elapsed": "none",
}
"""What takes the place of rich's own styles in progress bars."""

_SAYING = frozenset({"256color", "kitty", "direct", "16color"})
"""Ends of terminal names that say how many colours there are."""

_SIXTEEN = frozenset({"", "dumb", "unknown", "linux"})

_HELP = {
    "STYLE_OPTION": f"bold {BLUE}",
    "STYLE_COMMANDS_TABLE_FIRST_COLUMN": f"bold {BLUE}",
    "STYLE_SWITCH": f"bold {GREEN}",
    "STYLE_NEGATIVE_OPTION": f"bold {MAGENTA}",
    "STYLE_NEGATIVE_SWITCH": f"bold {RED}",
    "STYLE_TYPES": AMBER,
    "STYLE_USAGE": AMBER,
    "STYLE_OPTION_ENVVAR": AMBER,
    "STYLE_REQUIRED_SHORT": RED,
    "STYLE_REQUIRED_LONG": RED,
    "STYLE_ERRORS_PANEL_BORDER": RED,
    "STYLE_DEPRECATED": RED,
    "STYLE_ABORTED": RED,
    # paragraphs behind the first are text to be read like the first
    "STYLE_HELPTEXT": "",
}


def colour_system(*streams: Any) -> Literal["auto", "256"]:
    """Which colours to draw in on all of ``streams``: rich's own choice, which is none in a pipe, or 256.

    A terminal's name often doesn't say how many it has (``xterm``, ``screen``, ``foot``), and rich then takes sixteen.
    Nearly all have 256; those that are known to have sixteen are left alone.
    """
    term = os.environ.get("TERM", "").lower()
    said = bool(os.environ.get("COLORTERM")) or term.rpartition("-")[2] in _SAYING or term in _SIXTEEN
    terminals = all(getattr(stream, "isatty", lambda: False)() for stream in streams)
    return "256" if terminals and not said and os.name != "nt" else "auto"


def may_show_help(arguments: Sequence[str]) -> bool:
    """Whether the command line asks for help; a group without a command shows its own."""
    return len(arguments) < 2 or bool({"-h", "--help"} & set(arguments))


def colour_help() -> None:
    """Give typer's help and usage errors these colours.

    It takes a while to load what draws them, so this is called only where they are shown.
    """
    from typer import rich_utils

    for name, style in _HELP.items():
        setattr(rich_utils, name, style)
    rich_utils.RICH_HELP = rich_utils.RICH_HELP.replace("[blue]", "[bold]")
    rich_utils.COLOR_SYSTEM = colour_system(sys.stdout, sys.stderr)
