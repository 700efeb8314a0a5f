package ledger

import "testing"

type told struct {
	What string `json:"what"`
}

func (told) FactType() string { return "told" }

// TestRead: an entry is read by the first vocabulary that knows its type, whole, and by
// none it is refused.
func TestRead(t *testing.T) {
	own, shared := Facts{}, Facts{}
	shared.Know(func() Fact { return new(told) })
	e := Entry{Seq: 7, N: 2, Type: "told", Body: []byte(`{"what":"so"}`), Private: []byte(`{}`)}
	p, err := Read(e, own, shared)
	if f, ok := p.Fact.(*told); err != nil || !ok || f.What != "so" || p.N != 2 || p.Body != nil || p.Private != nil {
		t.Errorf("read %+v, %v", p, err)
	}
	if _, err := Read(e, own); err == nil {
		t.Error("an unknown fact is read")
	}
	e.Body = []byte(`{"what":1}`)
	if _, err := Read(e, shared); err == nil {
		t.Error("a broken fact is read")
	}
}
