package desk

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/emmansun/gmsm/sm3"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
)

// shelvedCase returns a case whose file is put away, for who may put files away.
func (d *Desk) shelvedCase(ctx context.Context, by auth.User, id casefile.ID) (*casefile.Case, casefile.Shelf, error) {
	now, err := d.standing(ctx, by, id)
	if err != nil {
		return nil, casefile.Shelf{}, err
	}
	if err := auth.May(by, casefile.Archive, subjectOf(now.Case, 0)); err != nil {
		return nil, casefile.Shelf{}, err
	}
	if err := now.Case.NotDestroyed(); err != nil {
		return nil, casefile.Shelf{}, err
	}
	shelf, ok := now.Case.Shelf()
	switch {
	case !ok:
		err = fault.New(fault.Conflict, "not_archived")
	case shelf.File == "":
		err = fault.New(fault.Conflict, "archive_unbound")
	}
	return now.Case, shelf, err
}

// ShelvedPDF opens the PDF of a file that is put away (案卷).
func (d *Desk) ShelvedPDF(ctx context.Context, by auth.User, id casefile.ID) (Download, error) {
	c, shelf, err := d.shelvedCase(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	f, err := d.Files.Open(filestore.Hash(shelf.File))
	return Download{"案卷 " + c.Number + ".pdf", "application/pdf", shelf.Size, f}, err
}

// A packed file is one of a package.
type packed struct {
	Path   string `json:"path"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	SM3    string `json:"sm3"`
}

// packageNote is what manifest.json of a package says.
type packageNote struct {
	Number  string   `json:"archive_number"` // 档号
	Case    string   `json:"case_number"`
	Agency  string   `json:"agency"`
	Year    int      `json:"year"`
	Keep    string   `json:"keep"`
	On      string   `json:"archived_on"`
	Pages   int      `json:"pages"`
	Files   []packed `json:"files"`
	Missing []string `json:"missing,omitempty"` // names of files that are lost, damaged or sealed off
}

// ShelvedPackage makes the package of a file that is put away: its PDF, the originals as
// they came and as they were made, and a manifest with the hashes of each.
func (d *Desk) ShelvedPackage(ctx context.Context, by auth.User, id casefile.ID) (Download, error) {
	c, shelf, err := d.shelvedCase(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	agency, err := d.DB.Agency(ctx, c.Agency)
	if err != nil {
		return Download{}, err
	}
	originals, err := d.originals(ctx, c)
	if err != nil {
		return Download{}, err
	}
	note := packageNote{Number: shelf.Number, Case: c.Number, Agency: agency.Name, Year: shelf.Year, Keep: shelf.Keep.Label(), On: shelf.On.String(), Pages: shelf.Pages}
	read, write := io.Pipe()
	go func() {
		write.CloseWithError(d.pack(ctx, write, append([]stored{{Name: "案卷.pdf", Hash: shelf.File}}, originals...), note))
	}()
	f, err := d.Files.Aside(read)
	read.CloseWithError(io.ErrClosedPipe) // whoever writes on is told
	if err != nil {
		return Download{}, err
	}
	info, err := f.Stat()
	if err != nil {
		return Download{}, err
	}
	return Download{"案卷 " + c.Number + ".zip", "application/zip", info.Size(), f}, nil
}

// originals are the files of a case, in the order in which they came and were made.
func (d *Desk) originals(ctx context.Context, c *casefile.Case) ([]stored, error) {
	var all []stored
	ids := []int64{c.Input}
	for _, j := range c.Joined {
		ids = append(ids, j.Input)
	}
	for _, id := range ids {
		i, err := loadInput(ctx, d.DB, inbox.ID(id))
		if err != nil {
			return nil, err
		}
		ext := ".json"
		if i.Door == casefile.Mail {
			ext = ".eml"
		}
		all = append(all, stored{Name: "收件 " + i.Number + ext, Hash: i.File})
	}
	for _, m := range c.Materials {
		all = append(all, stored{Name: m.Name, Hash: m.File})
	}
	for _, l := range c.Letters {
		if l.File != "" {
			all = append(all, stored{Name: letterFileName(l), Hash: l.File})
		}
	}
	return all, nil
}

// pack writes the package. A file that is lost, damaged or sealed off is named in the manifest, and
// keeps none of the others from their place.
func (d *Desk) pack(ctx context.Context, to io.Writer, files []stored, note packageNote) error {
	z := zip.NewWriter(to)
	for n, f := range files {
		at := f.Name
		if n > 0 {
			at = fmt.Sprintf("原件/%02d %s", n, plainName(f.Name))
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		p, err := d.packOne(ctx, z, at, f)
		if code := fault.CodeOf(err); code == "file_missing" || code == "file_damaged" || code == "file_sealed" || code == "file_unscannable" {
			note.Missing = append(note.Missing, f.Name)
			continue
		}
		if err != nil {
			return err
		}
		note.Files = append(note.Files, p)
	}
	text, err := json.MarshalIndent(note, "", "  ")
	if err != nil {
		return err
	}
	w, err := z.Create("manifest.json")
	if err != nil {
		return err
	}
	if _, err := w.Write(append(text, '\n')); err != nil {
		return err
	}
	return z.Close()
}

func (d *Desk) packOne(ctx context.Context, z *zip.Writer, at string, f stored) (p packed, err error) {
	if err := d.clearedIfKnown(ctx, f.Hash); err != nil {
		return p, err
	}
	if err := d.Files.Verify(filestore.Hash(f.Hash)); err != nil {
		return p, err
	}
	in, err := d.Files.Open(filestore.Hash(f.Hash))
	if err != nil {
		return p, err
	}
	defer in.Close()
	w, err := z.CreateHeader(&zip.FileHeader{Name: at, Method: zip.Store}) // PDFs and pictures do not get smaller
	if err != nil {
		return p, err
	}
	one, other := sha256.New(), sm3.New()
	size, err := io.Copy(io.MultiWriter(w, one, other), in)
	return packed{at, f.Name, size, hex.EncodeToString(one.Sum(nil)), hex.EncodeToString(other.Sum(nil))}, err
}

// plainName is a name that is one on every file system, and no path.
func plainName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > 80 {
		ext := path.Ext(name)
		if len([]rune(ext)) > 10 {
			ext = ""
		}
		name = string(runes[:80-len([]rune(ext))]) + ext
	}
	return strings.TrimRight(name, ". ")
}
