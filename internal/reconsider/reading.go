package reconsider

import (
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A ReadWhat is one thing of the respondent's in the file that others may ask to read
// (复议法 47): its answer, one of its documents, or a piece of its bundle.
type ReadWhat struct {
	Material int `json:"material,omitempty"` // 0: the answer itself
	Exhibit  int `json:"exhibit,omitempty"`  // of the bundle
}

// A ReadHow is whether it was shown.
type ReadHow string

// The ways: shown, copied, or withheld on one of the four grounds of 复议法 47.
const (
	Shown          ReadHow = "shown"
	Copied         ReadHow = "copied"
	WithheldSecret ReadHow = "secret"
	WithheldTrade  ReadHow = "commercial"
	WithheldPerson ReadHow = "privacy"
	WithheldSafety ReadHow = "security"
)

// ReadHows lists them as forms show them.
var ReadHows = []ReadHow{Shown, Copied, WithheldSecret, WithheldTrade, WithheldPerson, WithheldSafety}

// Label returns the Chinese words.
func (h ReadHow) Label() string {
	return map[ReadHow]string{
		Shown: "给看了", Copied: "给看了，给了复制件", WithheldSecret: "没有给看：国家秘密", WithheldTrade: "没有给看：商业秘密", WithheldPerson: "没有给看：个人隐私",
		WithheldSafety: "没有给看：可能危及国家安全、公共安全、社会稳定",
	}[h]
}

// IsWithheld reports whether it was not shown.
func (h ReadHow) IsWithheld() bool { return h != Shown && h != Copied }

// A Read is one thing and whether it was shown.
type Read struct {
	What ReadWhat `json:"what"`
	How  ReadHow  `json:"how"`
}

// FileRead notes that a party read the file (查阅、复制, 复议法 47); the entry's day is the
// day of it.
type FileRead struct {
	Role    Role   `json:"role"`
	Things  []Read `json:"things"`
	Private struct {
		Who string `json:"who"`           // who came, and by what right
		Why string `json:"why,omitempty"` // why something is withheld
	} `json:"-"`
}

// A Reading is one occasion on which the file was read.
type Reading struct {
	FileRead
	Entry int
	On    calendar.Date
}

var _ = know[FileRead]()

// FactType implements ledger.Fact.
func (FileRead) FactType() string { return "file_read" }

// Personal implements ledger.PersonalFact.
func (f *FileRead) Personal() any { return &f.Private }

func (f *FileRead) holds() []int {
	var all []int
	for _, r := range f.Things {
		all = append(all, r.What.Material)
	}
	return all
}

func (f *FileRead) change(c *Case, p Past) error {
	c.Readings = append(c.Readings, Reading{*f, p.N, p.On})
	return nil
}

// Readable lists what of the file others can ask to read: the respondent's answer and
// evidence, its bundle piece by piece.
func (c *Case) Readable() []ReadWhat {
	if c.Response.Entry == 0 {
		return nil
	}
	all := []ReadWhat{{}}
	for _, n := range c.Response.Materials {
		if m, ok := c.Material(n); !ok || m.Withdrawn {
			continue
		}
		if n != c.Response.Bundle || len(c.Response.Exhibits) == 0 {
			all = append(all, ReadWhat{Material: n})
			continue
		}
		for _, e := range c.Response.Exhibits {
			all = append(all, ReadWhat{Material: n, Exhibit: e.N})
		}
	}
	return all
}

// Reading decides the note that a party read the file on a day. Of each thing it says
// whether it was shown; what was not needs a ground of the law and why it is met.
func (c *Case) Reading(f FileRead, on calendar.Date, s Situation) (*FileRead, error) {
	if err := c.Allows(ReadFile, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Role != TheApplicant && f.Role != AThirdParty {
		form.Bad("role", "review_read_role")
	}
	form.Need("who", &f.Private.Who, "review_read_who")
	withheld := false
	for n, what := range c.Readable() {
		i := slices.IndexFunc(f.Things, func(r Read) bool { return r.What == what })
		if i < 0 || f.Things[i].How.Label() == "" {
			form.Bad(ReadField(n), "review_read_how")
			continue
		}
		withheld = withheld || f.Things[i].How.IsWithheld()
	}
	if withheld {
		form.Need("why", &f.Private.Why, "review_read_why")
	}
	s.checkDay(form, on, c.Response.On, "review_read_too_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// ReadField is the name of the field of the n-th thing that can be read.
func ReadField(n int) string { return "read-" + strconv.Itoa(n+1) }

func somethingToRead(c *Case, _ Situation) *fault.Error {
	if c.Response.Entry == 0 {
		return fault.New(fault.Conflict, "review_read_nothing")
	}
	return nil
}

func (f *FileRead) retract(c *Case, _ Past) *fault.Error { return c.whileOpen() }
