package portal

import "github.com/gorilla/mux"

// Routes are the addresses of a server whose Handler was made.
func (s *Server) Routes() *mux.Router { return s.routes() }

// RecordedRoutes is what asking for each address is in the audit.
var RecordedRoutes = recordedRoutes
