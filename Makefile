# Everything a clean machine with Python 3.11+, git and make needs to do:
#   make site    check the content and build site/
#   make test    all tests, in a real browser too
#   make test-fast   what needs no browser and builds no site
#   make audit   scripts, HTML and Lighthouse (needs Node 18.19 or newer)
#   make serve   look at the site while writing

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PORT ?= 8000
N ?= 1000
MOST ?= 3000
FUZZ ?= 50000
# What makes the pages: mkdocs, or what docs/ontwikkelen/engines.md names.
ENGINE = $(KENNISBANK_ENGINE)
BY = $(if $(ENGINE),--engine '$(ENGINE)')

.PHONY: install install-dev site test test-fast test-nightly audit serve check forms bench bench-growth fuzz lock clean

# A .venv that is not whole, or of another Python by now, is made anew. Only a PYTHON that was asked for is insisted on.
INSTALL := $(PYTHON) requirements/install.py
install:
	@$(INSTALL) $(or $(filter properdocs,$(ENGINE)),site) $(if $(filter file,$(origin PYTHON)),,--same-python)

install-dev:
	@$(INSTALL) dev $(if $(filter file,$(origin PYTHON)),,--same-python)

site: install
	@$(RUN) -m macros build $(BY)

check: install
	@$(RUN) -m macros check

serve: install
	@$(RUN) -m macros serve --port $(PORT) $(BY)

# Each processor takes a file of tests at a time, in the order that tests/conftest.py gives them.
SHARED := -n auto --dist loadfile --no-loadscope-reorder
test: install-dev
	@$(VENV)/bin/ruff check --quiet macros tests
	@$(VENV)/bin/ruff format --quiet --check macros tests
	@$(RUN) -m mypy
	@$(RUN) -m pytest $(SHARED)

test-fast: install-dev
	@$(RUN) -m pytest $(SHARED) -m "not (browser or build or nightly)"

test-nightly: install-dev
	@$(RUN) -m pytest -m nightly

audit: install-dev node_modules/.lock
	@npm run --silent scripts
	@node tests/validators.mjs
	@$(RUN) -m macros build
	@$(RUN) -m tests.audit

bench: install-dev
	@$(RUN) -m tests.bench $(N)

# How each stage grows, up to MOST entries, for docs/ontwikkelen/benchmarks.md.
bench-growth: install-dev
	@$(RUN) -m tests.bench.growth --most $(MOST)

# The forms for GitHub's issues, from the schemas.
forms: install-dev
	@$(RUN) -m pytest --quiet -n0 tests/unit/test_issue_forms.py --golden

fuzz: install-dev
	@$(RUN) -m tests.fuzz $(FUZZ)
	@$(RUN) -m tests.fuzz.mending

# The locks hold for every Python from 3.11 and every platform.
lock:
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet uv
	cd requirements && for name in site dev properdocs; do \
	  ../$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	    --custom-compile-command "make lock" $$name.in --output-file $$name.txt || exit 1; \
	done

clean:
	rm -rf $(VENV) node_modules site .site-* .cache bench.json

node_modules/.lock: package-lock.json
	@node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 18 || (major == 18 && minor >= 19) ? 0 : 1)' 2>/dev/null || { echo "make audit needs Node 18.19 or newer, with npm (Debian: apt-get install nodejs npm). Nothing else does."; exit 1; }
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@
