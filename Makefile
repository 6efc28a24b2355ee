# make run: open the desk.  make test: every check.  make bench: speed beside its floor.
# make torture: kills, full disks, tampering and restores with their full figures.
PY := .venv/bin/python
# pytest without Qt: the plugin that blocks it, and the one that needs it left out.
NOQT := $(PY) -m pytest -q -p no:pytest-qt -p tests.house.no_qt \
	--ignore=tests/ui --ignore=tests/journeys tests
QT_TESTS = $(wildcard tests/ui tests/journeys)
# Only what decides about people is measured; measuring everything costs a third more time.
COVER := --cov=ipju.domain --cov=ipju.rules --cov-branch --cov-report=

.PHONY: run test bench torture dev lint test-noqt test-qt coverage lock clean

run:
	@scripts/setup.sh run
	@scripts/run.sh

dev:
	@scripts/setup.sh dev

test: dev
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target test-noqt test-qt
	@$(MAKE) --no-print-directory coverage

lint:
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo

# Everything but the windows, with PySide6 not to be imported.
test-noqt:
	QT_QPA_PLATFORM=offscreen $(NOQT) $(COVER)

# The windows, offscreen; beside the other tests, for there are two processors.
test-qt:
	$(if $(QT_TESTS),QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q $(QT_TESTS))

# Every branch of what decides about people is tested.
coverage:
	$(PY) -m coverage report --include='src/ipju/domain/*,src/ipju/rules/*' --fail-under=100

bench: dev
	QT_QPA_PLATFORM=offscreen $(PY) bench/run.py

torture: dev
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.torture $(ONLY)

lock:
	scripts/lock.sh

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
