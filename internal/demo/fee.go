package demo

import "mingda/internal/letter"

// charged is a case whose applicant was told a fee, and has not paid it yet: the
// housing bureau charges one.
func charged(t *travel) {
	t.planLetter(2, func() error { return t.draft(&t.notice, letter.FeeNotice, nil) }, &t.notice, serving)
	t.on(4, 10, 20, "serve", func() error { return t.serve(t.notice) })
}
