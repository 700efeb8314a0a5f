package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// chosen is what is proposed for the evidence of a case.
func chosen(v BundleView) BundleForm {
	f := BundleForm{Version: v.Case.Version, Purpose: casefile.InReview, Placed: map[string]casefile.Placed{}}
	for _, e := range v.Exhibits {
		f.Placed[e.Key()] = casefile.Placed{Place: e.Place, Reason: e.Reason, Proves: e.Proves}
	}
	return f
}

// photo is a picture as a telephone takes it.
func (b *bench) photo() string {
	b.t.Helper()
	var out bytes.Buffer
	b.must(jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 600, 800)), nil))
	return out.String()
}

// challenged is an answered case with documents of many kinds, some of which
// cannot be printed.
func (b *bench) contested() casefile.ID {
	b.t.Helper()
	id, _ := b.handled(casefile.ByDownload)
	search := casefile.Searched{Result: casefile.FoundNone}
	search.Private.Places, search.Private.Words, search.Private.Who = "公文系统\n档案室 2019 年全宗", "团结路", "王五"
	b.must(b.RecordSearch(ctx, b.by("officer"), id, 0, search, b.today()))
	whole := b.demoPDF()
	_, err := b.AddMaterials(ctx, b.by("officer"), id, casefile.Evidence, []intake.File{
		b.upload("情况说明.pdf", "application/pdf", whole), b.upload("现场照片.jpg", "image/jpeg", b.photo()),
		b.upload("损坏.pdf", "application/pdf", whole[:len(whole)/2]), b.upload("登记表.docx", "application/octet-stream", "PK\x03\x04 word"),
	})
	b.must(err)
	missing := b.upload("不见了.pdf", "application/pdf", whole+"\n%%EOF")
	_, err = b.AddMaterials(ctx, b.by("officer"), id, casefile.Evidence, []intake.File{missing})
	b.must(err)
	_, err = b.AddMaterials(ctx, b.by("officer"), id, casefile.Requested, []intake.File{b.upload("未公开的方案.pdf", "application/pdf", whole+"\n\n%%EOF")})
	b.must(err)
	b.must(os.Remove(b.Files.Path(filestore.Hash(missing.Hash))))
	n := b.signed(id, letter.NotExisting, values(b.t, letter.NotExisting))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	return id
}

// demoPDF is a sound PDF of a page.
func (b *bench) demoPDF() string {
	b.t.Helper()
	made, err := pdf.Render(b.Fonts, letter.Letter{Form: letter.Sheet, Office: "明川区QZF", Title: "情况说明"}, pdf.Options{})
	b.must(err)
	return string(made)
}

// TestBundle: the evidence of a case is one sound PDF; the contents name the pages
// on which each piece begins; what cannot be printed has a page that says so; what
// is left out is listed, and what was chosen stands in the ledger.
func TestBundle(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	open := b.assigned(b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload)))
	_, err := b.Exhibits(ctx, b.by("officer"), open)
	b.refused(err, "bundle_too_early")
	id := b.contested()
	_, err = b.Exhibits(ctx, b.by("signer"), id)
	b.refused(err, "auth_role")
	v, err := b.Exhibits(ctx, b.by("officer"), id)
	b.must(err)
	f := chosen(v)
	photo := slices.IndexFunc(v.Exhibits, func(e casefile.Exhibit) bool { return e.Name == "现场照片.jpg" })
	f.Placed[v.Exhibits[photo].Key()] = casefile.Placed{Place: casefile.PlaceOut}
	_, err = b.MakeBundle(ctx, b.by("officer"), id, f)
	b.refused(err, "bundle_reason", "reason-"+v.Exhibits[photo].Key())
	f.Placed[v.Exhibits[photo].Key()] = casefile.Placed{Place: casefile.PlaceOut, Reason: "拍到了第三人"}
	n, err := b.MakeBundle(ctx, b.by("officer"), id, f)
	b.must(err)

	made, ok := b.caseOf(id).Bundle(n)
	if !ok || made.Purpose != casefile.InReview || !slices.Contains(made.Out, v.Exhibits[photo].Key()) || len(made.Closed) == 0 {
		t.Fatalf("%+v", made)
	}
	file, err := b.Bundle(ctx, b.by("clerk"), id, n)
	b.must(err)
	content, err := io.ReadAll(file)
	b.must(err)
	b.must(file.Close())
	if filestore.HashOf(content) != filestore.Hash(made.File) || int64(len(content)) != made.Size {
		t.Error("the file is another")
	}
	pages := b.pagesOf(content)
	b.soundPDF(content)
	if len(pages) != made.Pages {
		t.Errorf("%d pages, noted %d", len(pages), made.Pages)
	}
	for i, p := range pages {
		if !strings.Contains(p, fmt.Sprintf("证据卷第%d页，共%d页", i+1, len(pages))) {
			t.Errorf("page %d has not its number: %s", i+1, p)
		}
	}
	all := strings.Join(pages, "\n")
	for _, want := range []string{"拍到了第三人", "PDF已损坏，打不开", "找不到这份原始文件", "这种文件不能印在纸上", "公文系统", "情况说明.pdf", "不供对方查阅的证据", "台账摘录"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s", want)
		}
	}
	contents := strings.Join(pages[1:3], "")
	for _, e := range []struct{ name, on string }{{"检索记录", "公文系统"}, {"台账摘录", "散列值"}, {"申请登记表", "收到申请之日"}} {
		at := slices.IndexFunc(pages, func(p string) bool {
			return strings.Contains(p, e.on) && strings.Contains(p, e.name) && !strings.Contains(p, "证据目录")
		}) + 1
		_, after, _ := strings.Cut(contents, e.name)
		if at == 0 || !strings.Contains(after, fmt.Sprint(at)) {
			t.Errorf("%s begins on page %d; the contents: %s", e.name, at, contents)
		}
	}
	_, err = b.Bundle(ctx, b.by("foreign-clerk"), id, n)
	if fault.KindOf(err) != fault.Forbidden && fault.KindOf(err) != fault.NotFound {
		t.Errorf("another agency has it: %v", err)
	}
	_, err = b.MakeBundle(ctx, b.by("officer"), id, f)
	b.refused(err, "stale_version")
	if to := os.Getenv("BUNDLE_OUT"); to != "" {
		b.must(os.WriteFile(to, content, 0o644))
	}
}

// TestBundleForCourt: where a case is before a court the cover names it and the case
// there; before any other it does not.
func TestBundleForCourt(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.contested()
	f := casefile.Challenged{Forum: casefile.InCourt, Letter: 1, Body: "和宁市铁门区人民法院", Number: "（2026）新71行初9号"}
	b.must(b.NoteChallenge(ctx, b.by("clerk"), id, RemedyForm{Version: b.caseOf(id).Version, On: b.today()}, f))
	for _, purpose := range []casefile.Forum{casefile.InCourt, casefile.InReview} {
		v, err := b.Exhibits(ctx, b.by("officer"), id)
		b.must(err)
		form := chosen(v)
		form.Purpose = purpose
		n, err := b.MakeBundle(ctx, b.by("officer"), id, form)
		b.must(err)
		file, err := b.Bundle(ctx, b.by("officer"), id, n)
		b.must(err)
		content, err := io.ReadAll(file)
		b.must(err)
		b.must(file.Close())
		cover := b.pagesOf(content)[0]
		if named := strings.Contains(cover, "人民法院") && strings.Contains(cover, "新71行初9号"); named != (purpose == casefile.InCourt) {
			t.Errorf("%s: %s", purpose, cover)
		}
		if !strings.Contains(cover, purpose.Label()+"证据卷") {
			t.Errorf("no title for %s: %s", purpose, cover)
		}
	}
}

// TestBundleApart: a stored PDF is read apart where the office has it so, and what is refused
// there is said in the contents and on a page in its place.
func TestBundleApart(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.contested()
	asked := 0
	b.PagesApart = func(context.Context, []byte, int) ([]byte, error) {
		asked++
		return nil, fault.New(fault.Invalid, "pdf_unreadable")
	}
	v, err := b.Exhibits(ctx, b.by("officer"), id)
	b.must(err)
	n, err := b.MakeBundle(ctx, b.by("officer"), id, chosen(v))
	b.must(err)
	file, err := b.Bundle(ctx, b.by("clerk"), id, n)
	b.must(err)
	content, err := io.ReadAll(file)
	b.must(errors.Join(err, file.Close()))
	said := strings.Count(strings.Join(b.pagesOf(content), "\n"), "PDF已损坏，打不开")
	if asked < 2 || said != 2*asked {
		t.Errorf("%d were read apart; that they cannot be opened is said %d times, want in the contents and on a page of each", asked, said)
	}
}

// TestBundleTooLong: with which piece the volume has too many pages is said beside it;
// nothing is kept of it, and left out it can be made.
func TestBundleTooLong(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.contested()
	long := gofpdf.New("P", "mm", "A4", "")
	for range bundlePages {
		long.AddPage()
	}
	var made bytes.Buffer
	b.must(long.Output(&made))
	_, err := b.AddMaterials(ctx, b.by("officer"), id, casefile.Evidence, []intake.File{b.upload("全部档案.pdf", "application/pdf", made.String())})
	b.must(err)
	v, err := b.Exhibits(ctx, b.by("officer"), id)
	b.must(err)
	f := chosen(v)
	at := v.Exhibits[slices.IndexFunc(v.Exhibits, func(e casefile.Exhibit) bool { return e.Name == "全部档案.pdf" })].Key()
	_, err = b.MakeBundle(ctx, b.by("officer"), id, f)
	b.refused(err, "bundle_too_many", "place-"+at)
	left, err := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(b.Files.Path(filestore.HashOf(nil)))), "tmp", "*"))
	b.must(err)
	if len(left) > 0 || len(b.caseOf(id).Bundles) > 0 {
		t.Errorf("something is left of it: %v", left)
	}
	f.Placed[at] = casefile.Placed{Place: casefile.PlaceOut, Reason: "页数多，以电子形式另附"}
	_, err = b.MakeBundle(ctx, b.by("officer"), id, f)
	b.must(err)
}

// soundPDF asks qpdf.
func (b *bench) soundPDF(made []byte) {
	b.t.Helper()
	name := filepath.Join(b.t.TempDir(), "made.pdf")
	b.must(os.WriteFile(name, made, 0o644))
	if out, err := exec.Command("qpdf", "--check", name).CombinedOutput(); err != nil {
		b.t.Errorf("qpdf: %v %s", err, out)
	}
}
