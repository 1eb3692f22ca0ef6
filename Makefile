# `make` lists the targets; each one does its own set-up.
.DEFAULT_GOAL := help
.PHONY: help run build test test-native bench network lint publish up down clean
SHELL := /bin/bash

export DOTNET_NOLOGO := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_CLI_UI_LANGUAGE := en

CONFIGURATION := Release
QUIETLY := --verbosity quiet
SERVER := artifacts/bin/StsEmulator.Server/release/sts-emulator.dll
BLACK_BOX_TESTS := tests/StsEmulator.Server.Tests tests/StsEmulator.Clients.Tests tests/StsEmulator.Browser.Tests

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build and start the emulator on the default ports; options: make run ARGS="--store redis://localhost:6379"
	@dotnet build src/StsEmulator.Server --configuration $(CONFIGURATION) $(QUIETLY)
	@exec dotnet $(SERVER) $(ARGS)

build: ## build everything; warnings, formatting rules and banned symbols are errors
	dotnet build StsEmulator.sln --configuration $(CONFIGURATION) --verbosity minimal

test: ## set up what the tests need, build and run them all; some: make test TESTS="tests/StsEmulator.Iam.Tests"
	@.config/install-test-tools
	@dotnet build StsEmulator.sln --configuration $(CONFIGURATION) $(QUIETLY)
	@.config/run-tests $(TESTS)

test-native: publish ## run the black-box tests on the native executable
	@.config/install-test-tools
	@dotnet build StsEmulator.sln --configuration $(CONFIGURATION) $(QUIETLY)
	@STS_EMULATOR_EXECUTABLE="$(CURDIR)/artifacts/publish/native/sts-emulator" .config/run-tests $(BLACK_BOX_TESTS)

bench: ## measure the speed figures of docs/performance.md on this machine; some: make bench ARGS="--only sts --quick"
	@.config/install-bench-tools
	@dotnet build tests/StsEmulator.Benchmarks --configuration $(CONFIGURATION) $(QUIETLY)
	@artifacts/bin/StsEmulator.Benchmarks/release/StsEmulator.Benchmarks $(ARGS)

network: build ## run COMMAND where 169.254.169.254 is the emulator: make network COMMAND="aws sts get-caller-identity"
	@.config/in-metadata-network -- bash -c '$(or $(COMMAND),exec bash -i)'

lint: build ## check format, style and analyzers; changes nothing
	dotnet format StsEmulator.sln --verify-no-changes --no-restore

publish: ## make the native executable artifacts/publish/native/sts-emulator
	@.config/publish-native

up: ## start the emulator and Redis with docker compose (admin token: STS_EMULATOR_ADMIN_TOKEN, else a new one)
	@export STS_EMULATOR_ADMIN_TOKEN="$${STS_EMULATOR_ADMIN_TOKEN:-$$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}" && \
	docker compose up --build --detach --wait && \
	echo "admin token: $$STS_EMULATOR_ADMIN_TOKEN"

down: ## stop what `make up` started; issued sessions stay in the Redis volume
	@STS_EMULATOR_ADMIN_TOKEN=unused docker compose down

clean: ## remove everything that was built
	rm -rf artifacts
