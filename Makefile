# One way to do each task, for people and CI alike.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FACTCHECK := $(BIN)/factcheck
STAMP := $(VENV)/.installed

.PHONY: help install demo test lint types layers pytest eval bench fit train train-judge golden screenshot clean

help:
	@echo "make demo   set up, build the demo index from fixtures/reports and check an article against it"
	@echo "make test   set up and run ruff, mypy, import-linter and pytest"
	@echo "make eval   quality on the evaluation sets (docs/finding.md, docs/models/stance.md)"
	@echo "make bench  time and memory (benchmarks/README.md)"
	@echo "make fit    fit the finding's thresholds on the development claims"
	@echo "make train-judge, make train  the recipes of the shipped stance models (hours)"

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("factcheck needs Python 3.11 or newer; set PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

install: $(STAMP)

demo: $(STAMP)
	$(FACTCHECK) index build fixtures/reports --index index
	$(FACTCHECK) article fixtures/articles/russia_north_korea.txt --index index
	@echo
	@echo "The demo index is in ./index. Try next:"
	@echo '  $(FACTCHECK) claim "North Korea has supplied weapons to Russia." --as-of 2023-03-31'
	@echo '  $(FACTCHECK) batch fixtures/claims/speech.csv -o results.jsonl && $(FACTCHECK) review results.jsonl'

test: lint types layers pytest

lint: $(STAMP)
	$(BIN)/ruff check factcheck tests benchmarks training
	$(BIN)/ruff format --check factcheck tests benchmarks training

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports

pytest: $(STAMP)
	$(BIN)/pytest

eval: $(STAMP)
	$(BIN)/python benchmarks/quality.py

bench: $(STAMP)
	$(BIN)/python benchmarks/speed.py

fit: $(STAMP)
	$(BIN)/python training/fit_finding.py

train: $(STAMP)
	for run in 1 2 3 4 5 6; do $(FACTCHECK) train --config training/stance-$$run.toml || exit 1; done

train-judge: $(STAMP)
	for run in stance-judge stance-judge-2 stance-judge-3 stance-judge-4 stance-judge-5 stance-judge-6 stance-judge-7; do $(FACTCHECK) train --config training/$$run.toml || exit 1; done
	$(BIN)/python training/average.py training/runs/judge-5/model training/runs/judge-7/model training/runs/judge-5-7
	$(FACTCHECK) train --config training/stance-judge-8.toml
	$(BIN)/python training/average.py training/runs/judge-5-7 training/runs/judge-8/model training/runs/judge

golden: $(STAMP)
	$(BIN)/python tests/golden.py --write

screenshot: $(STAMP)
	COLUMNS=100 $(FACTCHECK) claim "North Korea has supplied weapons to Russia." --as-of 2023-03-31 --limit 2 --index index --svg docs/claim.svg

clean:
	rm -rf $(VENV) build dist *.egg-info
