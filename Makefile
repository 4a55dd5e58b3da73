PYTHON ?= python3
BIN := .venv/bin

.PHONY: install run test check format lock

install: .venv/installed

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Readout needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv

.venv/running: requirements.lock | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements.lock
	touch $@

.venv/installed: requirements-test.lock .venv/running
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements-test.lock
	touch $@

run: .venv/running
	$(BIN)/python -m bot run

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 pyproject.toml

lock: install
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) --extra meaning --extra postgres --output-file requirements.lock
	$(LOCK) --all-extras --constraint requirements.lock --output-file requirements-test.lock
