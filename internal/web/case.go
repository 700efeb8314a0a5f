package web

import "github.com/gorilla/mux"

func (s *Server) caseRoutes(r *mux.Router) {}
