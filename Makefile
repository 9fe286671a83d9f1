# Everything a developer runs. `make help` lists it.
TARGET_DIR := $(or $(CARGO_TARGET_DIR),target)
BINARY := $(TARGET_DIR)/release/brugeradm
PORT := 8080
DATA := demo-data

.DEFAULT_GOAL := help
.PHONY: help run build test check bench openapi e2e

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Build what changed and start the demo at http://localhost:8080 (PORT=, DATA=)
	@.ci/build
	@exec $(BINARY) demo --port $(PORT) --data $(DATA)

build: ## Build target/release/brugeradm, with the browser application and the demo inside
	@.ci/build

test: ## Everything: format, lints, tests on both databases, openapi.yaml, browser tests
	@.ci/test

check: ## Format, clippy and rustdoc
	@.ci/setup run
	cargo fmt --all --check
	@.ci/lint

bench: ## One table of speed ratios, on both databases
	@.ci/setup test
	tests/postgres -- cargo bench --locked -p acceptance --bench bench

openapi: ## Write openapi.yaml from the routes
	cargo run --locked --quiet -p brugeradm -- openapi > openapi.yaml.new
	mv openapi.yaml.new openapi.yaml

e2e: build ## The browser tests only (ARGS= for Playwright)
	@.ci/setup test
	@. .ci/node.sh && use_node && BRUGERADM=$(BINARY) tests/postgres -- npm run --silent --prefix tests e2e -- $(ARGS)
