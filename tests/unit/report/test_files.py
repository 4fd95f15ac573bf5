"""Files of results: links are followed, devices written into, everything else whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from factcheck.errors import InputError
from factcheck.report.files import check_target, is_stream, write_whole


def test_a_file_is_replaced_with_its_mode_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("there", [True, False])
def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    target, link = folder / "decisions.csv", tmp_path / "link.csv"
    if there:
        target.write_text("old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert list(folder.iterdir()) == [target]


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()))
    reader.start()
    write_whole(path, b"new")
    reader.join(10)
    assert got == [b"new"]
    assert is_stream(path)


def test_a_device_is_written_into_and_says_when_it_is_full(tmp_path: Path) -> None:
    write_whole(Path("/dev/null"), b"new")
    assert is_stream(Path("/dev/null"))
    link = tmp_path / "link"
    link.symlink_to("/dev/full")
    with pytest.raises(InputError, match="link: No space left"):
        write_whole(link, b"new")
    assert link.is_symlink() and is_stream(link)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.csv"
    path.write_text("old")
    monkeypatch.setattr("shutil.copymode", stop)
    with pytest.raises(InputError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_target_is_checked_without_touching_it(tmp_path: Path) -> None:
    check_target(tmp_path / "new.svg")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "loop").symlink_to("loop")
    for wrong in (tmp_path / "missing" / "a.svg", tmp_path, tmp_path / "loop" / "a.svg"):
        with pytest.raises(InputError, match="cannot write"):
            check_target(wrong)
