# What a person types: demo, run, test, check, bench. Everything else serves these.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCALE := src/cadence_tui/locale
CATALOGUES := $(wildcard $(LOCALE)/catalogues $(LOCALE)/catalogues/* $(LOCALE)/catalogues/*/*.po)

.PHONY: demo run test check bench docs locale setup clean

demo: setup ## the interface on the sample portfolio
	@$(BIN)/cadence demo

run: setup ## the interface on your own store
	@$(BIN)/cadence

# A terminal on a busy machine may be late: what failed gets one more try, alone.
test: setup
	@.ci/tools-for-tests
	$(BIN)/pytest -n 2 --dist loadfile || $(BIN)/pytest --last-failed --last-failed-no-failures none

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/pytest tests/locale

bench: setup
	$(BIN)/python -m benchmarks

docs: setup ## the keys page and the picture
	$(BIN)/python docs/generate.py

locale: setup ## after editing a catalogue
	$(BIN)/python hatch_build.py

setup: $(VENV)/ready $(VENV)/catalogues

$(VENV)/ready: pyproject.toml constraints.txt
	@.ci/make-venv "$(PYTHON)" "$(VENV)"
	@touch $@

$(VENV)/catalogues: $(CATALOGUES) hatch_build.py | $(VENV)/ready
	@$(BIN)/python hatch_build.py
	@touch $@

clean:
	rm -rf $(VENV) dist build
