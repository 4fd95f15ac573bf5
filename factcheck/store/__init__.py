"""Where reports, passages and vectors live: a folder with a SQLite catalog and a cache of its vectors."""

from factcheck.store.local import LocalStore, create_store, open_store
from factcheck.store.merging import merge
from factcheck.store.repair import repair_store
from factcheck.store.verify import Problem, require_sound, verify_store

__all__ = [
    "LocalStore",
    "Problem",
    "create_store",
    "merge",
    "open_store",
    "repair_store",
    "require_sound",
    "verify_store",
]
