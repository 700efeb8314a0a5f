package web

import (
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/page"
)

// marked cuts text where the words stand in it, whatever their case.
func marked(text string, words []string) page.Marked {
	return markedPieces(casefile.Marked(strings.Join(words, " "), text))
}

func markedPieces(pieces []casefile.Piece) page.Marked {
	var parts page.Marked
	for _, p := range pieces {
		parts = append(parts, page.MarkedPart(p))
	}
	return parts
}

// snippetOf is what a list shows of the words that stand in what it does not show:
// the first of them, and where it stands.
func snippetOf(found []casefile.Found) page.Marked {
	for _, f := range found {
		if !f.Row {
			return append(page.Marked{{Text: f.Place.Label() + "："}}, markedPieces(f.Pieces)...)
		}
	}
	return nil
}
