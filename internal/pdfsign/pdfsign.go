// Package pdfsign signs the PDFs of letters with the certificate of their
// agency (PKCS#7, detached, SHA-256), as an incremental update: what was there
// stays as it is, byte for byte. It signs what internal/pdf makes, and is no
// reader of PDFs in general. Who checks a signature is a reader of the letter,
// or pdfsig.
package pdfsign

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"time"

	"github.com/digitorus/pkcs7"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Signer signs with one certificate. It is safe for concurrent use.
type Signer struct {
	cert  *x509.Certificate
	above []*x509.Certificate // of the authorities, as far as they are known
	key   crypto.Signer
}

// New reads a certificate, with those of its authorities behind it if there are
// any, and its key, all in PEM. The key is RSA of at least 2048 bits or ECDSA,
// without a password.
func New(certificate, key []byte) (*Signer, error) {
	s := &Signer{}
	for rest := certificate; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		switch {
		case err != nil:
			return nil, fmt.Errorf("certificate: %w", err)
		case s.cert == nil:
			s.cert = cert
		default:
			s.above = append(s.above, cert)
		}
	}
	if s.cert == nil {
		return nil, errors.New("there is no certificate in PEM")
	}
	if u := s.cert.KeyUsage; u != 0 && u&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0 {
		return nil, errors.New("the certificate is not one to sign with")
	}
	var err error
	s.key, err = readKey(key)
	if err != nil {
		return nil, err
	}
	if own, ok := s.cert.PublicKey.(interface{ Equal(crypto.PublicKey) bool }); !ok || !own.Equal(s.key.Public()) {
		return nil, errors.New("the key is not that of the certificate")
	}
	return s, nil
}

func readKey(text []byte) (crypto.Signer, error) {
	for rest := text; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return nil, errors.New("there is no key in PEM, or it has a password")
		}
		var key any
		var err error
		switch block.Type {
		case "PRIVATE KEY":
			key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
		case "RSA PRIVATE KEY":
			key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
		case "EC PRIVATE KEY":
			key, err = x509.ParseECPrivateKey(block.Bytes)
		default:
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("key: %w", err)
		}
		switch k := key.(type) {
		case *rsa.PrivateKey:
			if k.N.BitLen() >= 2048 {
				return k, nil
			}
		case *ecdsa.PrivateKey:
			return k, nil
		}
		return nil, errors.New("the key is neither RSA of at least 2048 bits nor ECDSA")
	}
}

// Subject returns whom the certificate is of.
func (s *Signer) Subject() string {
	if name := s.cert.Subject.CommonName; name != "" {
		return name
	}
	return s.cert.Subject.String()
}

// Until returns when the certificate ends.
func (s *Signer) Until() time.Time { return s.cert.NotAfter }

// Check returns nil if the certificate is in force at an instant, else fault
// Unavailable, certificate_expired or certificate_early: what is signed then
// would be worth nothing.
func (s *Signer) Check(at time.Time) error {
	switch {
	case at.After(s.cert.NotAfter):
		return fault.New(fault.Unavailable, "certificate_expired", s.Subject(), calendar.DateOf(s.cert.NotAfter).Chinese())
	case at.Before(s.cert.NotBefore):
		return fault.New(fault.Unavailable, "certificate_early", s.Subject(), calendar.DateOf(s.cert.NotBefore).Chinese())
	}
	return nil
}

// Sign returns the PDF with a signature made at an instant. The same PDF and
// instant give the same bytes where the key is RSA. It fails as Check does.
func (s *Signer) Sign(document []byte, at time.Time) ([]byte, error) {
	if err := s.Check(at); err != nil {
		return nil, err
	}
	room := 4096 + len(s.cert.Raw)
	for _, c := range s.above {
		room += len(c.Raw)
	}
	out, place, err := prepare(document, at, room)
	if err != nil {
		return nil, fault.New(fault.Internal, "pdf_not_signed").Because(err)
	}
	signature, err := s.pkcs7(place.covered(out))
	if err == nil && len(signature) > room {
		err = fmt.Errorf("a signature of %d bytes in room for %d", len(signature), room)
	}
	if err != nil {
		return nil, fault.New(fault.Internal, "pdf_not_signed").Because(err)
	}
	place.fill(out, signature)
	return out, nil
}

// pkcs7 signs the content itself, without attributes: the library would put the
// clock's time among them. When it was signed stands in the PDF, and is covered.
func (s *Signer) pkcs7(content []byte) ([]byte, error) {
	data, err := pkcs7.NewSignedData(content)
	if err != nil {
		return nil, err
	}
	data.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	if err := data.SignWithoutAttr(s.cert, s.key, pkcs7.SignerInfoConfig{}); err != nil {
		return nil, err
	}
	for _, c := range s.above {
		data.AddCertificate(c)
	}
	data.Detach()
	return data.Finish()
}
