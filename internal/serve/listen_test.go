package serve

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/loopback"
)

// start serves until the test ends and returns the addresses and a func that
// stops and returns what Serve did.
func start(t *testing.T, s Serving, addresses ...string) (at []string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	listeners, err := Listen(ctx, addresses)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range listeners {
		at = append(at, l.Addr().String())
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	s.Now = time.Now
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listeners) }()
	stop = func() error { cancel(); return <-ended }
	t.Cleanup(cancel)
	return at, stop
}

func get(url string) (string, error) {
	response, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	return string(b), err
}

func hello(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") }

// localhost is both families, and a browser may try either first.
func TestBothFamilies(t *testing.T) {
	at, stop := start(t, Serving{Handler: http.HandlerFunc(hello), Grace: time.Second}, "localhost:0")
	var want []string
	for _, host := range loopback.Hosts() {
		want = append(want, net.JoinHostPort(host, portOf(at[0])))
	}
	if !slices.Equal(at, want) {
		t.Fatalf("listening at %v, want %v", at, want)
	}
	for _, a := range at {
		if body, err := get("http://" + a); err != nil || body != "hello" {
			t.Errorf("%s: %q, %v", a, body, err)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if _, err := get("http://" + at[0]); err == nil {
		t.Error("still there after the stop")
	}
}

func portOf(a string) string { _, port, _ := net.SplitHostPort(a); return port }

func TestListenAllOrNothing(t *testing.T) {
	taken, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	free, err := Listen(t.Context(), []string{"localhost:0", taken.Addr().String()})
	if err == nil || free != nil {
		t.Fatalf("listening at %v though one address is taken", free)
	}
	if _, err := Listen(t.Context(), []string{"8080"}); err == nil {
		t.Error("an address without a colon")
	}
	for _, host := range loopback.Hosts() { // the port is taken on one family only
		half, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Listen(t.Context(), []string{"localhost:" + portOf(half.Addr().String())}); err == nil {
			t.Errorf("taken on %s, the rest of localhost was taken for the whole", host)
		}
		half.Close()
	}
}

// What runs when the stop comes is finished, its context is alive, and what is
// new is not taken.
func TestGracefulStop(t *testing.T) {
	began, finish := make(chan struct{}), make(chan struct{})
	at, stop := start(t, Serving{Grace: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(began)
		<-finish
		fmt.Fprint(w, "kept: ", r.Context().Err())
	})}, "localhost:0")
	answer := make(chan string)
	go func() {
		body, err := get("http://" + at[0])
		answer <- fmt.Sprint(body, err)
	}()
	<-began
	stopped := make(chan error)
	go func() { stopped <- stop() }()
	for { // until the door is shut
		c, err := net.DialTimeout("tcp", at[len(at)-1], time.Second)
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(5 * time.Millisecond)
	}
	close(finish)
	if got := <-answer; got != "kept: <nil><nil>" {
		t.Errorf("answer %q", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func TestStopCutsWhatHangs(t *testing.T) {
	began := make(chan struct{})
	at, stop := start(t, Serving{Grace: 50 * time.Millisecond, Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(began)
		<-r.Context().Done()
	})}, loopback.Address(0))
	go get("http://" + at[0]) // it is cut; there is no answer to look at
	<-began
	if err := stop(); err == nil || !strings.Contains(err.Error(), "cut what still ran") {
		t.Errorf("stop: %v", err)
	}
}

// A client that never finishes its header, or its body, does not stay.
func TestSlowClients(t *testing.T) {
	at, _ := start(t, Serving{Handler: http.HandlerFunc(hello), ReadHeaderTimeout: 100 * time.Millisecond}, loopback.Address(0))
	c, err := net.Dial("tcp", at[0])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
	c.SetReadDeadline(time.Now().Add(5 * time.Second))
	if b, err := io.ReadAll(c); err != nil {
		t.Errorf("half a header was waited for: %q, %v", b, err)
	}

	minutes := 0
	p := &patient{
		body: io.NopCloser(strings.NewReader(strings.Repeat("x", 1000))), began: clock(),
		now:     func() time.Time { return clock().Add(time.Duration(minutes) * time.Minute) },
		control: http.NewResponseController(nil),
	}
	one := make([]byte, 1)
	for ; minutes < 10; minutes++ { // one byte a minute
		if _, err = p.Read(one); err != nil {
			break
		}
	}
	if err != errTooSlow || minutes != 2 {
		t.Errorf("a byte a minute: %v after %d minutes", err, minutes)
	}
}

// A hundred megabytes in 300 files over a real connection are taken in, and
// hardly any of it is in memory at once; one file too big is refused with its
// name, and the browser gets to see it.
func TestLargeUpload(t *testing.T) {
	d, _ := newDoor()
	d.Now, d.TakesFiles = time.Now, func(_, pattern string) bool { return pattern == "/cases/{id}" }
	limits := FormLimits{Text: 1 << 20, Fields: 100, File: 1 << 20, Files: 300, Total: 110 << 20}
	h := chain(t, d, Options{MaxBody: 1 << 30}, func(w http.ResponseWriter, r *http.Request) error {
		f, err := ReadForm(r, limits, func(_ File, content io.Reader) error {
			_, err := io.Copy(io.Discard, content)
			return err
		})
		var sum int64
		for _, file := range f.Files {
			sum += file.Size
		}
		fmt.Fprintln(w, len(f.Files), sum, f.Value("last"), err)
		return nil
	})
	at, _ := start(t, Serving{Handler: h}, loopback.Address(0))
	send := func(big int) string {
		read, write := io.Pipe()
		form := multipart.NewWriter(write)
		go func() {
			chunk := bytes.Repeat([]byte("0123456789abcdef"), 350_000/16)
			for i := range 300 {
				part, _ := form.CreateFormFile("scan", fmt.Sprint(i, ".pdf")) // a broken pipe ends the test below
				part.Write(chunk)
				if i == big {
					for range 20 {
						part.Write(chunk)
					}
				}
			}
			form.WriteField("last", "typed")
			form.Close()
			write.Close()
		}()
		response, err := http.Post("http://"+at[0]+"/cases/1", form.FormDataContentType(), read)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		b, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if got := send(-1); got != "300 105000000 typed <nil>\n" {
		t.Errorf("300 files: %s", got)
	}
	if got := send(7); !strings.HasPrefix(got, "299 104650000 typed 有 1 处要改") {
		t.Errorf("one too big: %s", got)
	}
}

// TLS 1.2 with suites that are sound, or 1.3, and both of HTTP's versions.
func TestTLS(t *testing.T) {
	cert, key := selfSigned(t)
	pair, err := OpenCertificate(cert, key, slog.New(slog.DiscardHandler), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	at, _ := start(t, Serving{Handler: http.HandlerFunc(hello), TLS: pair}, "localhost:0")
	pool := x509.NewCertPool()
	b, err := os.ReadFile(cert)
	if err != nil || !pool.AppendCertsFromPEM(b) {
		t.Fatal("certificate", err)
	}
	trust := func(change func(*tls.Config)) *tls.Config {
		c := &tls.Config{RootCAs: pool, ServerName: "localhost"}
		change(c)
		return c
	}
	for _, a := range at {
		for version := range 3 {
			transport := &http.Transport{TLSClientConfig: trust(func(*tls.Config) {}), ForceAttemptHTTP2: version == 2}
			response, err := (&http.Client{Transport: transport}).Get("https://" + a)
			if err != nil || response.StatusCode != 200 || response.ProtoMajor != max(1, version) {
				t.Errorf("%s: %v, %v", a, response, err)
				continue
			}
			response.Body.Close()
			transport.CloseIdleConnections()
		}
	}
	for name, c := range map[string]*tls.Config{
		"TLS 1.1": trust(func(c *tls.Config) { c.MaxVersion = tls.VersionTLS11 }),
		"a suite without AEAD": trust(func(c *tls.Config) {
			c.MaxVersion = tls.VersionTLS12
			c.CipherSuites = []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA}
		}),
		"a suite without ECDHE": trust(func(c *tls.Config) {
			c.MaxVersion = tls.VersionTLS12
			c.CipherSuites = []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256}
		}),
	} {
		if _, err := tls.Dial("tcp", at[0], c); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if _, err := tls.Dial("tcp", at[0], trust(func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 })); err != nil {
		t.Errorf("TLS 1.2: %v", err)
	}
}

// A certificate that is written anew is used without a restart; one that cannot be used
// leaves the one before, and is told.
func TestCertificateRenewed(t *testing.T) {
	cert, key := selfSigned(t)
	now := clock()
	var log bytes.Buffer
	c, err := OpenCertificate(cert, key, slog.New(slog.NewTextHandler(&log, nil)), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	used := func() []byte { return c.current().Certificate[0] }
	first := used()
	copyOver := func(from, to string) {
		t.Helper()
		b, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(to, now, now); err != nil { // a file system may keep whole seconds only
			t.Fatal(err)
		}
	}
	newCert, newKey := selfSigned(t)
	now = now.Add(time.Hour)
	copyOver(newCert, cert) // half of it
	if _, problem := c.Status(); problem == "" || !bytes.Equal(used(), first) || !strings.Contains(log.String(), "cannot be used") {
		t.Errorf("half a pair: %q\n%s", problem, log.String())
	}
	now = now.Add(time.Second)
	copyOver(newKey, key)
	if !bytes.Equal(used(), first) {
		t.Error("the files are looked at with each connection")
	}
	now = now.Add(lookEvery)
	if _, problem := c.Status(); problem != "" || bytes.Equal(used(), first) {
		t.Errorf("the new pair is not used: %q", problem)
	}
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	now = now.Add(lookEvery)
	if _, problem := c.Status(); problem == "" || used() == nil {
		t.Error("a key that is gone is not told, or ended the one in use")
	}
	if _, err := OpenCertificate(cert, key, slog.New(slog.DiscardHandler), time.Now); err == nil {
		t.Error("begun without a key")
	}
}

func selfSigned(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: raw}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}
