# Needs python3 (3.11 or later) with venv, and make. Everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check validate docs package bench mutants clean

# A sample ledger from seeds/, its findings, and the review app where there is a terminal.
demo: .venv/installed
	$(BIN)/claims demo

# All tests.
test: .venv/installed-dev
	$(BIN)/pytest -q -n auto

# What .ci/run checks besides the tests: lint, format, types, import rules.
check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Exports as the programs of other people see them.
validate: .venv/installed-validate
	$(BIN)/python -W ignore -m tests.exports.validate

# The documentation: generated pages must be fresh, no link may be dead.
docs: .venv/installed-docs
	$(BIN)/python docs/generate.py --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

# The package as a stranger installs it: built twice, installed alone, used.
package: .venv/installed-dev
	$(BIN)/python tests/packaging/wheel.py

# All benchmarks beside their peers, one table. `make bench FULL=--full` takes a million claims and a good hour.
bench: .venv/installed-bench
	$(BIN)/python benchmarks $(FULL) --json benchmarks.json

# Mutation testing of the journal and the verifiers: no change may go unnoticed and unexplained. Takes 20 minutes.
mutants: .venv/installed-dev
	nice $(BIN)/python -m tests.harness.mutants

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("casualty-ledger needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=23.3'  # older ones warn of lxml[html_clean]

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ .venv/installed

.venv/installed-validate: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,validate]'
	touch $@

.venv/installed-docs: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,docs]'
	touch $@

.venv/installed-bench: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	touch $@

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
