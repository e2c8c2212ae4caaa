# Each target makes what it needs: a clean clone, python3 with venv, and make are enough.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
BENCH ?= ../shared/bench
FAULTS ?= ../shared/faults

.PHONY: demo test check bench faults train clean

demo: $(VENV)/core
	$(BIN)/copydesk demo

test: $(VENV)/dev
	$(BIN)/python -m pytest -q

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/bench
	$(BIN)/python -m tests.bench.lines $(BENCH)/lines.jsonl.gz
	$(BIN)/python -m tests.bench.phrases $(BENCH)
	$(BIN)/python -m tests.bench.verdicts $(BENCH)/fundus-dev $(BENCH)/wcxb-dev-articles
	$(BIN)/python -m tests.bench.extraction $(BENCH)
	$(BIN)/python -m tests.bench.metadata $(BENCH)
	$(BIN)/python -m tests.bench.jobs $(BENCH)
	$(BIN)/python -m tests.bench.stories
	$(BIN)/python -m tests.bench.fetch
	$(BIN)/python -m tests.bench.store 100000
	$(BIN)/python -m tests.bench.start

# The server of faults and its runners are not part of this repository: FAULTS says where they are.
# They resolve names of their own in a network of their own, which takes root (unshare). Once for the
# cases of the published list, once for all that the server knows, once for whole origins.
FAULT_RUN = PYTHONPATH=. FAULT_DNS=1 unshare -n -m $(BIN)/python $(FAULTS)
FAULT_ADAPTER = -- $(BIN)/python -m tests.faults_adapter

faults: $(VENV)/dev
	CASES=$(FAULTS)/cases.json $(FAULT_RUN)/run_faults.py copydesk transport,feed,extract \
	  faults.json $(FAULT_ADAPTER)
	$(FAULT_RUN)/run_faults.py copydesk-all transport,feed,extract faults-all.json $(FAULT_ADAPTER)
	$(FAULT_RUN)/run_origins.py copydesk robots faults-robots.json $(FAULT_ADAPTER)
	$(FAULT_RUN)/run_origins.py copydesk sitemap faults-sitemap.json $(FAULT_ADAPTER)
	$(BIN)/python -m tests.faults_judge faults.json faults-all.json faults-robots.json \
	  faults-sitemap.json

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

$(VENV)/bench: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	touch $@
