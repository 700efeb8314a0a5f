package identitytest

import (
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
)

// A Browser is somebody's browser at the service. It keeps the session there.
type Browser struct {
	p      *Provider
	client *http.Client
}

// Browser returns a new browser, of somebody who is not signed in.
func (p *Provider) Browser() *Browser {
	jar, _ := cookiejar.New(nil) // it never fails
	return &Browser{p, &http.Client{
		Jar: jar, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: p.CAs}, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Go opens an address at the service, signs in there with the login if the service asks,
// and returns where it sends the browser in the end. Without a login the person cancels.
func (b *Browser) Go(address, login string) (*url.URL, error) {
	answer, err := b.client.Get(address)
	for range 8 {
		if err != nil {
			return nil, err
		}
		body, _ := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		at := answer.Request.URL
		if answer.StatusCode != http.StatusOK && answer.StatusCode != http.StatusFound {
			return nil, fmt.Errorf("%s answered %d: %s", at.Path, answer.StatusCode, body)
		}
		if answer.StatusCode == http.StatusOK {
			if at.Path != "/login" || answer.Request.Method == http.MethodPost {
				return nil, fmt.Errorf("%s leads nowhere: %s", at, body)
			}
			form := url.Values{"id": {at.Query().Get("id")}, "login": {login}, "password": {Password}}
			if login == "" {
				form.Set("deny", "1")
			}
			answer, err = b.client.PostForm(b.p.Issuer+"/login", form)
			continue
		}
		next, err2 := at.Parse(answer.Header.Get("Location"))
		if err2 != nil {
			return nil, err2
		}
		if !strings.HasPrefix(next.String(), b.p.Issuer+"/") {
			return next, nil
		}
		answer, err = b.client.Get(next.String())
	}
	return nil, fmt.Errorf("the service sends the browser round and round")
}
