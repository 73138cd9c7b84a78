# inboxd: what to type. `make` alone prints these lines.
#
#   make demo         the main job, for anyone to see: no system package needed, nothing leaves this machine
#   make demo-check   the same; ends by itself
#   make test         unit tests, and end-to-end tests on real servers; as root it installs the servers that are missing
#   make check        lint, types, layers, licences, known vulnerabilities
#   make bench        speeds (minutes)
#   make bench-reading  how right 3,000 made-up replies and 120 scans are read (a quarter of an hour)
#   make bench-ocr    how right handwriting is read; ARGS names the folders with lines and fonts
#   make bench-marks  how right ticks in boxes and circles of made-up scans are read (a minute)
#   make chaos        the long kill tests (an hour)
#   make fuzz         hostile input, by chance and by atheris, as long as you let each search (FUZZ_SECONDS=600)
#   make constraints  pin the versions that are installed now
#   make clean        remove the environment and what tools left
#
# PYTHON=/usr/bin/python3.12 chooses the interpreter; otherwise it is the first one on PATH that is 3.11 or newer.
# BOOT=no leaves out the tests that boot a container, which only root can run.
# ARGS="-k maildir -x" goes to pytest, or to the demo; SCANS="--count 20" to the scans of bench-reading.

PYTHON ?=
BOOT ?= yes
ARGS ?=
SCANS ?=
FUZZ_SECONDS ?= 600
BIN := .venv/bin
ENVIRONMENT := PYTHON="$(PYTHON)" sh packaging/environment.sh

# Folders with code, as far as they have some.
CODE := $(foreach folder,parsers storage inboxd tests benchmarks training,$(if $(wildcard $(folder)/*.py),$(folder)))
# What pytest leaves out; the script tests/needs.sh said so before.
LEFT_OUT := $(if $(filter no,$(BOOT)),--ignore=tests/packaging/test_boot.py)

.PHONY: help demo demo-check test check bench bench-reading bench-ocr bench-marks chaos fuzz constraints clean

help:
	@sed -n 's/^#   //p' Makefile

demo:
	@$(ENVIRONMENT) run
	@$(BIN)/inboxd demo $(ARGS)

demo-check:
	@$(ENVIRONMENT) run
	@$(BIN)/inboxd demo --check $(ARGS)

test:
	@BOOT="$(BOOT)" PYTHON="$(PYTHON)" sh tests/needs.sh
	@$(ENVIRONMENT) test
	@$(BIN)/python -m pytest $(LEFT_OUT) $(ARGS)

check:
	@$(ENVIRONMENT) check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python -m tests.packaging.licences
	$(BIN)/python -m tests.packaging.vulnerabilities

bench:
	@$(ENVIRONMENT) test
	@$(BIN)/python -m benchmarks $(ARGS)

bench-reading:
	@BOOT=no HANDS=yes PYTHON="$(PYTHON)" sh tests/needs.sh
	@$(ENVIRONMENT) test
	@$(BIN)/python -m benchmarks.replies $(ARGS)
	@$(BIN)/python -m benchmarks.scans $(SCANS)

bench-ocr:
	@$(ENVIRONMENT) test
	@$(BIN)/python -m benchmarks.handwriting $(ARGS)

bench-marks:
	@$(ENVIRONMENT) test
	@$(BIN)/python -m benchmarks.marks $(ARGS)

chaos:
	@BOOT=no PYTHON="$(PYTHON)" sh tests/needs.sh
	@$(ENVIRONMENT) test
	@$(BIN)/python -m pytest -m chaos $(ARGS)

fuzz:
	@BOOT=no PYTHON="$(PYTHON)" sh tests/needs.sh
	@$(ENVIRONMENT) fuzz
	@$(BIN)/python -m tests.fuzz.guided message $(FUZZ_SECONDS)
	@$(BIN)/python -m tests.fuzz.guided container $(FUZZ_SECONDS)
	@$(BIN)/python -m tests.fuzz.guided reading $(FUZZ_SECONDS)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m pytest -m fuzz $(ARGS)

constraints:
	@$(ENVIRONMENT) check
	@$(ENVIRONMENT) fuzz
	@sh packaging/constraints.sh > constraints.new && mv constraints.new constraints.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist *.egg-info
	find parsers storage inboxd tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
