SHELL := /bin/sh
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/passport-logout
LINT := $(CACHE)/golangci-lint-v2.15.0/golangci-lint
# The tools for JavaScript, in the versions of tools/package-lock.json.
NPM := $(CACHE)/npm-$(shell cksum < tools/package-lock.json | cut -d ' ' -f 1)
NPM_DONE := $(NPM)/node_modules/.package-lock.json
TSC := $(NPM)/node_modules/.bin/tsc

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

DEMO = go run ./cmd/demo $(if $(APP),-app $(APP)) $(if $(AUTH),-auth $(AUTH))
.PHONY: demo
demo: build ## log in and out at http://localhost:3000, or APP=:4000 AUTH=:9001
	@$(DEMO)

.PHONY: compare
compare: build ## the incumbent, from npm, and this module under the same fault
	@command -v npm >/dev/null || { echo "make compare needs npm, for the incumbent."; exit 1; }
	@mkdir -p $(CACHE) && go run ./bench -incumbent $(CACHE)/incumbent.js
	@$(DEMO) -incumbent $(CACHE)/incumbent.js

.PHONY: build
build: ## make dist/
	@go run ./cmd/build

# The packages whose tests need no browser.
NATIVE := ./pkg/... ./internal/... ./cmd/... ./web/... ./bench ./docs

.PHONY: quick
quick: types ## run what needs no browser
	TSC=$(TSC) go test $(NATIVE)
	@if [ -x $(LINT) ]; then $(LINT) run ./...; else echo "not linted: make lint builds the linter, once"; fi

.PHONY: test
test: chromium $(NPM_DONE) ## run every test, browser included
	TSC=$(TSC) go test -race $(NATIVE)
	go test -tags passport_prebuilt ./pkg/passport
	GOOS=js GOARCH=wasm go test -exec "env -u GOOS -u GOARCH go tool -modfile=$(CURDIR)/tools/browsertest.mod wasmbrowsertest" ./pkg/jsbridge
	go test -timeout 40m ./e2e

.PHONY: chromium
chromium:
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
	{ command -v apt-get && apt-get update && apt-get install -y chromium; } || \
	{ echo "The tests need Chromium or Chrome: install it with your package manager."; exit 1; }

.PHONY: check
check: lint types repro api pack ## run the checks that are no tests

$(LINT):
	@echo "building golangci-lint, once"
	@GOBIN=$(@D) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

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
	$(TSC) -p web/tsconfig.json
	$(TSC) -p web/jsconfig.json

# attw leaves out the resolution of Node 10, the entries that are ES modules only, and
# the program, which is no module.
.PHONY: pack
pack: $(NPM_DONE) ## make the package for npm, dist/passport-logout-….tgz
	@go run ./cmd/build -pack
	$(NPM)/node_modules/.bin/publint run --strict dist/passport-logout-*.tgz
	$(NPM)/node_modules/.bin/attw --profile node16 --ignore-rules cjs-resolves-to-esm \
		--exclude-entrypoints passport.wasm --quiet dist/passport-logout-*.tgz

.PHONY: repro
repro: ## build twice, compare the bytes
	@a=$$(mktemp -d) b=$$(mktemp -d) && trap 'rm -rf "$$a" "$$b"' EXIT && \
	go run ./cmd/build -o "$$a" >/dev/null && go run ./cmd/build -o "$$b" >/dev/null && \
	diff -r "$$a" "$$b" && (cd "$$a" && sha256sum -c --quiet SHA256SUMS) && echo "two builds, the same bytes"

.PHONY: size
size: build ## what the program is made of, against its budget
	@go run ./cmd/build -share

.PHONY: bundlers
bundlers: chromium ## build apps and the examples with every tool, and drive them
	go test -count=1 -timeout 30m ./packaging ./examples

# What the stories need beside Chromium, by the names of Debian's packages.
.PHONY: engines
engines: chromium ## tell the stories in Chromium, Firefox and WebKit, write the tables of support
	@{ command -v firefox-esr || command -v firefox; } && command -v WebKitWebDriver && command -v Xvfb || \
	{ command -v apt-get && apt-get update && apt-get install -y firefox-esr webkit2gtk-driver xvfb; } || \
	{ echo "The stories need Firefox, WebKitGTK's WebDriver and Xvfb: install them with your package manager."; exit 1; }
	PASSPORT_ENGINES=chromium,firefox,webkit PASSPORT_SUPPORT=1 go test -count=1 -timeout 20m \
		-run '^(TestStories|TestTheDemoInEveryEngine)$$' ./e2e

.PHONY: test-providers
test-providers: chromium ## log in and out at other people's OpenID providers
	go test -count=1 -timeout 10m -v -run '^Test(Providers|AProvider|ALongIDToken|AFormFrom|TheHint|OIDCC)' ./e2e

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
faults: chromium ## log out under every fault, or FAULTS=sample, write docs/reliability.md and its table
	PASSPORT_FAULTS=$(or $(FAULTS),all) go test -timeout 90m -count=1 -run '^TestFaults$$' ./e2e

.PHONY: cover
cover: ## coverage of the native tests
	go test -coverprofile=coverage.out ./pkg/passport ./internal/... ./web/...
	go tool cover -func=coverage.out | tail -1

.PHONY: api
api: ## write what users may call into api/, so that a change shows in a diff
	@go doc -all ./pkg/passport > api/passport.txt
	@GOOS=js GOARCH=wasm go doc -all ./pkg/jsbridge > api/jsbridge.txt
	@sed -e '/^ *\/\*\*.*\*\/ *$$/d' -e '/^ *\/\*\*/,/\*\//d' -e '/^ *\/\//d' web/passport.d.ts | cat -s > api/passport.d.ts.txt
	@git diff --exit-code -- api || { echo "the API has changed: commit api/"; exit 1; }
