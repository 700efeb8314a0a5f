package page_test

import (
	"net/http"
	"os"
	"testing"
)

func TestZZServe(t *testing.T) {
	if os.Getenv("ZZ") == "" {
		t.Skip()
	}
	t.Fatal(http.ListenAndServe(os.Getenv("ZZ"), samplePages(t)))
}
