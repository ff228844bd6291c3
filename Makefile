# Khetene. `make help` prints this list.
PYTHON ?= python3
STAGE ?=
IN ?=
ONLY ?=
UPGRADE ?= --upgrade
MEASURES = $(patsubst benchmarks/%.py,%,$(filter-out benchmarks/_%,$(wildcard benchmarks/*.py)))
LOCK = $(or $(wildcard .venv/bin/uv),uv) pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal

.PHONY: help run demo test format messages bench lock sbom licences audit

help: ## print this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: ## install everything inside this folder, load Latvia and the demonstration, and serve (PORT=8000 HOST=127.0.0.1)
	@$(PYTHON) scripts/run.py

demo: ## the demonstration at one moment, in a database of its own (STAGE=first-visit|referred|month-signed|report-due)
	@$(PYTHON) scripts/run.py demo $(STAGE)

test: ## everything that must be green (ONLY=lint,sqlite runs these steps alone)
	@$(PYTHON) scripts/check.py $(ONLY)

format: ## write code in the house's format
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

messages: ## collect what people read into the catalogues (IN=khetene/cases for one package)
	@.venv/bin/python scripts/messages.py $(IN)

bench: ## print ratios, not seconds (ONLY=screening runs one)
	@set -e; for measure in $(or $(ONLY),$(MEASURES)); do .venv/bin/python -m benchmarks.$$measure; done

lock: ## newest versions of what requirements/*.in name, with hashes (UPGRADE= keeps what is locked)
	@$(LOCK) $(UPGRADE) requirements/run.in -o requirements/run.txt
	@$(LOCK) $(UPGRADE) -c requirements/run.txt requirements/dev.in -o requirements/dev.txt
	@$(LOCK) $(UPGRADE) requirements/node.in -o requirements/node.txt

sbom: ## write the bill of materials of all locked packages to var/sbom.cdx.json (CycloneDX)
	@.venv/bin/python scripts/supply.py sbom

licences: ## list the licence of every locked package; fails on one that may not come in
	@.venv/bin/python scripts/supply.py licences

audit: ## ask osv.dev about known vulnerabilities of every locked package (needs the network)
	@.venv/bin/python scripts/supply.py audit
