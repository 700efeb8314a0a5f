package auth

import (
	"crypto/hmac"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// deviceBytes is the size of a device's random name.
const deviceBytes = 12

// NewDevice returns a random name for a browser that has just signed in.
func NewDevice(random io.Reader) (string, error) {
	raw := make([]byte, deviceBytes)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", fmt.Errorf("device: %w", err)
	}
	return hex.EncodeToString(raw), nil
}

// DeviceToken returns the value of the cookie by which a browser is known to
// have signed in with the login before. It lets nobody in; it only keeps the
// wrong tries of strangers from slowing this browser (OWASP: device cookies).
func DeviceToken(key []byte, login, device string) string {
	return device + "." + hex.EncodeToString(macSM3(key, "device\x00"+fold(login)+"\x00"+device))
}

// DeviceOf returns the device a cookie names, "" if the cookie is not one that
// was given for this login.
func DeviceOf(key []byte, login, token string) string {
	device, _, found := strings.Cut(token, ".")
	if !found || len(device) != 2*deviceBytes || !hmac.Equal([]byte(token), []byte(DeviceToken(key, login, device))) {
		return ""
	}
	return device
}
