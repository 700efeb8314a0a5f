package desk

import (
	"bytes"
	"io"
)

// A Download is a file for a person to have. Whoever takes it closes it.
type Download struct {
	Name string
	Type string
	Size int64
	io.ReadSeekCloser
}

// InMemory returns what was just made, or is part of a larger file, as a file.
func InMemory(name, mediaType string, content []byte) Download {
	return Download{name, mediaType, int64(len(content)), inMemory{bytes.NewReader(content)}}
}

type inMemory struct{ *bytes.Reader }

// Close implements io.Closer; there is nothing to close.
func (inMemory) Close() error { return nil }
