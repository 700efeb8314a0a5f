// Package bounded keeps the beginning of what another program writes, and lets it write on.
package bounded

import "bytes"

// A Buffer keeps the first Most bytes of what is written to it. It offers nothing but
// Write: a way into bytes.Buffer itself, such as its ReadFrom, would have no bound.
type Buffer struct {
	Most int
	kept bytes.Buffer
	over bool
}

// Write implements io.Writer; it never fails, so that who writes goes on.
func (b *Buffer) Write(p []byte) (int, error) {
	n := min(len(p), b.Most-b.kept.Len())
	b.over = b.over || n < len(p)
	b.kept.Write(p[:n])
	return len(p), nil
}

// Bytes returns what was kept.
func (b *Buffer) Bytes() []byte { return b.kept.Bytes() }

// Over reports whether more was written than is kept.
func (b *Buffer) Over() bool { return b.over }
