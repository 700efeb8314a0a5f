# Mingda 明答. `make` says what there is to make.

export GOFLAGS := -tags=sqlite_fts5

.DEFAULT_GOAL := help
.PHONY: help run demo-reset build test fuzz fonts assets shots look need sbom security ipv6

help: ## this list 说明
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build, and serve the demo office on http://localhost:8080 演示
	bin/mingda serve --demo

demo-reset: build ## throw the demo office away and serve a new one 重置演示
	bin/mingda serve --demo --reset

build: need assets fonts ## leave bin/mingda: one file with everything inside 编译
	go build -o bin/mingda ./cmd/mingda

test: export E2E = 1
test: assets fonts build e2e/node_modules/.package-lock.json ## everything; installs what it needs if run by root 全部测试
	.ci/need test
	go vet ./...
	go test -json ./... | node .ci/summary.mjs
	go build -o bin/e2e-servers ./e2e/servers
	node e2e/run.mjs

ipv6: build e2e/node_modules/.package-lock.json ## make test where there is IPv6 alone; by root 只有 IPv6
	.ci/need test
	go mod download
	.ci/ipv6 $(MAKE) test GOFLAGS='$(GOFLAGS) -count=1'

sbom: build ## write docs/sbom.cdx.json, the list of foreign parts in the binary, anew 部件清单
	node .ci/sbom.mjs > docs/sbom.new && mv docs/sbom.new docs/sbom.cdx.json

TIME ?= 10s
fuzz: assets fonts ## what reads foreign bytes is fed with any, each for TIME (10s) 随机输入
	.ci/fuzz $(TIME)

need: ## what this machine lacks 缺什么
	@.ci/need build

fonts: need ## fetch and cut the fonts of letters and titles; quick when they are there 字体
	fonts/fetch.sh

assets: static/dist/mingda.css static/dist/seal.svg $(patsubst static/js/%,static/dist/js/%,$(wildcard static/js/*.js)) ## style sheet and scripts, into static/dist 样式和脚本

static/node_modules/.package-lock.json: static/package.json static/package-lock.json | need
	cd static && npm ci --no-audit --no-fund --ignore-scripts
	touch $@

static/dist/mingda.css: static/node_modules/.package-lock.json $(wildcard static/sass/*.scss)
	cd static && npm run -s css

static/dist/js/%.js: static/js/%.js
	mkdir -p $(@D) && cp $< $@

static/dist/seal.svg: static/img/seal.svg
	cp $< $@

shots: assets fonts build e2e/node_modules/.package-lock.json ## pictures of the main pages and of each letter, into docs/manual/img 截图
	node e2e/run.mjs --shots
	go run ./e2e/letters docs/manual/img

security: build ## wapiti and sqlmap against the demo office; a quarter of an hour 安全扫描
	.ci/need security
	node e2e/scan.mjs

look: assets e2e/node_modules/.package-lock.json ## the style guide and the error pages in a browser 看页面
	E2E=1 go test -count=1 -run 'TestLook|TestScripts' ./internal/page

e2e/node_modules/.package-lock.json: e2e/package.json e2e/package-lock.json | need
	cd e2e && npm ci --no-audit --no-fund --ignore-scripts
	touch $@
