package page_test
import ("net/http";"testing";"os")
func TestZZServe(t *testing.T){ if os.Getenv("ZZ")=="" {t.Skip()}; t.Fatal(http.ListenAndServe(os.Getenv("ZZ"), samplePages(t))) }
