"""Settings and where they come from, and where an index is looked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import IndexMissing

CATALOG = "catalog.sqlite"
"""The file whose presence makes a folder an index."""

INDEX_VARIABLE = "FACTCHECK_INDEX"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How one claim is checked.

    ``depth`` passages are taken from each leg of the search, ``weigh`` go to
    the stance model, at most ``limit`` a side are shown; ``only`` limits what is shown
    to one stance, never what is concluded from.
    """

    depth: int = 100
    weigh: int = 16
    limit: int = 5
    outlets: tuple[str, ...] = ()
    exclude_reports: frozenset[str] = frozenset()


def user_index() -> Path:
    """The platform's own place for an index, when no other is named."""
    import platformdirs  # only needed when nothing nearer is found

    return Path(platformdirs.user_data_dir("factcheck", appauthor=False)) / "index"


def user_cache() -> Path:
    """The platform's place for what can be made again."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("factcheck", appauthor=False))


def index_candidates(given: Path | None = None) -> list[tuple[str, Path]]:
    """Places an index is looked for, in order, each with the words for where it came from."""
    if given is not None:
        return [("--index", given)]
    places: list[tuple[str, Path]] = []
    named = os.environ.get(INDEX_VARIABLE)
    if named:
        return [(INDEX_VARIABLE, Path(named))]
    places.append(("this folder", Path("index")))
    places.append(("user data", user_index()))
    return places


def find_index(given: Path | None = None) -> Path:
    """The folder of an existing index.

    Raises:
        IndexMissing: naming every place that was looked at.
    """
    places = index_candidates(given)
    for _, path in places:
        if (path / CATALOG).is_file():
            return path
    looked = ", ".join(f"{path} ({source})" for source, path in places)
    raise IndexMissing(
        f"no index found; looked in {looked}",
        "Build one with: factcheck index build FOLDER, or name one with --index or FACTCHECK_INDEX.",
    )


def new_index(given: Path | None = None) -> Path:
    """Where an index is to be built or added to: the one that exists, else the first place named."""
    places = index_candidates(given)
    for _, path in places:
        if (path / CATALOG).is_file():
            return path
    first_source, first = places[0]
    if first_source == "this folder" and not first.is_dir():
        return places[-1][1]
    return first
