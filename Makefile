# make run    the site on http://127.0.0.1:8000 (HOST, PORT)
# make test   the suite on SQLite, then on PostgreSQL (ARGS goes to pytest, PROCESSES share each run)
# make bench  import against bare SQL, memory, reading (BENCH_SIZE files, BENCH=full); see docs/benchmarks.md
# make torture  rubbish of every kind by file, form, address and query; imports killed, editors at once, ten times the load
#             (SEED, PARTS and the sizes of docs/benchmarks.md)
# make check  lint, types, migrations and translations in step

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet

PROCESSES ?= 2
# Tests of a class stay together, as they share what it sets up; those that empty the tables have to come last.
PARALLEL := -n $(PROCESSES) --dist loadscope --no-loadscope-reorder

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# pip warns of nothing else, and inside an environment of its own the warning is wrong.
export PIP_ROOT_USER_ACTION := ignore

.PHONY: run test bench torture check
.DEFAULT_GOAL := run

run: $(VENV)/site-installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) rebuild_search_index
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) import_seeds
	@$(MANAGE) create_editor
	@exec $(BIN)/python -m gunicorn --config config/gunicorn.py

test: $(VENV)/tests-installed
	@status=0; \
	for engine in sqlite postgresql; do \
		TEST_ENGINE=$$engine $(BIN)/python -m pytest $(PARALLEL) $(ARGS) || status=$$?; \
	done; \
	exit $$status

bench: $(VENV)/tests-installed
	@$(BIN)/python -m tests.benchmarks

torture: $(VENV)/tests-installed
	@$(BIN)/python -m tests.torture

# Away from var/, which belongs to the site.
check: export DATA_DIR := $(CURDIR)/$(VENV)/check

check: $(VENV)/tests-installed
	@status=0; \
	$(BIN)/ruff check --quiet --output-format concise . || status=1; \
	$(BIN)/ruff format --quiet --diff . || status=1; \
	$(BIN)/djlint --lint --quiet templates || status=1; \
	$(BIN)/mypy --no-error-summary speeches/transcripts speeches/ingest || status=1; \
	$(MANAGE) check --fail-level WARNING > $(VENV)/check.log 2>&1 || { cat $(VENV)/check.log; status=1; }; \
	$(MANAGE) makemigrations --check --dry-run > $(VENV)/check.log || { cat $(VENV)/check.log; status=1; }; \
	.ci/translations || status=1; \
	[ $$status -ne 0 ] || echo "make check: clean"; \
	exit $$status

# Made anew when the requirements change, so that a second run starts at once.
$(VENV)/site-installed: requirements.txt | $(BIN)/pip
	@echo "Installing requirements.txt into $(VENV)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/tests-installed: tests/requirements.txt tests/requirements-schemas.txt $(VENV)/site-installed
	@echo "Installing tests/requirements.txt into $(VENV)"
	@$(PIP) -r tests/requirements.txt
	@$(PIP) --no-deps -r tests/requirements-schemas.txt
	@touch $@

$(BIN)/pip:
	@command -v $(PYTHON) > /dev/null || \
		{ echo "Rostrum needs Python 3.11 or newer, and there is no $(PYTHON)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Rostrum needs Python 3.11 or newer, not $$($(PYTHON) -V): try make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || \
		{ echo "$(PYTHON) lacks its venv module: install it (Debian: apt install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
