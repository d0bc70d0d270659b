PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(HOME)/dateline-runs

.PHONY: install dev demo test walks lint evals bench scale archive fuzz train clean

install: $(BIN)/dateline   ## make .venv with a working dateline
demo: install              ## code the sample article and show its events
	$(BIN)/dateline code --explain examples/harbour-talks.txt
dev: $(VENV)/.dev          ## install what the tests need
test: dev                  ## ruff, mypy, pytest: what CI runs
	$(BIN)/ruff check src tests training evals benchmarks
	$(BIN)/mypy
	$(BIN)/pytest
walks: dev                 ## the workbench in chromium, and every promise of its OpenAPI document (minutes; apt install chromium)
	DATELINE_WALKS=3 $(BIN)/pytest tests/use/web
evals: dev                 ## every quality figure, where the data is at hand
	$(BIN)/python -m evals
bench: dev                 ## speed and memory, beside the bare network; growth with the length
	$(BIN)/pip install -q -e ".[bench]"
	$(BIN)/python -m benchmarks.speed --write
	$(BIN)/python -m benchmarks.growth
scale: dev                 ## a day of news, memory over 50,000 articles, two nodes: the figures of docs/scale.md (hours)
	$(BIN)/pip install -q -e ".[cluster]"
	$(BIN)/python -m benchmarks.cluster --write
	$(BIN)/python -m benchmarks.day --write
	$(BIN)/python -m benchmarks.memory --words 60 --write
archive: dev               ## the archive: 10 million events asked, 200 kills, 20,000 made-up articles (an hour)
	$(BIN)/python -m benchmarks.archive
	$(BIN)/python -m benchmarks.adding
	$(BIN)/python -m benchmarks.hardship
	$(BIN)/python -m evals.stories --order
fuzz: dev                  ## hostile bytes into everything that reads
	$(BIN)/python -m benchmarks.fuzz
train: dev                 ## train and export both readers (needs the data and three hours on two cores)
	$(BIN)/pip install -q -e ".[train]"
	$(BIN)/python -m training.make --runs $(RUNS)
clean:                     ## remove .venv and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(BIN)/dateline: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or later is needed: set PYTHON=python3.x"; exit 1; }
	@echo "installing into $(VENV); this takes a minute or two"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@
$(VENV)/.dev: $(BIN)/dateline
	$(BIN)/pip install -q --disable-pip-version-check -e ".[dev]"
	@touch $@
