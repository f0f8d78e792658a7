# Two commands do everything on a fresh machine with Python 3.11 or newer, git and make:
#   make serve    sets up .venv, then checks, builds and serves the example at http://127.0.0.1:8000
#   make test     sets up .venv, then passes the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Material announces its successor at each build; the changelog of our dependencies is the place for that.
export NO_MKDOCS_2_WARNING := 1
ADDRESS ?= 127.0.0.1:8000

.PHONY: help serve build check test lint schemas docs lock clean

help:  ## What can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | column -t -s '	'

serve: $(VENV)/.installed check  ## Check, build and serve the example knowledge base
	$(BIN)/talktrack serve --address $(ADDRESS)

build: $(VENV)/.installed  ## Build the example into site/
	$(BIN)/talktrack build

check: $(VENV)/.installed  ## Check the example knowledge base
	$(BIN)/talktrack check

test: $(VENV)/.installed-dev  ## Pass the tests, with the branch coverage of builder/
	$(BIN)/python -m pytest --cov --cov-report=term $(ARGS)

lint: $(VENV)/.installed-dev  ## Lint, format and type check
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

schemas: $(VENV)/.installed-dev  ## Write schemas/ again from the models
	$(BIN)/talktrack schema --lang en --output schemas/en && $(BIN)/talktrack schema --lang fr --output schemas/fr && $(BIN)/python -m builder.exports.figures > schemas/report.json && $(BIN)/python -m builder.exports.knowledge_json > schemas/knowledge.json

docs: $(VENV)/.installed  ## Write the pages of docs/ that are made from the code again
	$(BIN)/python -m builder.cli.reference > docs/commands.md && $(BIN)/python -m builder.exports.rules > docs/rules.md

lock: $(VENV)/.installed-dev  ## Write the lock files again from pyproject.toml
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra dev -c requirements.lock --allow-unsafe -o requirements-dev.lock pyproject.toml

clean:  ## Remove what was made
	rm -rf $(VENV) site build dist *.egg-info .talktrack

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "talktrack needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
