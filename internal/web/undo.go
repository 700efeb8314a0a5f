package web

import (
	"context"
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/inbox"
	"mingda/internal/page"
)

// What was just done by mistake can be undone from the sentence that says it was
// done: the link leads to the way back that stands on the timeline too, with a
// reason filled in.

const (
	undoLabel = "撤销"
	undoKey   = "undo" // of the session: where the way back is
	// slipField marks in the address of a way back that it was taken at once.
	slipField = "slip"
	// slipReason is the reason that such a form opens with.
	slipReason = "刚才办错了"
)

// seeUndo is see with the way back from what was done; "" where there is none.
func (s *Server) seeUndo(w http.ResponseWriter, r *http.Request, path, done, undo string) error {
	if undo != "" {
		s.Sessions.Put(r.Context(), undoKey, undo)
	}
	return s.see(w, r, path, done)
}

// flash returns what is said of the act just done, with its way back; nil if there
// is nothing to say.
func (s *Server) flash(r *http.Request) *page.Flash {
	undo := s.Sessions.PopString(r.Context(), undoKey)
	text := s.Sessions.PopString(r.Context(), flashKey)
	if text == "" {
		return nil
	}
	f := &page.Flash{Text: text}
	if undo != "" {
		f.Undo = page.Link{Label: undoLabel, Href: undo}
	}
	return f
}

// slipped adds the reason to what a form opens with that was reached from the
// sentence.
func slipped(r *http.Request, typed url.Values) url.Values {
	if r.URL.Query().Get(slipField) != "1" || typed.Has("reason") {
		return typed
	}
	all := url.Values{"reason": {slipReason}}
	for name, values := range typed {
		all[name] = values
	}
	return all
}

// undoOfAct returns the way back from what an act has just written: to take its
// entry back, where it is one that this person can. An act that wrote more has none
// here, for half of it would stay.
func (s *Server) undoOfAct(ctx context.Context, by auth.User, sent actSent) (string, error) {
	v, err := s.Desk.Case(ctx, by, sent.id)
	if err != nil {
		return "", err
	}
	last := v.Case.History[len(v.Case.History)-1]
	if sent.version == 0 || last.N != sent.version+1 || last.By != by.ID || !s.canTakeBack(v, last) {
		return "", nil
	}
	return s.takeBackURL(v, last.N) + "&" + slipField + "=1", nil
}

// undoOfInput returns the way back from what was just decided about an input.
func (s *Server) undoOfInput(id inbox.ID) string {
	return s.inputURL(id, "?act=reopen&"+slipField+"=1")
}
