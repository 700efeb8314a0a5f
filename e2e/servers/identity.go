package main

import (
	"errors"
	"net/http"
	"time"

	"mingda/internal/identity/identitytest"
)

// identityService is the identity service, once a story has asked for it.
type identityService struct{ provider *identitytest.Provider }

func (s *identityService) close() {
	if s.provider != nil {
		s.provider.Close()
	}
}

// steer lets the tests start the service for an office, put it out of order, and end
// whatever session people have there.
func (s *identityService) steer(mux *http.ServeMux) {
	mux.HandleFunc("POST /identity", func(w http.ResponseWriter, r *http.Request) {
		var err error
		s.close()
		s.provider, err = identitytest.Start(identitytest.Options{
			Redirect: r.FormValue("redirect"), AfterOut: r.FormValue("after"), Now: time.Now,
			Accounts: []identitytest.Account{
				{Login: "feng.xm", Subject: "7f3c-1001", Name: "冯小满", AMR: []string{"pwd"}},
				{Login: "someone", Subject: "7f3c-1002", Name: "阿依古丽", AMR: []string{"pwd"}},
			},
		})
		if err != nil {
			answer(w, nil, err)
			return
		}
		answer(w, map[string]string{
			"issuer": s.provider.Issuer, "client": identitytest.ClientID, "secret": identitytest.Secret, "password": identitytest.Password,
		}, nil)
	})
	mux.HandleFunc("POST /identity/down", func(w http.ResponseWriter, r *http.Request) {
		if s.provider == nil {
			answer(w, nil, errors.New("there is no service yet"))
			return
		}
		s.provider.Down(r.FormValue("down") != "")
		answer(w, nil, nil)
	})
}
