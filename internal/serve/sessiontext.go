package serve

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"
)

// sessionText writes a session as JSON, its values texts by their names in
// order: the same session is always the same bytes, so that a page which
// changes nothing of it need not write it. (The maps of scs.GobCodec come out
// in another order each time.)
type sessionText struct {
	Deadline time.Time         `json:"deadline"`
	Values   map[string]string `json:"values"`
}

// Encode is of scs.Codec. A value that is no text is an error.
func (sessionText) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	s := sessionText{deadline, map[string]string{}}
	for name, value := range values {
		text, ok := value.(string)
		if !ok {
			return nil, fmt.Errorf("serve: session value %s is no text but a %T", name, value)
		}
		s.Values[name] = text
	}
	return json.Marshal(s)
}

// Decode is of scs.Codec. It reads sessions of before they were JSON too.
func (sessionText) Decode(b []byte) (time.Time, map[string]any, error) {
	if len(b) == 0 || b[0] != '{' {
		return scs.GobCodec{}.Decode(b)
	}
	var s sessionText
	if err := json.Unmarshal(b, &s); err != nil {
		return time.Time{}, nil, fmt.Errorf("serve: session: %w", err)
	}
	values := make(map[string]any, len(s.Values))
	for name, text := range s.Values {
		values[name] = text
	}
	return s.Deadline, values, nil
}
