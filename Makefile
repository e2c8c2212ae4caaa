# Each target makes what it needs: a clean clone, python3 with venv, and make are enough.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
BENCH ?= ../shared/bench

.PHONY: demo test check bench train clean

demo: $(VENV)/core
	$(BIN)/copydesk demo

test: $(VENV)/dev
	$(BIN)/python -m pytest -q

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev
	$(BIN)/python -m tests.bench.lines $(BENCH)/lines.jsonl.gz
	$(BIN)/python -m tests.bench.phrases $(BENCH)
	$(BIN)/python -m tests.bench.verdicts $(BENCH)/fundus-dev $(BENCH)/wcxb-dev-articles
	$(BIN)/python -m tests.bench.extraction $(BENCH)

train: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m tests.train.train $(BENCH)

clean:
	rm -rf $(VENV) demo-store .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ $(VENV)/core
