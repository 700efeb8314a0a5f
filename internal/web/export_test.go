package web

import (
	"context"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
)

// Routes are the addresses of a server whose Handler was made.
func (s *Server) Routes() *mux.Router { return s.routes() }

// SignedIn makes the session of the context one of the person.
func (s *Server) SignedIn(ctx context.Context, u auth.User) error { return s.keepUser(ctx, u) }
