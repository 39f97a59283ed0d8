# Everything that is needed to try, test and release Article60. `make help` lists it.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SHARED ?= ../shared
OUT ?= out
ROUNDS ?= 5
SIZE ?= 500
# What is written in Python is compiled once, whatever a container says: each process that starts would take twice as long.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup words demo workspace test leaks long-tests fuzz check score test-cluster bench-cluster head language-model calibrate weigh bench bench-web bench-reports screenshots lock debian

help: ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / - /'

# Environments from locks: what a user runs, the same with the workspace, and what a developer tests with. Each has a mark of the lock
# it was made from.
define environment
	@test -x $(BIN)/python || python3 -m venv $(VENV)
	@cmp -s requirements/$(1).lock $(VENV)/installed-$(1).lock || { \
	  echo "installing $(1) environment in $(VENV)"; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/installer.lock && \
	  $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/$(1).lock requirements/installer.lock && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline -e . && \
	  rm -f $(VENV)/installed-*.lock && cp requirements/$(1).lock $(VENV)/installed-$(1).lock; }
endef

setup: ## make .venv with the command article60 in it
	@test -e $(VENV)/installed-dev.lock || test -e $(VENV)/installed-workspace.lock || $(MAKE) --no-print-directory .setup-run

	@$(MAKE) --no-print-directory words

.PHONY: .setup-run .setup-workspace .install-workspace .setup-dev
.setup-run:
	$(call environment,run)
.setup-workspace:
	@test -e $(VENV)/installed-dev.lock || $(MAKE) --no-print-directory .install-workspace
	@$(MAKE) --no-print-directory words
.install-workspace:
	$(call environment,workspace)
.setup-dev:
	$(call environment,dev)
	@$(MAKE) --no-print-directory words

words: ## compile the catalogues of the six languages from their parts
	@PYTHONPATH=src $(BIN)/python -m article60.web.words

demo: ## build the invented world, run everything on it, show it on http://127.0.0.1:8000, the workspace beside it on :8060
	@$(MAKE) --no-print-directory .setup-workspace || { echo "the packages of the workspace cannot be installed: showing the public site alone"; \
	  $(MAKE) --no-print-directory setup; }
	$(BIN)/article60 demo --port $(PORT)

workspace: .setup-workspace ## the workspace on http://127.0.0.1:8060, on a PostgreSQL of its own in out/workspace
	$(BIN)/article60 workspace serve

debian: ## install the Debian packages that the tests need (as root), or name what is missing
	@bash requirements/debian.sh

# Two processes of tests, about as long. Counting coverage takes half as much time again: it is counted of what is not the web, and not
# in what tests start. Beside the rest first the workspace's, by themselves as Django can be set up once in a process.
BESIDE := tests/publication tests/browser

test: debian .setup-dev check ## everything that must hold: packages, checks and all tests
	@echo "some of it is tested beside the rest; what that says follows at the end"
	@mkdir -p $(OUT); \
	( trap 'kill $$! 2> /dev/null' TERM; failed=0; \
	  for part in tests/workspace "tests/publication --cov --cov-report=" tests/browser; do \
	    COVERAGE_FILE=$(OUT)/coverage-beside $(BIN)/python -m pytest $$part & wait $$! || failed=1; \
	  done; exit $$failed ) > $(OUT)/tests-beside.txt 2>&1 & \
	beside=$$!; trap "kill $$beside 2> /dev/null" EXIT; failed=0; \
	$(BIN)/python -m pytest $(BESIDE:%=--ignore=%) --cov --cov-report= || failed=1; \
	wait $$beside || failed=1; cat $(OUT)/tests-beside.txt; exit $$failed
	$(BIN)/python -m coverage combine --append $(OUT)/coverage-beside
	$(BIN)/python -m coverage report --fail-under=90

leaks: .setup-dev ## the leak matrix in full, and each planted leak; the last line is JSON
	$(BIN)/python -m tests.full leaks

long-tests: .setup-dev ## the full counts of consent, concurrency, audit, crashes and migrations; a line of JSON for each
	$(BIN)/python -m tests.full long

fuzz: .setup-dev ## the tests of properties with ROUNDS times new examples; what fails prints how to repeat it
	for round in $$(seq $(ROUNDS)); do \
	  $(BIN)/python -m pytest --no-header --hypothesis-profile=fuzz $$(grep -rl "from hypothesis" tests --include='test_*.py') || exit; done

check: .setup-dev ## style, types, import rules, documentation
	$(BIN)/ruff format --check src tests docs
	$(BIN)/ruff check src tests docs
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

# An environment of its own: Daft and Ray are held to versions that the others are not.
CLUSTER := .venv-cluster

test-cluster: .setup-dev ## the invented world on a Ray cluster of two workers, one of which is killed while it works
	@test -x $(CLUSTER)/bin/python || python3 -m venv $(CLUSTER)
	$(BIN)/uv pip sync --quiet --python $(CLUSTER)/bin/python --require-hashes requirements/cluster.lock
	$(BIN)/python -m pytest tests/engines

bench-cluster: test-cluster ## what a cluster costs beside the work: seconds to start, for each task, memory; the last line is JSON
	PYTHONPATH=src $(CLUSTER)/bin/python tests/engines/cost.py

score: .setup-dev ## quality of evidence on the shared test material; the last line is JSON
	$(BIN)/python -m tests.score --shared $(SHARED) --out $(OUT)/score

head: .setup-dev ## train the head of tagging anew on its labelled statements
	$(BIN)/python -m article60.extraction.head.train

language-model: .setup-dev ## make the model that tells languages apart anew, out of that of py3langid
	$(BIN)/python -m article60.text.language_model.making

calibrate: .setup-dev ## confidence of each rule of reading, counted on the documents with keys
	$(BIN)/python -m tests.quality.calibrate tests/reviews tests/reviews_later

weigh: .setup-dev ## fit the points of matching to an invented world and to labelled pairs, and print them
	$(BIN)/python -m tests.quality.weigh

bench-web: .setup-dev ## speed of the site and its API beside Datasette serving the same file; the last line is JSON
	$(BIN)/python -m tests.quality.bench_web --out $(OUT)/bench-web

bench-reports: .setup-dev ## seconds and memory of each kind of report in each form at full size; the last line is JSON
	$(BIN)/python -m tests.quality.report_speed --out $(OUT)/bench-web

# An environment of its own: what is measured beside us is never installed with us.
PEERS := $(OUT)/peers

bench: debian .setup-dev ## speed on SIZE megabytes of aid data beside xmllint and the peers; renews docs/explanation/speed.md; the last line is JSON
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	$(BIN)/uv pip sync --quiet --python $(PEERS)/bin/python --require-hashes requirements/peers.lock || \
	  echo "peers cannot be installed: each that is missing is named below"
	$(BIN)/python -m tests.quality.bench --shared $(SHARED) --out $(OUT)/bench --peers $(PEERS)/bin/python --mb $(SIZE) --rounds $(ROUNDS)

lock: ## resolve the locks anew: what is run in the versions that are tested
	for name in dev run workspace cluster; do \
	  $(BIN)/uv pip compile pyproject.toml --group build $$(case $$name in cluster) echo --extra cluster;; \
	    workspace|dev) echo --extra workspace;; esac) \
	    $$(case $$name in dev) echo --group dev;; run|workspace) echo -c requirements/dev.lock;; esac) --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --quiet \
	    --custom-compile-command "make lock" -o requirements/$$name.lock; done
	$(BIN)/uv pip compile --group peers --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --quiet --custom-compile-command "make lock" -o requirements/peers.lock
	echo uv | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --quiet --custom-compile-command "make lock" -o requirements/installer.lock

screenshots: .setup-dev ## the pictures in the documentation, made from the demo
	$(BIN)/article60 demo --build-only --out $(OUT)/demo
	$(BIN)/python docs/screenshots.py --release $(OUT)/demo --out docs/images
