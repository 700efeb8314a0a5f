export GOFLAGS := -tags=sqlite_fts5

.PHONY: run build test

build: ## leave bin/mingda
	go build -o bin/mingda ./cmd/mingda

test: ## everything
	go vet ./...
	go test ./...
