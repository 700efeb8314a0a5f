export GOFLAGS := -tags=sqlite_fts5

.PHONY: run build test assets look fonts

build: assets fonts ## leave bin/mingda
	go build -o bin/mingda ./cmd/mingda

test: fonts ## everything
	go vet ./...
	go test ./...

fonts: ## fetch and cut the fonts of letters and titles; quick when they are there
	fonts/fetch.sh

assets: static/dist/mingda.css static/dist/seal.svg $(patsubst static/js/%,static/dist/js/%,$(wildcard static/js/*.js)) ## style sheet and scripts, into static/dist

static/node_modules/.package-lock.json: static/package.json static/package-lock.json
	cd static && npm ci --no-audit --no-fund --ignore-scripts
	touch $@

static/dist/mingda.css: static/node_modules/.package-lock.json $(wildcard static/sass/*.scss)
	cd static && npm run -s css

static/dist/js/%.js: static/js/%.js
	mkdir -p $(@D) && cp $< $@

static/dist/seal.svg: static/img/seal.svg
	cp $< $@

look: assets e2e/node_modules/.package-lock.json ## the style guide and the error pages in a browser; needs Chromium
	MINGDA_E2E=1 go test -count=1 -run 'TestLook|TestScripts' ./internal/page

e2e/node_modules/.package-lock.json: e2e/package.json e2e/package-lock.json
	cd e2e && npm ci --no-audit --no-fund --ignore-scripts
	touch $@
