package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"syscall"
	"time"
)

// Listen opens the addresses. The host localhost stands for 127.0.0.1 and ::1
// alike, on one port; a machine without one of the families has the other only. No host is
// every address of the machine. Port 0 is any free one. If one address cannot
// be had, none is.
func Listen(ctx context.Context, addresses []string) (all []net.Listener, err error) {
	defer func() {
		if err != nil {
			closeAll(all)
			all = nil
		}
	}()
	for _, address := range addresses {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return all, fmt.Errorf("serve: %w", err)
		}
		var more []net.Listener
		if host == "localhost" {
			more, err = listenLocal(ctx, port)
		} else {
			more, err = listenOne(ctx, address)
		}
		if err != nil {
			return all, fmt.Errorf("serve: %w", err)
		}
		all = append(all, more...)
	}
	return all, nil
}

func listenOne(ctx context.Context, address string) ([]net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return []net.Listener{l}, nil
}

// listenLocal listens on the loopback addresses of both families. A free port of one can be
// taken on the other, so for port 0 it tries a few.
func listenLocal(ctx context.Context, port string) (all []net.Listener, err error) {
	for try := 0; ; try++ {
		same := port
		for _, host := range []string{"127.0.0.1", "::1"} {
			var more []net.Listener
			if more, err = listenOne(ctx, net.JoinHostPort(host, same)); err != nil && !isNoFamily(err) {
				break
			}
			if all = append(all, more...); len(all) > 0 {
				same = strconv.Itoa(all[0].Addr().(*net.TCPAddr).Port)
			}
		}
		if len(all) > 0 && (err == nil || isNoFamily(err)) {
			return all, nil
		}
		closeAll(all)
		if all = nil; port != "0" || try == 9 {
			return nil, err
		}
	}
}

// isNoFamily reports whether the machine has no address of that family (IPv4, IPv6).
func isNoFamily(err error) bool {
	return errors.Is(err, syscall.EADDRNOTAVAIL) || errors.Is(err, syscall.EAFNOSUPPORT)
}

func closeAll(all []net.Listener) {
	for _, l := range all {
		l.Close() // it was not in use; there is nothing to lose
	}
}

// Serving is how a server serves.
type Serving struct {
	Handler           http.Handler
	Log               *slog.Logger
	Now               func() time.Time
	TLS               *Certificate   // nil for plain http
	Proxies           []netip.Prefix // that are not bounded as one address is
	Grace             time.Duration  // for what runs when it is told to stop
	ReadHeaderTimeout time.Duration  // 0: 10 seconds
	OfAddress         int            // connections of one address; 0: mostOfAddress
	Connections       int            // in all; 0: mostConnections
}

// What a connection may take that goes by no door: of a built file, of the health. Doors
// have patience of their own, see visited.
const (
	readAll  = time.Minute
	writeAll = 10 * time.Minute
)

// Serve serves on the listeners until ctx ends. Then it takes nothing new and
// lets what runs finish within Grace; what still runs after that is cut, which
// is an error. The contexts of requests do not end with ctx. Serve closes the
// listeners.
func (s Serving) Serve(ctx context.Context, listeners []net.Listener) error {
	if len(listeners) == 0 {
		return errors.New("serve: nothing to listen on")
	}
	server := &http.Server{
		Handler:           s.Handler,
		ReadHeaderTimeout: cmp.Or(s.ReadHeaderTimeout, 10*time.Second),
		ReadTimeout:       readAll,
		WriteTimeout:      writeAll,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: 100, MaxReadFrameSize: 64 << 10},
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
	}
	if s.TLS != nil {
		server.TLSConfig = s.TLS.config()
	}
	crowd := &crowd{
		proxies: s.Proxies, ofAddress: cmp.Or(s.OfAddress, mostOfAddress), log: s.Log, now: s.Now,
		places: make(chan struct{}, cmp.Or(s.Connections, mostConnections)), open: map[string]int{},
	}
	ended := make(chan error, len(listeners))
	for _, l := range listeners {
		s.Log.Info("listening", "address", l.Addr().String(), "tls", s.TLS != nil)
		l = crowd.around(l)
		go func() {
			if s.TLS != nil {
				ended <- server.ServeTLS(l, "", "")
			} else {
				ended <- server.Serve(l)
			}
		}()
	}
	var failed error
	select {
	case <-ctx.Done():
	case failed = <-ended:
	}
	return errors.Join(failed, s.stop(server))
}

// stop lets what runs finish within Grace.
func (s Serving) stop(server *http.Server) error {
	s.Log.Info("stopping", "grace", s.Grace)
	ctx, cancel := context.WithTimeout(context.Background(), s.Grace)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("serve: cut what still ran after %v: %w", s.Grace, err), server.Close())
	}
	return nil
}

// Health answers whether the office works: 200 and ok, or 503 and down, and
// nothing else, since everybody may ask. What is wrong is in the log.
func Health(log *slog.Logger, check func(context.Context) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		if err := check(r.Context()); err != nil {
			log.ErrorContext(r.Context(), "unhealthy", "err", err)
			w.WriteHeader(http.StatusServiceUnavailable)
			fmt.Fprintln(w, "down") // if the asker went away, nobody needs it
			return
		}
		fmt.Fprintln(w, "ok")
	})
}
