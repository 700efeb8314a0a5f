package web

import "github.com/gorilla/mux"

func (s *Server) inboxRoutes(r *mux.Router) {}
