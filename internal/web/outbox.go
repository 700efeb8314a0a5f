package web

import "github.com/gorilla/mux"

func (s *Server) outboxRoutes(r *mux.Router) {}
