# Everything a newcomer needs: `make demo` and `make test`. Both set up what is missing first.
.PHONY: demo test check setup docs lock
.DEFAULT_GOAL := demo
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE = 1

demo: setup
	$(BIN)/minna demo

test: setup
	$(BIN)/pytest -q -n 4 --dist loadfile --no-loadscope-reorder

# Format, lint, types, page scripts, and the tests that need no browser: docs in step is one of them.
check: setup
	@$(MAKE) --no-print-directory -j 2 --output-sync=target lint types scripts quick
.PHONY: lint types scripts quick
lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
types:
	$(BIN)/mypy
scripts:
	@bash tools/check_scripts.sh
quick:
	$(BIN)/pytest -q -n 2 -m "not browser and not slow"

setup: .venv/.ready
.venv/.ready: requirements-dev.lock pyproject.toml tools/setup.sh
	@bash tools/setup.sh
	@touch $@

# Rewrite the parts of the documents that come from code.
docs: setup
	$(BIN)/cog -r docs/*.md README.md

# Newer versions of what we depend on; needs uv. The locks hold hashes and no addresses.
LOCK := uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -q
lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -o requirements-dev.lock
	$(LOCK) --extra ocr -c requirements.lock -o requirements-ocr.lock
