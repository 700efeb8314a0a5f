package web

import (
	"net/http"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
)

func (s *Server) letterRoutes(r *mux.Router) {}

// queued counts the letters that wait for this person: to check, to sign, to
// send, or returned to them.
func (s *Server) queued(r *http.Request, by auth.User) int {
	var stages []casefile.LetterStage
	for _, q := range []struct {
		role  auth.Role
		stage casefile.LetterStage
	}{
		{auth.Checker, casefile.InCheck}, {auth.Signer, casefile.InSigning}, {auth.Clerk, casefile.IsReady}, {auth.Officer, casefile.InDraft},
	} {
		if by.Has(q.role) {
			stages = append(stages, q.stage)
		}
	}
	if len(stages) == 0 {
		return 0
	}
	queue, err := s.Desk.Queue(r.Context(), by, stages...)
	if err != nil {
		return 0 // the page of the queue itself will say what is wrong
	}
	return len(queue)
}
