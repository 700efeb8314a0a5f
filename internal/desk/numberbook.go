package desk

import (
	"context"
	"slices"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// A NumberQuery asks for a part of the register of numbers (发文登记簿).
type NumberQuery struct {
	Agency int64  // 0: the reader's own, else the first
	Word   string // of the series, see SeriesWords; "" for that of replies
	Year   int    // 0: this one
	State  sqlite.NumberState
	Offset int
	Limit  int
}

// A NumberBook is one series of numbers of a year, as a person may see it.
type NumberBook struct {
	Agency   office.Agency
	Agencies []office.Agency // that can be chosen
	Word     string
	Year     int
	Years    []int
	Lines    []NumberLine
	Total    int   // of the lines that are chosen
	Taken    int   // of the whole series, also what this person does not see
	Last     int   // the highest number
	Missing  []int // what no letter has, of 1 to Last: there should be none
	People   People
}

// A NumberLine is one number: a letter with its case.
type NumberLine struct {
	Case     *casefile.Case
	Letter   casefile.Letter
	State    sqlite.NumberState
	Replacer casefile.Letter    // that stands in its place, or will once it is served; the zero Letter if none
	Revoked  casefile.Judgement // that revoked it, in whole or in part; the zero Judgement if none did
	VoidBy   int64              // who made it void, or ended the case before it went out
	VoidAt   time.Time
}

// SeriesWords lists the words of all series of the office, in the order of the kinds.
func SeriesWords() []string {
	var words []string
	for _, k := range letter.Kinds() {
		if k.Whose() != letter.OfBureau && k.Series != "" && !slices.Contains(words, k.Series) {
			words = append(words, k.Series)
		}
	}
	return words
}

// kindsOf lists the kinds whose letters share the word of a series.
func kindsOf(word string) []casefile.LetterKind {
	var kinds []casefile.LetterKind
	for _, k := range letter.Kinds() {
		if k.Series == word {
			kinds = append(kinds, casefile.LetterKind(k.Code))
		}
	}
	return kinds
}

// Numbers returns a page of the register of numbers, the last number first.
func (d *Desk) Numbers(ctx context.Context, by auth.User, q NumberQuery) (NumberBook, error) {
	book, filter, err := d.numberBook(ctx, by, q)
	if err != nil {
		return book, err
	}
	filter.Offset, filter.Limit = q.Offset, q.Limit
	rows, err := d.DB.Numbers(ctx, filter)
	if err != nil {
		return book, err
	}
	for _, row := range rows {
		line, err := d.numberLine(ctx, row)
		if err != nil {
			return book, err
		}
		book.Lines = append(book.Lines, line)
	}
	return book, nil
}

// EachNumber calls with every line that is chosen, the first number first, for a
// file that may be long. The book it returns has none.
func (d *Desk) EachNumber(ctx context.Context, by auth.User, q NumberQuery, with func(NumberBook, NumberLine) error) (NumberBook, error) {
	book, filter, err := d.numberBook(ctx, by, q)
	if err != nil {
		return book, err
	}
	filter.Oldest = true
	rows, err := d.DB.Numbers(ctx, filter)
	if err != nil {
		return book, err
	}
	for _, row := range rows {
		line, err := d.numberLine(ctx, row)
		if err == nil {
			err = with(book, line)
		}
		if err != nil {
			return book, err
		}
	}
	return book, nil
}

// numberBook is the book without lines, and what chooses these.
func (d *Desk) numberBook(ctx context.Context, by auth.User, q NumberQuery) (NumberBook, sqlite.NumberFilter, error) {
	sight := auth.SightOf(by)
	filter := sqlite.NumberFilter{Sight: sight, State: q.State}
	if sight == (auth.Sight{}) {
		return NumberBook{}, filter, auth.May(by, casefile.See, auth.Subject{Agency: by.Agency})
	}
	book := NumberBook{Word: q.Word, Year: q.Year}
	if book.Word == "" {
		info, err := letter.Info(letter.Disclose)
		if err != nil {
			return book, filter, err
		}
		book.Word = info.Series
	}
	if !slices.Contains(SeriesWords(), book.Word) {
		return book, filter, fault.New(fault.NotFound, "not_found")
	}
	if book.Year == 0 {
		book.Year = d.today().Year()
	}
	if err := d.chooseAgency(ctx, by, q.Agency, &book); err != nil {
		return book, filter, err
	}
	filter.Agency, filter.Kinds, filter.Year = book.Agency.ID, kindsOf(book.Word), book.Year
	var err error
	if book.Years, err = d.DB.NumberYears(ctx, book.Agency.ID); err != nil {
		return book, filter, err
	}
	if book.Total, err = d.DB.CountNumbers(ctx, filter); err != nil {
		return book, filter, err
	}
	if err := d.checkSeries(ctx, filter, &book); err != nil {
		return book, filter, err
	}
	book.People, err = d.People(ctx)
	return book, filter, err
}

// chooseAgency finds the agency that is asked for among those the person sees.
func (d *Desk) chooseAgency(ctx context.Context, by auth.User, asked int64, book *NumberBook) error {
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return err
	}
	sight := auth.SightOf(by)
	for _, a := range agencies {
		if sight.All || a.ID == sight.Agency {
			book.Agencies = append(book.Agencies, a)
		}
	}
	if asked == 0 {
		asked = by.Agency
	}
	for _, a := range book.Agencies {
		if a.ID == asked || asked == 0 {
			book.Agency = a
			return nil
		}
	}
	return fault.New(fault.NotFound, "agency_not_found")
}

// checkSeries looks for numbers that no letter has. One that another agency has,
// from when both had the same word, was never this one's to give.
func (d *Desk) checkSeries(ctx context.Context, f sqlite.NumberFilter, book *NumberBook) error {
	serials, err := d.DB.Serials(ctx, f)
	if err != nil || len(serials) == 0 {
		return err
	}
	book.Taken, book.Last = len(serials), serials[len(serials)-1]
	serials = slices.Compact(serials)
	for n, at := 1, 0; n <= book.Last; n++ {
		if serials[at] == n {
			at++
			continue
		}
		elsewhere, err := d.DB.LetterNumberTaken(ctx, book.Agency.LetterNumber(book.Word, book.Year, n))
		if err != nil {
			return err
		}
		if !elsewhere {
			book.Missing = append(book.Missing, n)
		}
	}
	return nil
}

// numberLine loads the letter of a number.
func (d *Desk) numberLine(ctx context.Context, row sqlite.NumberRow) (NumberLine, error) {
	c, err := loadCase(ctx, d.DB, row.Case)
	if err != nil {
		return NumberLine{}, err
	}
	l, ok := c.Letter(row.N)
	if !ok {
		return NumberLine{}, fault.New(fault.NotFound, "letter_not_found")
	}
	line := NumberLine{Case: c, Letter: l, State: sqlite.NumberStands}
	if newer, replaced := c.ReplacedBy(l.N); replaced {
		line.State, line.Replacer = sqlite.NumberReplaced, newer
	} else if newer, signed := c.ToReplace(l.N); signed {
		line.Replacer = newer
	}
	if by, revoked := c.RevokedBy(l.N); revoked {
		line.State, line.Revoked = sqlite.NumberRevoked, by
	}
	if p, void := c.Voiding(l.N); void {
		line.State, line.VoidBy, line.VoidAt = sqlite.NumberVoid, p.By, p.At
	}
	return line, nil
}
