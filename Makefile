# make help says what there is. A fresh Debian 12 with Swift 6.3 is enough for each target: what is
# missing beside it is installed with apt where that is possible, else said.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SWIFT ?= $(firstword $(shell command -v swift) \
	$(wildcard /opt/swift/usr/bin/swift $(HOME)/.local/share/swiftly/bin/swift))
COLDCOUNT := .build/release/coldcount

# The Python that tests and benchmarks check us with, and what it must have.
VENV := .build/python
PYTHON := $(if $(COLDCOUNT_TEST_PYTHON),$(COLDCOUNT_TEST_PYTHON),$(VENV)/bin/python3)
PACKAGES := PyNaCl==1.6.2 shamir-mnemonic==0.3.0 jsonschema==4.26.0 \
	votelib==0.4.0 pyrankvote==2.0.6 frictionless==5.18.1 scipy==1.17.1
define HAS_PACKAGES
import sys
from importlib.metadata import distributions
have = {f"{package.name}=={package.version}".lower() for package in distributions()}
sys.exit(any(package.lower() not in have for package in sys.argv[1:]))
endef
export HAS_PACKAGES

BALLOTS ?= 100000 1000000 4000000
IDENTITIES ?= 1000000 20000000
SHARE ?= 1
STAGES ?= 1
TIME ?= 60
SANITIZERS ?= address thread
SEED ?= 1

# The C compiler of the floors: the system's, else the one that comes with Swift.
FLOOR_CC := $(or $(shell command -v cc),$(dir $(SWIFT))clang)
FLOORS := $(patsubst Tests/Benchmarks/%.c,.build/floors/%,$(wildcard Tests/Benchmarks/floor_*.c) \
	Tests/Benchmarks/launch.c)

# Sees that what the purposes that follow need is there. A target with more needs asks for all at once.
NEEDS := SWIFT="$(SWIFT)" PYTHON="$(wildcard $(PYTHON))" bash Sources/Packaging/needs.sh

.PHONY: help pictures screens deps packages test-deps bench-deps build demo demo-foreword demo-2020 demo-2020-deps places test test-root torture fuzz mutants sanitize lint bench bench-check dist dist-check dist-deps clean

help: ## say what there is to make
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)$$/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

deps: ## install what building needs: libsodium, and what Swift itself takes
	@$(NEEDS) build

packages: ## install what building and testing need of the system, and nothing else
	@$(NEEDS) build test

test-deps: packages ## install what testing needs: those, and Python packages in a folder of their own
	@[ -x "$(PYTHON)" ] || python3 -m venv $(VENV)
	"$(PYTHON)" -c "$$HAS_PACKAGES" $(PACKAGES) || {
	  "$(PYTHON)" -m pip install -q --disable-pip-version-check $(PACKAGES)
	}

build: deps ## build the program: .build/release/coldcount
	@"$(SWIFT)" build -c release --product coldcount

demo: demo-foreword build ## count the sample election from start to end [DIR=a new folder]
	@dir="$(DIR)"
	if [ -z "$$dir" ]; then
	  mkdir -p .build/demo
	  dir=".build/demo/$$(date +%Y%m%d-%H%M%S)-$$$$"
	fi
	$(COLDCOUNT) demo "$$dir" --samples samples
	echo
	echo "The same package with tools that others wrote:"
	cd "$$dir/result"
	b2sum -c --strict --quiet B2SUMS && echo "b2sum: every file is as listed"
	if ! command -v minisign >/dev/null; then
	  echo "minisign: not checked, it is not installed (apt-get install minisign)"; exit 0
	fi
	for officer in officer-a officer-b; do
	  minisign -V -H -p "$(CURDIR)/keys/referendum-2017/$$officer.pub" \
	    -m B2SUMS -x "B2SUMS.$$officer.minisig"
	done

demo-foreword: deps
	@[ -x $(COLDCOUNT) ] || {
	  echo "First the program is built, once: some two minutes of a processor's time, a little over"
	  echo "one on two. Then a whole election is counted, in a few seconds, command by command."
	}

demo-2020: demo-2020-deps build ## count an election of the size of a city's primary [DIR=a new folder STAGES=3 VERIFIABLE=1]
	@python3 Tests/Benchmarks/demo_2020.py $(DIR) --stages $(STAGES) $(if $(VERIFIABLE),--verifiable)

places: demo-2020-deps build ## say how much of small places is shown, in three stages [ELECTION=city]
	@python3 Tests/Benchmarks/places.py $(ELECTION)

demo-2020-deps:
	@$(NEEDS) build python

test: test-deps ## run all tests
	@# Who may import whom stands in Package.swift; an import that it does not name is an error.
	"$(SWIFT)" build --build-tests --explicit-target-dependency-import-check error
	log=.build/test.log
	"$(SWIFT)" test --skip-build --parallel --disable-xctest 2>&1 | tee $$log || {
	  echo "What failed, again:"
	  grep '^✘' $$log | cut -c1-400 | tail -n 20
	  exit 1
	}

test-root: ## run the tests that take root, after make test, as root
	@[ "$$(id -u)" = 0 ] || { echo "make test-root takes root." >&2; exit 1; }
	log=$$(mktemp)
	trap 'rm -f $$log' EXIT
	"$(SWIFT)" test --skip-build --disable-xctest --filter "NeedsRoot|MemorySearchTests" 2>&1 | tee $$log
	grep -q '^✔ Test run with [1-9]' $$log || { echo "No test that takes root was run." >&2; exit 1; }

torture: test-deps build .build/floors/launch ## let every step of a count fail or die at every call [SHARE=1 SEED=1]
	@python3 Tests/Torture/torture.py $(COLDCOUNT) --share $(SHARE) --seed $(SEED)
	ATTACKED_ELECTIONS=$$(python3 -c 'print(max(150, round(3000 * $(SHARE))))') \
		"$(SWIFT)" test --disable-xctest --filter AttackerTests
	COLDCOUNT_ALL_NIGHTS=1 "$(SWIFT)" test --skip-build --disable-xctest --filter ConsoleTerminalTests
	python3 Tests/Torture/media.py $(COLDCOUNT)
	"$(PYTHON)" Tests/Torture/halls.py $(COLDCOUNT)
	elections=$$(python3 -c 'print(max(10, round(300 * $(SHARE))))')
	"$(PYTHON)" Tests/Peers/compare_audits.py $(COLDCOUNT) --tamperings 20 $$(seq "$$elections")
	"$(PYTHON)" Tests/Peers/compare_audits.py $(COLDCOUNT) --verifiable --tamperings 10 $$(seq "$$((elections / 3))")

pictures: test-deps build ## draw the pictures of the README and the pages anew from the samples
	@$(PYTHON) samples/pictures.py $(COLDCOUNT)

screens: test-deps ## keep the screens of the console anew, to compare with in the tests
	@"$(SWIFT)" build --build-tests
	COLDCOUNT_RENEW_SCREENS=1 "$(SWIFT)" test --skip-build --disable-xctest --filter ConsoleTerminalTests

# What a sanitizer finds ends a program with status 86, which nothing of ours does. What leaks is not
# looked for: that takes ptrace, which the program denies itself; nor are names of functions, which
# take another program. Of Swift's locks ThreadSanitizer is told by Tests/Sanitizers/mutex.c.
sanitize: test-deps .build/sanitizers/mutex.so ## run all tests under AddressSanitizer and ThreadSanitizer [SANITIZERS=address]
	@export COLDCOUNT_SANITIZER LD_PRELOAD
	for COLDCOUNT_SANITIZER in $(SANITIZERS); do
	  options=(--sanitize=$$COLDCOUNT_SANITIZER --scratch-path .build/$$COLDCOUNT_SANITIZER)
	  LD_PRELOAD=
	  "$(SWIFT)" build --build-tests "$${options[@]}" -Xswiftc -use-ld=lld
	  if [ "$$COLDCOUNT_SANITIZER" = thread ]; then LD_PRELOAD=$(CURDIR)/.build/sanitizers/mutex.so; fi
	  ASAN_OPTIONS=detect_leaks=0:exitcode=86:symbolize=0 \
	  TSAN_OPTIONS=exitcode=86:symbolize=0 \
	    "$(SWIFT)" test --skip-build --parallel --disable-xctest "$${options[@]}"
	done

.build/sanitizers/mutex.so: Tests/Sanitizers/mutex.c | deps
	@mkdir -p $(@D)
	"$(dir $(SWIFT))clang" -O1 -Wall -Werror -shared -fPIC $< -o $@

lint: test-deps ## check format and house rules
	@"$(SWIFT)" format lint --strict -r -p Sources Tests Package.swift
	python3 Tests/Peers/house_check.py
	python3 Tests/Peers/tidy.py
	python3 samples/referendum-2017/make.py --check
	python3 Tests/Peers/catalogue.py

bench: bench-deps test-deps build $(FLOORS) .build/floors/preload_free_group.so ## measure against bare C and stock tools [BALLOTS=… IDENTITIES=… JSON=1]
	@"$(SWIFT)" build -c release --product TallyBenchmark
	@"$(SWIFT)" build -c release --product MixnetBenchmark
	$(PYTHON) Tests/Benchmarks/bench.py --ballots $(BALLOTS) --identities $(IDENTITIES) \
	  $(if $(JSON),--json)

bench-check: bench-deps test-deps build $(FLOORS) .build/floors/preload_valgrind.so ## hold instructions per ballot against the kept ones [UPDATE=1]
	@$(PYTHON) Tests/Benchmarks/bench_check.py $(if $(UPDATE),--update)

bench-deps: ## install what measuring needs: what testing does, valgrind, belenios-tool
	@$(NEEDS) build test bench

.build/floors/%: Tests/Benchmarks/%.c | deps
	@mkdir -p $(@D)
	$(FLOOR_CC) -O2 -Wall -pthread $< -lsodium -o $@

.build/floors/%.so: Tests/Benchmarks/%.c | deps
	@mkdir -p $(@D)
	$(FLOOR_CC) -O2 -Wall -shared -fPIC $< -o $@

fuzz: test-deps ## fuzz every parser, coverage-guided [TIME=seconds each TARGETS="json package"]
	@FUZZ=1 "$(SWIFT)" build -c release --product Fuzz --scratch-path .build/fuzz
	"$(SWIFT)" build --product coldcount
	python3 Tests/Fuzz/seeds.py .build/fuzzing/seeds .build/debug/coldcount
	.build/fuzz/release/Fuzz seeds .build/fuzzing/seeds
	python3 Tests/Fuzz/fuzz.py .build/fuzz/release/Fuzz .build/fuzzing $(TIME) $(TARGETS)

mutants: test-deps ## leave out each check of the verifiable count in turn: a test must notice
	@COLDCOUNT_TEST_PYTHON="$(abspath $(PYTHON))" python3 Tests/Mutants/mutants.py "$(SWIFT)" .build/mutants

dist: dist-deps ## build the single binary and the .deb, with hashes [KEY=minisign.key signs them]
	@SWIFT="$(SWIFT)" bash Sources/Packaging/link-static.sh
	python3 Sources/Packaging/package.py .build/static/coldcount --to .build/dist $(if $(KEY),--key "$(KEY)")

dist-check: ## build this commit twice, compare the bytes, ask lintian, try the package in a bare Debian; takes minutes
	@$(NEEDS) build dist check
	SWIFT="$(SWIFT)" bash Sources/Packaging/dist-check.sh

dist-deps:
	@$(NEEDS) build dist $(if $(KEY),sign)

clean: ## remove what was built
	@rm -rf .build
