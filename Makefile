# What a person types: demo, run, test, check, bench. Everything else serves these.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCALE := src/cadence_tui/locale
CATALOGUES := $(wildcard $(LOCALE)/catalogues $(LOCALE)/catalogues/* $(LOCALE)/catalogues/*/*.po)

.PHONY: demo run test torture check bench docs locale setup clean

demo: setup ## the interface on the sample portfolio
	@$(BIN)/cadence demo

run: setup ## the interface on your own store
	@$(BIN)/cadence

# A terminal on a busy machine may be late: what failed gets one more try, alone. Not so the torture of the store,
# where what is rare is what is looked for.
test: setup
	@.ci/tools-for-tests
	$(BIN)/pytest -n 2 tests/store/torture
	$(BIN)/pytest -n 2 --dist loadfile --ignore tests/store/torture || \
		$(BIN)/pytest --last-failed --last-failed-no-failures none --ignore tests/store/torture

# The proof of the store, at length: so many seconds for the kills and again for the crash states.
torture: export CADENCE_TORTURE ?= 300
torture: setup ## kills, faults and power cuts for the store, at length (CADENCE_TORTURE=seconds)
	@.ci/tools-for-tests
	$(BIN)/pytest tests/store/torture -o log_cli=true -o log_cli_level=INFO

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/pytest tests/locale

bench: setup
	$(BIN)/python -m benchmarks --quick

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
