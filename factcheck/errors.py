"""One tree of exceptions; every message says what is wrong, where, and what to do next.

::

    FactcheckError
    ├── UsageError            exit 2: a wrong option or value
    ├── InputError            exit 2: a file that can't be read as what it should be
    ├── IndexTrouble          exit 3
    │   ├── IndexMissing      no index where one was looked for
    │   ├── IndexMismatch     made with another encoder, or by a newer factcheck
    │   ├── IndexBusy         another process writes to it
    │   └── IndexDamaged      fails its own checks
    └── ModelTrouble          exit 4: weights missing, altered or not of a known kind
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says to its caller."""

    DONE = 0
    FAILED_ON = 1
    """``--fail-on`` was met."""
    USAGE = 2
    INDEX = 3
    MODEL = 4
    INTERRUPTED = 130


class FactcheckError(Exception):
    """Base of all errors that a user can do something about.

    Args:
        message: what is wrong, naming the file and line where there is one.
        hint: the next step, as a sentence or a command.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(FactcheckError):
    """A wrong option or value."""


class InputError(FactcheckError):
    """A file that can't be read as what it should be."""


class IndexTrouble(FactcheckError):
    """Something is wrong with the index."""

    exit_code = ExitCode.INDEX


class IndexMissing(IndexTrouble):
    """There is no index where one was looked for."""


class IndexMismatch(IndexTrouble):
    """The index was made with another encoder, or by a newer version of factcheck."""


class IndexBusy(IndexTrouble):
    """Another process is writing to the index."""


class IndexDamaged(IndexTrouble):
    """The index fails its own checks."""


class ModelTrouble(FactcheckError):
    """Weights are missing, altered or not of a known kind."""

    exit_code = ExitCode.MODEL


def exit_code_for(error: BaseException) -> ExitCode:
    """The exit code for an error that reached the top."""
    if isinstance(error, FactcheckError):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    raise error
