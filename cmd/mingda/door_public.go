package main

import (
	"fmt"
	"net/http"

	"github.com/alexedwards/scs/v2"
)

// publicDoor makes the public's pages.
func (m *doorMaker) publicDoor(scs.Store) (http.Handler, error) {
	return withAssets(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "the portal is not there yet")
	})), nil
}
