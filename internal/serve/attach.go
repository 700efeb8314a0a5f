package serve

import (
	"net/http"
	"net/url"
	"path"
	"strconv"

	"mingda/internal/filename"
)

// Attach answers with a file that is saved under its name, which may be Chinese (RFC 6266):
// programs that do not know such names save it as short, with the same ending.
func Attach(w http.ResponseWriter, name, short, mediaType string, content []byte) error {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", Attachment(name, short))
	h.Set("Content-Length", strconv.Itoa(len(content)))
	h.Set("X-Content-Type-Options", "nosniff")
	_, err := w.Write(content)
	return err
}

// Attachment is how a file that is saved is named, in both ways, see Attach. Names that were
// stored long ago are made safe here too.
func Attachment(name, short string) string {
	return `attachment; filename="` + short + path.Ext(filename.Safe(name)) + `"; filename*=UTF-8''` + url.PathEscape(filename.Safe(name))
}
