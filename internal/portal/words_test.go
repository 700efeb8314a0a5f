package portal

import (
	"strings"
	"testing"

	"mingda/internal/law"
)

func TestCiteInFull(t *testing.T) {
	for want, places := range map[string][]string{
		"": nil,
		"政府信息公开条例第三十一条、第三十三条第二款；信息处理费管理办法第五条": {"条例第三十一条", "信息处理费管理办法第五条", "条例第三十三条第二款"},
		"民法典第二百零一条": {"民法典第二百零一条"},
	} {
		if got := citeInFull(places); got != want {
			t.Errorf("%v: %q, want %q", places, got, want)
		}
	}
}

// TestClosedWords: what the office knows is said, and not left to a call.
func TestClosedWords(t *testing.T) {
	if got := closedWords(law.NoSupplement); !strings.Contains(got, "没有收到您的补充") {
		t.Errorf("%q", got)
	}
	if got := closedWords(law.Other); !strings.Contains(got, "打电话问") {
		t.Errorf("%q", got)
	}
}
