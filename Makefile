# make run     digitise a sample page and print its articles
# make test    pass the tests
# make fuzz    read broken files, many more than the tests do (FUZZ=2000 of each kind)
# make check   all that CI checks
# make kills   kill a batch job at 50 random moments, resume it, and compare (some minutes)
# make train   train the recogniser from nothing, or on from where it was broken off (hours), or from a model
#              (START=dictionaries/recogniser: one hour)
# Each sets up what it needs first; nothing is done twice.

PYTHON ?= python3
SAMPLE ?= scans/s02.jpg
PYTEST_ARGS ?=
FUZZ ?= 2000

WORK ?= out/recogniser

BIN := .venv/bin
MANIFEST := pyproject.toml pipeline/hwalja/__init__.py

.PHONY: run test fuzz check kills train dev system clean
.DELETE_ON_ERROR:

run: .venv/.ready
	@test -f "$(SAMPLE)" || { echo "no such scan: $(SAMPLE); name one, as in make run SAMPLE=page.jpg" >&2; exit 1; }
	$(BIN)/hwalja page "$(SAMPLE)"

test: .venv/.ready
	$(BIN)/python -m pytest $(PYTEST_ARGS)

fuzz: .venv/.ready
	HWALJA_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/inputs/test_fuzz.py $(PYTEST_ARGS)

check:
	.ci/run

kills: .venv/.dev
	$(BIN)/python -m benchmarks.batch.kills

# glibc gives memory back too eagerly: half of the time goes into getting it again.
train: .venv/.train benchmarks/pages/node_modules
	MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_TOP_PAD_=268435456 \
	$(BIN)/python -m benchmarks.recogniser.train --work "$(WORK)" $(if $(START),--start "$(START)")

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

.venv/.train: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@touch $@

benchmarks/pages/node_modules: benchmarks/pages/package.json
	cd benchmarks/pages && npm install --no-audit --no-fund
	@touch $@

clean:
	rm -rf .venv build dist out .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
