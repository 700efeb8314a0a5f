package desk

import (
	"os"
	"testing"

	"mingda/internal/auth"
)

// TestMain makes passwords cheap, and makes the test binary the process that
// the kill tests kill when it is started as such.
func TestMain(m *testing.M) {
	auth.StandardCost = auth.PasswordCost{MemoryKiB: 64, Passes: 1, Threads: 1}
	if dir := os.Getenv(childEnv); dir != "" {
		childMain(dir)
	}
	os.Exit(m.Run())
}
