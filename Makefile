# Two commands are all that a newcomer needs: `make run` and `make test`. Each does all of its own set-up.

.PHONY: run test stress check format screenshots docs wheel clean help
.DEFAULT_GOAL := help

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F '|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: ## Start Evenhand with its demonstration council at http://127.0.0.1:8000
	@scripts/bootstrap run
	@exec .venv/bin/evenhand run

test: ## Bring what the tests need and run them
	@scripts/bootstrap test
	@exec .venv/bin/pytest

stress: ## Run what takes minutes: ten thousand steps of a council at random
	@scripts/bootstrap test
	@exec .venv/bin/pytest -m stress --timeout 3600 -s tests/consistency

check: ## Check format, lint, types, imports, migrations and generated documents
	@scripts/bootstrap test
	@exec scripts/check

format: ## Format the code
	@scripts/bootstrap test
	@.venv/bin/ruff format
	@.venv/bin/ruff check --fix

screenshots: ## Take the pictures of the documentation from a running `make run`
	@scripts/bootstrap test
	@exec .venv/bin/python scripts/screenshots.py

docs: ## Write the documents that are made from the code
	@scripts/bootstrap run
	@exec .venv/bin/evenhand docs generate

wheel: ## Build the wheel, with the compiled front end in it, into dist/
	@scripts/bootstrap run
	@exec .venv/bin/uv build --quiet --wheel --no-build-isolation --offline --python .venv/bin/python --out-dir dist

clean: ## Take away everything that was built here; the data folder stays
	rm -rf .venv frontend/node_modules src/evenhand/web/static/build build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
