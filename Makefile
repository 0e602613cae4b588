# make run    the site on http://127.0.0.1:8000 (HOST, PORT)
# make test   the suite on SQLite, then on PostgreSQL (ARGS goes to pytest, PROCESSES share each run)
# make bench  import against bare SQL, memory, reading, pages, exports (BENCH_SIZE files, BENCH=full); see docs/benchmarks.md
# make torture  rubbish of every kind by file, form, address and query; imports, backups and restores killed, an archive
#             moved from engine to engine, editors at once, ten times the load (SEED, PARTS, sizes: docs/benchmarks.md)
# make check  lint, types, migrations and translations in step
# make upgrade  back up, install, migrate, check, collect static files, reload (TO=v0.2 takes that release before)
# make downgrade TO=v0.1 FROM=backup.zip  the way back: that release, with what the backup has
# make install  what make run does before it serves, without the sample transcript and the first account
# make lock   requirements.txt and tests/requirements.txt from what pyproject.toml asks for, with hashes
# make sbom   a list of all that the site is made of, as CycloneDX (SBOM=file)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --require-hashes

PROCESSES ?= 2
# Tests of a class stay together, as they share what it sets up; those that empty the tables have to come last.
PARALLEL := -n $(PROCESSES) --dist loadscope --no-loadscope-reorder

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# pip warns of nothing else, and inside an environment of its own the warning is wrong.
export PIP_ROOT_USER_ACTION := ignore

# Where upgrades leave their backups; manage.py resolves a relative DATA_DIR from here too.
DATA := $(or $(DATA_DIR),var)
BACKUP ?= $(DATA)/backups/$(shell date -u +%Y-%m-%dT%H%M%SZ).zip

.PHONY: run install test bench torture check lock sbom upgrade upgraded downgrade downgraded reload
.DEFAULT_GOAL := run

run: install
	@$(MANAGE) import_seeds
	@$(MANAGE) create_editor
	@exec $(BIN)/python -m gunicorn --config config/gunicorn.py

install: $(VENV)/site-installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) rebuild_search_index
	@$(MANAGE) collectstatic --noinput --verbosity 0

test: $(VENV)/tests-installed
	@status=0; \
	for engine in sqlite postgresql; do \
		TEST_ENGINE=$$engine $(BIN)/python -m pytest $(PARALLEL) $(ARGS) || status=$$?; \
	done; \
	exit $$status

# The release that is there makes the backup. Where it was taken already (git pull), it may need packages to start.
upgrade: $(if $(TO),,$(VENV)/site-installed)
	@mkdir -p -m 700 $(dir $(BACKUP))
	@$(MANAGE) backup $(BACKUP)
	@$(if $(TO),git checkout --quiet $(TO))
	@$(MAKE) --no-print-directory upgraded BACKUP=$(BACKUP) || \
		{ echo "The upgrade stopped. The way back: make downgrade TO=<the former release> FROM=$(BACKUP)" >&2; exit 1; }

upgraded: $(VENV)/site-installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) rebuild_search_index
	@$(MAKE) --no-print-directory reload
	@echo "Upgraded. The backup of before: $(BACKUP)"

downgrade:
	@[ -n "$(TO)" ] && [ -r "$(FROM)" ] || \
		{ echo "Say where to: make downgrade TO=v0.1 FROM=backup.zip. What was written since the backup is lost." >&2; exit 2; }
	@git checkout --quiet $(TO)
	@$(MAKE) --no-print-directory downgraded FROM=$(FROM)

downgraded: $(VENV)/site-installed
	@$(MANAGE) restore $(FROM) --replace
	@$(MAKE) --no-print-directory reload

# A gunicorn that runs takes the new code worker by worker; one that does not is left to whoever starts it.
reload:
	@$(MANAGE) check --fail-level ERROR > /dev/null
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@pid=$$(cat $(DATA)/gunicorn.pid 2> /dev/null); \
	if [ -n "$$pid" ] && ps -o command= -p "$$pid" | grep -q gunicorn; then \
		kill -HUP "$$pid" && echo "The site takes the new code (gunicorn, process $$pid)."; \
	else \
		echo "No gunicorn of this site runs: start it."; \
	fi

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
	SITE_URL=https://speeches.example $(MANAGE) check --deploy --fail-level WARNING > $(VENV)/check.log 2>&1 || \
		{ cat $(VENV)/check.log; status=1; }; \
	$(MANAGE) makemigrations --check --dry-run > $(VENV)/check.log || { cat $(VENV)/check.log; status=1; }; \
	.ci/translations || status=1; \
	[ $$status -ne 0 ] || echo "make check: clean"; \
	exit $$status

# For every machine and Python that the site runs on. What is locked already stays, unless pyproject.toml asks for another.
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# Not after what is locked so far, which may be what is wrong.
lock: | $(BIN)/pip
	@[ -x $(BIN)/uv ] || $(BIN)/python -m pip install --quiet "$$(grep --only-matching 'uv==[0-9.]*' pyproject.toml)"
	@$(BIN)/uv $(LOCK) --group site --output-file requirements.txt
	@$(BIN)/uv $(LOCK) --group tests --constraints requirements.txt --output-file tests/requirements.txt
	@$(BIN)/uv $(LOCK) --group schemas --no-deps --output-file tests/requirements-schemas.txt

SBOM ?= $(VENV)/sbom.cdx.json

sbom: $(VENV)/tests-installed
	@$(BIN)/cyclonedx-py requirements requirements.txt --output-reproducible --output-file $(SBOM)
	@echo "$(SBOM) written"

# Made anew when the requirements change, so that a second run starts at once.
$(VENV)/site-installed: requirements.txt | $(BIN)/pip
	@echo "Installing requirements.txt into $(VENV)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/tests-installed: tests/requirements.txt tests/requirements-schemas.txt $(VENV)/site-installed
	@echo "Installing tests/requirements.txt into $(VENV)"
	@$(PIP) --no-compile -r tests/requirements.txt
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
