package page

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"mingda/static"
)

// ContentSecurityPolicy is what the pages here are written for: no inline
// script or style, nothing from elsewhere. Icons in the style sheet are data:
// images; connections are uploads; frames show the office's own PDFs.
const ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

// An asset is one built file, held ready to send.
type asset struct {
	plain, zipped []byte // zipped is nil where it saves nothing
	kind          string
}

// assetSet is all built files, and the hash of all of them.
type assetSet struct {
	files map[string]asset
	hash  string
}

var loadAssets = sync.OnceValue(func() assetSet { return readAssets(static.FS()) })

// readAssets reads the files and hashes their names and contents together: one
// hash for all, so that the fonts a style sheet names relatively change their
// address with it.
func readAssets(fsys fs.FS) assetSet {
	set := assetSet{files: map[string]asset{}}
	sum := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		body, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(body))
		sum.Write(body)
		set.files[name] = newAsset(name, body)
		return nil
	})
	if err != nil {
		panic(err) // the files are embedded; they cannot fail to be read
	}
	set.hash = hex.EncodeToString(sum.Sum(nil))[:12]
	return set
}

func newAsset(name string, body []byte) asset {
	a := asset{plain: body, kind: mime.TypeByExtension(path.Ext(name))}
	switch path.Ext(name) {
	case ".woff2":
		a.kind = "font/woff2"
		return a
	case ".js":
		a.kind = "text/javascript; charset=utf-8"
	case ".css":
		a.kind = "text/css; charset=utf-8"
	}
	var buf bytes.Buffer
	z, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression) // the level is valid
	_, _ = z.Write(body)                                    // a buffer takes all
	_ = z.Close()
	if buf.Len() < len(body)*9/10 {
		a.zipped = buf.Bytes()
	}
	return a
}

// AssetPath returns the address of a built file below the base path, such as
// "/static/3f2a…/mingda.css". It changes whenever any built file changes, so
// that browsers may keep what they have for a year.
func AssetPath(name string) string { return "/static/" + loadAssets().hash + "/" + name }

// Assets serves the built files at /static/<hash>/<name>; mount it at /static/
// with the base path stripped. A request with an older hash, from a page that
// was open over an upgrade, gets the present file, not to be kept.
func Assets() http.Handler {
	set := loadAssets()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hash, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/static/"), "/")
		a, ok := set.files[name]
		if !ok || r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-cache")
		if hash == set.hash {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		body := a.plain
		if a.zipped != nil {
			h.Set("Vary", "Accept-Encoding")
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				h.Set("Content-Encoding", "gzip")
				body = a.zipped
			}
		}
		h.Set("Content-Length", itoa(len(body)))
		if r.Method == http.MethodGet {
			_, _ = io.Copy(w, bytes.NewReader(body)) // the client went away
		}
	})
}
