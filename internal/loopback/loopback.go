// Package loopback says by which addresses this machine reaches itself, for tests and
// measurements that start servers of their own: they run where there is IPv4 alone, IPv6
// alone, or both.
package loopback

import (
	"net"
	"strconv"
	"sync"
)

// Hosts are 127.0.0.1 and ::1, as far as the machine has them.
var Hosts = sync.OnceValue(func() (all []string) {
	for _, host := range []string{"127.0.0.1", "::1"} {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, "0")); err == nil {
			l.Close() //nolint:errcheck // it only tried
			all = append(all, host)
		}
	}
	return all
})

// Host is the first of them; a machine without any is told so by whoever listens.
func Host() string { return append(Hosts(), "localhost")[0] }

// Address is a port of this machine as net.Listen and net.Dial take it; port 0 is any that
// is free.
func Address(port int) string { return net.JoinHostPort(Host(), strconv.Itoa(port)) }
