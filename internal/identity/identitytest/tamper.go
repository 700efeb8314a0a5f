package identitytest

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	jose "github.com/go-jose/go-jose/v4"
)

// tampered passes the answers of the token endpoint on, changed as the tests want them.
func (p *Provider) tampered(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		how := p.tamper
		p.mu.Unlock()
		if how.Claims == nil && how.Sign == "" && !how.Drop {
			next.ServeHTTP(w, r)
			return
		}
		real := httptest.NewRecorder()
		next.ServeHTTP(real, r)
		body, err := p.change(real.Body.Bytes(), how)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(real.Code)
		_, _ = w.Write(body)
	}
}

// change returns the answer with another id_token.
func (p *Provider) change(answer []byte, how Tamper) ([]byte, error) {
	var all map[string]any
	if err := json.Unmarshal(answer, &all); err != nil {
		return nil, err
	}
	raw, ok := all["id_token"].(string)
	if !ok {
		return answer, nil // it refused
	}
	if how.Drop {
		delete(all, "id_token")
		return json.Marshal(all)
	}
	parts := strings.Split(raw, ".")
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil, err
	}
	claims := map[string]any{}
	numbers := json.NewDecoder(bytes.NewReader(payload))
	numbers.UseNumber()
	if err := numbers.Decode(&claims); err != nil {
		return nil, err
	}
	if how.Claims != nil {
		how.Claims(claims)
	}
	if payload, err = json.Marshal(claims); err != nil {
		return nil, err
	}
	if all["id_token"], err = p.sign(payload, how.Sign); err != nil {
		return nil, err
	}
	return json.Marshal(all)
}

// sign signs what is claimed in the way that is asked for.
func (p *Provider) sign(payload []byte, how string) (string, error) {
	key := p.store.current()
	var s jose.Signer
	var err error
	switch how {
	case "none":
		encode := base64.RawURLEncoding.EncodeToString
		return encode([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + encode(payload) + ".", nil
	case "":
		s, err = signer(jose.RS256, key.private, key.id)
	case "hs256": // with what everybody knows of the key
		s, err = signer(jose.HS256, []byte(fmt.Sprint(key.private.PublicKey.N)), key.id)
	case "stranger":
		var other *rsa.PrivateKey
		if other, err = rsa.GenerateKey(rand.Reader, 2048); err == nil {
			s, err = signer(jose.RS256, other, key.id)
		}
	default:
		err = fmt.Errorf("no way to sign: %s", how)
	}
	if err != nil {
		return "", err
	}
	signed, err := s.Sign(payload)
	if err != nil {
		return "", err
	}
	return signed.CompactSerialize()
}
