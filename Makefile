# make run     digitise a sample page and print its articles
# make test    pass the tests
# make check   all that CI checks
# Each sets up what it needs first; nothing is done twice.

PYTHON ?= python3
SAMPLE ?= scans/s02.jpg
PYTEST_ARGS ?=

BIN := .venv/bin
MANIFEST := pyproject.toml pipeline/hwalja/__init__.py

.PHONY: run test check dev system clean
.DELETE_ON_ERROR:

run: .venv/.ready
	@test -f "$(SAMPLE)" || { echo "no such scan: $(SAMPLE); name one, as in make run SAMPLE=page.jpg" >&2; exit 1; }
	$(BIN)/hwalja page "$(SAMPLE)"

test: .venv/.ready
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check:
	.ci/run

dev: .venv/.dev

system:
	@.ci/setup "$(PYTHON)"

# A folder left by a venv that broke off, or whose Python is gone, is made anew.
.venv/.ready: $(MANIFEST) | system
	$(BIN)/python -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

.venv/.dev: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist out .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
