# Python 3.11 or newer and make are all that a machine needs; `make help` lists what can be asked for.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
# Unset and empty mean the same; an empty name would be the folder one happens to stand in.
ifeq ($(strip $(USALAMA_STORE)),)
override USALAMA_STORE := $(CURDIR)/var/store
endif
export USALAMA_STORE

BIN := .venv/bin
SETUP := .venv/.setup-done
SETUP_DEV := .venv/.setup-dev-done
# Written once the store has been filled or found filled, so that a later start need not ask again.
FILLED := $(USALAMA_STORE)/.filled
# What is never imported need not be compiled: a quarter of the time.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev browser run test attack mutations calibration coverage check bench screenshots accessible tasks messages dictionary pins format clean

help: ## List the targets.
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST)

setup: $(SETUP) ## Make .venv with everything the product needs, the usalama command included.

setup-dev: $(SETUP_DEV) ## Add what tests, checks and build scripts need.

$(SETUP): requirements.txt pyproject.toml
	@echo "Installing into .venv (a minute or two the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	@$(PIP) -r requirements.txt
	@$(PIP) --no-deps -e .
	@touch $@

$(SETUP_DEV): requirements-dev.txt $(SETUP)
	@$(PIP) -r requirements-dev.txt
	@touch $@

browser: ## Install Debian's chromium when there is no Chrome.
	@for name in "$$CHROME" google-chrome chromium chromium-browser; do \
		test -n "$$name" && command -v "$$name" >/dev/null && exit 0; \
	done; \
	echo "No Chrome found: installing chromium"; \
	SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	$$SUDO apt-get update -qq && \
	$$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null

run: setup ## Fill an empty store with demonstration data and serve on http://localhost:8501 (PORT= for another).
	@test -f "$(FILLED)" || { $(BIN)/usalama demo --if-empty && touch "$(FILLED)"; }
	@echo "Usalama Mitaani: http://localhost:$(PORT)  (store: $(USALAMA_STORE); Ctrl+C ends it)"
	@exec env USALAMA_LOCAL_OPERATOR=1 $(BIN)/streamlit run app.py --server.port $(PORT) --server.address 127.0.0.1

check: setup-dev ## Style, types and import contracts; no tests.
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# One thread a process: on two cores, libraries that take two threads each stand in each other's way. The third process
# works while tests of a browser wait.
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
# The checks run beside the tests and speak when these are done.
test: setup-dev browser ## Everything that must hold before a change is shared: checks, and all tests but the long ones.
	@mkdir -p var; \
	$(MAKE) --no-print-directory check >var/check.txt 2>&1 & checks=$$!; \
	$(ONE_THREAD) $(BIN)/python -m pytest -n 3 --durations=10; tests=$$?; \
	wait $$checks; checked=$$?; cat var/check.txt; \
	exit $$((tests || checked))

attack: setup-dev browser ## What every run of the tests does in small, in full: attacks on the rule for small numbers, killed processes, any bytes.
	@$(ONE_THREAD) $(BIN)/python -m pytest -n 2 -m long \
		--ignore tests/benchmarks --ignore tests/usalama/stats --ignore tests/browser/test_accessible.py \
		--ignore tests/browser/test_tasks.py

coverage: check browser ## The tests again, with the lines and branches that they never reach.
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered

bench: setup-dev browser ## Time the questions and the map beside their peers, every page, first visits, and many viewers at once.
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.pages
	@$(BIN)/python -m benchmarks.map_change
	@$(BIN)/python -m benchmarks.first_visit
	@$(BIN)/python -m benchmarks.load

mutations: setup-dev ## Take one guard away at a time, and name the tests that notice.
	@$(ONE_THREAD) $(BIN)/python -m benchmarks.mutations

calibration: setup-dev ## Hold our numbers against published ones, and our promises against thousands of invented worlds.
	@$(ONE_THREAD) $(BIN)/python -m pytest -n 2 -m long tests/benchmarks tests/usalama/stats
	@$(BIN)/python -m benchmarks.calibration.references
	@$(BIN)/python -m benchmarks.calibration.coverage
	@$(BIN)/python -m benchmarks.calibration.changes
	@$(BIN)/python -m benchmarks.calibration.alerts
	@$(BIN)/python -m benchmarks.calibration.effect

screenshots: setup-dev browser ## Every page and tab, wide and narrow, in both languages, light and dark, with contact sheets, into var/screenshots (ARGS="--pages map").
	@$(BIN)/python -m tests.browser.screenshots $(ARGS)

accessible: setup-dev browser ## axe-core on every page and tab, light and dark, in both languages.
	@$(ONE_THREAD) $(BIN)/python -m pytest -n 0 -m "long or not long" tests/browser/test_accessible.py

tasks: setup-dev browser ## What people come for, walked in a browser; the clicks and seconds of each into var/tasks.csv.
	@$(BIN)/python -m pytest -n 0 -m long tests/browser/test_tasks.py

messages: setup ## Bring usalama/locales/*.po up to date with the sentences in the code and the data; new ones are left empty.
	@mkdir -p var
	@template=$$(mktemp var/messages.XXXXXX) && trap 'rm -f $$template' EXIT && \
	PYTHONPATH=. $(BIN)/pybabel --quiet extract -F docs/babel.cfg -o $$template --no-location --sort-output . && \
	for catalogue in usalama/locales/*.po; do \
		$(BIN)/pybabel --quiet update -i $$template -o $$catalogue -l $$(basename $$catalogue .po) \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120 || exit 1; \
	done

dictionary: setup ## Write docs/data-dictionary.md from usalama/schema.
	@$(BIN)/python docs/build_data_dictionary.py

pins: setup-dev ## Turn requirements*.in into exact pins.
	@$(BIN)/uv pip compile --quiet --no-header --no-annotate --python-version 3.11 requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --no-header --no-annotate --python-version 3.11 requirements-dev.in -o requirements-dev.txt

format: setup-dev ## Put the code into the one style.
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

clean: ## Remove the environment and the caches; the store in var/ stays.
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage
