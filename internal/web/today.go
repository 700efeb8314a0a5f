package web

import "github.com/gorilla/mux"

func (s *Server) todayRoutes(r *mux.Router) {}
