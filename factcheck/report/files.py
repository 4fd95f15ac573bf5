"""Where a file of results goes: checked before the work, written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

from factcheck.errors import InputError

_HINT = "Name a file in a folder that you may write to."


def check_target(path: Path) -> None:
    """See that a file can be written there, before any work is done for it; nothing is made or changed.

    Raises:
        InputError: its folder isn't there, or it mustn't be written.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        folder = _behind_links(path).parent
        folder.stat()  # says whether it is missing, or no folder
        if not os.access(path if path.exists() else folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}", _HINT) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that appears whole or not at all.

    A symbolic link stays one: the file that it leads to is replaced. What is no
    regular file (a device, a pipe) can't be replaced and is written into.

    Raises:
        InputError: it can't be written; a regular file stays as it was.
    """
    try:
        if is_stream(path):
            with path.open("wb") as stream:
                stream.write(data)
        else:
            _replace(_behind_links(path), data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}", _HINT) from error


def is_stream(path: Path) -> bool:
    """Whether something stands there that takes what is written, but is no regular file."""
    try:
        mode = path.stat().st_mode
    except OSError:  # nothing there, or nothing that can be looked at
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _behind_links(path: Path) -> Path:
    """The file that symbolic links lead to, which need not be there; a loop of links stays as it is."""
    return Path(os.path.realpath(path))


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as new:
            new.write(data)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
