package main

import (
	"reflect"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/config"
)

// TestWatchLimits: what the configuration has where nobody set anything is what the audit goes
// by without one, and each number that is set reaches it.
func TestWatchLimits(t *testing.T) {
	if got := watchLimits(config.Default().Audit); got != audit.DefaultLimits {
		t.Errorf("%+v, without a configuration %+v", got, audit.DefaultLimits)
	}
	var set config.Audit
	fields, bounds := reflect.ValueOf(&set).Elem(), 0
	for i := range fields.NumField() {
		if fields.Field(i).CanInt() { // the others say where records go
			fields.Field(i).SetInt(int64(i + 1))
			bounds++
		}
	}
	limits, seen := reflect.ValueOf(watchLimits(set)), map[int64]bool{}
	for i := range limits.NumField() {
		seen[limits.Field(i).Int()] = true
	}
	if limits.NumField() != bounds || len(seen) != bounds || seen[0] {
		t.Errorf("of %+v became %+v", set, limits)
	}
}
