"""What a process does when it starts: proved in a fresh interpreter, with the shipped models."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "sentence_transformers", "transformers", "trafilatura", "dateparser", "sklearn", "scipy")

NO_SOCKETS = """
import socket, sys
def refuse(*a, **k): raise AssertionError("a socket was opened")
real = socket.socket
class Refused(real):
    def __init__(self, *a, **k): refuse()
socket.socket = Refused
socket.create_connection = refuse
socket.getaddrinfo = refuse
"""


def fresh(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=120, cwd=ROOT, check=False
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small index made with the shipped encoder."""
    from factcheck.indexing import build
    from factcheck.models import load_encoder

    folder = tmp_path_factory.mktemp("demo")
    build(folder, [ROOT / "fixtures" / "reports" / "real" / "north_korea_arms.jsonl"], load_encoder())
    return folder


def test_importing_the_package_imports_nothing_else() -> None:
    told = fresh("import sys, factcheck; print([m for m in sys.modules if m.startswith('factcheck')])")
    assert told.stdout.strip() == "['factcheck']"


def test_help_loads_no_model_library() -> None:
    code = (
        "import sys\nsys.argv = ['factcheck', '--help']\nfrom factcheck.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('LOADED', [m for m in ('numpy', 'faiss', 'onnxruntime', 'sqlite3', *sys.argv[1:]) if m in sys.modules])"
    )
    told = fresh(code)
    assert "LOADED []" in told.stdout, told.stdout[-500:]


def test_a_claim_needs_neither_torch_nor_the_network(demo: Path) -> None:
    code = (
        NO_SOCKETS + "import json\nsys.argv = ['factcheck', 'claim', 'North Korea denied selling arms to Russia.',"
        f" '--as-of', '2023-03-31', '--index', {str(demo)!r}, '--json']\n"
        "from factcheck.cli.main import main\n"
        "try: main()\nexcept SystemExit as left: code = left.code\n"
        f"sys.stderr.write('LOADED ' + json.dumps([m for m in {HEAVY!r} if m in sys.modules]) + ' ' + str(code))"
    )
    told = fresh(code)
    assert "LOADED [] 0" in told.stderr or "LOADED [] None" in told.stderr, told.stderr[-800:]
    assert json.loads(told.stdout)["evidence"]


def test_the_python_api_of_the_readme_runs(demo: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    code = readme.split("```python\n")[1].split("```")[0].replace('"index"', repr(str(demo)))
    told = fresh(code)
    assert told.returncode == 0, told.stderr[-800:]
    assert "2023" in told.stdout
