package main

import (
	"crypto/tls"
	"os"

	"mingda/internal/config"
	"mingda/internal/desk"
	"mingda/internal/loghost"
)

// logHost is the machine that keeps the records of the audit too; nil where there is none.
func logHost(c config.Audit) (desk.LogHost, error) {
	to, err := c.Host()
	if err != nil {
		return nil, usageError{err}
	}
	if to.Address == "" {
		return nil, nil
	}
	name, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	h := loghost.Host{Address: to.Address, From: name}
	if to.TLS {
		cas, err := authorities(c.CAFile)
		if err != nil {
			return nil, err
		}
		h.TLS = &tls.Config{RootCAs: cas, MinVersion: tls.VersionTLS12}
	}
	return h, nil
}
