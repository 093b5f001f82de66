# Thin over plain commands; README.md shows the same ones.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test soak lint bench docs clean

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev,fast,cluster]'
	touch $@

demo: $(VENV)/ready
	mkdir -p $(OUT)
	set -e; for order in examples/region/orders/*.yaml; do $(BIN)/docgen render "$$order" -o $(OUT) --force; done

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest --cov=docgen --cov-report=term:skip-covered -n 2

soak: $(VENV)/ready
	DOCGEN_SOAK=1 $(BIN)/pytest -n 2

bench: $(VENV)/ready
	$(BIN)/python -m bench

docs: $(VENV)/ready
	$(BIN)/python -m docgen.work.reference_pages
	$(BIN)/python -m docs.making.pictures

clean:
	rm -rf $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis
