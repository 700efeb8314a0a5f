package web

import "github.com/gorilla/mux"

func (s *Server) registerRoutes(r *mux.Router) {}
