# Two commands: `make run` opens the dashboard, `make test` runs every test. Both install what is missing.
# `make run SNAPSHOT=DIR` opens another snapshot than the bundled one.
PYTHON ?= python3
PORT ?= 8501
SNAPSHOT ?=
BIN := .venv/bin

.PHONY: run test check snapshot screenshots clean
# A .venv that could not be made whole must not pass for one at the next try.
.DELETE_ON_ERROR:

run: .venv/.run
	@echo "The dashboard opens at http://localhost:$(PORT) (stop it with Ctrl+C)."
	@$(BIN)/streamlit run app.py --server.port $(PORT) $(if $(SNAPSHOT),-- --snapshot "$(SNAPSHOT)")

test: .venv/.dev
	@echo "Running every test (about ten minutes); those in a browser need Chromium, some of the review PostgreSQL; they are skipped, with a line that says so, where there is none."
	@HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy --strict stance

snapshot: .venv/.run
	$(BIN)/python -m stance build

screenshots: .venv/.dev
	$(BIN)/python bench/screenshots.py

clean:
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 run"; exit 1; }
	@echo "Making .venv and installing into it: the first time takes 3 to 10 minutes and about 2 GB of disk; later starts take seconds."
	@$(PYTHON) -m venv .venv

.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing what the dashboard needs ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
