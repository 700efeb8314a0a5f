package sqlite

import "context"

// Warned returns which of the warnings a person was reminded of already, by key.
func (r Reader) Warned(ctx context.Context, user int64) (map[string]bool, error) {
	keys, err := collect(ctx, r.q, func(row row) (key string, err error) { return key, row.Scan(&key) }, `SELECT warning FROM warned WHERE user_id = ?`, user)
	if err != nil {
		return nil, err
	}
	all := make(map[string]bool, len(keys))
	for _, key := range keys {
		all[key] = true
	}
	return all, nil
}

// PutWarned notes that a mail of the outbox reminds a person of a warning.
func (tx *Tx) PutWarned(ctx context.Context, user int64, warning, mail string) error {
	return tx.exec(ctx, `INSERT INTO warned (user_id, warning, mail) VALUES (?, ?, ?)`, user, warning, mail)
}

// ForgetWarned forgets what a mail that is not sent any more would have said: the
// next one says it.
func (tx *Tx) ForgetWarned(ctx context.Context, mail string) error {
	return tx.exec(ctx, `DELETE FROM warned WHERE mail = ?`, mail)
}
