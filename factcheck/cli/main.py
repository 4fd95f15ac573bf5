"""The command ``factcheck``: its sub-commands, and the one place where errors become words and exit codes."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from factcheck import __version__
from factcheck.cli import article, batch, claim, doctor, evaluate, index, review, train
from factcheck.cli.colours import colour_help, may_show_help
from factcheck.errors import ExitCode, FactcheckError, exit_code_for

DEBUG_VARIABLE = "FACTCHECK_DEBUG"

CANNOT_WRITE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
"""A full disk, a quota, a lost device. Whatever reads a file has its own words for what goes wrong in reading."""

WRITE_HINT = "Make room, or send the output elsewhere; then run it again."


class _Root(TyperGroup):
    """Whatever goes wrong on the way to a command is told in our colours."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().make_context(*args, **kwargs)
        except typer.Exit:
            raise
        except Exception:
            colour_help()
            raise

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.Exit:
            raise
        except Exception:
            colour_help()
            raise


app = typer.Typer(
    name="factcheck",
    cls=_Root,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(rich_help_panel="Check")(claim.claim)
app.command(rich_help_panel="Check")(article.article)
app.command(rich_help_panel="Check")(batch.batch)
app.add_typer(review.app, name="review", rich_help_panel="Check")
app.add_typer(index.app, name="index", rich_help_panel="Index and models")
app.add_typer(train.app, name="train", rich_help_panel="Index and models")
app.add_typer(evaluate.app, name="evaluate", rich_help_panel="Index and models")
app.command(rich_help_panel="Index and models")(doctor.doctor)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Check claims against earlier reports: what supports them, what conflicts, word for word.

    \b
    Start here:
      factcheck index build reports/             make an index of earlier reports
      factcheck claim "The bridge is open."      check one claim
      factcheck article story.txt                check the claims of an article
      factcheck batch claims.csv -o out.jsonl    check a file of claims
      factcheck review out.jsonl                 decide, one key at a time

    \b
    Exit codes: 0 done, 1 --fail-on was met, 2 usage or bad input,
    3 index trouble, 4 model trouble, 130 interrupted.
    """


def main() -> None:
    """Run the command line; every error a user can act on is told in two lines on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that can't show a character gets a substitute instead of a crash
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if may_show_help(sys.argv[1:]):
        colour_help()
    try:
        try:
            app()
        except SystemExit:
            # what is still held back would otherwise fail after the last line in which it can be told
            if sys.stdout is not None:
                sys.stdout.flush()
            raise
    except FactcheckError as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        tell(error)
        sys.exit(exit_code_for(error))
    except BrokenPipeError:
        # the reader (head, less) left: not an error, but nothing more can be written
        _write_no_more()
        sys.exit(ExitCode.DONE)
    except OSError as error:
        if os.environ.get(DEBUG_VARIABLE) or error.errno not in CANNOT_WRITE:
            raise
        _write_no_more()
        where = error.filename or "the output"
        tell(FactcheckError(f"cannot write {where}: {error.strerror}", WRITE_HINT))
        sys.exit(ExitCode.USAGE)


def _write_no_more() -> None:
    """Let what stdout still holds go nowhere: the interpreter tries once more to write it when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(error: FactcheckError) -> None:
    """``error: what is wrong`` and the next step, on stderr, safe to show."""
    from factcheck.cli.output import note
    from factcheck.text.safe import display

    with suppress(OSError):  # where stderr can't be written either, the exit code still says it
        note(f"error: {display(error.message)}")
        if error.hint:
            note(f"  {display(error.hint)}")


if __name__ == "__main__":
    main()
