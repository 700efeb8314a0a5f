package web

import "github.com/gorilla/mux"

func (s *Server) adminRoutes(r *mux.Router) {}
