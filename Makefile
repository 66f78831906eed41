# `make demo` and `make test` need nothing but Debian 12 with Swift; both call `setup` first.
SHELL := /bin/bash
PREFIX ?= /usr/local
BINARY := .build/release/ttaperf

# What Swift's own tools load and link with, of swift.org's list for Debian 12.
SWIFT_PACKAGES := binutils gcc libc6-dev libcurl4 libedit2 libncurses6 libsqlite3-0 libstdc++-12-dev libuuid1 libxml2 \
	tzdata zlib1g
APT_PACKAGES := $(SWIFT_PACKAGES) libhiredis-dev libsqlite3-dev libssl-dev libyaml-dev redis-server redis-tools openssl \
	git ca-certificates python3 python3-venv bash zsh fish tmux \
	$(if $(NEO4J_HOME),openjdk-17-jre-headless)

# The sandbox's graph server where there is no Neo4j; ttaperf looks for it in the folder `python` beside its build.
PYTHON_PACKAGES := arcadedb-embedded==26.10.2.post1
# The peers of `make bench`.
BENCH_PYTHON_PACKAGES := neo4j==6.4.1 neo4j-rust-ext==6.4.1.0
VENV := .build/python

.PHONY: help setup build demo test bench verdict-study lint completions install clean

help:
	@sed -n 's/^## //p' Makefile

## setup       install what building and testing need (idempotent, quiet when done)
setup:
	@missing=$$(dpkg-query -W -f='$${Package} $${Status}\n' $(APT_PACKAGES) 2>/dev/null \
	    | awk '/ok installed$$/ {print $$1}' | sort | comm -13 - <(printf '%s\n' $(APT_PACKAGES) | sort)); \
	if [ -n "$$missing" ]; then \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    echo "Installing:" $$missing; \
	    $$sudo apt-get update -qq && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
	@if [ "$$(cat $(VENV)/installed.txt 2>/dev/null)" != "$(PYTHON_PACKAGES)" ]; then \
	    echo "Installing into $(VENV):" $(PYTHON_PACKAGES); \
	    /usr/bin/python3 -m venv --clear $(VENV) && \
	    $(VENV)/bin/python3 -m pip install --quiet --disable-pip-version-check $(PYTHON_PACKAGES) && \
	    echo "$(PYTHON_PACKAGES)" >$(VENV)/installed.txt; \
	fi

## build       the release executable, .build/release/ttaperf
build: setup
	swift build -c release -Xswiftc -static-stdlib --product ttaperf

## demo        measure, measure again, compare, change something, compare: real servers, about two minutes
demo: build
	@Docs/demo.sh $(abspath $(BINARY))

## test        every test, unit and integration, against servers of its own
test: setup
	swift test

## bench       our loops beside their peers, in alternation; exit code 2 when a target is missed
bench: build
	@$(VENV)/bin/python3 -c 'import neo4j._rust' 2>/dev/null \
	    || $(VENV)/bin/python3 -m pip install --quiet --disable-pip-version-check $(BENCH_PYTHON_PACKAGES)
	swift run -c release -Xswiftc -static-stdlib ttaperf-bench

## verdict-study  false verdicts and detection on real runs, MINUTES=10 at most; goes on where it stopped
verdict-study: build
	swift build -c release -Xswiftc -static-stdlib --product ttaperf-verdict-study
	swift build -c release -Xswiftc -static-stdlib --product SlowRedis
	.build/release/ttaperf-verdict-study measure --minutes $(or $(MINUTES),10) $(STUDY)

## lint        the formatter's strict check
lint:
	swift format lint --strict --recursive Package.swift Sources Tests

## completions the files for bash, zsh and fish, from the commands' own definition
completions: build
	$(BINARY) --generate-completion-script bash >completions/ttaperf.bash
	$(BINARY) --generate-completion-script zsh >completions/_ttaperf
	$(BINARY) --generate-completion-script fish >completions/ttaperf.fish

## install     into PREFIX (default /usr/local), with completions and Docs
install: build
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/ttaperf
	install -D -m 644 completions/ttaperf.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/ttaperf
	install -D -m 644 completions/_ttaperf $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ttaperf
	install -D -m 644 completions/ttaperf.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ttaperf.fish
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/ttaperf/Docs Docs/*.md

## clean       remove what was built
clean:
	rm -rf .build
