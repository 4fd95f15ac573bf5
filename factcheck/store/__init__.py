"""Where reports, passages and vectors live: a folder with a SQLite catalog and a cache of its vectors."""

from factcheck.store.local import LocalStore, create_store, open_store
from factcheck.store.merge import merge

__all__ = ["LocalStore", "create_store", "merge", "open_store"]
