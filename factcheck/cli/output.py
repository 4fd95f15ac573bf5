"""Where output goes: stdout is data, stderr is narration.

Consoles are made when first asked for, so that they see the streams in use
then (a test's, a pipe's) and so that importing this module costs nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from rich.console import Console

    from factcheck.types import Advance

PIPE_WIDTH = 100
"""Columns to wrap at when no terminal says how wide it is."""


def terminal_width(is_terminal: bool) -> int:
    """Columns to draw in: ``COLUMNS`` or the terminal's own, else :data:`PIPE_WIDTH`."""
    if is_terminal or os.environ.get("COLUMNS", "").isdigit():
        return max(40, shutil.get_terminal_size((80, 24)).columns)
    return PIPE_WIDTH


def _console(stream: Any, *, stderr: bool) -> Console:
    from rich.console import Console

    from factcheck.cli.colours import colour_system

    is_terminal = bool(getattr(stream, "isatty", lambda: False)())
    return Console(
        color_system=colour_system(stream),
        file=stream if is_terminal else cast("IO[str]", Trimmed(stream)),
        stderr=stderr,
        width=terminal_width(is_terminal),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


class Trimmed:
    """A text stream without the blanks that tables and margins put at the ends of lines.

    On a terminal nobody sees them; in a file they make lines differ that look the same.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._held = ""

    def write(self, text: str) -> int:
        """Write all but the blanks at the end, which wait until it is known what follows them."""
        *lines, last = (self._held + text).split("\n")
        kept = last.rstrip(" ")
        self._held = last[len(kept) :]
        self._stream.write("\n".join([*(line.rstrip(" ") for line in lines), kept]))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def out() -> Console:
    """The console for data, on stdout. Markup is off: corpus text must not be read as rich's."""
    return _console(sys.stdout, stderr=False)


def err() -> Console:
    """The console for narration, on stderr."""
    return _console(sys.stderr, stderr=True)


def note(message: str) -> None:
    """One line of narration on stderr."""
    sys.stderr.write(message.rstrip("\n") + "\n")
    sys.stderr.flush()


def print_json(obj: Mapping[str, object], *, indent: int | None = 2) -> None:
    """Write one JSON value and a line end to stdout, in UTF-8 whatever the locale says, safe to look at."""
    from factcheck.report.jsontext import dump_line

    text = dump_line(obj, indent=indent)
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is not None:
        sys.stdout.flush()
        buffer.write(text.encode("utf-8", "replace") + b"\n")
        buffer.flush()
    else:
        sys.stdout.write(text + "\n")


class RichProgress:
    """Progress bars with rate and time left on stderr; silent where stderr isn't a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet or not sys.stderr.isatty()

    @contextmanager
    def task(self, label: str, total: int | None = None) -> Iterator[Advance]:
        """See :class:`factcheck.types.Progress`."""
        if self.quiet:
            yield _no_advance
            return
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.text import Text
        from rich.theme import Theme

        from factcheck.cli.colours import PROGRESS

        class Rate(ProgressColumn):
            """Steps a second over the last while."""

            def render(self, task: Any) -> Text:
                speed = task.finished_speed or task.speed
                return Text("" if speed is None else f"{speed:,.0f}/s", style="dim")

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
        console = err()
        console.push_theme(Theme(PROGRESS))
        with Progress(*columns, console=console, transient=True) as bar:
            row = bar.add_task(label, total=total)

            def advance(steps: int = 1) -> None:
                bar.advance(row, steps)

            yield advance


def _no_advance(steps: int = 1) -> None:
    """Moves nothing: there is no bar."""
