SHELL := /bin/sh
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/passport-logout

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: build ## log in and out at http://localhost:3000
	@go run ./cmd/demo

.PHONY: build
build: ## make dist/
	@go run ./cmd/build

.PHONY: test
test: chromium ## run every test, browser included
	go test -race ./pkg/... ./internal/... ./cmd/... ./web/... ./bench
	go test -tags passport_prebuilt ./pkg/passport
	GOOS=js GOARCH=wasm go test -exec "env -u GOOS -u GOARCH go tool -modfile=$(CURDIR)/tools/browsertest.mod wasmbrowsertest" ./pkg/jsbridge
	go test -timeout 40m ./e2e

.PHONY: chromium
chromium:
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
	{ command -v apt-get && apt-get update && apt-get install -y chromium; } || \
	{ echo "The tests need Chromium or Chrome: install it with your package manager."; exit 1; }

.PHONY: check
check: lint types repro ## run the checks that are no tests

LINT := $(CACHE)/golangci-lint-v2.15.0/golangci-lint
$(LINT):
	@echo "building golangci-lint, once"
	@GOBIN=$(@D) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# The tools for JavaScript, in the versions of tools/package-lock.json.
NPM := $(CACHE)/npm-$(shell cksum < tools/package-lock.json | cut -d ' ' -f 1)
NPM_DONE := $(NPM)/node_modules/.package-lock.json
$(NPM_DONE):
	@mkdir -p $(NPM) && cp tools/package.json tools/package-lock.json $(NPM)
	@npm ci --prefix $(NPM) --ignore-scripts --no-audit --no-fund

.PHONY: lint
lint: $(LINT) $(NPM_DONE) ## find mistakes, natively and for the browser, and in JavaScript
	$(LINT) run ./...
	GOOS=js GOARCH=wasm $(LINT) run --build-tags passport_prebuilt ./cmd/wasm/... ./pkg/...
	$(NPM)/node_modules/.bin/biome check --error-on-warnings

.PHONY: fmt
fmt: $(LINT) $(NPM_DONE) ## format
	$(LINT) fmt ./...
	$(NPM)/node_modules/.bin/biome format --write

.PHONY: types
types: $(NPM_DONE) ## check the types, against them the examples, and the JavaScript
	$(NPM)/node_modules/.bin/tsc -p web/tsconfig.json
	$(NPM)/node_modules/.bin/tsc -p web/jsconfig.json

.PHONY: repro
repro: ## build twice, compare the bytes
	@a=$$(mktemp -d) b=$$(mktemp -d) && trap 'rm -rf "$$a" "$$b"' EXIT && \
	go run ./cmd/build -o "$$a" >/dev/null && go run ./cmd/build -o "$$b" >/dev/null && \
	diff -r "$$a" "$$b" && (cd "$$a" && sha256sum -c --quiet SHA256SUMS) && echo "two builds, the same bytes"

.PHONY: size
size: build ## what the program is made of, against its budget
	@go run ./cmd/build -share

.PHONY: bench
bench: chromium build ## compare with the peers, write docs/performance.md
	go run ./bench

.PHONY: fuzz
# By a count: at the end of a time Go 1.26 may fail what has found nothing (go.dev/issue/75804).
fuzz: ## fuzz everything that parses, 200,000 inputs a target
	@for dir in pkg/passport internal/authdomain internal/stringslite; do \
		for target in $$(go test -list '^Fuzz' ./$$dir | grep '^Fuzz'); do \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime 200000x -fuzzminimizetime 2s ./$$dir || exit 1; \
		done; \
	done
	go test -tags passport_prebuilt -run '^$$' -fuzz '^FuzzClaims$$' -fuzztime 200000x -fuzzminimizetime 2s ./pkg/passport
	PASSPORT_FUZZ=20s go test -count 1 -timeout 5m -v -run '^TestFuzz' ./e2e

.PHONY: soak
soak: chromium ## log out 1,000 times in one page, and compare what it occupies
	PASSPORT_SOAK=1 go test -count=1 -timeout 15m -v -run TestManyLogouts ./e2e

.PHONY: faults
faults: chromium ## log out under every fault, write docs/reliability.md and its table
	PASSPORT_FAULTS=1 go test -timeout 40m -count=1 -run '^TestFaults$$' ./e2e

.PHONY: cover
cover: ## coverage of the native tests
	go test -coverprofile=coverage.out ./pkg/passport ./internal/... ./web/...
	go tool cover -func=coverage.out | tail -1
