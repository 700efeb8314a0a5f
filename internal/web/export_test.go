package web

import "github.com/gorilla/mux"

// Routes are the addresses of a server whose Handler was made.
func (s *Server) Routes() *mux.Router { return s.routes() }
