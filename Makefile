# Few verbs. `make demo` and `make test` set up all they need from a bare Python 3.11 with pip.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.ready-dev

.PHONY: help demo test lint fmt messages bench clean
help:
	@echo "make demo    build the sample issue and say where it lies"
	@echo "make test    run every test"
	@echo "make matrix  every design on every screen, and the pictures of docs/designs.md"
	@echo "make lint    ruff, mypy --strict, import-linter"
	@echo "make fmt     format the code"
	@echo "make messages  bring the catalogues of translations up to date"
	@echo "make bench   medians beside a peer, in one run"

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "digest needs Python 3.11 or newer; found: $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python has no venv module. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/pip install -qq --disable-pip-version-check -c constraints.txt -e . || \
	  { echo "pip could not install what digest needs (see above): is a package index reachable?"; exit 1; }
	@$(BIN)/python -m compileall -qq digest  # pip does it for all that it copies, but not here
	@touch $@

$(DEV_READY): $(READY)
	@$(BIN)/pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]' || \
	  { echo "pip could not install the test tools (see above): is a package index reachable?"; exit 1; }
	@touch $@

demo: $(READY)
	@$(BIN)/digest build --month 2026-02

test: $(DEV_READY)
	@tools/chromium --ensure
	@$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST)

matrix: $(DEV_READY)
	@tools/chromium --ensure
	@$(BIN)/python -m tests.e2e.matrix

lint: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(DEV_READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(DEV_READY)
	$(BIN)/python tools/messages.py

bench: $(DEV_READY)
	@$(BIN)/python benchmarks/build.py
	@$(BIN)/python benchmarks/sources.py
	@$(BIN)/python benchmarks/markdown.py
	@$(BIN)/python benchmarks/render.py
	@$(BIN)/python benchmarks/selection.py
	@$(BIN)/python benchmarks/checks.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
