package web

import "github.com/gorilla/mux"

func (s *Server) doorRoutes(r *mux.Router) {}
