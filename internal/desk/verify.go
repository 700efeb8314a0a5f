package desk

import "net/url"

// verifyAddress returns the address of the portal's page that says whether the
// letter with the code is the office's own; "" while the portal has no address.
func (d *Desk) verifyAddress(code string) string {
	status, err := url.Parse(d.StatusURL)
	if err != nil || d.StatusURL == "" {
		return ""
	}
	return status.ResolveReference(&url.URL{Path: "verify", RawQuery: url.Values{"code": {code}}.Encode()}).String()
}
