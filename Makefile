# Everything a developer runs. Each target sets up what it needs first; what is there already is not made again.

PORT ?= 8765
export PATH := $(if $(CARGO_HOME),$(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)

# npm's own list of what it installed; only `make relevance` and the peers benchmark need these.
PEERS := bench/node_modules/.package-lock.json
BROWSER_TESTS := $(sort $(wildcard tests/browser/*.test.mjs))

# Targets share cargo's lock and two cores; their order is the order of the lists below.
.NOTPARALLEL:
.PHONY: help setup browsers module build demo test test-docs test-borders test-size test-rust test-browser check lint size bench bench-paint bench-peers bench-million relevance references fuzz clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what the build and the tests need
	@scripts/setup.sh

browsers: setup ## install the browsers beside Chromium that the tests drive: Firefox and WebKit
	@scripts/setup.sh browsers

module: setup ## build the browser module with its JavaScript: dist/module
	@KEYSEEK_POSTS= scripts/module.sh dist/module

build: module ## build the command, the module carried inside: target/release/keyseek
	cargo build --release -p keyseek-cli

demo: build ## build and serve the demo site, at PORT (8765)
	@scripts/module.sh dist/demo
	node scripts/demo.mjs dist/demo
	target/release/keyseek serve dist/demo --port $(PORT)

test: test-docs test-borders test-size test-rust test-browser ## run every test; they need no network once set up

test-docs: setup
	node scripts/check-docs.mjs

test-borders: setup
	scripts/check-borders.sh

test-size: module
	node scripts/size.mjs dist/module

# Without --all-targets: that would run the benchmarks and leave out the documentation's examples. The module comes
# first because the command's tests need the one that it carries. Random cases are the same in every run, so that a test
# which fails does so again; `make fuzz` looks for new ones.
test-rust: module
	PROPTEST_RNG_SEED=1 cargo test --workspace --no-fail-fast

test-browser: build browsers
	node --test --test-reporter=spec $(BROWSER_TESTS)

references: build ## take the pictures anew that test-browser compares; look at them before you commit
	node scripts/screenshots.mjs --references

check: lint test ## formatting, lints and types, then every test

lint: setup
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	node_modules/.bin/tsc -p .

size: module ## bytes that a reader's browser loads, against the budget
	@node scripts/size.mjs dist/module

bench: setup ## measure speed, then what each reading finds and gets wrong (bench/READINGS.md), then relevance, then peers
	cargo bench -p keyseek-bench
	cargo run --release -p keyseek-bench --bin readings
	cargo run --release -p keyseek-bench --bin layout
	cargo run --release -p keyseek-bench --bin codecs
	@$(MAKE) --no-print-directory relevance
	@$(MAKE) --no-print-directory bench-peers

# BENCH limits it, as in BENCH='--only help-ko --engines keyseek,pagefind'.
bench-peers: build $(PEERS) ## measure sizes and speed beside other engines: bench/RESULTS.md
	node --test bench/peers/*.test.mjs
	node bench/peers/main.mjs $(BENCH)

bench-paint: build ## measure from a key to painted results: bench/PAINT.md
	node bench/paint.mjs

# MILLION may limit it, as in MILLION='--documents 100000 --gigabytes 4'.
bench-million: build $(PEERS) ## build and search a million made documents; adds to bench/RESULTS.md
	node bench/peers/million.mjs --report $(MILLION)

relevance: setup $(PEERS) ## measure whether the best stands first, beside other engines: bench/RELEVANCE.md
	cargo run --release -p keyseek-bench --bin relevance

# The versions of the lock file. Not by `npm ci`, which wants Pagefind's programs for all systems in it.
$(PEERS): bench/package-lock.json
	cd bench && npm install --no-save --silent
	@touch $@

fuzz: module ## try the properties on new random cases, then fuzz every target for FUZZ_SECONDS (60) each
	cargo test --workspace --no-fail-fast
	fuzz/run.sh

clean: ## remove everything that was built
	rm -rf target dist .tools
