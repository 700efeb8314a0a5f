package bounded

import (
	"os"
	"os/exec"
	"testing"
)

// TestBuffer: however it is written to, also by the way that a program's output takes, no
// more is kept than was asked for, and who writes is not stopped.
func TestBuffer(t *testing.T) {
	for most, want := range map[int]string{0: "", 3: "abc", 6: "abcdef", 7: "abcdef"} {
		b := Buffer{Most: most}
		c := exec.Command(os.Args[0], "-test.run=^TestWriting$", "-test.v=false")
		c.Env, c.Stdout = append(os.Environ(), "MINGDA_TEST_WRITING=1"), &b
		if err := c.Run(); err != nil || string(b.Bytes()) != want || b.Over() != (most < 6) {
			t.Errorf("of %d: %q, over %v, want %q: %v", most, b.Bytes(), b.Over(), want, err)
		}
	}
}

// TestWriting is the other program.
func TestWriting(*testing.T) {
	if os.Getenv("MINGDA_TEST_WRITING") != "" {
		os.Stdout.WriteString("abc")
		os.Stdout.WriteString("def")
		os.Exit(0)
	}
}
