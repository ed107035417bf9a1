# `make help` says what there is. Needs git, make, python3 (3.11 or newer) and, on Debian and Ubuntu, python3-venv.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501

VENV := .venv
BIN := $(VENV)/bin
# Written last, so that an interrupted installation is done again.
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help run test requirements bundle

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-20s%s\n' "$$name" "$$text"; done

run: $(READY) ## serve the dashboard: make run [PORT=8501] [HOST=127.0.0.1]
	UCJ_LOCAL_ADMIN=$${UCJ_LOCAL_ADMIN-1} $(BIN)/python -m streamlit run server.py --server.port $(PORT) --server.address $(HOST)

test: $(READY) ## run the tests: make test [ARGS="tests/scoring -x"]
	$(BIN)/python -m pytest $(ARGS)

requirements: $(READY) ## pin requirements.txt anew from requirements.in, for every Python from 3.11
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-header --upgrade --quiet requirements.in -o requirements.txt

bundle: $(READY) ## one archive in dist/ with the code and every wheel, for a host without a network: deploy/README.md
	@deploy/bundle.sh

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing: apt-get install python3-venv" >&2; exit 1; }
	@rm -f $@
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@
