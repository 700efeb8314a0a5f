package serve

import (
	"cmp"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"mingda/internal/fault"
	"mingda/internal/filename"
)

// FormLimits bound one form. All sizes are in bytes.
type FormLimits struct {
	Text   int64 // names and values of all fields that are no files
	Fields int   // that are no files
	File   int64 // one file
	Files  int   // that are kept
	Total  int64 // of all files that are kept
}

// PlainForm bounds a form without files: 1 MiB of text in 2000 fields.
var PlainForm = FormLimits{Text: 1 << 20, Fields: 2000}

// A File is one file of a form.
type File struct {
	Field string // name of the input
	Name  string // as the applicant's machine calls it, made safe; for showing only
	Type  string // media type the browser gave; not to be believed
	Size  int64  // bytes read from it
}

// A Sink takes the content of a file as it comes in, and keeps it where it
// likes. Reading fails with fault.Invalid when the file grows beyond what is
// allowed; the sink then drops what it has and returns that error. What a sink
// returned nil for is kept.
type Sink func(f File, content io.Reader) error

// A Form is what was sent.
type Form struct {
	Values url.Values // fields that are no files; lines end in \n
	Files  []File     // that the sink took, in their order
	bad    fault.Form
	broken error // of the sink or of the connection
}

// ReadForm reads the request's form, url-encoded or multipart. The form it
// returns is never nil and holds all that was typed, whatever was wrong with
// the files: what is too big or too much is read past and named at its field,
// so that the page can be shown again with everything on it. The error is
//
//   - fault.Invalid with Fields when files or text went beyond the limits;
//   - fault.Invalid form_unreadable when what was sent is no form or broke off;
//   - what the sink returned, if it was not fault.Invalid (a full disk);
//   - *http.MaxBytesError when the body is beyond the limit of the chain.
//
// Without a sink, and on a route of which Door.TakesFiles does not say that it takes any,
// files are refused. r.PostForm is set to Values, so that r.PostFormValue works.
func ReadForm(r *http.Request, limits FormLimits, sink Sink) (*Form, error) {
	f := &Form{Values: url.Values{}, bad: fault.Form{}}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err != nil:
		f.broken = unreadable(err)
	case kind == "application/x-www-form-urlencoded":
		f.readEncoded(r.Body, limits)
	case kind == "multipart/form-data":
		if !visitOf(r).takesFiles(r) {
			sink = nil
		}
		f.readMultipart(r, limits, sink)
	default:
		f.broken = unreadable(errors.New("content type " + kind))
	}
	r.PostForm, r.Form = f.Values, f.Values
	if f.broken != nil {
		return f, f.broken
	}
	return f, f.bad.Err()
}

// Value returns the first value of the field without space at its ends.
func (f *Form) Value(field string) string { return strings.TrimSpace(f.Values.Get(field)) }

func unreadable(cause error) error {
	var tooBig *http.MaxBytesError
	if errors.As(cause, &tooBig) {
		return cause
	}
	return fault.New(fault.Invalid, "form_unreadable").Because(cause)
}

func (f *Form) readEncoded(body io.Reader, limits FormLimits) {
	b, err := io.ReadAll(io.LimitReader(body, limits.Text+1))
	if err != nil {
		f.broken = unreadable(err)
		return
	}
	if int64(len(b)) > limits.Text {
		b = b[:limits.Text]
		f.bad.Bad("", "form_text_too_long", limits.Text>>10)
		if _, err := io.Copy(io.Discard, body); err != nil {
			f.broken = unreadable(err)
		}
	}
	values, err := url.ParseQuery(string(b))
	if err != nil && len(f.bad) == 0 {
		f.broken = unreadable(err)
	}
	n := 0
	for field, all := range values {
		for _, v := range all {
			if n++; n > limits.Fields {
				f.bad.Bad("", "form_too_many_fields", limits.Fields)
				return
			}
			f.Values.Add(clean(field), clean(v))
		}
	}
}

// multipartState is what one multipart form has used of its limits.
type multipartState struct {
	limits FormLimits
	text   int64
	fields int
	files  int64 // bytes kept
}

func (f *Form) readMultipart(r *http.Request, limits FormLimits, sink Sink) {
	parts, err := r.MultipartReader()
	if err != nil {
		f.broken = unreadable(err)
		return
	}
	s := &multipartState{limits: limits}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil {
			if part.FileName() == "" && !hasFileName(part) {
				err = f.takeField(s, part)
			} else {
				err = f.takeFile(s, part, sink)
			}
		}
		if err != nil {
			if f.broken == nil {
				f.broken = unreadable(err)
			}
			return
		}
	}
}

// hasFileName tells a file input without a file (filename="") from a field.
func hasFileName(p *multipart.Part) bool {
	_, params, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
	_, ok := params["filename"]
	return err == nil && ok
}

// takeField keeps a field's text. It returns an error only if the body cannot
// be read on.
func (f *Form) takeField(s *multipartState, part *multipart.Part) error {
	left := s.limits.Text - s.text - int64(len(part.FormName()))
	if s.fields++; s.fields > s.limits.Fields || left < 0 {
		f.bad.Bad("", "form_too_many_fields", s.limits.Fields)
		return nil
	}
	b, err := io.ReadAll(io.LimitReader(part, left))
	s.text += int64(len(b) + len(part.FormName()))
	f.Values.Add(clean(part.FormName()), clean(string(b)))
	if err != nil {
		return err
	}
	rest, err := io.Copy(io.Discard, part)
	if rest > 0 {
		f.bad.Bad(clean(part.FormName()), "form_text_too_long", s.limits.Text>>10)
	}
	return err
}

// takeFile hands a file to the sink, or says why not; what is left of a part is
// read past by NextPart. It returns an error only if the body cannot be read on.
func (f *Form) takeFile(s *multipartState, part *multipart.Part, sink Sink) error {
	file := File{Field: clean(part.FormName()), Name: cmp.Or(filename.Safe(part.FileName()), "附件"), Type: part.Header.Get("Content-Type")}
	if part.FileName() == "" {
		return nil // an input in which no file was chosen
	}
	if sink == nil || f.broken != nil {
		if sink == nil {
			f.bad.Bad(file.Field, "form_no_files")
		}
		return nil
	}
	if len(f.Files) >= s.limits.Files {
		f.bad.Bad(file.Field, "form_too_many_files", s.limits.Files, file.Name)
		return nil
	}
	content := &bounded{r: part, left: min(s.limits.File, s.limits.Total-s.files)}
	content.over = fault.New(fault.Invalid, "form_file_too_big", file.Name, s.limits.File>>20)
	if s.limits.Total-s.files < s.limits.File {
		content.over = fault.New(fault.Invalid, "form_files_too_big", file.Name, s.limits.Total>>20)
	}
	err := sink(file, content)
	switch {
	case content.failed != nil: // whatever the sink made of it
		return content.failed
	case content.isOver || fault.KindOf(err) == fault.Invalid:
		f.refuse(file, content, err)
	case err != nil:
		f.broken = err // the rest of the form is still read: what was typed must not be lost
	default:
		file.Size = content.read
		s.files += content.read
		f.Files = append(f.Files, file)
	}
	return nil
}

// refuse notes at the field why the file was not kept; the first reason stays.
func (f *Form) refuse(file File, content *bounded, err error) {
	why := content.over
	if !content.isOver {
		errors.As(err, &why)
	}
	if f.bad[file.Field] == nil {
		f.bad[file.Field] = why
	}
}

// bounded reads a file up to a limit and remembers how it ended.
type bounded struct {
	r      io.Reader
	left   int64
	read   int64
	over   *fault.Error
	isOver bool
	failed error // of the connection
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	if b.isOver {
		return 0, b.over
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1] // one more than allowed shows that there is more
	}
	n, err := b.r.Read(p)
	if int64(n) > b.left {
		b.isOver = true
		return 0, b.over
	}
	b.left -= int64(n)
	b.read += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		b.failed = err
	}
	return n, err
}

// clean makes what a browser sent valid text with lines that end in \n.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
}
