# The door: `make run` and `make test` set up what is missing. `make help` names the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ENVIRON := PYTHONPATH=. PYTHONUTF8=1
JOBS ?= 2

.PHONY: help run test check format lint types imports suite catalogues bench soak screenshots docs lock db-revision clean

help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST)

run: $(READY) catalogues ## open the desk on the demonstration site
	@$(ENVIRON) $(BIN)/python -m tools.run

test: $(READY) catalogues ## every test, a real PostgreSQL included
	@$(ENVIRON) $(BIN)/python -m tools.system_packages
	@$(ENVIRON) $(BIN)/python -m pytest -q -n $(JOBS) --dist loadgroup tests

check: $(READY) lint types imports catalogues suite ## what CI runs

suite: $(READY)
	@$(ENVIRON) $(BIN)/python -m tools.system_packages
	@$(ENVIRON) $(BIN)/python -m pytest -q -n $(JOBS) --dist loadgroup --cov=desk_app --cov-branch --cov-report= tests
	@$(ENVIRON) $(BIN)/python -m tools.coverage_limits

lint: $(READY)
	@$(BIN)/ruff format --check desk_app tests tools bench
	@$(BIN)/ruff check desk_app tests tools bench

types: $(READY)
	@$(ENVIRON) $(BIN)/mypy

imports: $(READY)
	@$(ENVIRON) $(BIN)/lint-imports

format: $(READY) ## put the code in its form
	@$(BIN)/ruff format desk_app tests tools bench
	@$(BIN)/ruff check --fix desk_app tests tools bench

catalogues: $(READY)
	@$(ENVIRON) $(BIN)/python -m tools.catalogues

bench: $(READY) ## the benchmarks: what was measured, and the limit beside it
	@$(ENVIRON) $(BIN)/python -m bench

soak: $(READY) ## the long form of the random receptions
	@$(ENVIRON) DESK_APP_EXAMPLES=400 $(BIN)/python -m pytest -q tests/store/test_queue.py tests/store/test_agreement.py tests/store/test_seats_at_once.py tests/unit/test_watching.py tests/sync/test_machine.py
	@$(ENVIRON) DESK_APP_SEEDS=$(or $(SEEDS),60) $(BIN)/python -m pytest -q -n $(JOBS) tests/sync/test_world.py

screenshots: $(READY) catalogues ## every window in every theme, into build/screenshots
	@$(ENVIRON) QT_QPA_PLATFORM=offscreen $(BIN)/python -m desk_app screenshots --out build/screenshots

docs: $(READY) ## the pages that are made from the code
	@$(ENVIRON) $(BIN)/python -m tools.make_moves_diagram
	@$(ENVIRON) $(BIN)/python -m tools.make_cli_docs
	@$(ENVIRON) $(BIN)/python -m tools.make_roles_table
	@$(ENVIRON) $(BIN)/python -m tools.make_retention_table

lock: $(READY) ## requirements/*.txt from pyproject.toml
	@$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 --universal pyproject.toml -o requirements/run.txt
	@$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 --universal --extra dev pyproject.toml -o requirements/dev.txt

db-revision: $(READY) ## a new migration: make db-revision WHY="..."
	@$(ENVIRON) $(BIN)/python -m tools.db_revision "$(WHY)"

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(READY): requirements/dev.txt
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m compileall -q desk_app
	@touch $@
